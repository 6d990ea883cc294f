// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/sqlaccounts.h"
#include "server/store/sqlchanges.h"
#include "server/store/sqlentrance.h"
#include "server/store/sqlerasing.h"
#include "server/store/sqlfiles.h"
#include "server/store/sqlhooks.h"
#include "server/store/sqlorder.h"
#include "server/store/sqlqueues.h"
#include "server/store/sqlreads.h"
#include "server/store/sqlrooms.h"
#include "server/store/sqlsearchindex.h"
#include "server/store/sqlstatement.h"
#include "server/store/store.h"

#include <QHash>
#include <QSqlDatabase>

#include <functional>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// The log in one SQLite file, synchronously: what SqlStore's thread works with.
///
/// Every change must stand between begin() and commit(). Everything in the one thread that
/// called open().
class SqlLog {
public:
    struct Options {
        QString file;
        bool synchronous = true;        ///< Whether a commit waits until the disk has it.
        std::optional<qint64> maxBytes; ///< Quota of the file, without the write-ahead log.
    };
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    /// Opens and migrates.
    static Result<std::unique_ptr<SqlLog>> open(const Options &options);
    ~SqlLog();

    Result<StoreContents> contents();

    Result<void> begin();
    /// On an error everything since begin() is undone, in memory too.
    Result<void> commit();
    void rollback();
    /// Work on the log that nobody waits for, in a transaction of its own: a power cut may undo it.
    Result<void> unhurried(const std::function<Result<void>()> &work);
    /// Gives the disk back what the write-ahead log takes beyond need. Outside a transaction.
    void shrinkJournal();

    Result<Appended> append(const Chat::RoomMessage &message);
    /// Makes the rooms that are missing and appends all messages. NoSuchRoom: nothing was tried;
    /// after any other error the transaction has to be undone.
    Result<std::vector<Appended>> appendAll(const MessageBatch &batch);
    Result<StoredRoom> createRoom(const StoredRoom &room);
    Result<StoredRoom> setTopic(const Chat::RoomId &room, const QString &topic);
    Result<StoredMember> addMember(const StoredMember &member);
    Result<bool> removeMember(const Chat::RoomId &room, const Chat::UserId &user);
    Result<History> history(const HistoryQuery &query);
    SqlQueues &queues() { return m_queues; }
    SqlChanges &changes() { return m_changes; }
    SqlSearchIndex &searchIndex() { return m_searchIndex; }
    SqlFiles &files() { return m_files; }
    SqlReads &reads() { return m_reads; }
    SqlRooms &rooms() { return m_roomsPart; }
    SqlHooks &hooks() { return m_hooks; }
    SqlAccounts &accounts() { return m_accounts; }
    SqlErasing &erasing() { return m_erasing; }
    SqlOrder &order() { return m_order; }
    SqlEntrance &entrance() { return m_entrance; }

    // For its parts.
    /// The number of a room's rows.
    Result<qint64> roomNumber(const Chat::RoomId &room) const;
    /// The room's next revision, its last from now on.
    Result<Chat::Revision> nextRevision(const Chat::RoomId &room);
    Chat::Revision revision(const Chat::RoomId &room) const;
    Chat::Sequence last(const Chat::RoomId &room) const { return m_rooms.value(room).stored.last; }
    /// What was said there before an edit or a deletion is to stay.
    bool keepsEarlier(const Chat::RoomId &room) const
    {
        return m_rooms.value(room).stored.settings.keepsEarlier;
    }
    /// No earlier text of theirs up to this number is to stay, whatever the room keeps now.
    qint64 earlierFloor(const Chat::RoomId &room) const
    {
        return m_rooms.value(room).stored.earlierFloor;
    }
    const QSqlDatabase &database() const { return m_database; }
    /// What is known of a room, its present state kept for rollback(); nullptr: no such room.
    StoredRoom *roomForChange(const Chat::RoomId &id);
    /// Its row is gone.
    void forgetRoom(const Chat::RoomId &id);
    Chat::RoomId roomOf(qint64 number) const { return m_roomsByNumber.value(number); }

private:
    struct Room {
        qint64 number = 0;
        StoredRoom stored;
    };
    explicit SqlLog(QString connection);
    Result<void> configure(const Options &options);
    Result<void> prepareAll();
    Result<void> readRooms();
    Result<Appended> storedFirst(const Chat::RoomMessage &repeat);
    Room *changing(const Chat::RoomId &id);
    Result<Appended> passOver(StoredRoom &room, const Chat::RoomMessage &message);

    QString m_connection;
    QSqlDatabase m_database;
    QHash<Chat::RoomId, Room> m_rooms;
    QHash<qint64, Chat::RoomId> m_roomsByNumber;
    QHash<Chat::RoomId, std::optional<Room>> m_before; ///< Of rooms changed since begin().
    SqlStatement m_begin, m_commit, m_rollback;
    SqlStatement m_append, m_first, m_createRoom, m_setTopic, m_addMember, m_removeMember;
    SqlStatement m_oldest, m_newest, m_setRevision;
    SqlQueues m_queues;
    SqlChanges m_changes{*this};
    SqlSearchIndex m_searchIndex{*this};
    bool m_synchronous = true;
    SqlFiles m_files;
    SqlReads m_reads{*this};
    SqlRooms m_roomsPart{*this};
    SqlHooks m_hooks{*this};
    SqlAccounts m_accounts;
    SqlErasing m_erasing{*this};
    SqlOrder m_order{*this};
    SqlEntrance m_entrance;
};

} // namespace Server
