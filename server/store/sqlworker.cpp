// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlworker.h"

#include "server/store/folderlock.h"
#include "server/store/logging.h"
#include "server/store/sqlchores.h"

#include <QFileInfo>
#include <QMetaObject>

#include <algorithm>
#include <iterator>
#include <span>

namespace Server {
namespace {

/// Calls in one transaction at most, so that the first answer does not wait for all of a flood.
constexpr std::ptrdiff_t largestGroup = 2000;

using Group = std::span<const std::unique_ptr<StoreJob>>;

/// So many of the first ones, and what is to be written with the last of them.
Group uncut(Group jobs, std::size_t count)
{
    while (count > 0 && count < jobs.size() && jobs[count - 1]->withNext)
        ++count;
    return jobs.first(count);
}

/// In a transaction of its own.
void performAlone(SqlLog &log, StoreJob &job)
{
    if (const auto begun = log.begin(); !begun)
        return job.fail(begun.error());
    job.perform(log);
    if (const auto error = job.error(); error && !isRefusal(*error)) {
        log.rollback();
        job.fail(*error);
    } else if (const auto committed = log.commit(); !committed) {
        job.fail(committed.error());
    }
}

/// What becomes of a job while writes fail: reads are done (again) on what is really there, and
/// what only takes away may be what makes room.
void settle(SqlLog &log, StoreJob &job, StoreError error)
{
    if (job.keepsOrder())
        job.fail(error);
    else if (job.writes())
        performAlone(log, job);
    else
        job.perform(log);
}

/// Undoes a group: its writes failed.
void undo(SqlLog &log, Group group, StoreError error)
{
    if (error == StoreError::Full) // Perhaps that is enough for what comes next.
        log.shrinkJournal();
    for (const auto &job : group)
        settle(log, *job, error);
}

struct Performed {
    std::size_t count = 0;                  ///< Jobs at the front that are done or have failed.
    std::optional<StoreError> failure = {}; ///< Why the log did not take them.
};

/// Does the jobs at the front in one transaction; fewer when one of them fails.
Performed perform(SqlLog &log, Group jobs)
{
    const Group group =
        uncut(jobs, static_cast<std::size_t>(std::min(std::ssize(jobs), largestGroup)));
    const bool writes =
        std::any_of(group.begin(), group.end(), [](const auto &job) { return job->writes(); });
    if (writes) {
        if (const auto begun = log.begin(); !begun) {
            undo(log, group, begun.error());
            return {group.size(), begun.error()};
        }
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        group[i]->perform(log);
        const auto error = group[i]->error();
        if (group[i]->writes() && error && !isRefusal(*error)) {
            log.rollback();
            const Group spoilt = uncut(group, i + 1);
            undo(log, spoilt, *error);
            return {spoilt.size(), error};
        }
    }
    if (writes) {
        if (const auto committed = log.commit(); !committed) {
            undo(log, group, committed.error());
            return {group.size(), committed.error()};
        }
    }
    return {group.size()};
}

/// Fails the writes at the front that were asked for before an error was known of.
Performed failEarlier(SqlLog &log, Group jobs, int era, StoreError error)
{
    const auto end =
        std::find_if(jobs.begin(), jobs.end(), [era](const auto &job) { return job->era >= era; });
    const Group earlier = jobs.first(std::size_t(end - jobs.begin()));
    for (const auto &job : earlier)
        settle(log, *job, error);
    return {earlier.size()};
}

} // namespace

SqlWorker::SqlWorker(Report report, LogDamage &damage)
    : m_report(std::move(report)), m_damage(damage)
{
}

SqlWorker::~SqlWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

tl::expected<LogContents, StoreError> SqlWorker::start(const QString &folder,
                                                       SqlLog::Options options)
{
    Opened opened;
    auto future = opened.get_future();
    m_thread = std::thread([this, folder, options, opened = std::move(opened)]() mutable {
        run(folder, options, std::move(opened));
    });
    return future.get();
}

void SqlWorker::post(Jobs jobs)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_queue.empty())
            m_queue = std::move(jobs);
        else
            std::move(jobs.begin(), jobs.end(), std::back_inserter(m_queue));
    }
    m_wake.notify_one();
}

void SqlWorker::run(const QString &folder, const SqlLog::Options &options, Opened opened)
{
    const auto lock = FolderLock::take(folder);
    if (!lock) {
        opened.set_value(tl::unexpected(lock.error()));
        return;
    }
    if (QFileInfo::exists(folder + QLatin1Char('/') + unfinishedMark())) {
        opened.set_value(tl::unexpected(StoreError::Unfinished));
        return;
    }
    const auto log = SqlLog::open(options);
    if (!log) {
        opened.set_value(tl::unexpected(log.error()));
        return;
    }
    auto chat = (*log)->contents();
    auto queues = (*log)->queues().contents();
    if (!chat || !queues) {
        opened.set_value(tl::unexpected(chat ? queues.error() : chat.error()));
        return;
    }
    opened.set_value(LogContents{std::move(*chat), std::move(*queues)});
    SqlChores chores(**log, m_unindexed, m_damage);
    int era = 0;
    StoreError lastFailure = StoreError::Failed;
    for (;;) {
        auto jobs = take(chores.due(SqlChores::Clock::now()));
        if (!jobs)
            return;
        for (auto next = jobs->begin(); next != jobs->end();) {
            const Group rest(next, jobs->end());
            const Performed performed = (*next)->era < era
                                            ? failEarlier(**log, rest, era, lastFailure)
                                            : perform(**log, rest);
            const auto end = next + std::ptrdiff_t(performed.count);
            if (performed.failure) {
                ++era;
                lastFailure = *performed.failure;
            }
            const bool writes =
                std::any_of(next, end, [](const auto &job) { return job->writes(); });
            report({std::move_iterator(next), std::move_iterator(end)}, performed.failure);
            chores.logUsed(writes);
            next = end;
        }
        chores.work(SqlChores::Clock::now(), jobs->empty());
    }
}

/// Everything queued; waits for something, or as long as it has patience; nullopt when it is time
/// to end.
std::optional<SqlWorker::Jobs> SqlWorker::take(std::optional<std::chrono::milliseconds> patience)
{
    std::unique_lock lock(m_mutex);
    const auto isAwake = [this] { return m_stopping || !m_queue.empty(); };
    if (patience)
        m_wake.wait_for(lock, *patience, isAwake);
    else
        m_wake.wait(lock, isAwake);
    if (m_stopping && m_queue.empty())
        return std::nullopt;
    return std::exchange(m_queue, {});
}

void SqlWorker::report(Jobs jobs, std::optional<StoreError> failure)
{
    // Its own copy: an answer may destroy the store, and this worker with it. Shared, because what
    // an event carries has to be copied.
    QMetaObject::invokeMethod(
        &m_home,
        [report = m_report, jobs = std::make_shared<Jobs>(std::move(jobs)), failure] {
            report(std::move(*jobs), failure);
        },
        Qt::QueuedConnection);
}

} // namespace Server
