// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdamage.h"
#include "server/store/queuestore.h"
#include "server/store/sqlchores.h"
#include "server/store/sqllog.h"
#include "server/store/storejob.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace Server {

/// What the log held when it was opened.
struct LogContents {
    StoreContents chat;
    StoredQueues queues;
};

/// The thread that the log lives in: takes all that is queued, writes it in one transaction and
/// reports it together.
///
/// When something could not be written, nothing is that was asked for before its caller heard of
/// that: what somebody said after a message must not be in the log when that message is not.
class SqlWorker {
public:
    using Jobs = std::vector<std::unique_ptr<StoreJob>>;
    /// Called in the thread the worker was made in, once per transaction, with jobs that are done
    /// or have failed, in the order in which they came.
    /// After a failure the era begins in which writes are tried again; those of earlier ones fail,
    /// and are reported like all others.
    using Report = std::function<void(Jobs, std::optional<StoreError> failure)>;

    /// `damage` hears of what is found where nobody waits for an answer.
    SqlWorker(Report report, LogDamage &damage);
    /// Writes what is queued, closes, ends the thread. Nothing is reported any more.
    ~SqlWorker();

    /// Starts the thread and waits until the log is open. Of a database that goes away later all
    /// that is asked fails as Unreachable until it is back.
    tl::expected<LogContents, StoreError> start(LogDatabase::Make make);
    /// Those that are to be written together come together.
    void post(Jobs jobs);
    /// Messages that the full-text index does not have yet.
    qint64 unindexed() const { return m_unindexed; }
    /// Whether a database that the log is in did not answer when it was asked last; a shared one is
    /// asked from time to time, too. One that takes longer for what was asked than a healthy one
    /// ever does counts as away.
    bool isAway() const;

private:
    using Opened = std::promise<tl::expected<LogContents, StoreError>>;

    void run(const LogDatabase::Make &make, Opened opened);
    void comeBack(const LogDatabase::Make &make);
    void lookForDatabase();
    void lose();
    std::optional<std::chrono::milliseconds> patience() const;
    void performAll(Jobs jobs);
    std::optional<Jobs> take(std::optional<std::chrono::milliseconds> patience);
    void report(Jobs jobs, std::optional<StoreError> failure);

    Report m_report;
    LogDamage &m_damage;
    QObject m_home; ///< Lives in the caller's thread: results posted to it die with it.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Jobs m_queue;
    bool m_stopping = false;
    std::atomic<qint64> m_unindexed = 0;
    std::atomic<bool> m_away = false;
    std::atomic<bool> m_isShared = false;
    /// Since when the thread is at work; none while it waits for some.
    std::atomic<SqlChores::Clock::time_point> m_busySince{SqlChores::Clock::time_point{}};
    // Of the thread.
    std::unique_ptr<SqlLog> m_log; ///< nullptr while its database is away.
    std::optional<SqlChores> m_chores;
    int m_era = 0;
    StoreError m_lastFailure = StoreError::Failed;
    std::chrono::milliseconds m_delay{};       ///< Before the next attempt to reach the database.
    SqlChores::Clock::time_point m_nextTry{};  ///< Of that attempt.
    SqlChores::Clock::time_point m_nextLook{}; ///< Whether a shared database is still there.

    std::thread m_thread;
};

} // namespace Server
