// SPDX-License-Identifier: GPL-3.0-or-later

// What a host that shares a log hears of the changes that others make.

#include "server/store/changestore.h"
#include "server/store/entrancestore.h"
#include "server/store/hookstore.h"
#include "server/store/lognews.h"
#include "server/store/orderstore.h"
#include "server/store/postgresdatabase.h"
#include "server/store/readstore.h"
#include "server/store/roomstore.h"
#include "server/store/sqlentrancestore.h"
#include "server/store/sqllog.h"
#include "tests/support/needed.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QSqlQuery>
#include <QTest>
#include <QUuid>

#include <array>

using namespace StoreCalls;
using Chat::Sequence;

class LogNewsContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void ownLogHasNone();
    void ownChangesAreNoNews();
    void whatWasSaidIsTold();
    void nothingIsMissedNorToldTwice();
    void roomsAreTold();
    void roomThatIsNewAndSpokenIn();
    void roomThatCameAgain();
    void peopleAreTold();
    void reactionsAreTold();
    void readsAreTold();
    void orderIsTold();
    void entranceIsTold();
    void accountsAreTold();
    void muchComesInPieces();
    void afterTheDatabaseWasAwayOwnOnesAreTold();
    void oldOnesGo();
    void whoSleptThroughSomeIsTold();
    void quietHostIsStillHeard();
    void quietHostCostsNothing();
    void nothingIsCompiled();
    void manyRoomsTakeNoMoreStatements();

private:
    struct Host {
        std::unique_ptr<SqlStore> store;
        NewsCursor known;
    };
    Host open();
    /// What is new for the second host.
    LogNews news();
    void run(const QString &statement);
    QList<qint64> ask(const QString &query);

    PrivatePostgres *m_server = nullptr;
    QString m_schema;
    Host m_first, m_second;
};

void LogNewsContract::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    m_server = PrivatePostgres::instance();
    QVERIFY(m_server);
}

LogNewsContract::Host LogNewsContract::open()
{
    auto store = SqlStore::createShared({m_server->words(), m_schema});
    if (!store)
        return {};
    const NewsCursor known = (*store)->contents().news;
    return {std::move(*store), known};
}

void LogNewsContract::init()
{
    m_schema = QStringLiteral("log_") + QUuid::createUuid().toString(QUuid::Id128);
    m_first = open();
    QVERIFY(m_first.store);
    QVERIFY(create(*m_first.store, room));
    m_second = open();
    QVERIFY(m_second.store);
}

void LogNewsContract::cleanup()
{
    m_first = {};
    m_second = {};
}

