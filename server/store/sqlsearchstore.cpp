// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlsearchstore.h"

#include <QElapsedTimer>
#include <QMetaObject>

#include <utility>

namespace Server {
namespace {

constexpr size_t mostWaiting = 64;

} // namespace

SqlSearchStore::~SqlSearchStore()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void SqlSearchStore::start(LogDatabase::Make make, SqlSearch::Options options)
{
    m_thread = std::thread([this, make = std::move(make), options] { run(make, options); });
}

bool SqlSearchStore::asksForSomething(const SearchQuery &query) const
{
    return Server::asksForSomething(query);
}

void SqlSearchStore::search(const SearchQuery &query, Answer answer)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() < mostWaiting) {
            m_waiting.push_back({query, std::move(answer)});
            m_wake.notify_one();
            return;
        }
    }
    report(std::move(answer), tl::unexpected(StoreError::TooMany), 0);
}

std::optional<SqlSearchStore::Wanted> SqlSearchStore::take()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
    if (m_stopping)
        return std::nullopt;
    Wanted wanted = std::move(m_waiting.front());
    m_waiting.pop_front();
    return wanted;
}

void SqlSearchStore::run(const LogDatabase::Make &make, SqlSearch::Options options)
{
    // Where nobody searches, there is no second connection.
    std::unique_ptr<SqlSearch> search;
    while (auto wanted = take()) {
        QElapsedTimer clock;
        clock.start();
        Result result = tl::unexpected(StoreError::Failed);
        if (search && !search->isCurrent())
            search.reset();
        if (!search) {
            if (auto opened = SqlSearch::open(make(), options))
                search = std::move(*opened);
        }
        if (search)
            result = search->find(wanted->query);
        if (!result && result.error() == StoreError::Unreachable)
            search.reset(); // the next one tries to get there again
        report(std::move(wanted->answer), std::move(result), clock.nsecsElapsed() / 1000);
    }
}

void SqlSearchStore::report(Answer answer, Result result, qint64 microseconds)
{
    QMetaObject::invokeMethod(
        &m_home,
        [this, answer = std::move(answer), result = std::move(result), microseconds] {
            ++m_counts.searches;
            m_counts.microseconds += quint64(microseconds);
            if (!result)
                m_damage.note(result.error());
            answer(result);
        },
        Qt::QueuedConnection);
}

} // namespace Server
