// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitestore.h"

#include "server/store/logging.h"
#include "server/store/sqliteworker.h"

#include <QDir>

namespace Server {
namespace {

/// So many make a transaction that gains nothing by growing: the log and the answers to the one
/// before go on at the same time.
constexpr size_t fullGroup = 256;

qint64 utf8Size(const QString &text)
{
    qint64 size = 0;
    for (const QChar c : text)
        size += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
    return size;
}

/// Takes one result into account. Only what writes tells whether the log can be written.
struct CountResult {
    StoreStatus &status;

    void operator()(const StoreResult::Of<Appended> &appended) const
    {
        if (appended)
            count(*appended);
        wrote(appended);
    }
    void operator()(const StoreResult::Of<std::vector<Appended>> &batch) const
    {
        if (batch) {
            for (const Appended &appended : *batch)
                count(appended);
        }
        wrote(batch);
    }
    void operator()(const StoreResult::Of<StoredRoom> &room) const { wrote(room); }
    void operator()(const StoreResult::Of<StoredMember> &member) const { wrote(member); }
    void operator()(const auto &) const {}

    void count(const Appended &appended) const
    {
        if (appended.repeated)
            return;
        ++status.appends;
        status.appendedBytes += quint64(utf8Size(appended.message.text));
    }
    void wrote(const auto &outcome) const
    {
        const bool refused = !outcome && outcome.error() == StoreError::NoSuchRoom;
        if (refused)
            return; // nothing was tried
        status.writable = outcome.has_value();
        if (!outcome)
            ++status.failures;
    }
};

} // namespace

SqliteStore::SqliteStore()
    : m_alive(std::make_shared<bool>(true)),
      m_worker(std::make_unique<SqliteWorker>(
          [this](std::vector<StoreResult> results) { answered(std::move(results)); }))
{
    m_turn.setSingleShot(true);
    QObject::connect(&m_turn, &QTimer::timeout, &m_turn, [this] { handOver(); });
}

SqliteStore::~SqliteStore()
{
    handOver();
}

tl::expected<std::unique_ptr<SqliteStore>, StoreError> SqliteStore::create(const QString &folder,
                                                                           const Options &options)
{
    if (!QDir().mkpath(folder)) {
        qCCritical(storeLog) << "cannot make the folder" << folder;
        return tl::unexpected(StoreError::Unwritable);
    }
    std::unique_ptr<SqliteStore> store(new SqliteStore);
    auto opened = store->m_worker->start(folder, {folder + QStringLiteral("/log.sqlite"),
                                                  options.synchronous == Synchronous::Full,
                                                  options.maxBytes});
    if (!opened)
        return tl::unexpected(opened.error());
    store->m_contents = std::move(opened->chat);
    store->m_queues = std::move(opened->queues);
    return store;
}

template <typename T>
void SqliteStore::ask(StoreRequest request, Answer<T> answer)
{
    m_answers.push_back([answer = std::move(answer)](StoreResult result) {
        if (answer)
            answer(std::get<StoreResult::Of<T>>(std::move(result.outcome)));
    });
    m_gathered.push_back(std::move(request));
    if (!m_together)
        handOverInTime();
}

void SqliteStore::together(const std::function<void()> &calls)
{
    if (m_together) // one within another is part of it
        return calls();
    const size_t first = m_gathered.size();
    m_together = true;
    calls();
    m_together = false;
    for (size_t i = first + 1; i < m_gathered.size(); ++i)
        m_gathered[i - 1].withNext = true;
    handOverInTime();
}

void SqliteStore::handOverInTime()
{
    if (m_gathered.size() >= fullGroup)
        handOver();
    else if (!m_gathered.empty() && m_gathered.size() == m_answers.size())
        m_turn.start(0); // nothing is under way whose answers could bring more
}

void SqliteStore::handOver()
{
    m_turn.stop();
    if (!m_gathered.empty())
        m_worker->post(std::exchange(m_gathered, {}));
}

void SqliteStore::answered(std::vector<StoreResult> results)
{
    const std::weak_ptr<bool> alive = m_alive;
    ++m_status.groups;
    m_status.grouped += results.size();
    for (const StoreResult &result : results)
        std::visit(CountResult{m_status}, result.outcome);
    for (StoreResult &result : results) {
        const auto answer = std::move(m_answers.front());
        m_answers.pop_front();
        answer(std::move(result));
        if (alive.expired())
            return;
    }
    handOverInTime();
}

StoreStatus SqliteStore::status() const
{
    StoreStatus status = m_status;
    status.waiting = int(m_answers.size());
    return status;
}

void SqliteStore::append(const Chat::RoomMessage &message, Answer<Appended> answer)
{
    ask({message}, std::move(answer));
}

void SqliteStore::appendAll(const MessageBatch &batch, Answer<std::vector<Appended>> answer)
{
    ask({batch}, std::move(answer));
}

void SqliteStore::createRoom(const StoredRoom &room, Answer<StoredRoom> answer)
{
    ask({room}, std::move(answer));
}

void SqliteStore::setTopic(const Chat::RoomId &room, const QString &topic,
                           Answer<StoredRoom> answer)
{
    ask({StoreRequest::Topic{room, topic}}, std::move(answer));
}

void SqliteStore::addMember(const StoredMember &member, Answer<StoredMember> answer)
{
    ask({member}, std::move(answer));
}

void SqliteStore::removeMember(const Chat::RoomId &room, const Chat::UserId &user,
                               Answer<bool> answer)
{
    ask({StoreRequest::Leaver{room, user}}, std::move(answer));
}

void SqliteStore::history(const HistoryQuery &query, Answer<History> answer)
{
    ask({query}, std::move(answer));
}

void SqliteStore::flush(Answer<bool> answer)
{
    ask({StoreRequest::Flush{}}, std::move(answer));
}

void SqliteStore::askQueues(StoreRequest request, Done done)
{
    ask<bool>(std::move(request),
              [this, done = std::move(done)](const tl::expected<bool, StoreError> &did) {
                  m_status.writable = did.has_value();
                  m_status.failures += !did;
                  if (done)
                      done(did.has_value());
              });
}

void SqliteStore::addToQueues(const std::vector<StoredQueueMessage> &messages, Done done)
{
    askQueues({StoreRequest::Queued{messages}}, std::move(done));
}

void SqliteStore::removeFromQueues(const std::vector<quint64> &ids, Done done)
{
    askQueues({StoreRequest::Dequeued{ids}}, std::move(done));
}

void SqliteStore::addSubscription(const StoredSubscription &subscription, Done done)
{
    askQueues({subscription}, std::move(done));
}

void SqliteStore::removeSubscription(const StoredSubscription &subscription, Done done)
{
    askQueues({StoreRequest::Unsubscribed{subscription}}, std::move(done));
}

} // namespace Server
