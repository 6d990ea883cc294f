// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chatfixture.h"

#include <QTest>

using namespace Server;
using Kind = RecordingTopics::Event::Kind;

namespace {

const auto guest = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("철수"));
const QByteArray topic = "/topic/chat/room/lobby";
const QByteArray historyOfLobby = "/app/chat/room/lobby/history";

std::vector<qint64> sequences(const std::vector<Chat::RoomMessage> &messages)
{
    std::vector<qint64> all;
    for (const Chat::RoomMessage &message : messages)
        all.push_back(message.sequence.number);
    return all;
}

std::vector<qint64> range(qint64 first, qint64 last)
{
    std::vector<qint64> all;
    for (qint64 i = first; i <= last; ++i)
        all.push_back(i);
    return all;
}

} // namespace

class ChatHistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void replay_data();
    void replay();
    void replayIsBounded();
    void replayHasBytesToo();
    void replayJoinsWithoutGapOrDouble();
    void unsubscribedBeforeTheReplay();
    void subscriptionIdUsedAgain();
    void page_data();
    void page();
    void pageIsBoundedAsItIsSent();
    void pageOfNoRoom();
    void badHeaders_data();
    void badHeaders();

private:
    void talk(int messages, const QByteArray &text = "x");
    std::vector<Chat::RoomMessage> replied() const;

    std::unique_ptr<ChatFixture> m_chat;
};

void ChatHistoryTest::init()
{
    m_chat = std::make_unique<ChatFixture>();
    m_chat->start({SqlStore::Synchronous::Normal, {}});
}

void ChatHistoryTest::talk(int messages, const QByteArray &text)
{
    for (int i = 0; i < messages; ++i) {
        m_chat->chat->send(guest, "/app/chat/message", {},
                           R"({"roomId":"lobby","message":")" + text + R"("})",
                           [](const auto &outcome) { QVERIFY(outcome); });
    }
    m_chat->settle();
    m_chat->topics.events.clear();
}

std::vector<Chat::RoomMessage> ChatHistoryTest::replied() const
{
    std::vector<Chat::RoomMessage> all;
    for (const Publication &publication : m_chat->topics.replies())
        all.push_back(*Chat::RoomMessage::fromJson(publication.body));
    return all;
}

void ChatHistoryTest::replay_data()
{
    QTest::addColumn<Stomp::Headers>("headers");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("nothing asked") << Stomp::Headers{} << 1 << 0;
    QTest::newRow("since the start") << Stomp::Headers{{"since", "0"}} << 1 << 10;
    QTest::newRow("since") << Stomp::Headers{{"since", "7"}} << 8 << 10;
    QTest::newRow("since the newest") << Stomp::Headers{{"since", "10"}} << 1 << 0;
    QTest::newRow("since the future") << Stomp::Headers{{"since", "99"}} << 1 << 0;
    QTest::newRow("last") << Stomp::Headers{{"last", "3"}} << 8 << 10;
    QTest::newRow("last of few") << Stomp::Headers{{"last", "500"}} << 1 << 10;
    QTest::newRow("since goes first") << Stomp::Headers{{"last", "1"}, {"since", "7"}} << 8 << 10;
}

void ChatHistoryTest::replay()
{
    talk(10);
    QFETCH(Stomp::Headers, headers);
    QFETCH(int, first);
    QFETCH(int, last);
    QVERIFY(m_chat->subscribe(guest, "s", topic, headers));
    QCOMPARE(sequences(replied()), range(first, last));
    std::vector<RecordingTopics::Event> events;
    for (const auto &event : m_chat->topics.events) {
        if (event.kind != Kind::Publish) // Presence.
            events.push_back(event);
    }
    QCOMPARE(events.front().kind, Kind::Done);
    QCOMPARE(events.back().kind, Kind::Activate);
    QCOMPARE(events.back().subscription.id, QByteArray("s"));
    for (const Publication &publication : m_chat->topics.replies()) {
        QCOMPARE(publication.destination, topic);
        QVERIFY(publication.headers.contains("seq"));
        QVERIFY(!publication.droppable);
    }
}

void ChatHistoryTest::replayIsBounded()
{
    m_chat->options.replayMessages = 4;
    m_chat->start();
    talk(10);
    QVERIFY(m_chat->subscribe(guest, "s", topic, {{"since", "2"}}));
    QCOMPARE(sequences(replied()), range(7, 10));
}

void ChatHistoryTest::replayHasBytesToo()
{
    m_chat->options.replayBytes = 5000;
    m_chat->start();
    talk(10, QByteArray(1000, 'x'));
    QVERIFY(m_chat->subscribe(guest, "s", topic, {{"since", "0"}}));
    QCOMPARE(sequences(replied()), range(8, 10)); // JSON and frame count as well as text.
    m_chat->topics.events.clear();
    talk(1, QByteArray(9000, 'x'));
    QVERIFY(m_chat->subscribe(guest, "t", topic, {{"since", "0"}}));
    QCOMPARE(sequences(replied()), range(11, 11)); // One always.
}

void ChatHistoryTest::replayJoinsWithoutGapOrDouble()
{
    talk(5);
    const auto say = [&] {
        m_chat->chat->send(guest, "/app/chat/message", {}, R"({"roomId":"lobby","message":"x"})",
                           [](const auto &) {});
    };
    for (int i = 0; i < 20; ++i)
        say();
    bool subscribed = false;
    m_chat->chat->subscribe(guest, {guest.session, "s"}, topic, {{"since", "3"}},
                            [&](const auto &outcome) { subscribed = outcome.has_value(); });
    for (int i = 0; i < 20; ++i)
        say();
    m_chat->settle();
    QVERIFY(subscribed);
    std::vector<Chat::RoomMessage> seen;
    bool active = false;
    for (const auto &event : m_chat->topics.events) {
        if (event.kind == Kind::Activate)
            active = true;
        const bool live = event.kind == Kind::Publish && active;
        if ((live || event.kind == Kind::Reply) && event.publication.destination == topic)
            seen.push_back(*Chat::RoomMessage::fromJson(event.publication.body));
    }
    QCOMPARE(sequences(seen), range(4, 45));
}

