// SPDX-License-Identifier: GPL-3.0-or-later
// Messages in a transaction: all of them are said, or none.
#include "tests/support/chatfixture.h"

#include <QTest>

using namespace Server;

namespace {

const auto guest = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("guest-1"));

ApplicationRequest say(const QByteArray &room, const QByteArray &text, const QByteArray &id = {})
{
    return {"/app/chat/message",
            {},
            R"({"type":"TALK","roomId":")" + room + R"(","message":")" + text + R"(","id":")" + id +
                R"("})"};
}

ApplicationRequest toTopic(const QByteArray &room, const QByteArray &text)
{
    return {"/topic/chat/room/" + room, {}, text};
}

} // namespace

class ChatTransactionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_chat = std::make_unique<ChatFixture>();
        m_chat->start();
    }

    void allAreSaidInOrder();
    void receiptComesLast();
    void repeatsAreSilent();
    void nothingIsFine();
    void oneRefusedRefusesAll_data();
    void oneRefusedRefusesAll();
    void roomsKeepWithinTheLimits();
    void notEverybodyCallsEverybody();
    void fullDiskLeavesNothing();
    void roomMadeByAnotherMeanwhile();
    void answersAfterTheEnd();

private:
    void nobodySawAnything();
    /// Nothing was stored either; starts anew.
    void nothingHappened();

    std::unique_ptr<ChatFixture> m_chat;
};

void ChatTransactionsTest::nobodySawAnything()
{
    for (const auto &event : m_chat->topics.events)
        QVERIFY(event.kind == RecordingTopics::Event::Kind::Done);
}

void ChatTransactionsTest::nothingHappened()
{
    nobodySawAnything();
    m_chat->start();
    QCOMPARE(m_chat->chat->rooms().size(), std::size_t(1)); // the lobby
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).last, Chat::Sequence{0});
}

void ChatTransactionsTest::allAreSaidInOrder()
{
    QVERIFY(m_chat->sendAll(guest, {say("lobby", "one", "c1"), say("new", "two"),
                                    toTopic("lobby", "three"), say("lobby", "four")}));
    QCOMPARE(m_chat->texts("lobby"),
             QStringList({QStringLiteral("one"), QStringLiteral("three"), QStringLiteral("four")}));
    QCOMPARE(m_chat->texts("new"), QStringList(QStringLiteral("two")));
    const auto said = m_chat->messages("lobby");
    for (std::size_t i = 0; i < said.size(); ++i) {
        QCOMPARE(said[i].sequence, Chat::Sequence{qint64(i) + 1});
        QCOMPARE(said[i].senderId, guest.principal.user);
        QCOMPARE(said[i].sender, guest.principal.name);
    }
    QCOMPARE(m_chat->topics.published("/topic/chat/rooms").size(), std::size_t(1));
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).last, Chat::Sequence{3});
    QCOMPARE(m_chat->info(QStringLiteral("new")).last, Chat::Sequence{1});
}

void ChatTransactionsTest::receiptComesLast()
{
    QVERIFY(m_chat->sendAll(guest, {say("new", "one"), say("new", "two")}));
    QVERIFY(m_chat->topics.events.back().kind == RecordingTopics::Event::Kind::Done);
    // The room is there before anything is said in it.
    QCOMPARE(m_chat->topics.events.front().publication.destination,
             QByteArray("/topic/chat/rooms"));
}

void ChatTransactionsTest::repeatsAreSilent()
{
    QVERIFY(m_chat->send(guest, "/app/chat/message", say("lobby", "one", "c1").body));
    QVERIFY(m_chat->sendAll(
        guest, {say("lobby", "one", "c1"), say("lobby", "two", "c2"), say("lobby", "two", "c2")}));
    QVERIFY(m_chat->sendAll(guest, {say("lobby", "two", "c2")}));
    QCOMPARE(m_chat->texts("lobby"), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
}

void ChatTransactionsTest::nothingIsFine()
{
    QVERIFY(m_chat->sendAll(guest, {}));
}

void ChatTransactionsTest::oneRefusedRefusesAll_data()
{
    QTest::addColumn<QByteArray>("destination");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("refusal");
    const QByteArray together = "not possible in a transaction";
    const QByteArray message = "/app/chat/message";
    QTest::newRow("ENTER") << message << QByteArray(R"({"type":"ENTER","roomId":"lobby"})")
                           << together;
    QTest::newRow("LEAVE") << message << QByteArray(R"({"type":"LEAVE","roomId":"lobby"})")
                           << together;
    QTest::newRow("ENTER to the topic")
        << QByteArray("/topic/chat/room/lobby") << QByteArray(R"({"type":"ENTER"})") << together;
    QTest::newRow("enterUser") << QByteArray("/app/chat/enterUser")
                               << QByteArray(R"({"roomId":"lobby"})") << together;
    QTest::newRow("createroom") << QByteArray("/app/chat/createroom")
                                << QByteArray(R"({"roomId":"made"})") << together;
    QTest::newRow("topic") << QByteArray("/app/chat/room/lobby/topic")
                           << QByteArray(R"({"topic":"x"})") << together;
    QTest::newRow("unknown") << QByteArray("/app/unknown") << QByteArray("x") << together;
    QTest::newRow("host's topic") << QByteArray("/topic/chat/rooms") << QByteArray("x") << together;
    QTest::newRow("no JSON") << message << QByteArray("x") << QByteArray("malformed message");
    QTest::newRow("no room") << message << QByteArray(R"({"message":"x"})")
                             << QByteArray("bad room id");
    QTest::newRow("bad id") << message << QByteArray(R"({"roomId":"lobby","id":"a b"})")
                            << QByteArray("bad message id");
    QTest::newRow("too long") << message
                              << QByteArray(R"({"roomId":"lobby","message":")" +
                                            QByteArray(1024 * 1024 + 1, 'x') + R"("})")
                              << QByteArray("message too long");
}

