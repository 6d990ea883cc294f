// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QRect>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <vector>

class QPainter;

namespace Ui {

class Appearance;

/// The reactions below a message: one chip for each emoji, with how many put it there.
class ReactionChips {
    Q_DECLARE_TR_FUNCTIONS(Ui::ReactionChips)
public:
    struct Chip {
        QRect place; ///< In the coordinates that layOut() was given.
        QString emoji;
        QString text;
        QStringList names; ///< Of the first few who put it there.
        int count = 0;
        bool mine = false;
    };

    /// `reactions`: as TimelineModel::ReactionsRole gives them; as many rows as they need.
    static std::vector<Chip> layOut(const QVariantList &reactions, QPoint corner, int width,
                                    const Appearance &appearance);
    /// Puts what was laid out from left to right where it stands from right to left.
    static void mirror(std::vector<Chip> &chips, const QRect &bounds);
    /// 0 when there are none.
    static int height(const std::vector<Chip> &chips, const Appearance &appearance);
    static void paint(QPainter &painter, const std::vector<Chip> &chips,
                      const Appearance &appearance);
    /// Who put it there, as a sentence.
    static QString sentence(const Chip &chip);
};

} // namespace Ui
