// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqliteworker.h"

#include "server/store/folderlock.h"
#include "server/store/logging.h"

#include <QMetaObject>

#include <algorithm>
#include <iterator>
#include <span>

namespace Server {
namespace {

/// Calls in one transaction at most, so that the first answer does not wait for all of a flood.
constexpr std::ptrdiff_t largestGroup = 2000;

bool isWrite(const StoreRequest &request)
{
    return !std::holds_alternative<HistoryQuery>(request.call) &&
           !std::holds_alternative<StoreRequest::Flush>(request.call);
}

struct Perform {
    SqliteLog &log;

    StoreResult operator()(const Chat::RoomMessage &message) const { return {log.append(message)}; }
    StoreResult operator()(const MessageBatch &batch) const { return {log.appendAll(batch)}; }
    StoreResult operator()(const StoredRoom &room) const { return {log.createRoom(room)}; }
    StoreResult operator()(const StoreRequest::Topic &topic) const
    {
        return {log.setTopic(topic.room, topic.text)};
    }
    StoreResult operator()(const StoredMember &member) const { return {log.addMember(member)}; }
    StoreResult operator()(const StoreRequest::Leaver &leaver) const
    {
        return {log.removeMember(leaver.room, leaver.user)};
    }
    StoreResult operator()(const HistoryQuery &query) const { return {log.history(query)}; }
    StoreResult operator()(const StoreRequest::Flush &) const
    {
        return {StoreResult::Of<bool>(true)};
    }
    StoreResult operator()(const StoreRequest::Queued &queued) const
    {
        return {log.queues().add(queued.messages)};
    }
    StoreResult operator()(const StoreRequest::Dequeued &dequeued) const
    {
        return {log.queues().remove(dequeued.ids)};
    }
    StoreResult operator()(const StoredSubscription &subscription) const
    {
        return {log.queues().addSubscription(subscription)};
    }
    StoreResult operator()(const StoreRequest::Unsubscribed &unsubscribed) const
    {
        return {log.queues().removeSubscription(unsubscribed.subscription)};
    }
};

struct Fail {
    StoreError error;

    template <typename T>
    static StoreResult with(StoreError error)
    {
        return {StoreResult::Of<T>(tl::unexpected(error))};
    }
    StoreResult operator()(const Chat::RoomMessage &) const { return with<Appended>(error); }
    StoreResult operator()(const MessageBatch &) const
    {
        return with<std::vector<Appended>>(error);
    }
    StoreResult operator()(const StoredRoom &) const { return with<StoredRoom>(error); }
    StoreResult operator()(const StoreRequest::Topic &) const { return with<StoredRoom>(error); }
    StoreResult operator()(const StoredMember &) const { return with<StoredMember>(error); }
    StoreResult operator()(const StoreRequest::Leaver &) const { return with<bool>(error); }
    StoreResult operator()(const HistoryQuery &) const { return with<History>(error); }
    StoreResult operator()(const StoreRequest::Flush &) const { return with<bool>(error); }
    StoreResult operator()(const StoreRequest::Queued &) const { return with<bool>(error); }
    StoreResult operator()(const StoreRequest::Dequeued &) const { return with<bool>(error); }
    StoreResult operator()(const StoredSubscription &) const { return with<bool>(error); }
    StoreResult operator()(const StoreRequest::Unsubscribed &) const { return with<bool>(error); }
};

/// The error that spoils a transaction. NoSuchRoom concerns one call only: nothing was tried.
std::optional<StoreError> spoiling(const StoreResult &result)
{
    return std::visit(
        [](const auto &outcome) -> std::optional<StoreError> {
            if (outcome || outcome.error() == StoreError::NoSuchRoom)
                return std::nullopt;
            return outcome.error();
        },
        result.outcome);
}

/// So many of the first ones, and what is to be written with the last of them.
std::span<const StoreRequest> uncut(std::span<const StoreRequest> requests, std::size_t count)
{
    while (count > 0 && count < requests.size() && requests[count - 1].withNext)
        ++count;
    return requests.first(count);
}

/// Undoes a group: its writes failed, its reads are done again on what is really there.
std::vector<StoreResult> failed(SqliteLog &log, std::span<const StoreRequest> group,
                                StoreError error)
{
    if (error == StoreError::Full) // Perhaps that is enough for what comes next.
        log.shrinkJournal();
    std::vector<StoreResult> results;
    for (const StoreRequest &request : group) {
        results.push_back(isWrite(request) ? std::visit(Fail{error}, request.call)
                                           : std::visit(Perform{log}, request.call));
    }
    return results;
}

/// Does the calls from the front of `requests` in one transaction; fewer when one of them fails,
/// so that those behind it get a transaction of their own.
std::vector<StoreResult> perform(SqliteLog &log, std::span<const StoreRequest> requests)
{
    const auto group =
        uncut(requests, static_cast<std::size_t>(std::min(std::ssize(requests), largestGroup)));
    const bool writes = std::any_of(group.begin(), group.end(), isWrite);
    if (writes) {
        if (const auto begun = log.begin(); !begun)
            return failed(log, group, begun.error());
    }
    std::vector<StoreResult> results;
    results.reserve(group.size());
    for (const StoreRequest &request : group) {
        results.push_back(std::visit(Perform{log}, request.call));
        const auto error = spoiling(results.back());
        if (error && isWrite(request)) {
            log.rollback();
            return failed(log, uncut(group, results.size()), *error);
        }
    }
    if (writes) {
        if (const auto committed = log.commit(); !committed)
            return failed(log, group, committed.error());
    }
    return results;
}

} // namespace

SqliteWorker::SqliteWorker(Report report) : m_report(std::move(report)) {}

SqliteWorker::~SqliteWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

tl::expected<LogContents, StoreError> SqliteWorker::start(const QString &folder,
                                                          SqliteLog::Options options)
{
    Opened opened;
    auto future = opened.get_future();
    m_thread = std::thread([this, folder, options, opened = std::move(opened)]() mutable {
        run(folder, options, std::move(opened));
    });
    return future.get();
}

void SqliteWorker::post(std::vector<StoreRequest> requests)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_queue.empty())
            m_queue = std::move(requests);
        else
            std::move(requests.begin(), requests.end(), std::back_inserter(m_queue));
    }
    m_wake.notify_one();
}

void SqliteWorker::run(const QString &folder, const SqliteLog::Options &options, Opened opened)
{
    const auto lock = FolderLock::take(folder);
    if (!lock) {
        opened.set_value(tl::unexpected(lock.error()));
        return;
    }
    const auto log = SqliteLog::open(options);
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
    for (;;) {
        const std::vector<StoreRequest> requests = take();
        if (requests.empty())
            return;
        std::span<const StoreRequest> left(requests);
        while (!left.empty()) {
            std::vector<StoreResult> results = perform(**log, left);
            left = left.subspan(results.size());
            this->report(std::move(results));
        }
    }
}

/// Everything queued; waits for something; empty when it is time to end.
std::vector<StoreRequest> SqliteWorker::take()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    return std::exchange(m_queue, {});
}

void SqliteWorker::report(std::vector<StoreResult> results)
{
    // Its own copy: an answer may destroy the store, and this worker with it.
    QMetaObject::invokeMethod(
        &m_home,
        [report = m_report, results = std::move(results)]() mutable { report(std::move(results)); },
        Qt::QueuedConnection);
}

} // namespace Server
