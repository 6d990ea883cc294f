// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QRect>
#include <QVariantMap>

class QPainter;

namespace Ui {

class Appearance;

/// What a message answers, on one line above it.
class ReplyQuote {
    Q_DECLARE_TR_FUNCTIONS(Ui::ReplyQuote)
public:
    static int height(const Appearance &appearance);
    /// `quoted`: as TimelineModel::ReplyRole gives it.
    static void paint(QPainter &painter, const QRect &place, const QVariantMap &quoted,
                      const Appearance &appearance);
    /// Of whom and what, on one line.
    static QString sentence(const QVariantMap &quoted);
};

} // namespace Ui
