// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/knownrooms.h"
#include "server/store/logdatabase.h"
#include "server/store/sqlaccounts.h"
#include "server/store/sqlchanges.h"
#include "server/store/sqlentrance.h"
#include "server/store/sqlerasing.h"
#include "server/store/sqlfiles.h"
#include "server/store/sqlhistories.h"
#include "server/store/sqlhooks.h"
#include "server/store/sqlmessageparts.h"
#include "server/store/sqlnews.h"
#include "server/store/sqlorder.h"
#include "server/store/sqlqueues.h"
#include "server/store/sqlreads.h"
#include "server/store/sqlrooms.h"
#include "server/store/sqlsearchindex.h"
#include "server/store/sqlstatement.h"
#include "server/store/store.h"

#include <QSqlDatabase>

#include <functional>
#include <memory>
#include <set>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// The log in a database, synchronously: what SqlStore's thread works with.
///
/// Every change must stand between begin() and commit(). Everything in the one thread that
/// called open().
class SqlLog {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    /// Opens and migrates.
    static Result<std::unique_ptr<SqlLog>> open(std::unique_ptr<LogDatabase> database);
    ~SqlLog();

    Result<StoreContents> contents();

    /// Holds these rooms from the beginning on, where others could have them.
    Result<void> begin(const std::vector<Chat::RoomId> &rooms = {});
    /// On an error everything since begin() is undone, in memory too.
    Result<void> commit();
    void rollback();
    /// Work on the log that nobody waits for, in a transaction of its own: a power cut may undo it.
    Result<void> unhurried(const std::function<Result<void>()> &work);
    /// Gives the disk back what the write-ahead log takes beyond need. Outside a transaction.
    void shrinkJournal() { m_database->shrinkJournal(); }
    /// Reads that come now, outside of a transaction, are of what is there now.
    void lookAfresh() { m_rooms.begin(); }
    /// Asks the database for nothing but an answer.
    Result<void> ask();
    /// Whether other hosts write into it, too.
    bool isShared() const { return m_database->isShared(); }
    bool isCurrent() const { return m_database->isCurrent(); }
    bool hasOtherServers() const { return m_database->hasOtherServers(); }

    Result<Appended> append(const Chat::RoomMessage &message);
    /// Makes the rooms that are missing and appends all messages. NoSuchRoom: nothing was tried;
    /// after any other error the transaction has to be undone.
    Result<std::vector<Appended>> appendAll(const MessageBatch &batch);
    Result<StoredRoom> createRoom(const StoredRoom &room);
    Result<StoredRoom> setTopic(const Chat::RoomId &room, const QString &topic);
    Result<StoredMember> addMember(const StoredMember &member);
    Result<bool> removeMember(const Chat::RoomId &room, const Chat::UserId &user);
    Result<History> history(const HistoryQuery &query) { return m_histories.history(query); }
    Result<Histories> following(const std::vector<KnownPart> &rooms)
    {
        return m_histories.following(rooms);
    }
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
    SqlNews &news() { return m_news; }

    // For its parts.
    SqlMessageParts &parts() { return m_parts; }
    /// The number of a room's rows.
    Result<qint64> roomNumber(const Chat::RoomId &room);
    /// The room's next revision, its last from now on.
    Result<Chat::Revision> nextRevision(const Chat::RoomId &room);
    // Of a room whose number was asked for; otherwise as of one that is empty.
    Chat::Revision revision(const Chat::RoomId &room) const { return seen(room).revision; }
    Chat::Sequence last(const Chat::RoomId &room) const { return seen(room).last; }
    /// What was said there before an edit or a deletion is to stay.
    bool keepsEarlier(const Chat::RoomId &room) const { return seen(room).settings.keepsEarlier; }
    /// No earlier text of theirs up to this number is to stay, whatever the room keeps now.
    qint64 earlierFloor(const Chat::RoomId &room) const { return seen(room).earlierFloor; }
    const QSqlDatabase &database() const { return m_database->connection(); }
    /// What is known of a room, its present state kept for rollback().
    Result<StoredRoom *> roomForChange(const Chat::RoomId &id);
    /// One got for change; its row is gone.
    void forgetRoom(const Chat::RoomId &id) { m_rooms.remove(id); }
    Result<std::vector<StoredRoom>> roomsNow(const std::set<Chat::RoomId> &ids)
    {
        return m_rooms.now(ids);
    }
    Chat::RoomId roomOf(qint64 number) { return m_rooms.idOf(number); }

private:
    using Room = KnownRooms::Room;
    explicit SqlLog(std::unique_ptr<LogDatabase> database) : m_database(std::move(database)) {}
    Result<void> prepareAll();
    Result<Appended> storedFirst(const Chat::RoomMessage &repeat);
    Result<Appended> passOver(StoredRoom &room, const Chat::RoomMessage &message);
    const StoredRoom &seen(const Chat::RoomId &room) const;

    std::unique_ptr<LogDatabase> m_database;
    KnownRooms m_rooms;
    SqlStatement m_append, m_first, m_createRoom, m_setTopic, m_addMember, m_removeMember;
    SqlStatement m_setRevision, m_members;
    SqlQueues m_queues;
    SqlMessageParts m_parts;
    SqlHistories m_histories{*this};
    SqlChanges m_changes{*this};
    SqlSearchIndex m_searchIndex{*this};
    SqlFiles m_files;
    SqlReads m_reads{*this};
    SqlRooms m_roomsPart{*this};
    SqlHooks m_hooks{*this};
    SqlAccounts m_accounts;
    SqlErasing m_erasing{*this};
    SqlOrder m_order{*this};
    SqlEntrance m_entrance;
    SqlNews m_news{*this};
};

} // namespace Server
