// SPDX-License-Identifier: GPL-3.0-or-later
// What a relay says to the broker behind, and what it makes of the answers: names, headers, order.

#include "server/relay/destinationmap.h"
#include "server/relay/relay.h"
#include "stomp/frameparser.h"
#include "stomp/net/looplink.h"
#include "tests/support/stomptext.h"

#include <QTest>

using namespace Server;

Q_DECLARE_METATYPE(Server::RelayKind)

namespace {

using Taken = Downstream::Taken;

const Stomp::TimePoint start{std::chrono::hours(1)};

Completion noted(QByteArrayList &notes, const QByteArray &name)
{
    return [&notes, name](const tl::expected<Outcome, Refusal> &result) {
        notes << name + (result ? QByteArray() : ": " + result.error().message);
    };
}

/// A session, and a broker behind typed in by hand.
struct Talk {
    explicit Talk(RelayKind kind = RelayKind::RabbitMq, const QByteArray &client = {})
        : session(options(kind), {SessionNumber(1), client})
    {
        session.connect(start);
    }
    static UpstreamSession::Options options(RelayKind kind)
    {
        UpstreamSession::Options options;
        options.kind = kind;
        options.connect = {{"host", "/"}, {"login", "guest"}, {"passcode", "guest"}};
        options.session.heartBeat = {};
        return options;
    }
    void letIn() { answer("CONNECTED\nversion:1.2\n\n^"); }
    void answer(const QByteArray &text)
    {
        session.receive(StompText::wire(text), start);
        while (auto event = session.nextEvent(start))
            events.push_back(std::move(*event));
    }
    QByteArrayList said() { return StompText::frames(session.takeOutput(), Stomp::Version::V12); }
    std::vector<UpstreamSession::Delivered> delivered() const
    {
        std::vector<UpstreamSession::Delivered> found;
        for (const auto &event : events) {
            if (const auto *one = std::get_if<UpstreamSession::Delivered>(&event))
                found.push_back(*one);
        }
        return found;
    }

    UpstreamSession session;
    std::vector<UpstreamSession::Event> events;
    QByteArrayList notes;
};

QByteArray message(const QByteArray &id, const QByteArray &more = {},
                   const QByteArray &destination = "/queue/x", const QByteArray &subscription = "s")
{
    return "MESSAGE\nsubscription:" + subscription + "\ndestination:" + destination +
           "\nmessage-id:" + id + "\nack:a-" + id + '\n' + more + "\nbody^";
}

/// What is delivered, and lost.
class Noted final : public Downstream {
public:
    Taken deliver(const SubscriptionRef &ref, const Message &message) override
    {
        if (full)
            return Taken::NoRoom;
        notes << "deliver " + ref.id + ' ' + message.publication.destination + ' ' +
                     message.publication.body;
        return Taken::Yes;
    }
    void lost(SessionNumber session, const Refusal &why) override
    {
        notes << "lost " + QByteArray::number(quint64(session)) + ' ' + why.message;
    }
    bool full = false;
    QByteArrayList notes;
};

/// The brokers behind that links lead to, typed in by hand.
class Far : public QObject {
public:
    std::unique_ptr<Stomp::Link> makeLink()
    {
        auto [ours, theirs] = Stomp::LoopLink::pair();
        const auto index = links.size();
        connect(theirs.get(), &Stomp::Link::received, this,
                [this, index](const QByteArray &bytes) { heard[index] += bytes; });
        connect(theirs.get(), &Stomp::Link::closed, this, [this] { ++closed; });
        heard.emplace_back();
        links.push_back(std::move(theirs));
        return std::move(ours);
    }
    void say(size_t link, const QByteArray &text)
    {
        links[link]->send(Stomp::OutgoingFrame(StompText::wire(text)));
    }
    QByteArray shown(size_t link) const { return QByteArray(heard[link]).replace('\n', '|'); }

    std::vector<std::unique_ptr<Stomp::LoopLink>> links;
    std::vector<QByteArray> heard;
    int closed = 0;
};

} // namespace

