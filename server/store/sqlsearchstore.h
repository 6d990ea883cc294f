// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdamage.h"
#include "server/store/sqlsearch.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace Server {

/// Searches in a thread of its own, so that nothing that is written waits for them.
class SqlSearchStore final : public SearchStore {
public:
    struct Counts {
        quint64 searches = 0;
        quint64 microseconds = 0;
    };

    /// `damage` is told what could not be read.
    explicit SqlSearchStore(LogDamage &damage) : m_damage(damage) {}
    /// Nothing is answered any more.
    ~SqlSearchStore() override;
    Q_DISABLE_COPY_MOVE(SqlSearchStore)

    /// The log in that database is open. Its answers come in the thread of the caller.
    void start(LogDatabase::Make make, SqlSearch::Options options = {});
    const Counts &counts() const { return m_counts; }

    bool asksForSomething(const SearchQuery &query) const override;
    void search(const SearchQuery &query, Store::Answer<Chat::SearchPage> answer) override;

private:
    using Result = tl::expected<Chat::SearchPage, StoreError>;
    using Answer = Store::Answer<Chat::SearchPage>;
    struct Wanted {
        SearchQuery query;
        Answer answer;
    };
    void run(const LogDatabase::Make &make, SqlSearch::Options options);
    /// Waits for something; nullopt when it is time to end.
    std::optional<Wanted> take();
    void report(Answer answer, Result result, qint64 microseconds);

    Counts m_counts;
    LogDamage &m_damage;
    QObject m_home; ///< Lives in the caller's thread: answers posted to it die with it.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Wanted> m_waiting;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace Server