void LogNewsContract::run(const QString &statement)
{
    const QString wrong =
        m_server->execute(QString(statement).replace(QStringLiteral("%1"), m_schema));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

/// The numbers of its first row.
QList<qint64> LogNewsContract::ask(const QString &query)
{
    QList<qint64> numbers;
    const QByteArray row = m_server->ask(QString(query).replace(QStringLiteral("%1"), m_schema));
    for (const QByteArray &one : row.split('|'))
        numbers << one.toLongLong();
    return numbers;
}

LogNews LogNewsContract::news()
{
    const auto found =
        wait<LogNews>([&](auto answer) { m_second.store->news().news(m_second.known, answer); });
    if (!found) {
        QTest::qFail("no answer", __FILE__, __LINE__);
        return {};
    }
    m_second.known = found->next;
    return *found;
}

bool isQuiet(const LogNews &news)
{
    return news.rooms.empty() && news.said.empty() && news.members.empty() && news.guests.empty() &&
           news.reactions.empty() && news.markers.empty() && news.attendance.empty() &&
           !news.sanctions && !news.hooks && !news.invitations && news.admissions.empty() &&
           news.accounts.empty() && !news.more;
}

void LogNewsContract::ownLogHasNone()
{
    QTemporaryDir folder;
    auto store = sqlite.open(folder.path());
    QVERIFY(store);
    QVERIFY(create(**store, room));
    const auto found = wait<LogNews>([&](auto answer) { (*store)->news().news({}, answer); });
    QVERIFY(found);
    QVERIFY(isQuiet(*found));
    QVERIFY(wait<bool>([&](auto answer) { (*store)->news().forgetNews(answer); }));
}

void LogNewsContract::ownChangesAreNoNews()
{
    QVERIFY(isQuiet(news()));
    QVERIFY(append(*m_second.store, talk(QStringLiteral("mine"))));
    QVERIFY(isQuiet(news()));
}

void LogNewsContract::whatWasSaidIsTold()
{
    QVERIFY(append(*m_first.store, talk(QStringLiteral("hello"))));
    const LogNews first = news();
    QCOMPARE(first.said.size(), size_t(1));
    QCOMPARE(first.said[0].room, room);
    QCOMPARE(first.said[0].last, Sequence{1});
    QVERIFY(first.rooms.empty()); // it is as it was
    QVERIFY(isQuiet(news()));
    // Asked together with reads that looked at the room before it.
    HistoryQuery query{room};
    m_second.store->history(query, [](const auto &) {});
    QVERIFY(append(*m_first.store, talk(QStringLiteral("again"))));
    QCOMPARE(news().said.at(0).last, Sequence{2});
}

void LogNewsContract::nothingIsMissedNorToldTwice()
{
    Host third = open();
    QVERIFY(third.store);
    int answers = 0;
    qint64 last = 0;
    int told = 0;
    for (int i = 0; i < 200; ++i) {
        for (Host *host : {&m_first, &third}) {
            host->store->append(talk(QString::number(i)), [&](auto done) {
                ++answers;
                QVERIFY(done);
            });
        }
        QCoreApplication::processEvents();
        if (i % 20 == 0) {
            for (const LogNews::Said &one : news().said) {
                QVERIFY(one.last.number >= last); // may be told again
                last = one.last.number;
                ++told;
            }
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 400, 60000);
    const LogNews rest = news();
    if (!rest.said.empty())
        last = rest.said[0].last.number;
    QCOMPARE(last, 400);
    QVERIFY(told > 0);
    QVERIFY(isQuiet(news()));
}

void LogNewsContract::roomsAreTold()
{
    QVERIFY(create(*m_first.store, otherRoom));
    LogNews found = news();
    QCOMPARE(found.rooms.size(), size_t(1));
    QCOMPARE(found.rooms[0].room->name, storedRoom(otherRoom).name);
    StoredRoom renamed = storedRoom(otherRoom);
    renamed.name = QStringLiteral("renamed");
    renamed.settings.readOnly = true;
    QVERIFY(wait<StoredRoom>([&](auto answer) { m_first.store->rooms().change(renamed, answer); }));
    found = news();
    QCOMPARE(found.rooms.at(0).room->name, QStringLiteral("renamed"));
    QVERIFY(found.rooms[0].room->settings.readOnly);
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->rooms().remove(otherRoom, answer); }));
    found = news();
    QCOMPARE(found.rooms.size(), size_t(1));
    QCOMPARE(found.rooms[0].id, otherRoom);
    QVERIFY(!found.rooms[0].room);
}

void LogNewsContract::roomThatIsNewAndSpokenIn()
{
    QVERIFY(create(*m_first.store, otherRoom));
    QVERIFY(
        append(*m_first.store, talk(QStringLiteral("a"), {}, QStringLiteral("g-1"), otherRoom)));
    const LogNews found = news();
    QCOMPARE(found.rooms.size(), size_t(1));
    QCOMPARE(found.rooms[0].room->last, Sequence{1});
    QVERIFY(found.said.empty()); // told once
}

void LogNewsContract::roomThatCameAgain()
{
    QVERIFY(create(*m_first.store, otherRoom));
    news();
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->rooms().remove(otherRoom, answer); }));
    QVERIFY(create(*m_first.store, otherRoom));
    QVERIFY(
        append(*m_first.store, talk(QStringLiteral("a"), {}, QStringLiteral("g-1"), otherRoom)));
    const LogNews found = news();
    QCOMPARE(found.rooms.size(), size_t(1));
    QVERIFY(found.rooms[0].room);
    QCOMPARE(found.rooms[0].room->last, Sequence{1});
}