class TestRelay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- names -----------------------------------------------------------------------------

    void nameHasOneThereAndBack_data()
    {
        QTest::addColumn<QByteArray>("ours");
        QTest::addColumn<QByteArray>("rabbit");
        QTest::addColumn<QByteArray>("active");
        const auto same = [](const char *name, const char *ours, const char *theirs) {
            QTest::newRow(name) << QByteArray(ours) << QByteArray(theirs) << QByteArray(theirs);
        };
        same("one word", "/topic/a", "/topic/a");
        same("words", "/topic/chat/room/7", "/topic/chat.room.7");
        same("queue", "/queue/orders/new", "/queue/orders.new");
        same("dot", "/topic/a.b", "/topic/a%2Eb");
        same("escape", "/topic/a%2Eb", "/topic/a%252Eb");
        same("escaped slash", "/topic/a%2Fb", "/topic/a%252Fb");
        same("wildcards of theirs", "/queue/*.#.>", "/queue/%2A%2E%23%2E%3E");
        same("several of ActiveMQ's", "/topic/a,b?c", "/topic/a%2Cb%3Fc");
        same("empty words", "/topic//a//b/", "/topic/.a..b.");
        same("blanks", "/topic/a b\t", "/topic/a%20b%09");
        same("Hangul", "/topic/방/가", "/topic/방.가");
        QTest::newRow("ActiveMQ's own")
            << QByteArray("/topic/ActiveMQ/Advisory") << QByteArray("/topic/ActiveMQ.Advisory")
            << QByteArray("/topic/%41ctiveMQ.Advisory");
    }
    void nameHasOneThereAndBack()
    {
        QFETCH(QByteArray, ours);
        QFETCH(QByteArray, rabbit);
        QFETCH(QByteArray, active);
        const DestinationMap ofRabbit(RelayKind::RabbitMq);
        const DestinationMap ofActive(RelayKind::ActiveMq);
        QCOMPARE(ofRabbit.toBroker(ours).value(), rabbit);
        QCOMPARE(ofActive.toBroker(ours).value(), active);
        QCOMPARE(ofActive.fromBroker(active), ours);
        // RabbitMQ tells names with % and what is not ASCII escaped once more.
        QByteArray told = rabbit.mid(7).toPercentEncoding(".*#> ,?:\t~");
        QCOMPARE(ofRabbit.fromBroker(rabbit.first(7) + told), ours);
    }

    void everyByteHasAWayBack()
    {
        for (int first = 1; first < 256; ++first) {
            for (const char second : {'a', '.', '%', '2', '/'}) {
                const QByteArray ours = QByteArray("/queue/") + char(first) + second;
                const QByteArray theirs =
                    DestinationMap(RelayKind::ActiveMq).toBroker(ours).value();
                QCOMPARE(DestinationMap(RelayKind::ActiveMq).fromBroker(theirs), ours);
                QByteArray told = "/queue/" + theirs.mid(7).toPercentEncoding(":,");
                QCOMPARE(DestinationMap(RelayKind::RabbitMq).fromBroker(told), ours);
            }
        }
    }

    void foreignNamesAreReadable()
    {
        const DestinationMap map(RelayKind::ActiveMq);
        QCOMPARE(map.fromBroker("/topic/stocks.IBM"), QByteArray("/topic/stocks/IBM"));
        QCOMPARE(map.fromBroker("/topic/100%"), QByteArray("/topic/100%"));
        QCOMPARE(map.fromBroker("/topic/%4"), QByteArray("/topic/%4"));
        QCOMPARE(map.fromBroker("/remote-temp-queue/ID:1.2"),
                 QByteArray("/remote-temp-queue/ID:1.2"));
    }

    void patternsCoverAtLeastAsMuch_data()
    {
        QTest::addColumn<QByteArray>("ours");
        QTest::addColumn<QByteArray>("rabbit");
        QTest::addColumn<QByteArray>("active");
        const auto row = [](const char *ours, const char *rabbit, const char *active) {
            QTest::newRow(ours) << QByteArray(ours) << QByteArray(rabbit) << QByteArray(active);
        };
        row("/topic/*", "/topic/*", "/topic/*");
        row("/topic/**", "/topic/#", "/topic/>");
        row("/topic/a/*/b", "/topic/a.*.b", "/topic/a.*.b");
        row("/topic/a/**/b", "/topic/a.#.b", "/topic/a.>");
        row("/topic/a*/b?", "/topic/*.*", "/topic/*.*");
        row("/topic/a.b/*", "/topic/a%2Eb.*", "/topic/a%2Eb.*");
    }
    void patternsCoverAtLeastAsMuch()
    {
        QFETCH(QByteArray, ours);
        QFETCH(QByteArray, rabbit);
        QFETCH(QByteArray, active);
        QCOMPARE(DestinationMap(RelayKind::RabbitMq).patternToBroker(ours).value(), rabbit);
        QCOMPARE(DestinationMap(RelayKind::ActiveMq).patternToBroker(ours).value(), active);
    }

    void kindsAreTheirs_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QByteArray>("rabbit"); ///< What it stands for; empty: none of its.
        QTest::addColumn<QByteArray>("active");
        const auto row = [](const char *destination, const char *rabbit, const char *active) {
            QTest::newRow(destination)
                << QByteArray(destination) << QByteArray(rabbit) << QByteArray(active);
        };
        row("/topic/a", "/topic/a", "/topic/a");
        row("/queue/a", "/queue/a", "/queue/a");
        row("/topic/", "", "");
        row("/app/a", "", "");
        row("/user/queue/a", "", "");
        row("/elsewhere", "", "");
        row("/exchange/logs/a.b", "/exchange/logs/a.b", "");
        row("/exchange/amq.topic/a.b", "/topic/a/b", "");
        row("/exchange/amq.topic/a.#", "/exchange/amq.topic/a.#", "");
        row("/amq/queue/a.b", "/queue/a/b", "");
        row("/temp-queue/a", "/temp-queue/a", "/temp-queue/a");
        row("/remote-temp-queue/a", "", "/remote-temp-queue/a");
    }
    void kindsAreTheirs()
    {
        QFETCH(QByteArray, destination);
        QFETCH(QByteArray, rabbit);
        QFETCH(QByteArray, active);
        QCOMPARE(DestinationMap(RelayKind::RabbitMq).standsFor(destination).value_or(""), rabbit);
        QCOMPARE(DestinationMap(RelayKind::ActiveMq).standsFor(destination).value_or(""), active);
    }

    // What waits there is one client's, whose name others may know.
    void queuesOfHostsAreNobodys_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<bool>("isHosts");
        const auto row = [](const char *destination, bool isHosts) {
            QTest::newRow(destination) << QByteArray(destination) << isHosts;
        };
        row("/queue/madang-0123", true);
        row("/queue/madang-0123/x", true);
        row("/amq/queue/madang-0123", true);
        row("/amq/queue/%6dadang%2D0123", true);
        row("/reply-queue/madang-0123", true);
        row("/reply-queue/m%61dang-0123", true);
        row("/queue/madang", false);
        row("/queue/madang%2D0123", false); // another one there: % itself is escaped
        row("/queue/x/madang-0123", false);
        row("/amq/queue/x", false);
        row("/reply-queue/amq.gen-x", false);
        row("/topic/madang-0123", false);
        row("/temp-queue/madang-0123", false); // a word of its session's own
    }
    void queuesOfHostsAreNobodys()
    {
        QFETCH(QByteArray, destination);
        QFETCH(bool, isHosts);
        QVERIFY(!DestinationMap(RelayKind::ActiveMq).isHosts(destination)); // it has none
        Talk talk;
        talk.letIn();
        talk.said();
        talk.session.send({destination, {}, {}}, noted(talk.notes, "send"), start);
        talk.session.subscribe({"s", destination, Stomp::AckMode::Auto, false, {}},
                               noted(talk.notes, "subscribe"), start);
        talk.session.commit(
            {Upstream::Send{"/queue/x", {}, "1"}, Upstream::Send{destination, {}, "2"}},
            noted(talk.notes, "commit"), start);
        const QByteArray why = ": queues whose names begin with madang- are the hosts'";
        QCOMPARE(talk.notes, isHosts
                                 ? (QByteArrayList{"send" + why, "subscribe" + why, "commit" + why})
                                 : QByteArrayList());
        QCOMPARE(talk.said().isEmpty(), isHosts);
    }

    void longNameIsRefused()
    {
        Talk talk;
        talk.letIn();
        talk.session.send({"/topic/" + QByteArray(255, 'x'), {}, {}}, noted(talk.notes, "1"),
                          start);
        talk.session.send({"/topic/" + QByteArray(254, 'x') + '.', {}, {}}, noted(talk.notes, "2"),
                          start);
        QCOMPARE(
            talk.notes,
            (QByteArrayList{"2: the message broker behind this host has no such destination"}));
    }

    // --- headers ---------------------------------------------------------------------------

    void onlyHarmlessHeadersGoThere()
    {
        const Stomp::Headers said{
            {"kind", "k"},         {"x-queue-name", "others"}, {"user-id", "admin"},
            {"x-max-length", "1"}, {"receipt", "r"},           {"transaction", "t"},
            {"durable", "true"},   {"persistent", "true"},     {"reply-to", "/queue/a/b"},
            {"simpUser", "x"}};
        const Stomp::Headers sent = RelayHeaders(RelayKind::RabbitMq).ofSend(said, 0);
        QCOMPARE(sent, (Stomp::Headers{
                           {"kind", "k"}, {"persistent", "true"}, {"reply-to", "/queue/a.b"}}));
    }

    /// Or whoever answers would put it into the queue of somebody's durable subscription.
    void answersDoNotGoToQueuesOfHosts()
    {
        const RelayHeaders headers(RelayKind::RabbitMq);
        for (const QByteArray to : {"/queue/madang-1", "/amq/queue/madang-1",
                                    "/amq/queue/%6dadang-1", "/reply-queue/madang-1"})
            QCOMPARE(headers.ofSend({{"reply-to", to}, {"kind", "k"}}, 0),
                     (Stomp::Headers{{"kind", "k"}}));
    }

    void expiryIsInTheirWords()
    {
        const Stomp::Headers said{{"expires", "5000"}};
        QCOMPARE(RelayHeaders(RelayKind::RabbitMq).ofSend(said, 2000),
                 (Stomp::Headers{{"expiration", "3000"}}));
        QCOMPARE(RelayHeaders(RelayKind::ActiveMq).ofSend(said, 2000), said);
    }

    void durableNamesTellClientsApart()
    {
        const Upstream::Subscribe asked{
            "d", "/topic/x", Stomp::AckMode::Auto, true, {{"x-queue-name", "others"}}};
        const RelayHeaders headers(RelayKind::RabbitMq);
        const auto nameOf = [&](const QByteArray &client) {
            return headers.ofSubscribe({SessionNumber(1), client}, asked, 10)
                .value("x-queue-name", {});
        };
        QVERIFY(DestinationMap(RelayKind::RabbitMq).isHosts("/queue/" + nameOf("kim\nphone")));
        QCOMPARE(nameOf("kim\nphone"), nameOf("kim\nphone"));
        QVERIFY(nameOf("kim\nphone") != nameOf("lee\nphone"));
        QCOMPARE(
            headers.ofForgetting({SessionNumber(1), "kim\nphone"}, asked).value("x-queue-name", {}),
            nameOf("kim\nphone"));
    }

    // --- a session -------------------------------------------------------------------------

    void asksInOrderOnceItIsLetIn()
    {
        Talk talk;
        QCOMPARE(talk.said().size(), 1); // CONNECT
        talk.session.subscribe({"s", "/queue/x", Stomp::AckMode::Auto, false, {}},
                               noted(talk.notes, "subscribed"), start);
        talk.session.send({"/topic/a/b", {{"kind", "k"}}, "1"}, noted(talk.notes, "sent"), start);
        QVERIFY(talk.said().isEmpty());
        talk.letIn();
        const auto said = talk.said();
        QCOMPARE(said.size(), 2);
        QVERIFY(said[0].startsWith(
            "SUBSCRIBE|id=s|destination=/queue/x|ack=client-individual|prefetch-count=100|"));
        QVERIFY(said[1].startsWith("SEND|destination=/topic/a.b|receipt=2|kind=k|"));
        QVERIFY(talk.notes.isEmpty());
        talk.answer("RECEIPT\nreceipt-id:2\n\n^RECEIPT\nreceipt-id:1\n\n^");
        QCOMPARE(talk.notes, (QByteArrayList{"sent", "subscribed"}));
    }

    void itsErrorIsToldToWhoeverItIsFor()
    {
        Talk talk;
        talk.letIn();
        talk.session.send({"/topic/a", {}, {}}, noted(talk.notes, "1"), start);
        talk.session.send({"/topic/b", {}, {}}, noted(talk.notes, "2"), start);
        talk.answer("ERROR\nreceipt-id:2\nmessage:no\n\nway\nat Some.java^");
        QCOMPARE(talk.notes, (QByteArrayList{"2: no"}));
        const auto *ended = std::get_if<UpstreamSession::Ended>(&talk.events.back());
        QVERIFY(ended);
        QVERIFY(!ended->why.body.contains("java"));
        talk.session.fail(ended->why);
        QCOMPARE(talk.notes, (QByteArrayList{"2: no", "1: no"}));
        talk.session.send({"/topic/c", {}, {}}, noted(talk.notes, "3"), start);
        QCOMPARE(talk.notes.last(), QByteArray("3: no"));
    }

    void wrongLoginIsNotTold()
    {
        Talk talk;
        talk.answer("ERROR\nmessage:Bad CONNECT\n\nAccess refused for user 'guest'^");
        const auto *ended = std::get_if<UpstreamSession::Ended>(&talk.events.back());
        QVERIFY(ended);
        QCOMPARE(ended->why.message,
                 QByteArray("the message broker behind this host does not let it in"));
    }

    void acknowledgesOneByOne()
    {
        Talk talk;
        talk.letIn();
        talk.session.subscribe({"s", "/queue/x", Stomp::AckMode::Client, false, {}},
                               noted(talk.notes, "subscribed"), start);
        talk.answer(message("1") + message("2", "redelivered:true\n"));
        talk.said();
        const auto delivered = talk.delivered();
        QCOMPARE(delivered.size(), size_t(2));
        QVERIFY(delivered[1].message.redelivered);
        for (const auto &one : delivered)
            talk.session.handed(one, true, start);
        QVERIFY(talk.said().isEmpty());
        QVERIFY(talk.session.holds("s", "1"));
        talk.session.settle({"s", {"1", "2"}, true, true}, noted(talk.notes, "settled"), start);
        QCOMPARE(talk.said(), (QByteArrayList{"ACK|id=a-1|", "ACK|id=a-2|receipt=2|"}));
        QVERIFY(!talk.session.holds("s", "1"));
        talk.session.settle({"s", {"1"}, true, true}, noted(talk.notes, "again"), start);
        QVERIFY(talk.said().isEmpty());
        QCOMPARE(talk.notes, (QByteArrayList{"again"}));
    }

    void whatNobodyMayHaveIsSettled()
    {
        Talk talk;
        talk.letIn();
        talk.session.subscribe({"s", "/queue/x", Stomp::AckMode::Client, false, {}}, {}, start);
        talk.answer(message("1"));
        talk.said();
        talk.session.handed(talk.delivered()[0], false, start);
        QCOMPARE(talk.said(), (QByteArrayList{"ACK|id=a-1|"}));
    }

    void handedOnIsSettledForWhoDoesNotAcknowledge()
    {
        Talk talk;
        talk.letIn();
        talk.session.subscribe({"s", "/queue/x", Stomp::AckMode::Auto, false, {}}, {}, start);
        talk.answer(message("1"));
        talk.said();
        QVERIFY(!talk.session.holds("s", "1"));
        talk.session.handed(talk.delivered()[0], true, start);
        QCOMPARE(talk.said(), (QByteArrayList{"ACK|id=a-1|"}));
    }

    void transactionIsTheirs()
    {
        Talk talk;
        talk.letIn();
        talk.session.subscribe({"s", "/queue/x", Stomp::AckMode::Client, false, {}}, {}, start);
        talk.answer(message("1"));
        talk.said();
        talk.session.commit(
            {Upstream::Send{"/topic/a/b", {}, "1"}, Upstream::Settle{"s", {"1"}, false, false}},
            noted(talk.notes, "committed"), start);
        const auto said = talk.said();
        QCOMPARE(said.size(), 4);
        QCOMPARE(said[0], QByteArray("BEGIN|transaction=t1|"));
        QVERIFY(said[1].startsWith("SEND|destination=/topic/a.b|transaction=t1|"));
        QCOMPARE(said[2], QByteArray("NACK|id=a-1|transaction=t1|requeue=false|"));
        QCOMPARE(said[3], QByteArray("COMMIT|transaction=t1|receipt=1|"));
        talk.answer("RECEIPT\nreceipt-id:1\n\n^");
        QCOMPARE(talk.notes, (QByteArrayList{"committed"}));
    }

    // --- connections -----------------------------------------------------------------------

    void eachSessionHasOneOfItsOwn()
    {
        makeRelay();
        m_far->say(0, "CONNECTED\nversion:1.2\n\n^");
        QTRY_VERIFY(m_relay->status().connected);
        m_relay->send({SessionNumber(7), {}}, {"/topic/a", {}, "1"}, noted(m_notes, "7"));
        m_relay->send({SessionNumber(8), {}}, {"/topic/a", {}, "1"}, noted(m_notes, "8"));
        m_relay->send({SessionNumber(7), {}}, {"/topic/a", {}, "1"}, noted(m_notes, "7 again"));
        QCOMPARE(m_far->links.size(), size_t(3));
        QCOMPARE(m_relay->status().connections, 2);
        m_far->say(1, "CONNECTED\nversion:1.2\n\n^RECEIPT\nreceipt-id:1\n\n^");
        QTRY_COMPARE(m_notes, (QByteArrayList{"7"}));
        m_relay->ended(SessionNumber(7));
        QCOMPARE(m_relay->status().connections, 1);
        QTRY_VERIFY(m_far->shown(1).contains("DISCONNECT|"));
        m_far->say(1, "RECEIPT\nreceipt-id:goodbye\n\n^");
        QTRY_COMPARE(m_far->closed, 1);
    }

    void awayIsSaidAtOnce()
    {
        makeRelay();
        m_far->links[0]->abort();
        QTRY_COMPARE(m_relay->status().failures, quint64(1));
        m_relay->send({SessionNumber(7), {}}, {"/topic/a", {}, "1"}, noted(m_notes, "7"));
        QCOMPARE(m_notes, (QByteArrayList{"7: the message broker behind this host is away"}));
        m_relay->publish({"/topic/a", {}, "1"});
        QCOMPARE(m_relay->status().unsent, quint64(1));
        QTRY_COMPARE(m_far->links.size(), size_t(2)); // it tries again
        m_far->say(1, "CONNECTED\nversion:1.2\n\n^");
        QTRY_VERIFY(m_relay->status().connected);
        m_relay->send({SessionNumber(7), {}}, {"/topic/a", {}, "1"}, noted(m_notes, "8"));
        QCOMPARE(m_far->links.size(), size_t(3));
    }

    void brokenOneIsLostForItsSession()
    {
        makeRelay();
        m_far->say(0, "CONNECTED\nversion:1.2\n\n^");
        QTRY_VERIFY(m_relay->status().connected);
        m_relay->send({SessionNumber(7), {}}, {"/topic/a", {}, "1"}, noted(m_notes, "7"));
        m_far->links[1]->abort();
        QTRY_COMPARE(m_notes, (QByteArrayList{"7: the message broker behind this host is away"}));
        QCOMPARE(m_down.notes,
                 (QByteArrayList{"lost 7 the message broker behind this host is away"}));
        QVERIFY(m_relay->status().connected);
    }

    // Nothing is read of the broker behind, and nothing kept but what came before that.
    void noRoomStopsTheReading()
    {
        makeRelay();
        m_far->say(0, "CONNECTED\nversion:1.2\n\n^");
        QTRY_VERIFY(m_relay->status().connected);
        m_relay->subscribe({SessionNumber(7), {}},
                           {"s", "/queue/x", Stomp::AckMode::Client, false, {}},
                           noted(m_notes, "7"));
        m_down.full = true;
        m_far->say(1, "CONNECTED\nversion:1.2\n\n^RECEIPT\nreceipt-id:1\n\n^" + message("1") +
                          message("2"));
        QTRY_COMPARE(m_notes, (QByteArrayList{"7"}));
        m_far->say(1, message("3"));
        QVERIFY(m_down.notes.isEmpty());
        m_down.full = false;
        m_relay->resume(SessionNumber(7));
        QTRY_COMPARE(m_down.notes.size(), 3);
        QCOMPARE(m_relay->status().delivered, quint64(3));
    }

    void cleanup()
    {
        m_relay.reset();
        m_far.reset();
        m_notes.clear();
        m_down.notes.clear();
        m_down.full = false;
    }

private:
    void makeRelay()
    {
        m_far = std::make_unique<Far>();
        Relay::Options options;
        options.sessions = Talk::options(RelayKind::RabbitMq);
        options.own = options.sessions;
        options.firstRetry = std::chrono::milliseconds(1);
        m_relay = std::make_unique<Relay>(
            options, [this] { return m_far->makeLink(); }, m_down);
    }

    QByteArrayList m_notes;
    Noted m_down;
    std::unique_ptr<Far> m_far;
    std::unique_ptr<Relay> m_relay;
};

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
