// SPDX-License-Identifier: GPL-3.0-or-later
// What is SQLite's own about the log: its files and how they grow older.
#include "server/store/changestore.h"
#include "server/store/filestore.h"
#include "server/store/schema.h"
#include "server/store/sqlitedatabase.h"
#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"
#include "tests/support/storecalls.h"

#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;

namespace {

/// A look into a log's file while no host has it open.
template <typename Use>
void withFile(const QString &folder, Use use)
{
    {
        auto database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        database.setDatabaseName(folder + QStringLiteral("/log.sqlite"));
        QVERIFY(database.open());
        use(database);
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
}

QStringList schemaOf(const QString &folder)
{
    QStringList all;
    withFile(folder, [&](QSqlDatabase &database) {
        QSqlQuery query(QStringLiteral("SELECT type, name, tbl_name, sql FROM sqlite_master"
                                       " ORDER BY type, name"),
                        database);
        while (query.next()) {
            all << query.value(0).toString() + query.value(1).toString() +
                       query.value(2).toString() + query.value(3).toString();
        }
        query.exec(QStringLiteral("PRAGMA user_version"));
        query.next();
        all << query.value(0).toString();
    });
    return all;
}

auto open(const QString &folder)
{
    return SqlStore::create(folder, {});
}

} // namespace

class SqliteStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void tooNew();
    void unwritable();
    void corrupt();
    void upgradedEqualsFresh_data();
    void upgradedEqualsFresh();
    void whatWasReadHoldsNothing();
    void statusCounts();
    void statusTellsThatTheLogIsFull();
    void nothingIsWrittenBehindWhatCouldNotBe();
    void whatIsAskedTogetherIsWrittenTogether();
    void whatWasAskedIsWrittenBeforeTheEnd();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void SqliteStoreTest::tooNew()
{
    QVERIFY(open(m_folder->path()));
    withFile(m_folder->path(), [](QSqlDatabase &database) {
        QSqlQuery(database).exec(
            QStringLiteral("PRAGMA user_version = %1").arg(newestSchema() + 1));
    });
    QCOMPARE(open(m_folder->path()).error(), StoreError::TooNew);
}

void SqliteStoreTest::unwritable()
{
    const QString path = m_folder->filePath(QStringLiteral("file"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(open(path).error(), StoreError::Unwritable);
    QCOMPARE(open(path + QStringLiteral("/below")).error(), StoreError::Unwritable);
}

void SqliteStoreTest::corrupt()
{
    QFile file(m_folder->filePath(QStringLiteral("log.sqlite")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    QCOMPARE(open(m_folder->path()).error(), StoreError::Corrupt);
    QCOMPARE(file.size(), 8192);
}

void SqliteStoreTest::upgradedEqualsFresh_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version < newestSchema(); ++version)
        QTest::addRow("from %d", version) << version;
}

void SqliteStoreTest::upgradedEqualsFresh()
{
    QFETCH(int, version);
    QTemporaryDir fresh;
    QVERIFY(open(fresh.path()));
    withFile(m_folder->path(), [&](QSqlDatabase &database) {
        QVERIFY(migrate(database, version));
        QSqlQuery query(database);
        QVERIFY(query.exec(
            QStringLiteral("INSERT INTO rooms (number, id, name, topic, creator, created)"
                           " VALUES (1, '방-1', 'name', 'topic', 'u-kim', 5)")));
        QVERIFY(query.exec(QStringLiteral(
            "INSERT INTO messages (number, room, seq, type, sender, sender_id, guest, text,"
            " client_id, time) VALUES (7, 1, 1, 1, '철수', 'g-1', 1, 'old', 'c1', 9)")));
    });
    QVERIFY(schemaOf(m_folder->path()) != schemaOf(fresh.path()));
    {
        auto log = SqlLog::open(
            std::make_unique<SqliteDatabase>(m_folder->path(), SqliteDatabase::Options()));
        QVERIFY(log);
        Chat::RoomMessage old;
        old.room = Chat::RoomId(QStringLiteral("방-1"));
        const auto found = (*log)->history({old.room});
        QCOMPARE(found->messages.size(), std::size_t(1));
        old = found->messages[0];
        QCOMPARE(old.text, QStringLiteral("old"));
        QVERIFY((*log)->begin());
        QVERIFY((*log)->append(old)->repeated);
        old.clientId = {};
        QCOMPARE((*log)->append(old)->message.sequence, Chat::Sequence{2});
        QVERIFY((*log)->addMember({old.room, old.senderId, old.sender, true}));
        QVERIFY((*log)->queues().add({{5, "/queue/a", "/queue/a", "h", "b", 0, 0}}));
        QVERIFY((*log)->commit());
        QCOMPARE((*log)->queues().contents()->lastId, quint64(5));
        QCOMPARE((*log)->contents()->members.size(), std::size_t(1));
    }
    QCOMPARE(schemaOf(m_folder->path()), schemaOf(fresh.path()));
}

/// A reading that is not over keeps the write-ahead log from starting anew, and it grows.
void SqliteStoreTest::whatWasReadHoldsNothing()
{
    using namespace StoreCalls;
    const auto store = open(m_folder->path()).value();
    QVERIFY(create(*store, room));
    QVERIFY(append(*store, talk(QStringLiteral("one"))));
    const auto isFree = [this] {
        bool free = false;
        withFile(m_folder->path(), [&](QSqlDatabase &database) {
            QSqlQuery query(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"), database);
            free = query.next() && query.value(0).toInt() == 0;
        });
        return free;
    };
    const MessageRef first{room, Chat::Sequence{1}};
    const Chat::UserId user(QStringLiteral("g-1"));
    const TextChange change{first, user, false, true, {}};
    const ReactionChange on{first, user, QStringLiteral("철수"), QStringLiteral("👍")};
    ReactionChange off = on;
    off.on = false;
    const PinChange pin{first, {}};
    const ChangesQuery changes{room, {}, user, 1};
    ChangeStore &changed = store->changes();
    const std::vector<std::function<void()>> calls{
        [&] { changed.react(on, {}); },
        [&] { changed.react(on, {}); },
        [&] { changed.pin(pin, {}); },
        [&] { changed.pin(pin, {}); },
        [&] { changed.edit(change, QStringLiteral("uno"), {}); },
        [&] { changed.changes(changes, {}); },
        [&] {
            changed.pinned({room, user}, {});
        },
        [&] {
            changed.earlierTexts({first, user}, {});
        },
        [&] { changed.sweepEarlier({}, {}); },
        [&] { store->history({room}, {}); },
        [&] { store->files().findByToken(QStringLiteral("none"), {}); },
        [&] { changed.react(off, {}); },
        [&] { changed.react(off, {}); },
        [&] { changed.remove(change, {}); },
        [&] { changed.remove(change, {}); },
    };
    for (size_t i = 0; i < calls.size(); ++i) {
        calls[i]();
        QVERIFY(wait<bool>([&](auto answer) { store->flush(answer); }));
        QVERIFY2(QTest::qWaitFor(isFree, 10000), qPrintable(QString::number(i)));
    }
}

void SqliteStoreTest::statusCounts()
{
    const auto store = open(m_folder->path());
    QVERIFY(store);
    QCOMPARE(StoreCalls::append(**store, StoreCalls::talk(QStringLiteral("a"))).error(),
             StoreError::NoSuchRoom);
    QVERIFY((*store)->status().writable); // that was the caller's fault
    StoreCalls::wait<StoredRoom>([&](auto answer) {
        (*store)->createRoom(StoreCalls::storedRoom(StoreCalls::room), answer);
    });
    const auto message =
        StoreCalls::talk(QStringLiteral("a\u00e9한\U0001F642"), QStringLiteral("c-1"));
    QVERIFY(StoreCalls::append(**store, message));
    QVERIFY(StoreCalls::append(**store, message)); // a repeat
    const StoreStatus status = (*store)->status();
    QCOMPARE(status.appends, 1u);
    QCOMPARE(status.appendedBytes, quint64(message.text.toUtf8().size()));
    QCOMPARE(status.grouped, 4u);
    QCOMPARE(status.failures, 0u);
    QCOMPARE(status.waiting, 0);
    (*store)->append(message, {});
    QCOMPARE((*store)->status().waiting, 1);
}

void SqliteStoreTest::statusTellsThatTheLogIsFull()
{
    const auto store =
        SqlStore::create(m_folder->path(), {SqlStore::Synchronous::Normal, 256 * 1024});
    QVERIFY(store);
    StoreCalls::wait<StoredRoom>([&](auto answer) {
        (*store)->createRoom(StoreCalls::storedRoom(StoreCalls::room), answer);
    });
    QVERIFY(StoreCalls::append(**store, StoreCalls::talk(QStringLiteral("fits"))));
    QVERIFY((*store)->status().writable);
    QVERIFY(!StoreCalls::append(**store, StoreCalls::talk(QString(1024 * 1024, QLatin1Char('x')))));
    QVERIFY(!(*store)->status().writable);
    QCOMPARE((*store)->status().failures, 1u);
    QVERIFY(StoreCalls::append(**store, StoreCalls::talk(QStringLiteral("fits"))));
    QVERIFY((*store)->status().writable);
}

/// A long message does not fit any more, a short one that was said behind it would: it has to wait
/// until whoever said them knows.
void SqliteStoreTest::nothingIsWrittenBehindWhatCouldNotBe()
{
    const auto store =
        SqlStore::create(m_folder->path(), {SqlStore::Synchronous::Normal, 256 * 1024});
    QVERIFY(store);
    QVERIFY(StoreCalls::create(**store, StoreCalls::room));
    QStringList told;
    const auto say = [&](const QString &text, const QString &name, auto then) {
        (*store)->append(StoreCalls::talk(text), [&told, name, then](const auto &appended) {
            told << (appended ? QStringLiteral("+") : QStringLiteral("-")) + name;
            then();
        });
    };
    const auto nothing = [] {};
    QVERIFY(StoreCalls::append(**store, StoreCalls::talk(QStringLiteral("first"))));
    QStringList wanted{QStringLiteral("-long")};
    qsizetype toldAtOnce = 0;
    std::size_t read = 0;
    // What only takes away is done beside it, in its transaction or behind it.
    int gone = 0;
    const auto leave = [&](const QString &user) {
        (*store)->removeMember(StoreCalls::room, Chat::UserId(user),
                               [&](const auto &done) { gone += done && *done; });
    };
    for (const QString &user : {QStringLiteral("g-1"), QStringLiteral("g-2")}) {
        QVERIFY(StoreCalls::wait<StoredMember>([&](auto answer) {
            (*store)->addMember({StoreCalls::room, Chat::UserId(user), user, true}, answer);
        }));
    }
    leave(QStringLiteral("g-1"));
    say(QString(1024 * 1024, QLatin1Char('x')), QStringLiteral("long"), [&] {
        // Who knows that it failed may say something that is behind it.
        say(QStringLiteral("again"), QStringLiteral("again"), nothing);
        QMetaObject::invokeMethod(
            this, [&] { toldAtOnce = told.size(); }, Qt::QueuedConnection);
    });
    leave(QStringLiteral("g-2"));
    (*store)->history({StoreCalls::room, {}, {}, 10},
                      [&](const auto &found) { read = found ? found->messages.size() : 0; });
    for (int i = 0; i < 600; ++i) { // some are handed over already then, some not
        say(QStringLiteral("short"), QString::number(i), nothing);
        wanted << QStringLiteral("-%1").arg(i);
    }
    wanted << QStringLiteral("+again");
    QTRY_COMPARE(told.size(), wanted.size());
    QCOMPARE(told, wanted);
    QCOMPARE(toldAtOnce, wanted.size() - 1);
    QCOMPARE(read, std::size_t(1));
    QCOMPARE(gone, 2);
    const auto found = StoreCalls::history(**store, {StoreCalls::room, {}, {}, 10});
    QVERIFY(found);
    QCOMPARE(found->messages.size(), std::size_t(2));
    QCOMPARE(found->messages.back().text, QStringLiteral("again"));
}

void SqliteStoreTest::whatIsAskedTogetherIsWrittenTogether()
{
    const auto store = open(m_folder->path());
    QVERIFY(store);
    QVERIFY(StoreCalls::create(**store, StoreCalls::room));
    const quint64 before = (*store)->status().groups;
    QStringList answered;
    const auto ask = [&](const QString &text, auto then) {
        (*store)->append(StoreCalls::talk(text), [&, then](const auto &appended) {
            answered << appended->message.text;
            then();
        });
    };
    const auto nothing = [] {};
    // Two are asked in one turn; the answers ask two more, which are one transaction again.
    ask(QStringLiteral("1"), [&] { ask(QStringLiteral("3"), nothing); });
    ask(QStringLiteral("2"), [&] { ask(QStringLiteral("4"), nothing); });
    QTRY_COMPARE(answered.size(), 4);
    QCOMPARE(answered.join(QString()), QStringLiteral("1234"));
    QCOMPARE((*store)->status().groups, before + 2);
}

void SqliteStoreTest::whatWasAskedIsWrittenBeforeTheEnd()
{
    {
        const auto store = open(m_folder->path());
        QVERIFY(store);
        QVERIFY(StoreCalls::create(**store, StoreCalls::room));
        for (int i = 0; i < 300; ++i) // a transaction of them, and some that wait
            (*store)->append(StoreCalls::talk(QString::number(i)), {});
    }
    const auto store = open(m_folder->path());
    QVERIFY(store);
    const auto found = StoreCalls::history(**store, {StoreCalls::room, {}, {}, 1000});
    QVERIFY(found);
    QCOMPARE(found->messages.size(), std::size_t(300));
}

QTEST_GUILESS_MAIN(SqliteStoreTest)
#include "tst_sqlitestore.moc"
