// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody asked for just before or just behind the word to erase everything of theirs.
#include "tests/support/accountsfixture.h"
#include "tests/support/chathost.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Server;

class ErasingRacesTest : public QObject, private AccountsFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void roomWhosePasswordIsHashed();
    void passwordThatIsHashed();
    void roomMadeBehindIt();
    void talkBegunBehindIt();
    void hostEndsBetween();
    void theirEndSaysNothing();

private:
    /// Everything that was under way is done.
    void settle()
    {
        QTRY_COMPARE_WITH_TIMEOUT(left(QStringLiteral("erasures"), QStringLiteral("user")), 0,
                                  20000);
    }
    /// All in one go, with the word at the end; they are gone then.
    void eraseBehind(const QByteArray &frames)
    {
        m_kim->type(frames + erase);
        QTRY_VERIFY(m_kim->closed);
        // Passwords are hashed one behind the other, and the log does as it is told, too.
        QCOMPARE(m_lee->send("/app/chat/createroom",
                             R"({"roomId":"den","name":"Den","settings":{"password":"open"}})"),
                 QByteArray());
    }
    /// How many rows of the log are kim's; or have that value.
    int left(const QString &table, const QString &column, const QString &value = {}) const
    {
        const QString name = QStringLiteral("look");
        int count = -1;
        {
            auto log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            log.setDatabaseName(m_host->folder.filePath(QStringLiteral("log.sqlite")));
            QSqlQuery query(log);
            if (log.open() &&
                query.exec(QStringLiteral("SELECT count(*) FROM %1 WHERE %2 IN (%3)")
                               .arg(table, column,
                                    value.isEmpty() ? QStringLiteral("'g-kim', 'kim'")
                                                    : u'\'' + value + u'\'')) &&
                query.next())
                count = query.value(0).toInt();
        }
        QSqlDatabase::removeDatabase(name);
        return count;
    }

    const QByteArray erase = sendText("/app/chat/me/erase", R"({"confirm":"kim"})");
    const Chat::UserId m_kimId{QStringLiteral("g-kim")};
    std::unique_ptr<ChatHost> m_host;
    std::unique_ptr<ChatPeer> m_kim; ///< Who goes.
    std::unique_ptr<ChatPeer> m_lee;
};

void ErasingRacesTest::init()
{
    openFolder();
    AccountsFixture::start(); // the host's own log needs none of its accounts
    m_host = std::make_unique<ChatHost>();
    m_host->options.accounts = m_desk.get();
    m_host->options.rooms = 4; // the lobby, one of kim's and two of lee's
    m_host->start();
    m_kim = std::make_unique<ChatPeer>(*m_host, "kim");
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    QCOMPARE(m_kim->send("/app/chat/createroom", R"({"roomId":"old","name":"Old"})"), QByteArray());
    for (ChatPeer *one : {m_kim.get(), m_lee.get()})
        QCOMPARE(one->enter("old"), QByteArray());
}

void ErasingRacesTest::cleanup()
{
    m_kim.reset();
    m_lee.reset();
    m_host.reset();
    AccountsFixture::close();
}

void ErasingRacesTest::roomWhosePasswordIsHashed()
{
    eraseBehind(sendText("/app/chat/createroom",
                         R"({"roomId":"club","name":"Club",)"
                         R"("settings":{"password":"open","visibility":"private"}})"));
    for (const auto &[table, column] :
         {std::pair("rooms", "creator"), std::pair("members", "user"), std::pair("members", "name"),
          std::pair("order_log", "user")})
        QVERIFY2(left(QLatin1String(table), QLatin1String(column)) == 0, table);
    // Its place is free again.
    QCOMPARE(m_lee->send("/app/chat/createroom", R"({"roomId":"ours","name":"Ours"})"),
             QByteArray());
}

void ErasingRacesTest::passwordThatIsHashed()
{
    eraseBehind(sendText("/app/chat/room/old/settings", R"({"password":"open"})"));
    QCOMPARE(left(QStringLiteral("order_log"), QStringLiteral("by_user")), 0);
    QCOMPARE(left(QStringLiteral("order_log"), QStringLiteral("by_name")), 0);
    for (const Chat::RoomInfo &room : m_host->chat->rooms())
        QVERIFY(room.id.toString() != QStringLiteral("old") || !room.settings.password);
}

// Whoever makes a private room is in it, which is written once the room is.
void ErasingRacesTest::roomMadeBehindIt()
{
    m_kim->type(erase + sendText("/app/chat/createroom",
                                 R"({"roomId":"club","name":"Club",)"
                                 R"("settings":{"visibility":"private"}})"));
    QTRY_VERIFY(m_kim->closed);
    settle();
    QCOMPARE(left(QStringLiteral("rooms"), QStringLiteral("id"), QStringLiteral("club")), 1);
    QCOMPARE(left(QStringLiteral("rooms"), QStringLiteral("creator")), 0);
    QCOMPARE(left(QStringLiteral("members"), QStringLiteral("user")), 0);
    Principal kim;
    kim.user = m_kimId;
    QVERIFY(!m_host->chat->room(kim, Chat::RoomId(QStringLiteral("club"))));
}

void ErasingRacesTest::talkBegunBehindIt()
{
    m_kim->type(erase + sendText("/app/chat/direct", R"({"user":"g-lee"})"));
    QTRY_VERIFY(m_kim->closed);
    settle();
    const QString id = Chat::directRoom(m_kimId, Chat::UserId(QStringLiteral("g-lee"))).toString();
    QCOMPARE(left(QStringLiteral("rooms"), QStringLiteral("id"), id), 1);
    QCOMPARE(left(QStringLiteral("rooms"), QStringLiteral("name"), QStringLiteral("kim, lee")), 0);
    QCOMPARE(left(QStringLiteral("members"), QStringLiteral("user")), 0);
}

// What was on its way to the log is let go of by the next host.
void ErasingRacesTest::hostEndsBetween()
{
    m_host->store->erasing().begin(m_kimId, m_host->clock, m_host->clock, nullptr);
    m_host->store->addMember({Chat::RoomId(QStringLiteral("old")), m_kimId, QStringLiteral("kim"),
                              true, Chat::MemberRole::Member},
                             nullptr);
    m_kim.reset();
    m_lee.reset();
    m_host->start();
    settle();
    QCOMPARE(left(QStringLiteral("members"), QStringLiteral("user")), 0);
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    QVERIFY(!m_lee->reply("/app/chat/room/old/members").contains("kim"));
}

// Who is there without belonging leaves when they go, which would be said by name.
void ErasingRacesTest::theirEndSaysNothing()
{
    QCOMPARE(m_lee->send("/app/chat/createroom", R"({"roomId":"yard","name":"Yard"})"),
             QByteArray());
    QCOMPARE(m_lee->subscribe("yard", "/topic/chat/room/yard"), QByteArray());
    QCOMPARE(m_kim->send("/app/chat/message", R"({"type":"ENTER","roomId":"yard"})"), QByteArray());
    QTRY_VERIFY(m_lee->sees("\"ENTER\""));
    m_kim->type(erase);
    QTRY_VERIFY(m_kim->closed);
    settle();
    QVERIFY(m_lee->all().filter("\"LEAVE\"").isEmpty());
}

QTEST_GUILESS_MAIN(ErasingRacesTest)
#include "tst_erasingraces.moc"
