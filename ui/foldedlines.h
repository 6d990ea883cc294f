// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QCoreApplication>
#include <QModelIndex>
#include <QRect>
#include <QSet>
#include <QString>

class QPainter;

namespace Ui {

class Appearance;

/// Which lines of a timeline are folded away because their sender is ignored: those one below the
/// other become a single line, which can be opened.
class FoldedLines {
    Q_DECLARE_TR_FUNCTIONS(Ui::FoldedLines)
public:
    enum class Fold {
        None,   ///< Shown as it is.
        Head,   ///< Shown as the one line that stands for all of them.
        Inside, ///< Not shown: a line above stands for it.
    };
    Fold foldOf(const QModelIndex &index) const;
    /// What the line of a Head says.
    QString sentence(const QModelIndex &head) const;
    static int height(const Appearance &appearance);
    void paint(QPainter &painter, const QRect &place, const QModelIndex &head,
               const Appearance &appearance) const;
    /// All that are folded together with this one are shown from here on.
    void open(const QModelIndex &index);
    void forget(Chat::Sequence line) { m_opened.remove(line.number); }
    void clear() { m_opened.clear(); }

private:
    bool isFoldable(const QModelIndex &index) const;

    QSet<qint64> m_opened; ///< Sequences.
};

} // namespace Ui
