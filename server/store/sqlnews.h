// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/lognews.h"
#include "server/store/sqlpeoplenews.h"
#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>

namespace Server {

class SqlLog;

/// The part of SqlLog that reads what other hosts have changed: rows that PostgreSQL writes with
/// each change, and what they are about.
class SqlNews {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlNews(SqlLog &log) : m_log(log) {}
    /// `host`: the number of this one; 0: there are no others, and never news.
    Result<void> prepare(QSqlDatabase &database, qint64 host);

    /// Behind all that there is.
    Result<NewsCursor> end();
    Result<LogNews> news(const NewsCursor &from);
    /// Some; whether there are others.
    Result<bool> forgetOld();

private:
    enum class Kind : int;
    struct Row;
    struct Found;
    struct Gathering;
    /// The number of this host's last row.
    Result<qint64> ownEnd();
    Result<Found> find(const NewsCursor &from);
    static void gather(const Row &row, Gathering &gathering);
    Result<void> read(const Gathering &gathering, LogNews &news);
    Result<void> readRooms(const Gathering &gathering, LogNews &news);
    Result<void> readPeople(const Gathering &gathering, LogNews &news);
    Result<void> readReactions(const Gathering &gathering, LogNews &news);
    template <typename T>
    static Result<void> keep(Result<T> found, auto &place)
    {
        if (!found)
            return tl::unexpected(found.error());
        place = std::move(*found);
        return {};
    }

    SqlLog &m_log;
    qint64 m_host = 0;
    qint64 m_before = 0; ///< This host's last, when it opened: by a connection before.
    SqlPeopleNews m_people;
    SqlStatement m_end, m_rows, m_own, m_forget, m_forgetHosts, m_here, m_admission, m_reacted;
};

} // namespace Server
