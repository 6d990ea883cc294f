// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>

#include <vector>

namespace Ui {

/// The rooms of one host: joined ones first, each part in the order of names.
///
/// Rows are inserted, moved, removed and changed; the model is never reset, so that a selection
/// survives a new list and a join.
class RoomListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        RoomIdRole = Qt::UserRole + 1, ///< QString
        NameRole,                      ///< QString; Qt::DisplayRole gives the same
        TopicRole,                     ///< QString
        UnreadRole,                    ///< int, TALK messages of others behind the read marker
        MentionsRole,                  ///< int, those of the unread ones that speak to us
        JoinedRole,                    ///< bool
        HereRole,                      ///< int, people connected to it now
        MembersRole,                   ///< int
    };
    explicit RoomListModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Invalid when the room is not listed.
    QModelIndex indexOf(const Chat::RoomId &room) const;
    Chat::RoomId roomAt(const QModelIndex &index) const;

    /// Replaces the list by what the host says; unread and joined are kept by id.
    void setRooms(const std::vector<Chat::RoomInfo> &rooms);
    void updateRoom(const Chat::RoomInfo &room);
    void setJoined(const Chat::RoomId &room, bool joined);
    void setUnread(const Chat::RoomId &room, int unread, int mentions = 0);
    bool isJoined(const Chat::RoomId &room) const { return m_joined.contains(room); }
    int unread(const Chat::RoomId &room) const { return m_unread.value(room); }
    int mentions(const Chat::RoomId &room) const { return m_mentions.value(room); }

private:
    bool isBefore(const Chat::RoomInfo &a, const Chat::RoomInfo &b) const;
    int rowOf(const Chat::RoomId &room) const;
    void insert(const Chat::RoomInfo &room);
    void remove(int row);
    /// Brings a changed row to where it belongs, and tells that it changed.
    void settle(int row);

    std::vector<Chat::RoomInfo> m_rooms; ///< In the order shown.
    QSet<Chat::RoomId> m_joined;         ///< Listed or not.
    QHash<Chat::RoomId, int> m_unread;   ///< Listed or not.
    QHash<Chat::RoomId, int> m_mentions; ///< Likewise.
};

} // namespace Ui
