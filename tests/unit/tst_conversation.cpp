// SPDX-License-Identifier: GPL-3.0-or-later
// A client session and a server session talk to each other in a for-loop, with time as we like it.
#include "stomp/clientsession.h"
#include "stomp/framewriter.h"
#include "stomp/serversession.h"

#include <QTest>

using namespace Stomp;
using namespace std::chrono_literals;

namespace {

/// Both ends and, between them, bytes in pieces of a given size. The server answers as a broker
/// of one client would: each SEND goes to each subscription, each receipt is given.
class Conversation {
public:
    explicit Conversation(qsizetype pieceSize = 1'000'000) : m_pieceSize(pieceSize)
    {
        client.connect({}, now);
        settle();
    }

    /// Lets bytes and events pass until neither end has anything to say.
    void settle()
    {
        while (true) {
            const QByteArray up = client.takeOutput();
            const QByteArray down = server.takeOutput();
            if (up.isEmpty() && down.isEmpty())
                return;
            upBytes += up.size();
            downBytes += down.size();
            for (qsizetype at = 0; at < up.size(); at += m_pieceSize) {
                server.receive(QByteArrayView(up).sliced(at).first(piece(up, at)), now);
                while (auto event = server.nextEvent())
                    std::visit([this](const auto &request) { serve(request); }, *event);
            }
            for (qsizetype at = 0; at < down.size(); at += m_pieceSize) {
                client.receive(QByteArrayView(down).sliced(at).first(piece(down, at)), now);
                while (auto event = client.nextEvent())
                    events.push_back(std::move(*event));
            }
        }
    }

    template <typename T>
    std::vector<T> all() const
    {
        std::vector<T> found;
        for (const auto &event : events) {
            if (const T *match = std::get_if<T>(&event))
                found.push_back(*match);
        }
        return found;
    }

    TimePoint now{1h};
    ClientSession client{ClientSession::Options{}};
    ServerSession server{ServerSession::Options{}, now};
    std::vector<ClientSession::Event> events{};
    std::vector<QByteArray> acknowledged{};
    qsizetype upBytes = 0;
    qsizetype downBytes = 0;

private:
    qsizetype piece(const QByteArray &bytes, qsizetype at) const
    {
        return std::min(m_pieceSize, bytes.size() - at);
    }
    void give(const std::optional<QByteArray> &receipt)
    {
        if (receipt)
            server.sendReceipt(*receipt);
    }
    void serve(const ServerEvent::ConnectRequested &) { server.accept("s", {}, now); }
    void serve(const ServerEvent::SubscribeRequested &request)
    {
        m_subscriptions << request.id;
        give(request.receipt);
    }
    void serve(const ServerEvent::UnsubscribeRequested &request)
    {
        m_subscriptions.removeAll(request.id);
        give(request.receipt);
    }
    void serve(const ServerEvent::SendRequested &request)
    {
        for (const QByteArray &subscription : std::as_const(m_subscriptions)) {
            const QByteArray id = "m" + QByteArray::number(++m_lastId);
            Frame message{Command::Message, request.headers, request.body};
            message.headers.set("destination", request.destination);
            message.headers.set("message-id", id);
            message.headers.set("subscription", subscription);
            if (const auto ack = server.track(subscription, id); ack && !ack->isEmpty())
                message.headers.set("ack", *ack);
            const QByteArray bytes = write(message, server.version());
            downBytes += bytes.size();
            server.noteSent(now);
            client.receive(bytes, now);
            while (auto event = client.nextEvent())
                events.push_back(std::move(*event));
        }
        give(request.receipt);
    }
    void serve(const ServerEvent::Acknowledged &request)
    {
        for (const QByteArray &id : request.messageIds)
            acknowledged.push_back((request.positive ? "+" : "-") + id);
        give(request.receipt);
    }
    void serve(const ServerEvent::TransactionCommitted &request)
    {
        for (const auto &action : request.actions)
            std::visit([this](const auto &one) { serve(one); }, action);
        give(request.receipt);
    }
    void serve(const ServerEvent::DisconnectRequested &request) { give(request.receipt); }
    void serve(const ServerEvent::Failed &) {}

    qsizetype m_pieceSize;
    QByteArrayList m_subscriptions;
    int m_lastId = 0;
};

} // namespace

class ConversationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeConversation_data();
    void wholeConversation();
    void heartBeatsKeepBothAlive();
    void silenceEndsBoth();
    void faultReachesTheClient();
};