void LogNewsContract::peopleAreTold()
{
    const Chat::UserId kim(QStringLiteral("u-kim"));
    const StoredMember member{room, kim, QStringLiteral("김"), false};
    QVERIFY(wait<StoredMember>([&](auto answer) { m_first.store->addMember(member, answer); }));
    QVERIFY(wait<bool>([&](auto answer) {
        m_first.store->rooms().setRole(room, kim, Chat::MemberRole::Moderator, answer);
    }));
    LogNews found = news();
    QCOMPARE(found.members.size(), size_t(1));
    QCOMPARE(found.members[0].member->name, member.name);
    QCOMPARE(found.members[0].member->role, Chat::MemberRole::Moderator);
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->removeMember(room, kim, answer); }));
    const StoredGuest guest{room, kim, member.name, false, true, {}, {}};
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->rooms().addGuest(guest, answer); }));
    found = news();
    QCOMPARE(found.members.size(), size_t(1));
    QVERIFY(!found.members[0].member);
    QCOMPARE(found.guests.size(), size_t(1));
    QVERIFY(found.guests[0].guest->knocks);
    QVERIFY(
        wait<bool>([&](auto answer) { m_first.store->rooms().removeGuest(room, kim, answer); }));
    QVERIFY(!news().guests.at(0).guest);
}

void LogNewsContract::reactionsAreTold()
{
    QVERIFY(append(*m_first.store, talk(QStringLiteral("a"))));
    news();
    const Chat::UserId kim(QStringLiteral("u-kim"));
    ReactionChange change{{room, Sequence{1}}, kim, QStringLiteral("김"), QStringLiteral("👍")};
    QVERIFY(wait<Reacted>([&](auto answer) { m_first.store->changes().react(change, answer); }));
    LogNews found = news();
    QCOMPARE(found.reactions.size(), size_t(1));
    const Chat::ReactionEvent &event = found.reactions[0];
    QCOMPARE(event.room, room);
    QCOMPARE(event.sequence, Sequence{1});
    QCOMPARE(event.emoji, change.emoji);
    QCOMPARE(event.user, kim);
    QCOMPARE(event.name, change.name);
    QCOMPARE(event.count, 1);
    QVERIFY(event.on);
    QCOMPARE(found.said.at(0).revision, event.revision);
    change.on = false;
    QVERIFY(wait<Reacted>([&](auto answer) { m_first.store->changes().react(change, answer); }));
    found = news();
    QVERIFY(!found.reactions.at(0).on);
    QCOMPARE(found.reactions[0].count, 0);
}

void LogNewsContract::readsAreTold()
{
    const Chat::UserId kim(QStringLiteral("u-kim"));
    QVERIFY(wait<StoredMember>([&](auto answer) {
        m_first.store->addMember({room, kim, QStringLiteral("김"), false}, answer);
    }));
    QVERIFY(append(*m_first.store, talk(QStringLiteral("a"))));
    news();
    QVERIFY(wait<bool>([&](auto answer) {
        m_first.store->reads().advance({{room, kim, {}, Sequence{1}, Sequence{1}, true}}, answer);
    }));
    StoredAttendance attendance;
    attendance.user = kim;
    attendance.status = QStringLiteral("점심");
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->reads().attend(attendance, answer); }));
    const LogNews found = news();
    QCOMPARE(found.markers.size(), size_t(1));
    QCOMPARE(found.markers[0].read, Sequence{1});
    QVERIFY(found.markers[0].confirms);
    QCOMPARE(found.attendance.size(), size_t(1));
    QCOMPARE(found.attendance[0].status, attendance.status);
}

