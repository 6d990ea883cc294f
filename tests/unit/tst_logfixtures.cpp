// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of every version of the schema, as they lie on people's disks: opened by today's program,
// with everything in them.
#include "server/store/accountstore.h"
#include "server/store/orderstore.h"
#include "server/store/schema.h"
#include "server/store/sqlentrancestore.h"
#include "server/store/sqlstore.h"
#include "tests/fixtures/fixturetext.h"
#include "tests/support/storecalls.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;
using StoreCalls::wait;

namespace {

const Chat::RoomId room(QStringLiteral("방-1"));
const Chat::UserId kim(QStringLiteral("u-kim"));

/// Numbers may have been left out.
bool isVersion(int version)
{
    int made = 0;
    {
        auto database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("made"));
        database.setDatabaseName(QStringLiteral(":memory:"));
        if (database.open() && migrate(database, version)) {
            QSqlQuery query(QStringLiteral("PRAGMA user_version"), database);
            made = query.next() ? query.value(0).toInt() : 0;
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("made"));
    return made == version;
}

Chat::Timestamp at(qint64 milliseconds)
{
    return Chat::Timestamp(std::chrono::milliseconds(milliseconds));
}

} // namespace

class LogFixturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPublishedVersionHasOne();
    void opens_data() { versions(); }
    void opens();
    void damaged();
    void cutOff();
    void tooNewIsLeftAlone();

private:
    static void versions();
    void make(int version, const QString &more = {});
    QString file() const { return m_folder->filePath(QStringLiteral("log.sqlite")); }
    QByteArray bytes() const;
    void seesWhatWasSaid(SqlStore &store, int version);
    void seesChanges(SqlStore &store);
    void seesPeople(SqlStore &store);
    void seesOrder(SqlStore &store, const std::vector<StoredSanction> &sanctions);
    static void seesEntrance(SqlStore &store, const StoreContents &contents);
    void finds(SqlStore &store, int version);
    void goesOn(SqlStore &store, int version);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LogFixturesTest::versions()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= newestSchema(); ++version) {
        if (QFileInfo::exists(Fixture::path(QStringLiteral("log"), version)))
            QTest::addRow("version %d", version) << version;
    }
}

void LogFixturesTest::everyPublishedVersionHasOne()
{
    for (int version = 1; version < newestSchema(); ++version) {
        const bool isThere = QFileInfo::exists(Fixture::path(QStringLiteral("log"), version));
        QVERIFY2(isThere || !isVersion(version),
                 qPrintable(QStringLiteral("no log-%1.sql: build write_fixtures, and run it with "
                                           "tests/fixtures as argument")
                                .arg(version)));
    }
}

void LogFixturesTest::make(int version, const QString &more)
{
    m_folder = std::make_unique<QTemporaryDir>();
    {
        auto database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("make"));
        database.setDatabaseName(file());
        QVERIFY(database.open());
        QCOMPARE(Fixture::load(database, Fixture::path(QStringLiteral("log"), version)), QString());
        if (!more.isEmpty())
            QVERIFY(QSqlQuery(database).exec(more));
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("make"));
}

QByteArray LogFixturesTest::bytes() const
{
    QFile all(file());
    return all.open(QIODevice::ReadOnly) ? all.readAll() : QByteArray();
}