void ConversationTest::wholeConversation_data()
{
    QTest::addColumn<qsizetype>("pieceSize");
    for (qsizetype size : {1, 2, 3, 7, 64, 1'000'000})
        QTest::newRow(qPrintable(QStringLiteral("pieces of %1").arg(size))) << size;
}

void ConversationTest::wholeConversation()
{
    QFETCH(qsizetype, pieceSize);
    Conversation talk(pieceSize);
    ClientSession &client = talk.client;
    QVERIFY(client.isOpen());
    QVERIFY(talk.server.isOpen());
    QCOMPARE(client.version(), Version::V12);
    QCOMPARE(talk.server.version(), Version::V12);

    client.subscribe("1", "/a", AckMode::Client, {}, "r1", talk.now);
    client.send("/a", QByteArray("한\0글", 7), {{"x:\r\n", "y:\r\n\\"}}, "r2", talk.now);
    client.send("/a", "two", {}, {}, talk.now);
    talk.settle();
    const auto messages = talk.all<ClientEvent::MessageReceived>();
    QCOMPARE(messages.size(), std::size_t(2));
    QCOMPARE(messages[0].body, QByteArray("한\0글", 7));
    QCOMPARE(messages[0].headers.value("x:\r\n"), std::optional<QByteArray>("y:\r\n\\"));

    client.begin("t", talk.now);
    client.send("/a", "three", {{"transaction", "t"}}, {}, talk.now);
    client.ack(messages[1], "t", talk.now);
    talk.settle();
    QVERIFY(talk.acknowledged.empty());
    client.commit("t", "r3", talk.now);
    talk.settle();
    QVERIFY(talk.acknowledged == (std::vector<QByteArray>{"+m1", "+m2"}));
    client.nack(talk.all<ClientEvent::MessageReceived>().back(), {}, talk.now);
    client.unsubscribe("1", "r4", talk.now);
    client.send("/a", "nobody hears it", {}, {}, talk.now);
    client.disconnect("r5", talk.now);
    talk.settle();
    QCOMPARE(talk.acknowledged.back(), QByteArray("-m3"));

    QByteArrayList receipts;
    for (const auto &receipt : talk.all<ClientEvent::ReceiptReceived>())
        receipts << receipt.id;
    QCOMPARE(receipts, (QByteArrayList{"r1", "r2", "r3", "r4", "r5"}));
    QCOMPARE(talk.all<ClientEvent::MessageReceived>().size(), std::size_t(3));
    QVERIFY(client.isOver());
    QVERIFY(!talk.server.isOpen());
}

// H3: an hour of silence costs a few octets and ends nothing.
void ConversationTest::heartBeatsKeepBothAlive()
{
    Conversation talk;
    talk.upBytes = talk.downBytes = 0;
    const TimePoint end = talk.now + 1h;
    int turns = 0;
    while (talk.now < end) {
        talk.now = std::min(*talk.client.deadline(), *talk.server.deadline());
        talk.client.tick(talk.now);
        talk.server.tick(talk.now);
        talk.settle();
        QVERIFY(++turns < 2000);
    }
    QVERIFY(talk.client.isOpen());
    QVERIFY(talk.server.isOpen());
    // 10 s are agreed: at least 360 beats each way, and not many more.
    QVERIFY(talk.upBytes >= 360 && talk.upBytes < 500);
    QVERIFY(talk.downBytes >= 360 && talk.downBytes < 500);
}

void ConversationTest::silenceEndsBoth()
{
    Conversation talk;
    const TimePoint last = talk.now;
    talk.client.tick(last + 20s);
    talk.server.tick(last + 30s);
    QVERIFY(talk.client.isOver());
    QVERIFY(talk.server.isOver());
}

void ConversationTest::faultReachesTheClient()
{
    Conversation talk;
    talk.client.subscribe("1", "/a", AckMode::Auto, {}, {}, talk.now);
    talk.client.subscribe("1", "/b", AckMode::Auto, {}, "r1", talk.now);
    talk.settle();
    const auto errors = talk.all<ClientEvent::ErrorReceived>();
    QCOMPARE(errors.size(), std::size_t(1));
    QCOMPARE(errors[0].receipt, std::optional<QByteArray>("r1"));
    QVERIFY(talk.client.isOver());
    QVERIFY(talk.server.isOver());
}

QTEST_APPLESS_MAIN(ConversationTest)
#include "tst_conversation.moc"
