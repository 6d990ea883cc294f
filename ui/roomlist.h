// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomsections.h"

#include <QListView>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

class QMenu;

namespace Ui {

class Appearance;
class RoomListModel;

/// The rooms whose name or topic has a text in it; keeps their order. Archived ones are left out
/// until they are asked for or looked for; the current room is always there.
class RoomFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text);
    void setArchivedShown(bool shown);
    void setCurrent(const Chat::RoomId &room);
    QVariant data(const QModelIndex &index, int role) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_text;
    Chat::RoomId m_current;
    bool m_archivedShown = false;
};

/// Draws a room: its name, what it is, how much of it is unread and calls one, and the heading of
/// its section above it.
class RoomDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    RoomDelegate(const Appearance &appearance, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void drawCount(QPainter &painter, const QStyleOptionViewItem &option, QRect &row,
                   int count) const;
    void drawDot(QPainter &painter, const QStyleOptionViewItem &option, QRect &row) const;
    void drawFacts(QPainter &painter, const QStyleOptionViewItem &option, QRect &row,
                   const QModelIndex &room) const;

    const Appearance &m_appearance;
};

/// The list of a host's rooms in their sections.
class RoomList : public QListView {
    Q_OBJECT
public:
    explicit RoomList(const Appearance &appearance, QWidget *parent = nullptr);

    /// The model must outlive the list.
    void setRooms(RoomListModel *rooms);
    void setFilter(const QString &text);
    void setArchivedShown(bool shown);
    /// Shows a room as the current one; does not emit roomChosen().
    void setRoom(const Chat::RoomId &room);
    /// The room `steps` below (above, when negative) the current one; empty at the ends.
    Chat::RoomId neighbour(int steps) const;
    Chat::RoomId first() const;
    void setOrder(RoomSections::Order order) { m_sections->setOrder(order); }
    RoomSections::Order order() const { return m_sections->order(); }

Q_SIGNALS:
    void roomChosen(const Chat::RoomId &room);
    /// For what one can do with the list.
    void menuOpening(QMenu *menu);

protected:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;

private:
    void followRoom();
    Chat::RoomId roomAt(const QModelIndex &index) const;

    RoomFilter *m_filter = nullptr;
    RoomSections *m_sections = nullptr; ///< In front of it.
    Chat::RoomId m_room;
    bool m_following = false;
    bool m_removing = false;
};

} // namespace Ui