void LogFixturesTest::opens()
{
    QFETCH(int, version);
    make(version);
    if (QTest::currentTestFailed())
        return;
    const auto store = SqlStore::create(m_folder->path(), {});
    QVERIFY(store);
    const StoreContents contents = (*store)->contents();
    QCOMPARE(contents.rooms.size(), std::size_t(2));
    const StoredRoom &made = contents.rooms[1];
    QCOMPARE(made.id, room);
    QCOMPARE(made.name, QStringLiteral("점심 방"));
    QCOMPARE(made.topic, QStringLiteral("무엇을 먹을까"));
    QCOMPARE(made.creator, kim);
    QCOMPARE(made.created, at(1700000001000));
    QCOMPARE(made.last, Chat::Sequence{1});
    QCOMPARE(contents.rooms[0].revision.number, version >= 4 ? 4 : 0);
    QCOMPARE(contents.members.size(), std::size_t(version >= 2 ? 2 : 0));
    const StoredQueues queues = (*store)->queues().takeQueues();
    if (version >= 3) {
        QCOMPARE(queues.messages.size(), std::size_t(1));
        QCOMPARE(queues.messages[0].body, QByteArray("\0\xff\n", 3));
        QCOMPARE(queues.lastId, quint64(9)); // of one that is gone
        QCOMPARE(queues.subscriptions.size(), std::size_t(1));
        QCOMPARE(queues.subscriptions[0].queue, QByteArray("/queue/durable"));
    }
    seesWhatWasSaid(**store, version);
    if (version >= 4)
        seesChanges(**store);
    finds(**store, version);
    if (version >= 6) {
        const auto found = wait<StoredFile>(
            [&](auto answer) { (*store)->files().findByToken(QStringLiteral("token-1"), answer); });
        QVERIFY(found);
        QCOMPARE(found->name, QStringLiteral("메뉴.pdf"));
    }
    QVERIFY(!contents.hostId.isEmpty());
    if (version >= 11)
        seesPeople(**store);
    if (version >= 12)
        seesOrder(**store, contents.sanctions);
    else
        QVERIFY(contents.sanctions.empty());
    if (version >= 13)
        seesEntrance(**store, contents);
    else
        QVERIFY(contents.invitations.empty() && contents.admissions.empty());
    goesOn(**store, version);
}

void LogFixturesTest::seesEntrance(SqlStore &store, const StoreContents &contents)
{
    QCOMPARE(contents.invitations.size(), std::size_t(2));
    const StoredInvitation &open = contents.invitations[0];
    QCOMPARE(open.info.label, QStringLiteral("새 동료"));
    QCOMPARE(open.info.room, Chat::lobbyRoom());
    QCOMPARE(open.info.uses, 3);
    QCOMPARE(open.info.used, 1);
    QCOMPARE(open.info.until, at(1900000000000));
    QCOMPARE(open.hash, QByteArray("hash-1"));
    QVERIFY(!open.ended);
    QCOMPARE(contents.invitations[1].ended, at(1700000024000));
    QCOMPARE(contents.admissions.size(), std::size_t(2));
    QCOMPARE(contents.admissions[0].mark, QStringLiteral("d:key-1"));
    QCOMPARE(contents.admissions[0].user, kim);
    SqlEntranceStore entrance(store);
    using Redeemed = std::optional<StoredInvitation>;
    const auto redeem = [&](const QString &id) {
        return wait<Redeemed>([&](auto answer) {
            entrance.redeem(id, {{QStringLiteral("g-1"), {}, at(1700000025000)}}, at(1700000025000),
                            {}, answer);
        });
    };
    const auto used = redeem(open.info.id);
    QVERIFY(used && *used);
    QCOMPARE((*used)->info.used, 2);
    const auto over = redeem(contents.invitations[1].info.id);
    QVERIFY(over && !*over);
}

void LogFixturesTest::seesWhatWasSaid(SqlStore &store, int version)
{
    QStringList said{QStringLiteral("철수 님 입장!!"), QStringLiteral("점심 먹을까요? 🍜"),
                     QStringLiteral("내일 점심은 냉면"), QStringLiteral("철수 님 퇴장!!")};
    if (version >= 4)
        said += {QStringLiteral("점심 좋아요"), QString()};
    if (version >= 6)
        said += QStringLiteral("메뉴");
    const auto lobby = StoreCalls::history(store, {Chat::lobbyRoom()});
    QVERIFY(lobby);
    QCOMPARE(StoreCalls::texts(lobby->messages), said);
    const auto other = StoreCalls::history(store, {room});
    QVERIFY(other);
    QCOMPARE(other->messages.size(), std::size_t(1));
    Chat::RoomMessage whole;
    whole.room = room;
    whole.sender = QStringLiteral("Kim");
    whole.senderId = kim;
    whole.text = QStringLiteral("It's a \"quoted\" text\nof two lines; with a stop");
    whole.clientId = Chat::ClientMessageId(QStringLiteral("c-1"));
    whole.sequence = {1};
    whole.time = at(1700000004000);
    QCOMPARE(other->messages[0], whole);
    for (std::size_t i = 0; i < lobby->messages.size(); ++i)
        QCOMPARE(lobby->messages[i].sequence, Chat::Sequence{qint64(i) + 1});
    QCOMPARE(lobby->messages[0].type, Chat::MessageType::Enter);
    QCOMPARE(lobby->messages[3].type, Chat::MessageType::Leave);
    QVERIFY(lobby->messages[1].guest);
    if (version >= 6) {
        QCOMPARE(lobby->messages[6].files.size(), std::size_t(1));
        QCOMPARE(lobby->messages[6].files[0].token, QStringLiteral("token-1"));
    }
}

