// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlstore.h"

#include "server/store/logging.h"
#include "server/store/postgresdatabase.h"
#include "server/store/sqlitedatabase.h"
#include "server/store/sqlworker.h"

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

} // namespace

SqlStore::SqlStore()
    : m_worker(std::make_unique<SqlWorker>(
          [this](SqlWorker::Jobs jobs, std::optional<StoreError> failure) {
              answered(std::move(jobs), failure);
          },
          m_damage))
{
    m_turn.setSingleShot(true);
    QObject::connect(&m_turn, &QTimer::timeout, &m_turn, [this] { handOver(); });
}

SqlStore::~SqlStore()
{
    handOver();
}

SqlStore::Opened SqlStore::create(const QString &folder, const Options &options)
{
    if (!QDir().mkpath(folder)) {
        qCCritical(storeLog) << "cannot make the folder" << folder;
        return tl::unexpected(StoreError::Unwritable);
    }
    const SqliteDatabase::Options how{options.synchronous == Synchronous::Full, options.maxBytes};
    return open([folder, how] { return std::make_unique<SqliteDatabase>(folder, how); });
}

SqlStore::Opened SqlStore::createShared(const PostgresLocation &location)
{
    PostgresLocation here = location;
    if (!here.servers) // its connections tell each other
        here.servers = std::make_shared<PostgresServers>(here.words);
    return open([here] { return std::make_unique<PostgresDatabase>(here); });
}

SqlStore::Opened SqlStore::open(const LogDatabase::Make &make)
{
    std::unique_ptr<SqlStore> store(new SqlStore);
    auto opened = store->m_worker->start(make);
    if (!opened)
        return tl::unexpected(opened.error());
    store->m_contents = std::move(opened->chat);
    store->m_queues.hold(std::move(opened->queues));
    store->m_searches.start(make);
    return store;
}

void SqlStore::ask(std::unique_ptr<StoreJob> job, StoreAnswers::Answer answer)
{
    m_answers.add(*job, std::move(answer));
    m_gathered.push_back(std::move(job));
    if (!m_together)
        handOverInTime();
}

void SqlStore::together(const std::function<void()> &calls)
{
    if (m_together) // one within another is part of it
        return calls();
    const size_t first = m_gathered.size();
    m_together = true;
    calls();
    m_together = false;
    for (size_t i = first + 1; i < m_gathered.size(); ++i)
        m_gathered[i - 1]->withNext = true;
    handOverInTime();
}

void SqlStore::handOverInTime()
{
    if (m_gathered.size() >= fullGroup)
        handOver();
    else if (!m_gathered.empty() && m_gathered.size() == m_answers.waiting())
        m_turn.start(0); // nothing is under way whose answers could bring more
}

void SqlStore::handOver()
{
    m_turn.stop();
    if (!m_gathered.empty())
        m_worker->post(std::exchange(m_gathered, {}));
}

void SqlStore::answered(std::vector<std::unique_ptr<StoreJob>> jobs,
                        std::optional<StoreError> failure)
{
    ++m_status.groups;
    m_status.grouped += jobs.size();
    bool wrote = false;
    for (const auto &job : jobs) {
        countOutcome(*job);
        wrote = wrote || (job->writes() && !job->error());
    }
    if (wrote && m_wrote)
        m_wrote();
    if (m_answers.call(jobs, failure))
        handOverInTime();
}

/// Only what writes tells whether the log can be written.
void SqlStore::countOutcome(const StoreJob &job)
{
    const auto error = job.error();
    if (error)
        m_damage.note(*error);
    if (!job.writes() || (error && isRefusal(*error)))
        return;
    m_status.writable = !error;
    m_status.away = error == StoreError::Unreachable;
    m_status.full = error == StoreError::Full;
    m_status.failures += error.has_value();
}

void SqlStore::countAppended(const Appended &appended)
{
    if (appended.repeated)
        return;
    ++m_status.appends;
    m_status.appendedBytes += quint64(utf8Size(appended.message.text));
}

StoreStatus SqlStore::status() const
{
    StoreStatus status = m_status;
    status.waiting = int(m_answers.waiting());
    status.damages = m_damage.count();
    status.unindexed = m_worker->unindexed();
    if (m_worker->isAway())
        status.writable = false;
    else if (status.away) // it is back, though nobody has written since
        status.writable = true;
    status.away = m_worker->isAway();
    status.searches = m_searches.counts().searches;
    status.searchMicroseconds = m_searches.counts().microseconds;
    return status;
}

void SqlStore::append(const Chat::RoomMessage &message, Answer<Appended> answer)
{
    write<Appended>([message](SqlLog &log) { return log.append(message); },
                    [this, answer = std::move(answer)](tl::expected<Appended, StoreError> done) {
                        if (done)
                            countAppended(*done);
                        if (answer)
                            answer(std::move(done));
                    },
                    {message.room});
}

void SqlStore::appendAll(const MessageBatch &batch, Answer<std::vector<Appended>> answer)
{
    using Done = tl::expected<std::vector<Appended>, StoreError>;
    std::vector<Chat::RoomId> rooms;
    for (const Chat::RoomMessage &message : batch.messages)
        rooms.push_back(message.room);
    write<std::vector<Appended>>([batch](SqlLog &log) { return log.appendAll(batch); },
                                 [this, answer = std::move(answer)](Done done) {
                                     if (done) {
                                         for (const Appended &appended : *done)
                                             countAppended(appended);
                                     }
                                     if (answer)
                                         answer(std::move(done));
                                 },
                                 std::move(rooms));
}

void SqlStore::createRoom(const StoredRoom &room, Answer<StoredRoom> answer)
{
    write<StoredRoom>([room](SqlLog &log) { return log.createRoom(room); }, std::move(answer));
}

void SqlStore::setTopic(const Chat::RoomId &room, const QString &topic, Answer<StoredRoom> answer)
{
    write<StoredRoom>([room, topic](SqlLog &log) { return log.setTopic(room, topic); },
                      std::move(answer));
}

void SqlStore::addMember(const StoredMember &member, Answer<StoredMember> answer)
{
    write<StoredMember>([member](SqlLog &log) { return log.addMember(member); }, std::move(answer));
}

void SqlStore::removeMember(const Chat::RoomId &room, const Chat::UserId &user, Answer<bool> answer)
{
    remove<bool>([room, user](SqlLog &log) { return log.removeMember(room, user); },
                 std::move(answer));
}

void SqlStore::history(const HistoryQuery &query, Answer<History> answer)
{
    read<History>([query](SqlLog &log) { return log.history(query); }, std::move(answer));
}

void SqlStore::following(const std::vector<KnownPart> &rooms, Answer<Histories> answer)
{
    read<Histories>([rooms](SqlLog &log) { return log.following(rooms); }, std::move(answer));
}

void SqlStore::flush(Answer<bool> answer)
{
    read<bool>([](SqlLog &) { return tl::expected<bool, StoreError>(true); }, std::move(answer));
}

} // namespace Server
