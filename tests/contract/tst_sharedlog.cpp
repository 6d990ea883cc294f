// SPDX-License-Identifier: GPL-3.0-or-later

// What several hosts promise that have one log in PostgreSQL.

#include "tests/support/needed.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QRegularExpression>
#include <QTest>
#include <QUuid>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

using namespace StoreCalls;
using Chat::Sequence;

class SharedLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void oneOrderForAll();
    void roomOfAnotherIsThere();
    void madeTwiceIsOneRoom();
    void repeatAtAnotherHostIsNoSecond();
    void nobodyWaitsInACircle();
    void changedByAnotherIsSeen();
    void allOpenAnEmptyOne();
    void newerIsLeftAlone();
    void crashLosesNothingAnswered();
    void cutOffComesBack();
    void newConnectionHasTheOldOnesPlace();
    void readThatFailsSpoilsNothing_data();
    void readThatFailsSpoilsNothing();
    void hostsHaveOneSecret();
    void challengeIsTakenOnce();
    void broughtUpWhileOthersWrite();
    void broughtUpOnceNobodyIsInTheWay();

private:
    std::unique_ptr<SqlStore> open();
    /// A statement at the server itself.
    void run(const QString &statement);
    /// Has the log be one of the version before.
    void bringDown();

    PrivatePostgres *m_server = nullptr;
    QString m_schema;
    std::array<std::unique_ptr<SqlStore>, 3> m_hosts;
};

void SharedLog::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    m_server = PrivatePostgres::instance();
    QVERIFY(m_server);
}

std::unique_ptr<SqlStore> SharedLog::open()
{
    auto store = SqlStore::createShared({m_server->words(), m_schema});
    return store ? std::move(*store) : nullptr;
}

void SharedLog::init()
{
    m_schema = QStringLiteral("log_") + QUuid::createUuid().toString(QUuid::Id128);
    for (auto &host : m_hosts) {
        host = open();
        QVERIFY(host);
    }
    QVERIFY(create(*m_hosts[0], room));
    QVERIFY(create(*m_hosts[0], otherRoom));
}

void SharedLog::cleanup()
{
    for (auto &host : m_hosts)
        host.reset();
}

void SharedLog::run(const QString &statement)
{
    const QString wrong =
        m_server->execute(QString(statement).replace(QStringLiteral("%1"), m_schema));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void SharedLog::bringDown()
{
    run(QStringLiteral("DROP TRIGGER forgotten ON \"%1\".news;"
                       " DROP FUNCTION \"%1\".note_forgotten;"
                       " DROP TABLE \"%1\".shared_secret, \"%1\".used_challenges;"
                       " ALTER TABLE \"%1\".hosts DROP COLUMN forgotten;"
                       " DELETE FROM \"%1\".schema_version WHERE version >= 3"));
}

void SharedLog::oneOrderForAll()
{
    constexpr int each = 200;
    std::vector<std::pair<qint64, QString>> told;
    int answers = 0;
    for (int i = 0; i < each; ++i) {
        for (size_t host = 0; host < m_hosts.size(); ++host) {
            const QString text = QStringLiteral("%1 of %2").arg(i).arg(host);
            const Chat::RoomId &to = i % 5 == 4 ? otherRoom : room;
            m_hosts[host]->append(talk(text, text, QStringLiteral("g-1"), to), [&, to](auto done) {
                ++answers;
                QVERIFY(done);
                if (to == room)
                    told.emplace_back(done->message.sequence.number, done->message.text);
            });
        }
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, each * int(m_hosts.size()), 60000);
    std::sort(told.begin(), told.end());
    QCOMPARE(told.size(), size_t(each * 4 / 5) * m_hosts.size());
    for (size_t i = 0; i < told.size(); ++i)
        QCOMPARE(told[i].first, qint64(i) + 1); // without a gap, and none twice
    QStringList order;
    for (const auto &[sequence, text] : told)
        order << text;
    for (auto &host : m_hosts)
        QCOMPARE(texts(history(*host, {room, {}, {}, 1000})->messages), order);
}

void SharedLog::roomOfAnotherIsThere()
{
    const Chat::RoomId made(QStringLiteral("made"));
    QVERIFY(create(*m_hosts[1], made));
    QCOMPARE(append(*m_hosts[0], talk(QStringLiteral("a"), {}, QStringLiteral("g-1"), made))
                 ->message.sequence,
             Sequence{1});
    QCOMPARE(append(*m_hosts[2], talk(QStringLiteral("b"), {}, QStringLiteral("g-1"), made))
                 ->message.sequence,
             Sequence{2});
    const auto nowhere = append(*m_hosts[2], talk(QStringLiteral("b"), {}, QStringLiteral("g-1"),
                                                  Chat::RoomId(QStringLiteral("no"))));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error(), StoreError::NoSuchRoom);
}

