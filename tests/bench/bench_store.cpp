// SPDX-License-Identifier: GPL-3.0-or-later
// Appends per second of the log: bench_store [seconds per row]
//
// A row keeps so many appends under way, as so many senders that wait for their receipts do.
//
// A large log: bench_store large [messages], a million by default. What a message takes on disk,
// what an append costs with few messages there and with all, and how long the start takes.
#include "server/store/sqlstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace Server;

namespace {

const auto room = Chat::RoomId(QStringLiteral("bench"));

/// Appends answered in `seconds`, with `underWay` unanswered ones at any time.
double appendsPerSecond(SqlStore &store, int underWay, int textLength, int seconds)
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = QStringLiteral("Bench");
    message.senderId = Chat::UserId(QStringLiteral("g-0123456789abcdef"));
    message.guest = true;
    message.text = QString(textLength, u'가');
    qint64 answered = 0;
    int left = underWay;
    QElapsedTimer clock;
    clock.start();
    const qint64 end = qint64(seconds) * 1000;
    std::function<void(tl::expected<Appended, StoreError>)> next = [&](const auto &appended) {
        if (appended)
            ++answered;
        if (!appended || clock.elapsed() >= end) {
            if (--left == 0)
                QCoreApplication::exit();
            return;
        }
        message.clientId = Chat::makeClientMessageId();
        store.append(message, next);
    };
    for (int i = 0; i < underWay; ++i) {
        message.clientId = Chat::makeClientMessageId();
        store.append(message, next);
    }
    QCoreApplication::exec();
    return double(answered) * 1000.0 / double(clock.elapsed());
}

constexpr int largeRooms = 20;
constexpr int largeSenders = 200;
constexpr int windowSize = 10'000; ///< Appends that are measured together.

Chat::RoomId largeRoom(int number)
{
    return Chat::RoomId(QStringLiteral("room-%1").arg(number));
}

/// What people say: a few words of a few hundred.
Chat::RoomMessage something(QRandomGenerator &random)
{
    Chat::RoomMessage message;
    message.room = largeRoom(random.bounded(largeRooms));
    const int sender = random.bounded(largeSenders);
    message.sender = QStringLiteral("sender %1").arg(sender);
    message.senderId = Chat::UserId(QStringLiteral("u-%1").arg(sender));
    for (int words = random.bounded(1, 14); words > 0; --words) {
        const int word = random.bounded(400);
        message.text += QChar(0xac00 + word * 7);
        message.text += QChar(0xac00 + word * 13);
        message.text += words > 1 ? QStringLiteral(" ") : QString();
    }
    message.clientId = Chat::makeClientMessageId();
    message.time = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return message;
}

/// Appends so many, up to 1000 unanswered ones at any time; false when one fails.
bool appendMany(SqlStore &store, QRandomGenerator &random, int count)
{
    int asked = 0;
    int answered = 0;
    bool good = true;
    std::function<void(tl::expected<Appended, StoreError>)> next = [&](const auto &appended) {
        good = good && appended;
        if (++answered == count)
            return QCoreApplication::exit();
        if (asked < count) {
            ++asked;
            store.append(something(random), next);
        }
    };
    while (asked < std::min(count, 1000)) {
        ++asked;
        store.append(something(random), next);
    }
    QCoreApplication::exec();
    return good;
}

/// The index has taken in all that was said.
void waitForIndex(const SqlStore &store)
{
    while (store.status().unindexed > 0) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
    }
}

/// Processor time of an append in microseconds, all threads together; and with the index.
struct AppendCost {
    double written = 0;
    double indexed = 0;
};
AppendCost measureAppends(SqlStore &store, QRandomGenerator &random)
{
    const auto microseconds = [](std::clock_t from) {
        return double(std::clock() - from) * 1e6 / CLOCKS_PER_SEC / windowSize;
    };
    waitForIndex(store);
    const std::clock_t begin = std::clock();
    AppendCost cost;
    if (!appendMany(store, random, windowSize))
        qFatal("an append failed");
    cost.written = microseconds(begin);
    waitForIndex(store);
    cost.indexed = microseconds(begin);
    return cost;
}

int measureLargeLog(int messages)
{
    const QTemporaryDir folder;
    QRandomGenerator random(1);
    AppendCost few, many;
    {
        const auto store = SqlStore::create(folder.path(), {SqlStore::Synchronous::Normal, {}});
        if (!store)
            return 1;
        for (int number = 0; number < largeRooms; ++number)
            (*store)->createRoom({largeRoom(number), {}, {}, {}, {}, {}}, {});
        if (!appendMany(**store, random, windowSize))
            return 1;
        few = measureAppends(**store, random);
        for (int there = 2 * windowSize; there < messages - windowSize; there += windowSize) {
            if (!appendMany(**store, random, windowSize))
                return 1;
        }
        many = measureAppends(**store, random);
    }
    const auto sizeOf = [&folder](const char *name) {
        return double(QFileInfo(folder.filePath(QString::fromLatin1(name))).size());
    };
    const double bytes = sizeOf("log.sqlite") + sizeOf("log.sqlite-wal");
    QElapsedTimer clock;
    clock.start();
    const std::clock_t begin = std::clock();
    const auto again = SqlStore::create(folder.path(), {});
    const double cpu = double(std::clock() - begin) * 1e3 / CLOCKS_PER_SEC;
    const qint64 took = clock.elapsed();
    if (!again)
        return 1;
    std::printf("%d messages\n", messages);
    std::printf("%-38s %10.0f bytes (%.0f MiB)\n", "on disk, with the index, a message",
                bytes / messages, bytes / 1024 / 1024);
    std::printf("%-38s %10s %10s %7s\n", "us of processor time an append", "at 10,000", "at all",
                "ratio");
    std::printf("%-38s %10.1f %10.1f %7.2f\n", "written", few.written, many.written,
                many.written / few.written);
    std::printf("%-38s %10.1f %10.1f %7.2f\n", "written and indexed", few.indexed, many.indexed,
                many.indexed / few.indexed);
    std::printf("%-38s %10lld ms, %.1f of the processor\n", "opened again in",
                static_cast<long long>(took), cpu);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QStringLiteral("large"))
        return measureLargeLog(application.arguments().value(2, QStringLiteral("1000000")).toInt());
    const int seconds = application.arguments().value(1, QStringLiteral("3")).toInt();
    std::printf("%-8s %9s %6s %12s\n", "sync", "under way", "chars", "appends/s");
    for (const auto synchronous : {SqlStore::Synchronous::Full, SqlStore::Synchronous::Normal}) {
        for (const int underWay : {1, 10, 100, 1000, 5000}) {
            const QTemporaryDir folder;
            const auto store = SqlStore::create(folder.path(), {synchronous, std::nullopt});
            if (!store)
                return 1;
            (*store)->createRoom({room, {}, {}, {}, {}, {}}, {});
            const double rate = appendsPerSecond(**store, underWay, 40, seconds);
            std::printf("%-8s %9d %6d %12.0f\n",
                        synchronous == SqlStore::Synchronous::Full ? "full" : "normal", underWay,
                        40, rate);
            std::fflush(stdout);
        }
    }
    return 0;
}