void LogFixturesTest::seesChanges(SqlStore &store)
{
    const auto lobby = StoreCalls::history(
        store,
        {Chat::lobbyRoom(), {}, {}, 100, 4096, false, Chat::UserId(QStringLiteral("u-lee"))});
    QVERIFY(lobby);
    const Chat::RoomMessage &edited = lobby->messages[2];
    QCOMPARE(edited.changes.edited, at(1700000010000));
    QCOMPARE(edited.changes.pinned, at(1700000011000));
    QCOMPARE(edited.changes.reactions.size(), std::size_t(1));
    QCOMPARE(edited.changes.reactions[0].count, 2);
    QVERIFY(edited.changes.reactions[0].mine);
    QCOMPARE(lobby->messages[4].replyTo.value().excerpt, edited.text);
    QVERIFY(lobby->messages[5].changes.deleted);
    const auto earlier = wait<EarlierTexts>([&](auto answer) {
        store.changes().earlierTexts({{Chat::lobbyRoom(), {3}}, {}, true}, answer);
    });
    QVERIFY(earlier && earlier->texts.size() == 1);
    QCOMPARE(earlier->texts.at(0).text, QStringLiteral("오늘 점심은 냉면"));
    const auto changes = wait<Changes>([&](auto answer) {
        store.changes().changes({Chat::lobbyRoom(), {}, kim}, answer);
    });
    QVERIFY(changes);
    QCOMPARE(changes->messages.size(), std::size_t(2));
    QCOMPARE(changes->last.number, 4);
}

void LogFixturesTest::seesPeople(SqlStore &store)
{
    using Found = AccountStore::Found;
    const auto found = wait<Found>(
        [&](auto answer) { store.accounts().findByName(QStringLiteral("kim"), answer); });
    QVERIFY(found && *found);
    QCOMPARE((*found)->user, kim);
    QCOMPARE((*found)->name, QStringLiteral("Kim"));
    QCOMPARE((*found)->role, StoredAccount::Role::Member); // a number that means nothing any more
    QCOMPARE((*found)->passwordHash, QByteArray("$argon2id$"));
    QCOMPARE((*found)->lastSeen, at(1700000018000));
    QCOMPARE((*found)->avatar.emoji, QStringLiteral("🦊"));
    QCOMPARE((*found)->devices.size(), std::size_t(1));
    QCOMPARE((*found)->devices[0].key, QByteArray("key-1"));
    QCOMPARE((*found)->devices[0].name, QStringLiteral("노트북"));
    // What they were called before is nobody else's yet.
    NewAccount other;
    other.user = Chat::UserId(QStringLiteral("u-other"));
    other.name = {QStringLiteral("Kimi"), QStringLiteral("kimi"), QStringLiteral("kirni")};
    other.time = at(1800000000000);
    QCOMPARE(wait<AccountAdded>([&](auto answer) { store.accounts().add(other, answer); }),
             AccountAdded::NameTaken);
}

void LogFixturesTest::seesOrder(SqlStore &store, const std::vector<StoredSanction> &sanctions)
{
    using Kind = Chat::Sanction::Kind;
    QCOMPARE(sanctions.size(), std::size_t(2));
    QCOMPARE(sanctions[0].info.kind, Kind::Mute);
    QCOMPARE(sanctions[0].room, Chat::lobbyRoom());
    QCOMPARE(sanctions[0].info.user, Chat::UserId(QStringLiteral("u-lee")));
    QCOMPARE(sanctions[0].info.reason, QStringLiteral("도배"));
    QCOMPARE(sanctions[0].info.until, std::optional(at(1700000620000)));
    QCOMPARE(sanctions[1].info.kind, Kind::Ban);
    QVERIFY(sanctions[1].room.isEmpty());
    QVERIFY(!sanctions[1].info.until);
    QCOMPARE(sanctions[1].devices, QList<QByteArray>{"key-2"});
    QCOMPARE(sanctions[1].addresses, QStringList{QStringLiteral("10.0.0.5")});
    const auto page = wait<Chat::AuditPage>([&](auto answer) {
        store.order().audit({false, Chat::lobbyRoom(), 0, 10}, answer);
    });
    QVERIFY(page && page->entries.size() == 1);
    QCOMPARE(page->entries[0].number, qint64(3));
    QCOMPARE(page->entries[0].action, Chat::OrderEntry::Action::Muted);
    QCOMPARE(page->entries[0].byName, QStringLiteral("Kim"));
}

