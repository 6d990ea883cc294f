// SPDX-License-Identifier: GPL-3.0-or-later
// What rooms keep, and their end.
#include "tests/support/roomclub.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Server;
using namespace std::chrono_literals;

class RoomRetentionTest : public QObject, private RoomClub {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void keepsDays();
    void keepsMessages();
    void keepsNothing();
    void keepsAgain();
    void resendsOfWhatIsGone();
    void endsAfterAWhile();
    void restored();
    void failureIsTriedAgainSoon();

private:
    void inLog(const char *statement);
};

void RoomRetentionTest::keepsDays()
{
    QCOMPARE(m_lee->subscribe("r", "/topic/chat/rooms"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"retention":{"keep":"days","count":2}})"), QByteArray());
    QCOMPARE(m_lee->say("club", "old"), QByteArray());
    QCOMPARE(m_kim->send(room + "/react", R"({"seq":3,"emoji":"👍"})"), QByteArray());
    m_host->clock += 25h;
    QCOMPARE(m_lee->say("club", "younger"), QByteArray());
    letGo();
    QCOMPARE(texts(*m_lee).size(), 2);
    m_host->clock += 24h;
    letGo();
    QCOMPARE(texts(*m_lee), QStringList{QStringLiteral("younger")});
    QCOMPARE(info().floor, Chat::Sequence{3});
    QTRY_VERIFY(m_lee->sees("\"floor\":3"));
    const auto page = Chat::HistoryPage::fromJson(m_lee->reply(room + "/history"));
    QCOMPARE(page->floor, Chat::Sequence{3});
    QVERIFY(!page->more);
    QVERIFY(!m_lee->reply("/app/chat/search", "query:old\n").contains("\"old\""));
    // What comes next goes on counting, also after all has gone.
    m_host->clock += 72h;
    letGo();
    QVERIFY(texts(*m_lee).isEmpty());
    restart();
    QCOMPARE(info().last, Chat::Sequence{4});
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    QCOMPARE(m_lee->subscribe("s", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(m_lee->say("club", "new"), QByteArray());
    QTRY_VERIFY(m_lee->sees("\"seq\":5"));
}

void RoomRetentionTest::keepsMessages()
{
    QCOMPARE(set(*m_kim, R"({"retention":{"keep":"messages","count":3}})"), QByteArray());
    for (int i = 0; i < 10; ++i)
        QCOMPARE(m_lee->say("club", "m" + QByteArray::number(i)), QByteArray());
    letGo();
    QCOMPARE(texts(*m_lee).join(u' '), QStringLiteral("m7 m8 m9"));
    QCOMPARE(info().floor, Chat::Sequence{9});
}

void RoomRetentionTest::keepsNothing()
{
    QCOMPARE(m_lee->say("club", "before"), QByteArray());
    QCOMPARE(m_eve->subscribe("s", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"retention":{"keep":"nothing"}})"), QByteArray());
    letGo();
    QVERIFY(texts(*m_lee).isEmpty());
    QCOMPARE(m_lee->say("club", "one", R"(,"id":"n1")"), QByteArray());
    QCOMPARE(m_lee->say("club", "one", R"(,"id":"n1")"), QByteArray());
    QCOMPARE(m_lee->say("club", "two"), QByteArray());
    QTRY_COMPARE(m_eve->count("\"seq\":5"), 1);
    QCOMPARE(m_eve->count("\"seq\":4"), 1);
    QVERIFY(m_eve->sees("\"one\""));
    QVERIFY(texts(*m_lee).isEmpty());
    QCOMPARE(m_lee->send(room + "/edit", R"({"seq":5,"message":"x"})"),
             QByteArray("no such message"));
    // Not in the file either, and the count goes on.
    restart();
    QCOMPARE(info().last, Chat::Sequence{5});
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    QCOMPARE(m_lee->subscribe("s", "/topic/chat/room/club", "since:0\n"), QByteArray());
    QCOMPARE(m_lee->say("club", "one", R"(,"id":"n1")"), QByteArray());
    QCOMPARE(m_lee->say("club", "three"), QByteArray());
    QTRY_COMPARE(m_lee->count("\"seq\":"), 1);
    QVERIFY(m_lee->sees("\"seq\":6"));
}

void RoomRetentionTest::keepsAgain()
{
    QCOMPARE(set(*m_kim, R"({"retention":{"keep":"nothing"}})"), QByteArray());
    QCOMPARE(m_lee->say("club", "lost"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"retention":{"keep":"forever"}})"), QByteArray());
    QCOMPARE(info().floor, Chat::Sequence{3});
    QCOMPARE(m_lee->say("club", "kept"), QByteArray());
    QCOMPARE(texts(*m_lee), QStringList{QStringLiteral("kept")});
}

void RoomRetentionTest::resendsOfWhatIsGone()
{
    QCOMPARE(set(*m_kim, R"({"retention":{"keep":"messages","count":1}})"), QByteArray());
    QCOMPARE(m_lee->say("club", "one", R"(,"id":"m1")"), QByteArray());
    QCOMPARE(m_lee->say("club", "two", R"(,"id":"m2")"), QByteArray());
    letGo();
    QCOMPARE(m_lee->subscribe("s", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(m_lee->say("club", "one", R"(,"id":"m1")"), QByteArray());
    QVERIFY(m_lee->all().filter("\"one\"").isEmpty());
    QCOMPARE(info().last, Chat::Sequence{4});
    m_host->clock += 24h * 6;
    letGo();
    QCOMPARE(m_lee->say("club", "one", R"(,"id":"m1")"), QByteArray());
    QCOMPARE(info().last, Chat::Sequence{4});
}

void RoomRetentionTest::endsAfterAWhile()
{
    QCOMPARE(m_lee->subscribe("r", "/topic/chat/rooms"), QByteArray());
    QCOMPARE(m_lee->say("club", "one"), QByteArray());
    QCOMPARE(m_lee->send(room + "/remove-room", "{}"), QByteArray("not allowed in this room"));
    QCOMPARE(m_kim->send(room + "/remove-room", "{}"), QByteArray());
    QTRY_VERIFY(m_lee->sees("deleteAt"));
    QCOMPARE(m_lee->say("club", "x"), QByteArray("room is about to be deleted"));
    QCOMPARE(texts(*m_lee), QStringList{QStringLiteral("one")});
    m_host->clock += 23h;
    letGo();
    QCOMPARE(info().id.toString(), QStringLiteral("club"));
    m_host->clock += 2h;
    letGo();
    QTRY_VERIFY(info().id.isEmpty());
    QTRY_VERIFY(m_lee->sees("\"gone\":true"));
    restart();
    QVERIFY(info().id.isEmpty());
    m_eve = std::make_unique<ChatPeer>(*m_host, "eve");
    QVERIFY(!m_eve->reply("/app/chat/search", "query:one\n").contains("club"));
    // A new one of that id has nothing of it.
    QCOMPARE(m_eve->say("club", "another"), QByteArray());
    QCOMPARE(texts(*m_eve), QStringList{QStringLiteral("another")});
    QCOMPARE(info().last, Chat::Sequence{1});
    QCOMPARE(info().members, 0);
}

void RoomRetentionTest::restored()
{
    QCOMPARE(m_lee->say("club", "one"), QByteArray());
    QCOMPARE(m_kim->send(room + "/restore", "{}"), QByteArray("nothing to restore"));
    QCOMPARE(m_kim->send(room + "/remove-room", "{}"), QByteArray());
    QCOMPARE(m_kim->send(room + "/restore", "{}"), QByteArray());
    m_host->clock += 48h;
    letGo();
    QCOMPARE(texts(*m_lee), QStringList{QStringLiteral("one")});
    QCOMPARE(m_lee->say("club", "two"), QByteArray());
}

void RoomRetentionTest::inLog(const char *statement)
{
    const QString name = QStringLiteral("beside");
    {
        auto log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        log.setDatabaseName(m_host->folder.filePath(QStringLiteral("log.sqlite")));
        QVERIFY(log.open());
        QVERIFY(QSqlQuery(log).exec(QString::fromLatin1(statement)));
    }
    QSqlDatabase::removeDatabase(name);
}

void RoomRetentionTest::failureIsTriedAgainSoon()
{
    m_host->options.retentionTime = 24h; // nothing but the failure makes it look
    m_host->options.retentionRetry = 1ms;
    restart();
    m_kim = std::make_unique<ChatPeer>(*m_host, "kim");
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    QCOMPARE(m_kim->send("/app/chat/createroom", R"({"roomId":"den","name":"Den"})"), QByteArray());
    for (const QByteArray one : {"club", "den"}) {
        QCOMPARE(m_kim->send("/app/chat/room/" + one + "/settings",
                             R"({"retention":{"keep":"messages","count":1}})"),
                 QByteArray());
        QCOMPARE(m_kim->say(one, "old"), QByteArray());
        QCOMPARE(m_kim->say(one, "new"), QByteArray());
    }
    inLog("CREATE TRIGGER broken BEFORE DELETE ON messages WHEN (SELECT id FROM rooms"
          " WHERE rooms.number = old.room) = 'club' BEGIN SELECT RAISE(ABORT, 'no'); END");
    m_host->chat->letGo();
    QCOMPARE(texts(*m_lee).size(), 2); // read behind the failure
    const auto den = m_kim->reply("/app/chat/room/den/history");
    QVERIFY(den.contains("\"new\"") && !den.contains("\"old\""));
    QVERIFY(m_host->chat->isLettingGo());
    inLog("DROP TRIGGER broken");
    QTRY_VERIFY(!m_host->chat->isLettingGo());
    QCOMPARE(texts(*m_lee), QStringList{QStringLiteral("new")});
}

QTEST_GUILESS_MAIN(RoomRetentionTest)
#include "tst_roomretention.moc"