void SharedLog::madeTwiceIsOneRoom()
{
    for (int i = 0; i < 20; ++i) {
        int made = 0;
        for (auto &host : m_hosts) {
            StoredRoom wanted = storedRoom(Chat::RoomId(QStringLiteral("r%1").arg(i)));
            host->createRoom(wanted, [&](auto done) { made += done.has_value(); });
        }
        QTRY_COMPARE_WITH_TIMEOUT(made, int(m_hosts.size()), 30000);
    }
    QCOMPARE(open()->contents().rooms.size(), size_t(22));
}

void SharedLog::repeatAtAnotherHostIsNoSecond()
{
    for (int i = 0; i < 50; ++i) {
        const QString id = QStringLiteral("id-%1").arg(i);
        int answers = 0;
        int repeats = 0;
        QList<qint64> sequences;
        for (auto &host : m_hosts) {
            host->append(talk(QStringLiteral("once"), id), [&](auto done) {
                ++answers;
                QVERIFY(done);
                repeats += done->repeated;
                sequences << done->message.sequence.number;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answers, int(m_hosts.size()), 30000);
        QCOMPARE(repeats, int(m_hosts.size()) - 1);
        QCOMPARE(sequences, QList<qint64>({i + 1, i + 1, i + 1}));
    }
}

void SharedLog::nobodyWaitsInACircle()
{
    // Without an order in which rooms are held, and without trying again, some of these fail.
    int answers = 0;
    for (int i = 0; i < 50; ++i) {
        for (size_t host = 0; host < m_hosts.size(); ++host) {
            MessageBatch batch;
            for (int n = 0; n < 4; ++n) {
                const bool first = (n + int(host)) % 2 == 0;
                batch.messages.push_back(talk(QStringLiteral("x"),
                                              QStringLiteral("%1-%2-%3").arg(i).arg(host).arg(n),
                                              QStringLiteral("g-1"), first ? room : otherRoom));
            }
            m_hosts[host]->appendAll(batch, [&](auto done) {
                ++answers;
                QVERIFY(done);
            });
            StoredRoom renamed = storedRoom(host == 1 ? room : otherRoom);
            renamed.name = QString::number(i);
            m_hosts[host]->rooms().change(renamed, [](auto done) { QVERIFY(done); });
        }
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 50 * int(m_hosts.size()), 60000);
    QCOMPARE(history(*m_hosts[0], {room, {}, {}, 1000})->messages.size(), size_t(300));
}

void SharedLog::changedByAnotherIsSeen()
{
    StoredRoom renamed = storedRoom(room);
    renamed.settings.retention.keep = Chat::Retention::Keep::Nothing;
    QVERIFY(wait<StoredRoom>([&](auto answer) { m_hosts[0]->rooms().change(renamed, answer); }));
    QVERIFY(append(*m_hosts[1], talk(QStringLiteral("passed over"), QStringLiteral("id"))));
    QVERIFY(history(*m_hosts[2], {room})->messages.empty());
    // It was said, all the same.
    const auto again =
        append(*m_hosts[2], talk(QStringLiteral("passed over"), QStringLiteral("id")));
    QVERIFY(again);
    QVERIFY(again->repeated);
    QCOMPARE(again->message.sequence, Sequence{1});
}

void SharedLog::allOpenAnEmptyOne()
{
    m_schema = QStringLiteral("log_") + QUuid::createUuid().toString(QUuid::Id128);
    std::array<std::thread, 4> starts;
    std::array<QString, 4> ids;
    for (size_t i = 0; i < starts.size(); ++i) {
        starts[i] = std::thread([this, &ids, i] {
            if (const auto store = open())
                ids[i] = store->contents().hostId;
        });
    }
    for (auto &start : starts)
        start.join();
    QVERIFY(!ids[0].isEmpty());
    for (const QString &id : ids)
        QCOMPARE(id, ids[0]); // to who comes they are one
}

void SharedLog::newerIsLeftAlone()
{
    run(QStringLiteral("INSERT INTO \"%1\".schema_version VALUES (9999)"));
    const auto store = SqlStore::createShared({m_server->words(), m_schema});
    QVERIFY(!store);
    QCOMPARE(store.error(), StoreError::TooNew);
}

void SharedLog::crashLosesNothingAnswered()
{
    QStringList kept;
    int answers = 0;
    int asked = 0;
    const auto say = [&] {
        const QString text = QString::number(asked++);
        m_hosts[size_t(asked) % m_hosts.size()]->append(talk(text, text), [&, text](auto done) {
            ++answers;
            if (done)
                kept << text;
            else
                QCOMPARE(done.error(), StoreError::Unreachable);
        });
    };
    for (int i = 0; i < 150; ++i)
        say();
    QTRY_VERIFY_WITH_TIMEOUT(answers > 50, 30000);
    for (int i = 0; i < 150; ++i)
        say(); // of these some are under way
    QVERIFY(m_server->crashAndStart());
    QTRY_COMPARE_WITH_TIMEOUT(answers, asked, 60000);
    // They come back by themselves, and what is said again is there once.
    for (auto &host : m_hosts)
        QTRY_VERIFY_WITH_TIMEOUT(append(*host, talk(QStringLiteral("0"), QStringLiteral("0"))),
                                 30000);
    QStringList all = texts(history(*m_hosts[0], {room, {}, {}, 1000})->messages);
    for (const QString &text : kept)
        QVERIFY2(all.removeOne(text), qPrintable(text));
    for (const QString &text : kept)
        QVERIFY2(!all.contains(text), qPrintable(text));
}

void SharedLog::cutOffComesBack()
{
    QVERIFY(append(*m_hosts[0], talk(QStringLiteral("before"), QStringLiteral("1"))));
    run(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                       " WHERE application_name = 'madang'"));
    for (auto &host : m_hosts)
        QTRY_VERIFY_WITH_TIMEOUT(append(*host, talk(QStringLiteral("after"), QStringLiteral("2"))),
                                 30000);
    QCOMPARE(texts(history(*m_hosts[1], {room})->messages),
             (QStringList{QStringLiteral("before"), QStringLiteral("after")}));
}

/// Of a host whose network lost the old one without a word; the server still has it.
void SharedLog::newConnectionHasTheOldOnesPlace()
{
    const PostgresLocation location{m_server->words(), m_schema};
    const auto old = SqlStore::createShared(location);
    QVERIFY(old);
    QVERIFY(append(**old, talk(QStringLiteral("by the old one"), QStringLiteral("1"))));
    const auto anew = SqlStore::createShared(location);
    QVERIFY(anew);
    const auto late = append(**old, talk(QStringLiteral("late"), QStringLiteral("2")));
    QVERIFY(!late);
    QCOMPARE(late.error(), StoreError::Unreachable);
    // That of another host stays.
    QVERIFY(append(*m_hosts[1], talk(QStringLiteral("by another"), QStringLiteral("3"))));
}

void SharedLog::readThatFailsSpoilsNothing_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::newRow("alone") << 0 << 0;
    QTest::newRow("before what is written") << 0 << 2;
    QTest::newRow("after it") << 2 << 0;
    QTest::newRow("between") << 2 << 2;
}

