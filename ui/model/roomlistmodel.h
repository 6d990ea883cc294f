// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QHash>
#include <QSet>

#include <vector>

namespace Ui {

/// The rooms of one host: joined ones first, archived ones last, each part in the order of names.
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
        VisibilityRole,                ///< int of Chat::Visibility
        IconRole,                      ///< QString, one emoji or nothing
        ArchivedRole,                  ///< bool
        PasswordRole,                  ///< bool, who enters has to say one
        SlowModeRole,                  ///< int, seconds between two messages; 0: none
        RetentionRole,                 ///< QVariantMap: keep (int of Chat::Retention::Keep), count
        DeleteAtRole,                  ///< QDateTime, when it ends; invalid: it does not
        OwnRoleRole,                   ///< int of Chat::MemberRole; None where that gives no rights
        InvitedRole,                   ///< bool
        KnocksRole,                    ///< int, people who wait to be let in by us
        SpeechRole,                    ///< int of Speech
        NextSpeechRole,                ///< QDateTime, in slow mode; invalid: at once
        NextEntryRole,                 ///< QDateTime, UTC, when it may be tried; invalid: at once
        ActivityRole, ///< QDateTime, UTC, when something was said; invalid: unknown
    };
    /// Whether we may say something there, or why not.
    enum class Speech { Free, MembersOnly, ReadOnly, Archived, Ending };
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
    /// One that the host has not listed, by its id; nothing for one that is listed.
    void list(const Chat::RoomId &room);
    void removeRoom(const Chat::RoomId &room);
    /// As it is known; without an id when it is not listed.
    Chat::RoomInfo room(const Chat::RoomId &room) const;
    /// In slow mode we may say something again then.
    void setNextSpeech(const Chat::RoomId &room, const QDateTime &time);
    /// After a refusal the host looks at the next try to come in then; invalid: at once.
    void setNextEntry(const Chat::RoomId &room, const QDateTime &time);
    void setJoined(const Chat::RoomId &room, bool joined);
    void setUnread(const Chat::RoomId &room, int unread, int mentions = 0);
    /// Something was said there then; what was said later than that stays.
    void setActivity(const Chat::RoomId &room, Chat::Timestamp time);
    bool isJoined(const Chat::RoomId &room) const { return m_joined.contains(room); }
    int unread(const Chat::RoomId &room) const { return m_unread.value(room); }
    int mentions(const Chat::RoomId &room) const { return m_mentions.value(room); }

private:
    QVariant settingsData(const Chat::RoomInfo &room, int role) const;
    Speech speech(const Chat::RoomInfo &room) const;
    bool isBefore(const Chat::RoomInfo &a, const Chat::RoomInfo &b) const;
    int rowOf(const Chat::RoomId &room) const;
    void insertAll(std::vector<Chat::RoomInfo> rooms);
    void remove(int row);
    /// Brings a changed row to where it belongs, and tells that it changed.
    void settle(int row);

    std::vector<Chat::RoomInfo> m_rooms; ///< In the order shown.
    QSet<Chat::RoomId> m_joined;         ///< Listed or not.
    QHash<Chat::RoomId, int> m_unread;   ///< Listed or not.
    QHash<Chat::RoomId, int> m_mentions; ///< Likewise.
    QHash<Chat::RoomId, QDateTime> m_nextSpeech;
    QHash<Chat::RoomId, QDateTime> m_nextEntry;
    QHash<Chat::RoomId, Chat::Timestamp> m_activity; ///< Listed or not.
};

} // namespace Ui