/// Before the index has caught up with what it does not hold yet, and behind that.
void LogFixturesTest::finds(SqlStore &store, int version)
{
    const auto found = [&store](const QString &text) {
        SearchQuery query;
        query.text = text;
        const auto page =
            wait<Chat::SearchPage>([&](auto answer) { store.searches().search(query, answer); });
        QList<qint64> sequences;
        for (const Chat::SearchHit &hit : page ? page->hits : std::vector<Chat::SearchHit>())
            sequences += hit.sequence.number;
        return sequences;
    };
    const QList<qint64> lunch = version >= 4 ? QList<qint64>{5, 3, 2} : QList<qint64>{3, 2};
    QCOMPARE(found(QStringLiteral("점심")), lunch);
    QTRY_COMPARE_WITH_TIMEOUT(store.status().unindexed, 0, 30000);
    QCOMPARE(found(QStringLiteral("점심")), lunch);
    QCOMPARE(found(QStringLiteral("quoted")), QList<qint64>{1});
    QCOMPARE(found(QStringLiteral("입장")), QList<qint64>{}); // a notice
}

void LogFixturesTest::goesOn(SqlStore &store, int version)
{
    const qint64 next = version >= 6 ? 8 : version >= 4 ? 7 : 5;
    const auto repeat =
        StoreCalls::append(store, StoreCalls::talk(QStringLiteral("again"), QStringLiteral("c-2"),
                                                   kim.toString(), Chat::lobbyRoom()));
    QVERIFY(repeat && repeat->repeated);
    QCOMPARE(repeat->message.sequence, Chat::Sequence{3});
    const auto fresh =
        StoreCalls::append(store, StoreCalls::talk(QStringLiteral("now"), QStringLiteral("c-9"),
                                                   kim.toString(), Chat::lobbyRoom()));
    QVERIFY(fresh && !fresh->repeated);
    QCOMPARE(fresh->message.sequence, Chat::Sequence{next});
}

void LogFixturesTest::damaged()
{
    // The first page names everything else.
    make(6);
    QFile log(file());
    QVERIFY(log.open(QIODevice::ReadWrite));
    QVERIFY(log.seek(100));
    log.write(QByteArray(4096 - 100, '\x5a'));
    log.close();
    const QByteArray before = bytes();
    QCOMPARE(SqlStore::create(m_folder->path(), {}).error(), StoreError::Corrupt);
    QCOMPARE(bytes().mid(100), before.mid(100)); // nobody made it worse
}

void LogFixturesTest::cutOff()
{
    make(6);
    QFile log(file());
    QVERIFY(log.open(QIODevice::ReadWrite));
    QVERIFY(log.resize(log.size() / 3));
    log.close();
    const auto store = SqlStore::create(m_folder->path(), {});
    if (!store) {
        QCOMPARE(store.error(), StoreError::Corrupt);
        return;
    }
    const auto lobby = StoreCalls::history(**store, {Chat::lobbyRoom()});
    QVERIFY(!lobby); // never half of it as if that were all
    QCOMPARE(lobby.error(), StoreError::Corrupt);
}

void LogFixturesTest::tooNewIsLeftAlone()
{
    make(6, QStringLiteral("PRAGMA user_version = %1").arg(newestSchema() + 1));
    const QByteArray before = bytes();
    QCOMPARE(SqlStore::create(m_folder->path(), {}).error(), StoreError::TooNew);
    // Its mark of a write-ahead log and the counters of changes aside.
    QCOMPARE(bytes().mid(100), before.mid(100));
}

QTEST_GUILESS_MAIN(LogFixturesTest)
#include "tst_logfixtures.moc"