/// PostgreSQL gives up a transaction whose read failed, and calls its commit done.
void SharedLog::readThatFailsSpoilsNothing()
{
    QFETCH(const int, before);
    QFETCH(const int, after);
    run(QStringLiteral("ALTER TABLE \"%1\".order_log RENAME TO gone"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("order_log")));
    int told = 0;
    const auto say = [&] {
        const QString text = QString::number(told++);
        m_hosts[0]->append(talk(text, text), [](const auto &done) { QVERIFY(done); });
    };
    for (int i = 0; i < before; ++i)
        say();
    std::optional<StoreError> refused;
    m_hosts[0]->order().audit({false, {}, 0, 10}, [&](const auto &page) {
        QVERIFY(!page);
        refused = page.error();
    });
    for (int i = 0; i < after; ++i)
        say();
    QTRY_VERIFY_WITH_TIMEOUT(refused, 10000);
    QCOMPARE(*refused, StoreError::Failed);
    QVERIFY(append(*m_hosts[0], talk(QStringLiteral("last"), QStringLiteral("last"))));
    QCOMPARE(history(*m_hosts[1], {room, {}, {}, 100})->messages.size(), size_t(told) + 1);
}

void SharedLog::hostsHaveOneSecret()
{
    const QByteArray secret = m_hosts[0]->contents().sharedSecret;
    QVERIFY(secret.size() >= 32);
    for (auto &host : {open(), open()})
        QCOMPARE(host->contents().sharedSecret, secret);
    m_schema = QStringLiteral("log_") + QUuid::createUuid().toString(QUuid::Id128);
    QVERIFY(open()->contents().sharedSecret != secret);
}