void ChatHistoryTest::unsubscribedBeforeTheReplay()
{
    talk(3);
    m_chat->chat->subscribe(guest, {guest.session, "s"}, topic, {{"since", "0"}},
                            [](const auto &) {});
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).here, 1);
    m_chat->chat->unsubscribed(guest, {guest.session, "s"}, topic);
    m_chat->chat->disconnected(guest);
    m_chat->settle();
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).here, 0);
    for (const auto &event : m_chat->topics.events)
        QVERIFY(event.kind == Kind::Publish);
}

void ChatHistoryTest::subscriptionIdUsedAgain()
{
    talk(3);
    const SubscriptionRef same{guest.session, "s"};
    for (const QByteArray &destination : {topic, historyOfLobby}) {
        m_chat->topics.events.clear();
        m_chat->chat->subscribe(guest, same, destination, {}, [](const auto &) {});
        m_chat->chat->unsubscribed(guest, same, destination);
        m_chat->chat->subscribe(guest, same, topic, {{"since", "0"}}, [](const auto &) {});
        m_chat->chat->unsubscribed(guest, same, topic);
        m_chat->chat->subscribe(guest, same, topic, {{"since", "1"}}, [](const auto &) {});
        m_chat->settle();
        QCOMPARE(sequences(replied()), range(2, 3)); // What the last of them asked for.
        m_chat->chat->unsubscribed(guest, same, topic);
    }
}

void ChatHistoryTest::page_data()
{
    QTest::addColumn<Stomp::Headers>("headers");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::addColumn<bool>("more");
    QTest::newRow("newest") << Stomp::Headers{} << 11 << 60 << true;
    QTest::newRow("limit") << Stomp::Headers{{"limit", "5"}} << 56 << 60 << true;
    QTest::newRow("before") << Stomp::Headers{{"before", "11"}} << 1 << 10 << false;
    QTest::newRow("before, limit")
        << Stomp::Headers{{"before", "11"}, {"limit", "2"}} << 9 << 10 << true;
    QTest::newRow("before the first") << Stomp::Headers{{"before", "1"}} << 1 << 0 << false;
    QTest::newRow("everything") << Stomp::Headers{{"limit", "200"}} << 1 << 60 << false;
}

void ChatHistoryTest::page()
{
    talk(60);
    QFETCH(Stomp::Headers, headers);
    QFETCH(int, first);
    QFETCH(int, last);
    QVERIFY(m_chat->subscribe(guest, "h", historyOfLobby, headers));
    QCOMPARE(m_chat->topics.events.size(), std::size_t(2));
    QCOMPARE(m_chat->topics.events[0].kind, Kind::Done);
    const Publication &reply = m_chat->topics.events[1].publication;
    QCOMPARE(reply.destination, historyOfLobby);
    const auto page = Chat::HistoryPage::fromJson(reply.body);
    QVERIFY(page);
    QCOMPARE(page->room, Chat::lobbyRoom());
    QCOMPARE(sequences(page->messages), range(first, last));
    QTEST(page->more, "more");
}

void ChatHistoryTest::pageIsBoundedAsItIsSent()
{
    // JSON spells a control character out in six.
    const QByteArray controls(150'000, '\x01');
    for (int i = 0; i < 5; ++i)
        QVERIFY(m_chat->send(guest, "/topic/chat/room/lobby", controls));
    m_chat->topics.events.clear();
    QVERIFY(m_chat->subscribe(guest, "h", historyOfLobby));
    const QByteArray body = m_chat->topics.replies().at(0).body;
    QVERIFY(body.size() < 1'050'000);
    const auto page = Chat::HistoryPage::fromJson(body);
    QCOMPARE(sequences(page->messages), range(5, 5));
    QVERIFY(page->more);
}

void ChatHistoryTest::pageOfNoRoom()
{
    QVERIFY(m_chat->subscribe(guest, "h", "/app/chat/room/nowhere/history"));
    const auto page = Chat::HistoryPage::fromJson(m_chat->topics.replies().at(0).body);
    QVERIFY(page->messages.empty());
    QVERIFY(!page->more);
}

void ChatHistoryTest::badHeaders_data()
{
    QTest::addColumn<QByteArray>("destination");
    QTest::addColumn<Stomp::Headers>("headers");
    const auto row = [](const QByteArray &name, const QByteArray &value) {
        const bool ofTopic = name == "since" || name == "last";
        QTest::addRow("%s:%s", name.constData(), value.constData())
            << (ofTopic ? topic : historyOfLobby) << Stomp::Headers{{name, value}};
    };
    for (const char *value : {"", "x", "-1", "1.5", "1e3", " 1", "+1", "9223372036854775808"}) {
        for (const char *name : {"since", "last", "before", "limit"})
            row(name, value);
    }
    row("last", "0");
    row("last", "501");
    row("before", "0");
    row("limit", "0");
    row("limit", "201");
}

void ChatHistoryTest::badHeaders()
{
    QFETCH(QByteArray, destination);
    QFETCH(Stomp::Headers, headers);
    const auto outcome = m_chat->subscribe(guest, "s", destination, headers);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().message, "bad " + headers.begin()->name + " header");
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).here, 0);
    QVERIFY(m_chat->topics.replies().empty());
}

QTEST_GUILESS_MAIN(ChatHistoryTest)
#include "tst_chathistory.moc"
