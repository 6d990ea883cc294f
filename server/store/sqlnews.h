// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/lognews.h"
#include "server/store/sqlstatement.h"

#include <functional>
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
    struct Gathering;
    /// The number of this host's last row.
    Result<qint64> ownEnd();
    /// `lost`: becomes true where rows behind the cursor are gone.
    Result<std::vector<Row>> rows(const NewsCursor &from, bool &lost);
    static void gather(const Row &row, Gathering &gathering);
    Result<void> read(const Gathering &gathering, LogNews &news);
    Result<void> readRooms(const Gathering &gathering, LogNews &news);
    Result<void> readPeople(const Gathering &gathering, LogNews &news);
    Result<void> readReactions(const Gathering &gathering, LogNews &news);
    /// The first row, or nullptr.
    static Result<void> one(QSqlQuery &query, const QVariantList &values,
                            const std::function<void(const QSqlQuery *)> &take);
    template <typename T>
    static Result<void> keep(Result<T> found, std::optional<T> &place)
    {
        if (!found)
            return tl::unexpected(found.error());
        place = std::move(*found);
        return {};
    }

    SqlLog &m_log;
    qint64 m_host = 0;
    qint64 m_before = 0; ///< This host's last, when it opened: by a connection before.
    SqlStatement m_end, m_rows, m_own, m_forget, m_forgetHosts, m_here, m_member, m_guest, m_marker,
        m_attendance, m_admission;
    SqlStatement m_reacted;
};

} // namespace Server
