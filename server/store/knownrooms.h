// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdatabase.h"
#include "server/store/sqlstatement.h"

#include <QHash>
#include <QVariantList>

#include <optional>
#include <set>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// What SqlLog knows of its rooms without asking the database. Of a log of one's own that is all of
/// them, always; of a shared one those that were looked at since the transaction began, and who
/// changes one holds its row until the end: that is what puts a room's sequences in one order.
class KnownRooms {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;
    struct Room {
        qint64 number = 0;
        StoredRoom stored;
    };

    /// Reads all rooms of a log of one's own.
    Result<void> prepare(LogDatabase &database);
    /// All of them, as they are now.
    Result<std::vector<StoredRoom>> all();

    /// NoSuchRoom. Valid until something else is asked of this.
    Result<const Room *> find(const Chat::RoomId &id);
    /// Those that are there, as they are in the database now, where others could have changed them
    /// since they were looked at.
    Result<std::vector<StoredRoom>> now(const std::set<Chat::RoomId> &ids);
    /// find() by number; none there: an empty id.
    Chat::RoomId idOf(qint64 number);
    /// To be changed, its present state kept for the case that the transaction is undone.
    Result<Room *> changing(const Chat::RoomId &id);
    /// Holds the rows of those that are there, in one order for all hosts, so that none waits for
    /// another in a circle. Does nothing for a log of one's own.
    Result<void> hold(const std::vector<Chat::RoomId> &ids);
    /// One whose row was just written.
    void add(const Room &room);
    /// One got for change, whose row was removed.
    void remove(const Chat::RoomId &id);
    /// What was looked at already; nullptr otherwise.
    const StoredRoom *seen(const Chat::RoomId &id) const;

    void begin();
    /// Writes what only this knows; before the database's own commit.
    Result<void> beforeCommit();
    void committed();
    void rolledBack();

private:
    Result<Room *> look(QSqlQuery &query, const QVariantList &values);
    Result<void> readAll();
    void take(const Room &room);
    void forgetShared();

    bool m_isShared = false;
    QHash<Chat::RoomId, Room> m_rooms;
    QHash<qint64, Chat::RoomId> m_ids;
    QHash<Chat::RoomId, std::optional<Room>> m_before; ///< Of those changed since begin().
    SqlStatement m_all, m_these, m_byId, m_byNumber, m_forUpdate, m_holdAll, m_setLast;
};

} // namespace Server
