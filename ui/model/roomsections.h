// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QDateTime>
#include <QSortFilterProxyModel>

namespace Ui {

/// The rooms of a list in sections, each of them sorted. In front of rooms with the roles of
/// RoomListModel, which are in the order of their names.
///
/// The current room stays where it is until another one is: it neither leaves those that are unread
/// when it is read, nor goes among them or upwards when something is said there.
class RoomSections : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum Role {
        SectionStartRole = Qt::UserRole + 1000, ///< bool: the first room of its section.
        SectionRole,                            ///< int of Section
    };
    /// In this order.
    enum class Section {
        Unread, ///< One's own in which something is.
        Joined,
        Direct, ///< Conversations of two.
        Other,  ///< Not one's own.
        Archived,
    };
    enum class Order {
        Name,
        Activity, ///< Where something was said last comes first.
    };
    explicit RoomSections(QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    void setOrder(Order order);
    Order order() const { return m_order; }
    void setCurrent(const Chat::RoomId &room);
    /// What stands above it.
    static QString title(Section section);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    /// What may move a room while one is in it.
    struct Standing {
        bool unread = false;
        QDateTime activity;
        friend bool operator==(const Standing &, const Standing &) = default;
    };
    Standing present(const QModelIndex &room) const;
    Standing standing(const QModelIndex &room) const;
    Section section(const QModelIndex &room) const;
    QModelIndex find(const Chat::RoomId &room) const;

    Order m_order = Order::Name;
    Chat::RoomId m_current;
    Standing m_held; ///< Of the current room, as it was when one came there.
};

} // namespace Ui