void SharedLog::challengeIsTakenOnce()
{
    constexpr Chat::Timestamp now(std::chrono::hours(500'000));
    const auto take = [&](size_t host, const QByteArray &challenge, std::chrono::hours later = {}) {
        return wait<bool>([&](auto answer) {
            m_hosts[host]->accounts().takeChallenge(challenge, now + later,
                                                    now + later + std::chrono::hours(24), answer);
        });
    };
    QCOMPARE(take(0, "one"), true);
    QCOMPARE(take(1, "one"), false);
    QCOMPARE(take(0, "one"), false);
    QCOMPARE(take(2, "two"), true);
    int asked = 0;
    int taken = 0;
    for (int i = 0; i < 60; ++i) {
        m_hosts[size_t(i) % m_hosts.size()]->accounts().takeChallenge(
            QByteArray::number(i / 3), now, now + std::chrono::hours(24), [&](auto first) {
                ++asked;
                taken += first && *first;
            });
    }
    QTRY_COMPARE_WITH_TIMEOUT(asked, 60, 30000);
    QCOMPARE(taken, 20);
    // What has ended is forgotten: nobody takes it for one of theirs any more.
    QCOMPARE(take(1, "three", std::chrono::hours(24)), true);
    QCOMPARE(
        m_server->ask(QStringLiteral("SELECT count(*) FROM \"%1\".used_challenges").arg(m_schema)),
        QByteArray("1"));
}

/// The log of the version before, whose hosts go on.
void SharedLog::broughtUpWhileOthersWrite()
{
    bringDown();
    int asked = 0;
    int done = 0;
    const auto say = [&] {
        const QString id = QString::number(asked);
        m_hosts[size_t(asked++) % m_hosts.size()]->append(talk(id, id), [&](const auto &stored) {
            QVERIFY(stored);
            ++done;
        });
    };
    for (int i = 0; i < 100; ++i)
        say();
    std::atomic<bool> isUp = false;
    bool opened = false;
    std::thread start([&] {
        opened = open() != nullptr;
        isUp = true;
    });
    const bool wasInTime = QTest::qWaitFor(
        [&] {
            if (asked - done < 50)
                say();
            return isUp.load();
        },
        60000);
    start.join();
    QVERIFY(wasInTime);
    QTRY_COMPARE_WITH_TIMEOUT(done, asked, 30000);
    QVERIFY(opened);
    QCOMPARE(history(*open(), {room, {}, {}, asked + 1})->messages.size(), size_t(asked));
    // As one that was made anew.
    run(QStringLiteral("DELETE FROM \"%1\".news"));
    QCOMPARE(
        m_server->ask(
            QStringLiteral("SELECT count(*) FROM \"%1\".hosts WHERE forgotten > 0").arg(m_schema)),
        QByteArray("3"));
}

/// Longer than one waits for a lock.
void SharedLog::broughtUpOnceNobodyIsInTheWay()
{
    bringDown();
    std::thread other([this] {
        run(QStringLiteral("BEGIN; UPDATE \"%1\".hosts SET seen = now(); SELECT pg_sleep(7);"
                           " COMMIT"));
    });
    const QString held = QStringLiteral("SELECT count(*) FROM pg_locks JOIN pg_class ON oid = "
                                        "relation WHERE relname = 'hosts' AND mode = "
                                        "'RowExclusiveLock' AND granted AND relnamespace = "
                                        "to_regnamespace('\"%1\"')")
                             .arg(m_schema);
    const bool isInTheWay = QTest::qWaitFor([&] { return m_server->ask(held) == "1"; }, 10000);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("lock timeout")));
    const auto store = open();
    other.join();
    QVERIFY(isInTheWay);
    QVERIFY(store);
    QVERIFY(append(*store, talk(QStringLiteral("a"))));
}

QTEST_GUILESS_MAIN(SharedLog)
#include "tst_sharedlog.moc"