void LogNewsContract::orderIsTold()
{
    StoredSanction ban;
    ban.info.kind = Chat::Sanction::Kind::Ban;
    ban.info.user = Chat::UserId(QStringLiteral("g-1"));
    ban.devices = {QByteArrayLiteral("key")};
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->order().impose(ban, {}, {}, answer); }));
    LogNews found = news();
    QVERIFY(found.sanctions);
    QCOMPARE(found.sanctions->size(), size_t(1));
    QCOMPARE(found.sanctions->at(0).devices, ban.devices);
    QVERIFY(!found.hooks);
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->order().lift(ban, {}, {}, answer); }));
    QVERIFY(news().sanctions->empty());
    StoredHook hook;
    hook.info.id = QStringLiteral("h");
    hook.info.room = room;
    hook.secret = "secret";
    QVERIFY(wait<StoredHook>([&](auto answer) {
        m_first.store->hooks().add(hook, {10, 10}, answer);
    }));
    found = news();
    QVERIFY(found.hooks);
    QCOMPARE(found.hooks->size(), size_t(1));
}

void LogNewsContract::entranceIsTold()
{
    SqlEntranceStore entrance(*m_first.store);
    StoredInvitation invitation;
    invitation.info.id = QStringLiteral("i");
    invitation.hash = "hash";
    QVERIFY(wait<std::vector<StoredInvitation>>(
        [&](auto answer) { entrance.invite(invitation, {}, {}, answer); }));
    QCOMPARE(news().invitations->size(), size_t(1));
    const StoredAdmission who{QStringLiteral("d:key"), Chat::UserId(QStringLiteral("g-1")), {}};
    QVERIFY(wait<std::optional<StoredInvitation>>(
        [&](auto answer) { entrance.redeem(QStringLiteral("i"), {who}, {}, {}, answer); }));
    const LogNews found = news();
    QCOMPARE(found.invitations->at(0).info.used, 1);
    QCOMPARE(found.admissions.size(), size_t(1));
    QCOMPARE(found.admissions[0].mark, who.mark);
    QCOMPARE(found.admissions[0].admission->user, who.user);
}

void LogNewsContract::accountsAreTold()
{
    NewAccount account;
    account.user = Chat::UserId(QStringLiteral("u-1"));
    account.name = {QStringLiteral("Kim"), QStringLiteral("kim"), QStringLiteral("kim")};
    account.device = StoredDevice{QByteArrayLiteral("key"), {}, {}, {}};
    AccountStore &accounts = m_first.store->accounts();
    QVERIFY(wait<AccountAdded>([&](auto answer) { accounts.add(account, answer); }));
    LogNews found = news();
    QCOMPARE(found.accounts.size(), size_t(1));
    QCOMPARE(found.accounts[0].account->name, account.name.name);
    QVERIFY(!found.accounts[0].password);
    QVERIFY(wait<bool>([&](auto answer) { accounts.noteSeen(account.user, "key", {}, answer); }));
    QVERIFY(isQuiet(news())); // with every log-in: nobody needs to know
    QVERIFY(wait<PasswordSet>([&](auto answer) {
        accounts.setPassword({account.user, {}, "hash"}, answer);
    }));
    found = news();
    QVERIFY(found.accounts.at(0).password);
    QVERIFY(wait<DeviceRemoved>(
        [&](auto answer) { accounts.removeDevice(account.user, "key", answer); }));
    QCOMPARE(news().accounts.at(0).lostDevices, std::vector{QByteArrayLiteral("key")});
}