void ChatTransactionsTest::oneRefusedRefusesAll()
{
    QFETCH(QByteArray, destination);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, refusal);
    const auto answer = m_chat->sendAll(
        guest,
        {say("lobby", "before"), say("new", "x"), {destination, {}, body}, say("lobby", "after")});
    QVERIFY(!answer);
    QCOMPARE(answer.error().message, refusal);
    nothingHappened();
}

void ChatTransactionsTest::roomsKeepWithinTheLimits()
{
    m_chat->options.roomsPerIdentity = 2;
    m_chat->start();
    const auto answer =
        m_chat->sendAll(guest, {say("a", "x"), say("b", "x"), say("a", "x"), say("c", "x")});
    QVERIFY(!answer);
    QCOMPARE(answer.error().message, QByteArray("too many rooms of yours"));
    nobodySawAnything();
    // What the refused one had asked for counts no longer.
    QVERIFY(m_chat->sendAll(guest, {say("c", "x"), say("d", "x"), say("c", "x")}));
    QVERIFY(!m_chat->sendAll(guest, {say("e", "x")}));
}

void ChatTransactionsTest::notEverybodyCallsEverybody()
{
    m_chat->options.calledAtOnce = 0;
    m_chat->start();
    QVERIFY(m_chat->say(guest, R"({"type":"ENTER","roomId":"lobby"})"));
    m_chat->topics.events.clear();
    const auto answer = m_chat->sendAll(guest, {say("lobby", "before"), say("lobby", "@here")});
    QVERIFY(!answer);
    QCOMPARE(answer.error().message, QByteArray("not allowed to call everybody"));
    nobodySawAnything();
    QVERIFY(m_chat->sendAll(guest, {say("own", "@here"), say("lobby", "after")}));
}

void ChatTransactionsTest::fullDiskLeavesNothing()
{
    m_chat->options.roomsPerIdentity = 1;
    m_chat->start({SqlStore::Synchronous::Normal, 256 * 1024});
    const QByteArray large(200 * 1024, 'x');
    const auto answer =
        m_chat->sendAll(guest, {say("new", "small", "c1"), say("new", large), say("lobby", large)});
    QVERIFY(!answer);
    QVERIFY(answer.error().message.startsWith("not stored"));
    nobodySawAnything();
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).last, Chat::Sequence{0});
    // The room may be asked for again, and the id is not taken.
    QVERIFY(m_chat->sendAll(guest, {say("other", "small", "c1")}));
    QCOMPARE(m_chat->texts("other"), QStringList(QStringLiteral("small")));
}

void ChatTransactionsTest::roomMadeByAnotherMeanwhile()
{
    const auto other = ChatFixture::peer(2, QStringLiteral("g-2"), QStringLiteral("other"));
    m_chat->chat->send(other, "/app/chat/createroom", {}, R"({"roomId":"a","name":"Another"})",
                       [](const auto &) {});
    QVERIFY(m_chat->sendAll(guest, {say("a", "x")}));
    QCOMPARE(m_chat->info(QStringLiteral("a")).name, QStringLiteral("Another"));
    QCOMPARE(m_chat->info(QStringLiteral("a")).last, Chat::Sequence{1});
    QCOMPARE(m_chat->topics.published("/topic/chat/rooms").size(), std::size_t(1));
}

void ChatTransactionsTest::answersAfterTheEnd()
{
    bool answered = false;
    m_chat->chat->sendAll(guest, {say("new", "x")}, [&](const auto &) { answered = true; });
    m_chat->chat.reset();
    m_chat->settle();
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(ChatTransactionsTest)
#include "tst_chattransactions.moc"
