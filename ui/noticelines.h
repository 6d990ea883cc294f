// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QCoreApplication>
#include <QModelIndex>
#include <QRect>
#include <QSet>
#include <QStringList>

class QPainter;

namespace Ui {

class Appearance;

/// How a timeline shows who came and who went. Several in a row are one line, the last of them;
/// it can be opened, which lists them below it, and closed again.
class NoticeLines {
    Q_DECLARE_TR_FUNCTIONS(Ui::NoticeLines)
public:
    /// A notice that a line below tells of.
    static bool isHidden(const QModelIndex &line);
    /// A notice that tells of several.
    static bool isCondensed(const QModelIndex &line);
    bool isOpen(const QModelIndex &condensed) const;
    void toggle(const QModelIndex &condensed);
    void forget(Chat::Sequence line) { m_opened.remove(line.number); }
    void clear() { m_opened.clear(); }

    /// In the person's own language.
    static QString sentence(const QModelIndex &notice);
    /// Of the text, without what separates it from the lines above.
    int height(const QModelIndex &notice, const Appearance &appearance) const;
    void paint(QPainter &painter, const QRect &place, const QModelIndex &notice,
               const Appearance &appearance) const;
    /// Of one that tells of several: where one opens and closes it.
    static QRect head(const QRect &place, const Appearance &appearance);
    /// What the line at that point below the head says; empty where there is none.
    QString detailAt(QPoint point, const QRect &place, const QModelIndex &condensed,
                     const Appearance &appearance) const;

private:
    /// Below the head, one a line.
    static QStringList details(const QVariantMap &several);
    void paintDetails(QPainter &painter, const QRect &place, const QVariantMap &several,
                      const Appearance &appearance) const;

    QSet<qint64> m_opened; ///< Sequences of what was opened; more may have joined it since.
};

} // namespace Ui
