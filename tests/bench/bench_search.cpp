// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time of searches, size and lag of the index: bench_search [messages] [folder]
//
// A folder that was filled before is searched as it is. Ends with 1 when a page took more than
// 50 ms.
#include "server/store/searchstore.h"
#include "server/store/sqlitedatabase.h"
#include "server/store/sqlsearch.h"
#include "server/store/sqlstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

using namespace Server;

namespace {

constexpr qint64 start = 1'600'000'000'000;
constexpr qint64 between = 60'000; ///< Milliseconds.
constexpr double longestPage = 50; ///< Milliseconds of processor time.

/// Made words, some of them far more frequent than others, as in a language.
class Speech {
public:
    Speech()
    {
        for (int i = 0; i < 20'000; ++i) {
            m_korean << word(2 + i % 3, 0xac00, 11'172 / 8, 8);
            m_english << word(2 + i % 9, 'a', 26, 1);
        }
    }
    QString text(qint64 number)
    {
        QStringList words;
        const int count = 3 + int(m_random() % 10);
        for (int i = 0; i < count; ++i)
            words << (m_random() % 3 == 0 ? some(m_english) : some(m_korean));
        if (number % 1000 == 0)
            words << QStringLiteral("점심시간");
        if (number % 50 == 0)
            words << QStringLiteral("https://example.org/%1").arg(number);
        if (number % 100'000 == 7)
            words << QStringLiteral("드문말");
        return words.join(u' ');
    }
    QString frequent() const { return m_korean[0]; }
    QString frequentToo() const { return m_korean[1]; }

private:
    QString word(int length, int first, int count, int step)
    {
        QString made;
        for (int i = 0; i < length; ++i)
            made += QChar(char16_t(first + int(rank(count)) * step));
        return made;
    }
    /// 0 most often, then ever less: Zipf's law.
    size_t rank(int count)
    {
        const double even = std::uniform_real_distribution<>(0, 1)(m_random);
        return size_t(std::pow(double(count), even)) - 1;
    }
    const QString &some(const QStringList &words)
    {
        return words[qsizetype(rank(int(words.size())))];
    }

    std::mt19937_64 m_random{1};
    QStringList m_korean;
    QStringList m_english;
};

double cpuMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

qint64 sizeOf(const QString &file)
{
    return QFileInfo(file).size() / (1024 * 1024);
}

/// Says so many, and waits until the index has them.
bool fill(const QString &folder, qint64 messages, Speech &speech)
{
    auto opened = SqlStore::create(folder, {SqlStore::Synchronous::Full, std::nullopt});
    if (!opened)
        return false;
    SqlStore &store = **opened;
    MessageBatch batch;
    for (int i = 0; i < 10; ++i)
        batch.rooms.push_back({Chat::RoomId(QStringLiteral("room-%1").arg(i)), {}, {}, {}, {}, {}});
    QElapsedTimer clock;
    clock.start();
    double slowest = 0;
    for (qint64 number = 1; number <= messages; ++number) {
        Chat::RoomMessage message;
        message.room = batch.rooms.empty()
                           ? Chat::RoomId(QStringLiteral("room-%1").arg(number % 10))
                           : batch.rooms[size_t(number % 10)].id;
        message.sender = QStringLiteral("Bench");
        message.senderId = Chat::UserId(QStringLiteral("g-%1").arg(number % 97));
        message.text = speech.text(number);
        message.time = Chat::Timestamp(std::chrono::milliseconds(start + number * between));
        batch.messages.push_back(message);
        if (batch.messages.size() < 200 && number < messages)
            continue;
        QElapsedTimer answer;
        answer.start();
        QEventLoop loop;
        store.appendAll(batch, [&](const auto &) { loop.quit(); });
        loop.exec();
        slowest = std::max(slowest, double(answer.nsecsElapsed()) / 1e6);
        batch = {};
    }
    const double said = double(clock.elapsed()) / 1000;
    const qint64 behind = store.status().unindexed;
    std::printf("appended    %lld in %.1f s (%.0f/s), slowest batch of 200: %.0f ms\n"
                "lag then    %lld messages\n",
                static_cast<long long>(messages), said, double(messages) / said, slowest,
                static_cast<long long>(behind));
    clock.restart();
    while (store.status().unindexed > 0) {
        QEventLoop loop;
        QTimer::singleShot(50, &loop, &QEventLoop::quit);
        loop.exec();
    }
    const double indexed = double(clock.elapsed()) / 1000;
    std::printf("caught up   in %.1f s (%.0f/s)\n", indexed, double(behind) / indexed);
    return true;
}

/// Whether the slowest page was in time.
bool measure(SqlSearch &search, const char *name, const SearchQuery &query)
{
    double slowest = 0;
    double fastest = 1e9;
    size_t hits = 0;
    bool more = false;
    bool found = true;
    for (int i = 0; i < 5; ++i) {
        const double before = cpuMilliseconds();
        const auto page = search.find(query);
        const double took = cpuMilliseconds() - before;
        slowest = std::max(slowest, took);
        fastest = std::min(fastest, took);
        found = found && page;
        hits = page ? page->hits.size() : 0;
        more = page && page->next;
    }
    const bool isInTime = found && slowest <= longestPage;
    std::printf("%-34s %5zu %5s %9.2f %9.2f%s\n", name, hits, more ? "yes" : "no", fastest, slowest,
                isInTime ? ""
                : found  ? "  too slow"
                         : "  failed");
    return isInTime;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const qint64 messages = arguments.value(1, QStringLiteral("1000000")).toLongLong();
    const QTemporaryDir temporary;
    const QString folder = arguments.value(2, temporary.path());
    const QString file = folder + QStringLiteral("/log.sqlite");
    Speech speech;
    if (!QFileInfo::exists(file) && !fill(folder, messages, speech))
        return 1;
    std::printf("log         %lld MiB\n", static_cast<long long>(sizeOf(file)));
    auto opened =
        SqlSearch::open(std::make_unique<SqliteDatabase>(folder, SqliteDatabase::Options()), {});
    if (!opened)
        return 1;
    SqlSearch &search = **opened;
    std::printf("%-34s %5s %5s %9s %9s\n", "first page", "hits", "more", "ms, best", "worst");
    bool inTime = true;
    const auto check = [&](const char *name, const SearchQuery &query) {
        inTime = measure(search, name, query) && inTime;
    };
    const auto inRoom = [](SearchQuery query) {
        query.room = Chat::RoomId(QStringLiteral("room-7"));
        return query;
    };
    const QString frequent = speech.frequent();
    check("frequent word", {frequent});
    check("one syllable, frequent", {frequent.left(1)});
    check("two syllables", {QStringLiteral("점심")});
    check("one syllable", {QStringLiteral("심")});
    check("three syllables within", {QStringLiteral("심시간")});
    check("rare", {QStringLiteral("드문말")});
    check("not there", {QStringLiteral("없는말씀")});
    check("two frequent words", {frequent + u' ' + speech.frequentToo()});
    check("phrase of frequent, not there",
          {u'"' + speech.frequentToo() + u' ' + frequent + u' ' + speech.frequentToo() + u'"'});
    check("English beginning", {QStringLiteral("ab")});
    check("one letter", {QStringLiteral("a")});
    check("frequent word in a room", inRoom({frequent}));
    check("rare in a room", inRoom({QStringLiteral("드문말")}));
    SearchQuery sender{frequent};
    sender.sender = Chat::UserId(QStringLiteral("g-13"));
    check("frequent word of a sender", sender);
    SearchQuery links{{}};
    links.has = {Chat::SearchTrait::Link};
    check("links", links);
    SearchQuery old{frequent};
    old.to = Chat::Timestamp(std::chrono::milliseconds(start + messages * between / 10));
    check("frequent word, first tenth", old);
    SearchQuery deep{frequent};
    deep.before = Chat::SearchCursor{messages / 2};
    check("frequent word, page in the middle", deep);
    return inTime ? 0 : 1;
}
