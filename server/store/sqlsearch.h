// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdatabase.h"
#include "server/store/searchstore.h"
#include "server/store/searchtokens.h"
#include "server/store/sqlstatement.h"

#include <QElapsedTimer>

#include <chrono>
#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// Finds messages in the log's database, over a connection of its own that writes nothing.
/// Synchronously, and everything in the one thread that called open().
///
/// The index gives candidates, newest first; each is read and compared, so that what is found is
/// exact. Messages that the index does not have yet are compared as they are.
class SqlSearch {
public:
    struct Options {
        /// Processor time after which a page ends with what was found until then.
        std::chrono::milliseconds patience{40};
        std::chrono::milliseconds longest{1000}; ///< The same by the clock on the wall.
        qint64 unindexed = 2000; ///< So many of the newest are looked through without an index.
    };
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    /// The log is open already.
    static Result<std::unique_ptr<SqlSearch>> open(std::unique_ptr<LogDatabase> database,
                                                   Options options);
    ~SqlSearch();
    Q_DISABLE_COPY_MOVE(SqlSearch)

    Result<Chat::SearchPage> find(const SearchQuery &query);
    /// Otherwise another server has the log now.
    bool isCurrent() const { return m_database->isCurrent(); }

private:
    /// One search.
    struct Looking {
        const SearchQuery &query;
        std::vector<SearchTerm> terms;
        std::optional<qint64> room;
        std::vector<qint64> hidden;
        qint64 indexed = 0;
        qint64 newest = 0; ///< Number of the newest message.
        SearchedTimes times;
        qint64 before = 0; ///< Everything from here on was looked at.
        QElapsedTimer clock;
        std::chrono::nanoseconds cpuBefore{};
        Chat::SearchPage page;
        bool full = false; ///< There is a hit that the page has no place for.
    };
    SqlSearch(std::unique_ptr<LogDatabase> database, Options options);
    Result<void> prepareAll();
    Result<Chat::SearchPage> findInSnapshot(const SearchQuery &query);
    Result<void> readState(Looking &looking);
    /// Those that the index does not have. Whether there is time and place for more.
    Result<bool> lookThroughNewest(Looking &looking);
    Result<void> lookThroughIndex(Looking &looking);
    /// Looks at what the statement gives, until the page is full or the time is over; at one at
    /// least. Whether that was all.
    Result<bool> take(QSqlQuery &candidates, Looking &looking);
    /// Puts the message into the page if it is meant.
    Result<void> compare(qint64 number, Looking &looking);
    Result<std::optional<Chat::Quoted>> neighbour(QSqlQuery &query, qint64 room, qint64 sequence);
    Result<std::vector<Chat::FileInfo>> filesOf(qint64 number);
    Result<std::optional<qint64>> roomNumber(const Chat::RoomId &room);
    bool isOver(const Looking &looking) const;

    Options m_options;
    std::unique_ptr<LogDatabase> m_database;
    SqlStatement m_state, m_newest, m_index, m_message, m_before, m_after, m_room, m_files;
};

} // namespace Server
