// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlworker.h"

#include "server/store/logging.h"

#include <QMetaObject>

#include <algorithm>
#include <iterator>
#include <span>

namespace Server {
namespace {

/// Calls in one transaction at most, so that the first answer does not wait for all of a flood.
constexpr std::ptrdiff_t largestGroup = 2000;

/// Of a group that was in another host's way.
constexpr int mostTries = 8;
/// Between attempts to reach a database that is away: twice as long each time.
constexpr std::chrono::milliseconds firstDelay{250};
constexpr std::chrono::milliseconds longestDelay{5000};
/// That a shared database is not asked whether it is there.
constexpr std::chrono::milliseconds lookPeriod{5000};
/// For what was asked together, past which it does not count as there.
constexpr std::chrono::milliseconds longestWork{10'000};

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

std::vector<Chat::RoomId> roomsOf(Group group)
{
    std::vector<Chat::RoomId> rooms;
    for (const auto &job : group)
        rooms.insert(rooms.end(), job->rooms.begin(), job->rooms.end());
    return rooms;
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

/// Does the jobs of the group in one transaction; fewer when one of them fails; none when another
/// host was in the way and that is not the last try.
Performed performTogether(SqlLog &log, Group group, bool isLastTry)
{
    const auto isTriedAgain = [&](StoreError error) {
        return error == StoreError::Conflict && !isLastTry;
    };
    const bool writes =
        std::any_of(group.begin(), group.end(), [](const auto &job) { return job->writes(); });
    if (!writes) {
        log.lookAfresh();
    } else if (const auto begun = log.begin(roomsOf(group)); !begun) {
        log.rollback();
        if (isTriedAgain(begun.error()))
            return {};
        undo(log, group, begun.error());
        return {group.size(), begun.error()};
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        group[i]->perform(log);
        const auto error = group[i]->error();
        if (!writes || !error || isRefusal(*error))
            continue;
        // A read that failed spoils a transaction of PostgreSQL, too.
        if (group[i]->writes() || log.isShared()) {
            log.rollback();
            if (isTriedAgain(*error))
                return {};
            if (!group[i]->writes() && uncut(group, i).size() == i) // it fails, and no other
                return i == 0 ? Performed{1} : performTogether(log, group.first(i), isLastTry);
            const Group spoilt = uncut(group, i + 1);
            undo(log, spoilt, *error);
            return {spoilt.size(), error};
        }
    }
    if (writes) {
        if (const auto committed = log.commit(); !committed) {
            if (isTriedAgain(committed.error()))
                return {};
            undo(log, group, committed.error());
            return {group.size(), committed.error()};
        }
    }
    return {group.size()};
}

/// Does the jobs at the front, as many as go together.
Performed perform(SqlLog &log, Group jobs)
{
    const Group group =
        uncut(jobs, static_cast<std::size_t>(std::min(std::ssize(jobs), largestGroup)));
    Performed performed;
    const auto begin = SqlChores::Clock::now();
    for (int tries = 1; performed.count == 0; ++tries) {
        const bool isLate = SqlChores::Clock::now() - begin > longestWork;
        performed = performTogether(log, group, tries == mostTries || isLate);
    }
    return performed;
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

/// The database is away.
Performed failAll(Group jobs)
{
    for (const auto &job : jobs)
        job->fail(StoreError::Unreachable);
    return {jobs.size(), StoreError::Unreachable};
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

tl::expected<LogContents, StoreError> SqlWorker::start(LogDatabase::Make make)
{
    Opened opened;
    auto future = opened.get_future();
    m_thread = std::thread([this, make = std::move(make), opened = std::move(opened)]() mutable {
        run(make, std::move(opened));
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

void SqlWorker::run(const LogDatabase::Make &make, Opened opened)
{
    auto log = SqlLog::open(make());
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
    m_log = std::move(*log);
    m_isShared = m_log->isShared();
    m_chores.emplace(*m_log, m_unindexed, m_damage);
    while (auto jobs = take(patience())) {
        const bool idle = jobs->empty();
        if (!m_log)
            comeBack(make);
        else if (idle)
            lookForDatabase();
        performAll(std::move(*jobs));
        if (m_chores)
            m_chores->work(SqlChores::Clock::now(), idle);
    }
    m_chores.reset();
    m_log.reset(); // in the thread that opened it
}

/// Until there is something to do that nobody asks for; none: never.
std::optional<std::chrono::milliseconds> SqlWorker::patience() const
{
    const auto now = SqlChores::Clock::now();
    const auto until = [now](SqlChores::Clock::time_point when) {
        return std::max(std::chrono::ceil<std::chrono::milliseconds>(when - now),
                        std::chrono::milliseconds(0));
    };
    if (!m_log)
        return until(m_nextTry);
    const auto due = m_chores->due(now);
    if (!m_log->isShared())
        return due;
    return std::min(due.value_or(lookPeriod), until(m_nextLook));
}

bool SqlWorker::isAway() const
{
    const SqlChores::Clock::time_point since = m_busySince;
    return m_away || (m_isShared && since != SqlChores::Clock::time_point{} &&
                      SqlChores::Clock::now() - since > longestWork);
}

/// Who asks whether this host is ready shall hear the truth though nobody says anything.
void SqlWorker::lookForDatabase()
{
    const auto now = SqlChores::Clock::now();
    if (!m_log->isShared() || now < m_nextLook)
        return;
    m_nextLook = now + lookPeriod;
    const auto asked = m_log->ask();
    if ((!asked && asked.error() == StoreError::Unreachable) || !m_log->isCurrent())
        lose();
}

void SqlWorker::lose()
{
    qCWarning(storeLog) << "the database is away";
    m_away = true;
    m_chores.reset();
    m_log.reset();
}

/// Opens the log again whose database was away. An attempt may take long, and whoever asks for
/// something meanwhile waits: so they become rarer.
void SqlWorker::comeBack(const LogDatabase::Make &make)
{
    if (SqlChores::Clock::now() < m_nextTry)
        return;
    if (auto opened = SqlLog::open(make())) {
        m_log = std::move(*opened);
        m_chores.emplace(*m_log, m_unindexed, m_damage);
        m_delay = {};
        m_nextTry = {};
        m_away = false;
        qCInfo(storeLog) << "the database is back";
        return;
    }
    m_delay = std::clamp(2 * m_delay, firstDelay, longestDelay);
    m_nextTry = SqlChores::Clock::now() + m_delay;
}

void SqlWorker::performAll(Jobs jobs)
{
    for (auto next = jobs.begin(); next != jobs.end();) {
        const Group rest(next, jobs.end());
        m_busySince = SqlChores::Clock::now();
        const Performed performed = !m_log ? failAll(rest)
                                    : (*next)->era < m_era
                                        ? failEarlier(*m_log, rest, m_era, m_lastFailure)
                                        : perform(*m_log, rest);
        m_busySince = SqlChores::Clock::time_point{};
        const auto end = next + std::ptrdiff_t(performed.count);
        if (performed.failure) {
            ++m_era;
            m_lastFailure = *performed.failure;
        }
        const bool writes = std::any_of(next, end, [](const auto &job) { return job->writes(); });
        // A server that waits for a standby which went on without it keeps what it was told to
        // commit, and that is in the way of others for ever.
        const bool isStuck = m_log && m_log->hasOtherServers();
        const bool isAway = std::any_of(next, end, [isStuck](const auto &job) {
            return job->error() == StoreError::Unreachable ||
                   (isStuck && job->error() == StoreError::Conflict);
        });
        report({std::move_iterator(next), std::move_iterator(end)}, performed.failure);
        if (isAway && m_log)
            lose();
        if (m_chores)
            m_chores->logUsed(writes);
        next = end;
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
