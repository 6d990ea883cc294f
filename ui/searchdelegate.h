// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Ui {

class Appearance;
class RoomListModel;

/// A message that was found: who said it where and when, the words that fit, and what was said
/// before and after it.
class SearchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Both must outlive it.
    SearchDelegate(const Appearance &appearance, RoomListModel &rooms, QObject *parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    QString head(const QModelIndex &index) const;

    const Appearance &m_appearance;
    RoomListModel &m_rooms;
};

} // namespace Ui
