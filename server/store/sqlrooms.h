// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/roomstore.h"
#include "server/store/sqlmessagerow.h"
#include "server/store/sqlstatement.h"

#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

class SqlLog;

/// What rooms are and what of them goes, in the log's SQLite file; part of SqlLog, under its
/// rules.
class SqlRooms {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlRooms(SqlLog &log) : m_log(log) {}
    Result<void> prepare(QSqlDatabase &database);

    Result<StoredRoom> change(const StoredRoom &room);
    Result<bool> setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role);
    Result<bool> addGuest(const StoredGuest &guest);
    Result<bool> removeGuest(const Chat::RoomId &room, const Chat::UserId &user);
    Result<std::vector<StoredGuest>> guests();
    Result<Erased> erase(const Erasing &erasing);
    Result<bool> remove(const Chat::RoomId &room);
    Result<Chat::Sequence> findSaid(const Chat::UserId &sender, const Chat::ClientMessageId &id);
    Result<int> forgetSaid(Chat::Timestamp before);

    // For appends.
    /// What was said with that client id and is not in the log; NoSuchMessage.
    Result<Chat::Sequence> findGone(const Chat::UserId &sender, const Chat::ClientMessageId &id);
    /// A message of a room that keeps nothing has this sequence, its last from now on.
    Result<void> passOver(const Chat::RoomMessage &message, Chat::Sequence sequence);

    /// The settings and the password of a room as its row has them.
    static QString settingsText(const StoredRoom &room);
    static void takeSettings(StoredRoom &room, const QString &text);

private:
    Result<void> eraseOne(const MessageRow &row, Chat::Timestamp now);
    Result<void> noteSaid(const Chat::RoomMessage &message, Chat::Sequence sequence,
                          Chat::Timestamp now);
    Result<std::vector<MessageRow>> oldest(const Erasing &erasing, qint64 room, int most);

    SqlLog &m_log;
    SqlStatement m_change, m_lastEarlier, m_setRole, m_addGuest, m_removeGuest, m_guests;
    SqlStatement m_oldest, m_erase, m_raise, m_setLast;
    SqlStatement m_hasMessages, m_removeMembers, m_removeGuests, m_removeSaid, m_remove;
    SqlStatement m_noteSaid, m_findGone, m_findHere, m_forgetSaid;
    bool m_anyGone = false; ///< Whether findGone() can find anything; never wrongly false.
};

} // namespace Server