void LogNewsContract::muchComesInPieces()
{
    const Chat::UserId kim(QStringLiteral("u-kim"));
    int answers = 0;
    for (int i = 0; i < 600; ++i) {
        const Chat::UserId user(QStringLiteral("u-%1").arg(i));
        m_first.store->addMember({room, user, QStringLiteral("x"), false},
                                 [&](const auto &added) { answers += added.has_value(); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 600, 30000);
    size_t told = 0;
    int pieces = 0;
    for (bool more = true; more; ++pieces) {
        const LogNews piece = news();
        told += piece.members.size();
        more = piece.more;
    }
    QCOMPARE(told, size_t(600));
    QVERIFY(pieces > 1);
}

void LogNewsContract::afterTheDatabaseWasAwayOwnOnesAreTold()
{
    QVERIFY(isQuiet(news()));
    QVERIFY(append(*m_second.store, talk(QStringLiteral("written"))));
    run(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                       " WHERE application_name = 'madang'"));
    std::optional<LogNews> found;
    const auto isBack = [&] {
        const auto tried = wait<LogNews>(
            [&](auto answer) { m_second.store->news().news(m_second.known, answer); });
        if (tried)
            found = *tried;
        return tried.has_value();
    };
    QVERIFY(QTest::qWaitFor(isBack, 30000));
    QCOMPARE(found->said.size(), size_t(1));
    QCOMPARE(found->said[0].last, Sequence{1});
    m_second.known = found->next;
    QVERIFY(append(*m_second.store, talk(QStringLiteral("written"))));
    QVERIFY(isQuiet(news()));
}

void LogNewsContract::oldOnesGo()
{
    QVERIFY(append(*m_first.store, talk(QStringLiteral("a"))));
    run(QStringLiteral("UPDATE \"%1\".news SET at = at - interval '2 hours'"));
    QVERIFY(append(*m_first.store, talk(QStringLiteral("b"))));
    QVERIFY(wait<bool>([&](auto answer) { m_first.store->news().forgetNews(answer); }));
    const LogNews left = news();
    QCOMPARE(left.said.size(), size_t(1)); // that "b" was said
    QVERIFY(left.members.empty());
}

void LogNewsContract::whoSleptThroughSomeIsTold()
{
    const auto forget = [&] {
        run(QStringLiteral("UPDATE \"%1\".news SET at = at - interval '2 hours'"));
        return wait<bool>([&](auto answer) { m_first.store->news().forgetNews(answer); });
    };
    // Long silence alone loses nothing, nor does what was read, nor what one wrote oneself.
    QVERIFY(append(*m_first.store, talk(QStringLiteral("read"))));
    QVERIFY(!news().lost);
    QVERIFY(append(*m_second.store, talk(QStringLiteral("own"))));
    QVERIFY(forget());
    QVERIFY(!news().lost);
    // Who comes now has it from the log itself.
    Host newcomer = open();
    QVERIFY(newcomer.store);
    std::swap(newcomer, m_second);
    QVERIFY(!news().lost);
    std::swap(newcomer, m_second);

    QVERIFY(append(*m_first.store, talk(QStringLiteral("not read"))));
    QVERIFY(forget());
    QVERIFY(append(*m_first.store, talk(QStringLiteral("later"))));
    QVERIFY(news().lost);
}

void LogNewsContract::quietHostIsStillHeard()
{
    run(QStringLiteral("DELETE FROM \"%1\".news"));
    run(QStringLiteral("UPDATE \"%1\".hosts SET seen = seen - interval '2 days'"));
    const auto forget = [](Host &host) {
        return wait<bool>([&](auto answer) { host.store->news().forgetNews(answer); });
    };
    // Whoever runs says so now and then, and is not forgotten.
    QVERIFY(forget(m_first));
    QVERIFY(append(*m_first.store, talk(QStringLiteral("after days"))));
    // One that was forgotten all the same, as after a long sleep, makes itself known anew.
    QVERIFY(!forget(m_second));
    QVERIFY(QTest::qWaitFor(
        [&] { return append(*m_second.store, talk(QStringLiteral("awake"))).has_value(); }, 30000));
    const LogNews awake = news();
    QCOMPARE(awake.said.size(), size_t(1));
    QVERIFY(awake.lost);
    std::swap(m_first, m_second);
    const LogNews heard = news();
    QCOMPARE(heard.said.size(), size_t(1));
    QVERIFY(!heard.lost);
}

/// A look reads what is new, not what others wrote since.
void LogNewsContract::quietHostCostsNothing()
{
    QVERIFY(append(*m_first.store, talk(QStringLiteral("long ago"))));
    run(QStringLiteral("INSERT INTO \"%1\".news (host, kind) SELECT (SELECT max(number)"
                       " FROM \"%1\".hosts), 3 FROM generate_series(1, 20000)"));
    run(QStringLiteral("ANALYZE \"%1\".news"));
    const auto counted = [&] {
        return ask(QStringLiteral("SELECT sum(idx_scan), sum(idx_tup_read) FROM"
                                  " pg_stat_user_indexes WHERE schemaname = '%1'"
                                  " AND relname = 'news'"));
    };
    QCOMPARE(news().said.size(), size_t(1));
    // The database tells of what it did a second later.
    QList<qint64> before, now;
    const auto looked = [&] {
        news();
        now = counted();
        if (before.isEmpty())
            before = now;
        return now[0] >= before[0] + 10;
    };
    QVERIFY(QTest::qWaitFor(looked, 30000));
    const qint64 looks = now[0] - before[0], read = now[1] - before[1];
    QVERIFY2(read < 100 * looks, qPrintable(QString::number(read / looks)));
}

/// PostgreSQL would, once it takes many rows to be there, and each look would take milliseconds.
void LogNewsContract::nothingIsCompiled()
{
    PostgresDatabase database({m_server->words(), m_schema});
    QVERIFY(database.openToWrite());
    QSqlQuery query(QStringLiteral("SHOW jit"), database.connection());
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toString(), QStringLiteral("off"));
}

