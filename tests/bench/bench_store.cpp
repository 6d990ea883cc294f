// SPDX-License-Identifier: GPL-3.0-or-later
// Appends per second of the log: bench_store [seconds per row]
//
// A row keeps so many appends under way, as so many senders that wait for their receipts do.
#include "server/store/sqlitestore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

using namespace Server;

namespace {

const auto room = Chat::RoomId(QStringLiteral("bench"));

/// Appends answered in `seconds`, with `underWay` unanswered ones at any time.
double appendsPerSecond(SqliteStore &store, int underWay, int textLength, int seconds)
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

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const int seconds = application.arguments().value(1, QStringLiteral("3")).toInt();
    std::printf("%-8s %9s %6s %12s\n", "sync", "under way", "chars", "appends/s");
    for (const auto synchronous :
         {SqliteStore::Synchronous::Full, SqliteStore::Synchronous::Normal}) {
        for (const int underWay : {1, 10, 100, 1000, 5000}) {
            const QTemporaryDir folder;
            const auto store = SqliteStore::create(folder.path(), {synchronous, std::nullopt});
            if (!store)
                return 1;
            (*store)->createRoom({room, {}, {}, {}, {}, {}}, {});
            const double rate = appendsPerSecond(**store, underWay, 40, seconds);
            std::printf("%-8s %9d %6d %12.0f\n",
                        synchronous == SqliteStore::Synchronous::Full ? "full" : "normal", underWay,
                        40, rate);
            std::fflush(stdout);
        }
    }
    return 0;
}
