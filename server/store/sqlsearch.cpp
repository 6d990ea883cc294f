// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlsearch.h"
#include "server/store/logdatabase.h"

#include "server/store/searchstatements.h"

#include "server/store/sqlmessagerow.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <ctime>

namespace Server {
namespace {

/// Numbers of the index that are looked through before the clock is looked at.
constexpr qint64 windowLength = 200'000;
/// Notices that may stand between a message and what was said before or after it.
constexpr qint64 farthestNeighbour = 20;

/// Of this thread, so that a busy machine makes no short pages; where the system does not tell,
/// what went by.
std::chrono::nanoseconds processorTime()
{
#ifdef Q_OS_UNIX
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#endif
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace

SqlSearch::SqlSearch(std::unique_ptr<LogDatabase> database, Options options)
    : m_options(options), m_database(std::move(database))
{
}

SqlSearch::~SqlSearch()
{
    m_database.reset(); // before the statements, as in SqlLog
}

SqlSearch::Result<std::unique_ptr<SqlSearch>> SqlSearch::open(std::unique_ptr<LogDatabase> database,
                                                              Options options)
{
    std::unique_ptr<SqlSearch> search(new SqlSearch(std::move(database), options));
    auto done = search->m_database->openToRead();
    if (done)
        done = search->prepareAll();
    if (!done)
        return tl::unexpected(done.error());
    return search;
}

SqlSearch::Result<void> SqlSearch::prepareAll()
{
    const QString said =
        QStringLiteral(" type = %1 AND deleted IS NULL").arg(int(Chat::MessageType::Talk));
    const QString neighbour = QStringLiteral("SELECT seq, sender, sender_id, guest,"
                                             " substr(text, 1, 600) FROM messages"
                                             " WHERE room = ? AND seq > ? AND seq < ? AND") +
                              said + QStringLiteral(" ORDER BY seq");
    const std::pair<SqlStatement *, QString> all[] = {
        {&m_state, searchStateStatement(*m_database)},
        {&m_newest, QStringLiteral("SELECT number FROM messages WHERE number > ? AND number < ?"
                                   " ORDER BY number DESC")},
        {&m_index, searchCandidatesStatement(*m_database)},
        {&m_message, QStringLiteral("SELECT room, seq, sender, sender_id, guest,"
                                    " substr(text, 1, %1), time,"
                                    " (SELECT id FROM rooms WHERE rooms.number = messages.room),"
                                    " files"
                                    " FROM messages WHERE number = ? AND")
                             .arg(searchedLength) +
                         said},
        {&m_before, neighbour + QStringLiteral(" DESC LIMIT 1")},
        {&m_after, neighbour + QStringLiteral(" LIMIT 1")},
        {&m_room, QStringLiteral("SELECT number FROM rooms WHERE id = ?")},
        {&m_files, QStringLiteral("SELECT id, token, name, type, size FROM message_files"
                                  " JOIN files ON file = files.number WHERE message = ?"
                                  " ORDER BY place")},
    };
    for (const auto &[statement, sql] : all) {
        auto prepared = prepareStatement(m_database->connection(), sql);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    return {};
}

SqlSearch::Result<Chat::SearchPage> SqlSearch::find(const SearchQuery &query)
{
    // All of it as the log was at one moment.
    if (auto begun = m_database->beginSnapshot(); !begun)
        return tl::unexpected(begun.error());
    auto page = findInSnapshot(query);
    m_database->rollback();
    return page;
}

SqlSearch::Result<Chat::SearchPage> SqlSearch::findInSnapshot(const SearchQuery &query)
{
    Looking looking{query, searchTerms(query.text), {}, {}, 0, 0, {}, 0, {}, {}, {}, false};
    looking.clock.start();
    looking.cpuBefore = processorTime();
    if (!asksForSomething(query))
        return Chat::SearchPage();
    for (const Chat::RoomId &room : query.hidden) {
        const auto number = roomNumber(room);
        if (!number)
            return tl::unexpected(number.error());
        if (*number)
            looking.hidden.push_back(**number);
    }
    if (query.room) {
        const auto number = roomNumber(*query.room);
        if (!number)
            return tl::unexpected(number.error());
        if (!*number)
            return Chat::SearchPage();
        looking.room = *number;
    }
    if (auto done = readState(looking); !done)
        return tl::unexpected(done.error());
    const auto goesOn = lookThroughNewest(looking);
    if (!goesOn)
        return tl::unexpected(goesOn.error());
    if (*goesOn) {
        if (auto done = lookThroughIndex(looking); !done)
            return tl::unexpected(done.error());
    }
    if (looking.full || looking.before > 1)
        looking.page.next = Chat::SearchCursor{looking.before};
    return std::move(looking.page);
}

SqlSearch::Result<std::optional<qint64>> SqlSearch::roomNumber(const Chat::RoomId &room)
{
    if (auto done = runStatement(*m_room, {room.toString()}); !done)
        return tl::unexpected(done.error());
    const auto number =
        m_room->next() ? std::optional(m_room->value(0).toLongLong()) : std::nullopt;
    m_room->finish();
    return number;
}

SqlSearch::Result<void> SqlSearch::readState(Looking &looking)
{
    if (auto done = runStatement(*m_state, {}); !done)
        return done;
    if (m_state->next()) {
        looking.indexed = m_state->value(0).toLongLong();
        looking.times = {toTime(m_state->value(1).toLongLong()),
                         toTime(m_state->value(2).toLongLong())};
        looking.newest = m_state->value(3).toLongLong();
    }
    m_state->finish();
    looking.before = looking.newest + 1;
    if (looking.query.before)
        looking.before = std::min(looking.before, looking.query.before->number);
    return {};
}

bool SqlSearch::isOver(const Looking &looking) const
{
    return looking.full || processorTime() - looking.cpuBefore >= m_options.patience ||
           looking.clock.hasExpired(m_options.longest.count());
}

SqlSearch::Result<bool> SqlSearch::lookThroughNewest(Looking &looking)
{
    if (looking.before <= looking.indexed + 1)
        return true;
    const qint64 last = std::max(looking.indexed, looking.newest - m_options.unindexed);
    looking.page.unsearched = last - looking.indexed;
    if (looking.before > last + 1) {
        if (auto done = runStatement(*m_newest, {last, looking.before}); !done)
            return tl::unexpected(done.error());
        const auto all = take(*m_newest, looking);
        if (!all || !*all)
            return all;
    }
    looking.before = looking.indexed + 1;
    return true;
}

SqlSearch::Result<void> SqlSearch::lookThroughIndex(Looking &looking)
{
    const QString expression = searchExpression(
        *m_database, matchExpression(looking.query, looking.terms, looking.room, looking.times));
    // Once in any case: a page that gets nowhere would be asked for again and again.
    do {
        const qint64 from = std::max<qint64>(looking.before - windowLength, 1);
        if (auto done = runStatement(*m_index, {expression, from, looking.before}); !done)
            return done;
        const auto all = take(*m_index, looking);
        if (!all)
            return tl::unexpected(all.error());
        if (!*all)
            return {};
        looking.before = from;
    } while (!isOver(looking) && looking.before > 1);
    return {};
}

SqlSearch::Result<bool> SqlSearch::take(QSqlQuery &candidates, Looking &looking)
{
    bool all = true;
    while (all && candidates.next()) {
        const qint64 number = candidates.value(0).toLongLong();
        if (auto done = compare(number, looking); !done) {
            candidates.finish();
            return tl::unexpected(done.error());
        }
        if (!looking.full)
            looking.before = number;
        all = !isOver(looking);
    }
    const QSqlError error = candidates.lastError();
    candidates.finish();
    if (error.isValid())
        return tl::unexpected(storeErrorOf(error));
    return all;
}

SqlSearch::Result<void> SqlSearch::compare(qint64 number, Looking &looking)
{
    const SearchQuery &query = looking.query;
    QSqlQuery &row = *m_message;
    if (auto done = runStatement(row, {number}); !done)
        return done;
    if (!row.next()) {
        row.finish();
        return {};
    }
    const qint64 room = row.value(0).toLongLong();
    const QString text = row.value(5).toString();
    const bool hasFiles = row.value(8).toInt() > 0;
    Chat::SearchHit hit{Chat::RoomId(row.value(7).toString()),
                        Chat::Sequence{row.value(1).toLongLong()},
                        row.value(2).toString(),
                        Chat::UserId(row.value(3).toString()),
                        row.value(4).toBool(),
                        toTime(row.value(6).toLongLong()),
                        {},
                        {},
                        {},
                        {}};
    row.finish();
    const SearchedMessage message{room, hit.senderId, hit.time, text, hasFiles};
    const bool isMeant =
        (!looking.room || room == *looking.room) &&
        std::find(looking.hidden.begin(), looking.hidden.end(), room) == looking.hidden.end() &&
        (!query.sender || hit.senderId == *query.sender) &&
        (!query.from || hit.time >= *query.from) && (!query.to || hit.time < *query.to) &&
        std::all_of(query.has.begin(), query.has.end(),
                    [&](Chat::SearchTrait trait) { return hasTrait(message, trait); });
    if (!isMeant)
        return {};
    const FoldedText folded = foldedText(text);
    if (!hasAll(folded, looking.terms))
        return {};
    if (std::ssize(looking.page.hits) >= query.limit) {
        looking.full = true;
        return {};
    }
    hit.excerpt = searchExcerpt(text, folded, looking.terms);
    auto before = neighbour(*m_before, room, hit.sequence.number - farthestNeighbour - 1);
    auto after = neighbour(*m_after, room, hit.sequence.number);
    if (!before || !after)
        return tl::unexpected(before ? after.error() : before.error());
    if (hasFiles) {
        auto files = filesOf(number);
        if (!files)
            return tl::unexpected(files.error());
        hit.files = std::move(*files);
    }
    hit.before = std::move(*before);
    hit.after = std::move(*after);
    looking.page.hits.push_back(std::move(hit));
    return {};
}

SqlSearch::Result<std::vector<Chat::FileInfo>> SqlSearch::filesOf(qint64 number)
{
    if (auto done = runStatement(*m_files, {number}); !done)
        return tl::unexpected(done.error());
    std::vector<Chat::FileInfo> files;
    while (m_files->next())
        files.push_back({m_files->value(0).toString(), m_files->value(1).toString(),
                         m_files->value(2).toString(), m_files->value(3).toString(),
                         m_files->value(4).toLongLong()});
    m_files->finish();
    return files;
}

/// One of those right after that sequence.
SqlSearch::Result<std::optional<Chat::Quoted>> SqlSearch::neighbour(QSqlQuery &query, qint64 room,
                                                                    qint64 sequence)
{
    if (auto done = runStatement(query, {room, sequence, sequence + farthestNeighbour + 1}); !done)
        return tl::unexpected(done.error());
    std::optional<Chat::Quoted> found;
    if (query.next()) {
        found = Chat::Quoted{Chat::Sequence{query.value(0).toLongLong()}, query.value(1).toString(),
                             Chat::UserId(query.value(2).toString()), query.value(3).toBool(),
                             Chat::excerptOf(query.value(4).toString())};
    }
    query.finish();
    return found;
}

} // namespace Server