/// However many rooms have news, with what belongs to messages and people in them.
void LogNewsContract::manyRoomsTakeNoMoreStatements()
{
    const Chat::UserId kim(QStringLiteral("u-kim"));
    auto log = SqlLog::open(
        std::make_unique<PostgresDatabase>(PostgresLocation{m_server->words(), m_schema}));
    QVERIFY(log);
    NewsCursor known = (*log)->contents()->news;
    const auto statements = [&] {
        QSqlQuery query(QStringLiteral("SELECT sum(generic_plans + custom_plans)"
                                       " FROM pg_prepared_statements"),
                        (*log)->database());
        return query.next() ? query.value(0).toInt() : -1;
    };
    const auto takenOver = [&](int rooms) {
        int answers = 0;
        const auto count = [&](const auto &done) { answers += done.has_value(); };
        for (int i = 0; i < rooms; ++i) {
            const Chat::RoomId id(QStringLiteral("room-%1-%2").arg(rooms).arg(i));
            m_first.store->createRoom(storedRoom(id), count);
            m_first.store->addMember({id, kim, QStringLiteral("김"), false}, count);
            m_first.store->append(talk(QStringLiteral("a"), {}, QStringLiteral("g-1"), id), count);
            Chat::RoomMessage answer = talk(QStringLiteral("b"), {}, QStringLiteral("g-1"), id);
            answer.replyTo = Chat::Quoted{Sequence{1}, {}, {}, false, {}};
            m_first.store->append(answer, count);
            m_first.store->changes().react(
                {{id, Sequence{2}}, kim, QStringLiteral("김"), QStringLiteral("👍")}, count);
            m_first.store->reads().advance({{id, kim, {}, Sequence{1}, Sequence{1}, true}}, count);
        }
        if (!QTest::qWaitFor([&] { return answers == 6 * rooms; }, 30000))
            return -1;
        const int before = statements();
        std::vector<KnownPart> parts;
        size_t people = 0, reactions = 0;
        for (bool more = true; more;) {
            const auto found = (*log)->news().news(known);
            if (!found)
                return -1;
            known = found->next;
            more = found->more;
            people += found->members.size() + found->markers.size();
            reactions += found->reactions.size();
            for (const LogNews::Room &one : found->rooms)
                parts.push_back({one.id, {}, 10});
        }
        const auto histories = (*log)->following(parts);
        const bool isAll = histories && histories->size() == size_t(rooms) &&
                           people == size_t(2 * rooms) && reactions == size_t(rooms);
        return isAll && histories->begin()->second.messages.at(1).replyTo ? statements() - before
                                                                          : -1;
    };
    const int few = takenOver(2);
    QVERIFY(few > 0);
    QCOMPARE(takenOver(50), few); // some 400 rows: one piece
}

QTEST_GUILESS_MAIN(LogNewsContract)
#include "tst_lognews.moc"
