// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection at moments of the test's choosing.

#include "server/broker/clientconnection.h"
#include "stomp/net/looplink.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <optional>
#include <vector>

using namespace Server;
using namespace std::chrono_literals;
using Stomp::Clock;

namespace {

/// Lets everybody in and keeps what is asked.
class KeepingEvents final : public ConnectionEvents {
public:
    void connectRequested(ClientConnection &from, const Stomp::Headers &) override
    {
        if (!decidesLater)
            from.accept({}, "session", {});
    }
    void sendRequested(ClientConnection &from, const Stomp::ServerEvent::SendRequested &request,
                       Completion done) override
    {
        bodies.push_back(request.body);
        if (stores) {
            from.noteStored(Clock::now());
            done({});
            return;
        }
        pending.push_back(std::move(done));
    }
    void subscribeRequested(ClientConnection &, const Stomp::ServerEvent::SubscribeRequested &,
                            Completion) override
    {
    }
    void unsubscribeRequested(ClientConnection &, const Stomp::ServerEvent::UnsubscribeRequested &,
                              Completion) override
    {
    }
    void acknowledged(ClientConnection &, const Stomp::ServerEvent::Acknowledged &,
                      Completion done) override
    {
        done({});
    }
    void commitRequested(ClientConnection &, const Stomp::ServerEvent::TransactionCommitted &,
                         Committed) override
    {
    }
    bool refused(ClientConnection &, const std::optional<QByteArray> &, const Refusal &) override
    {
        return false;
    }
    void roomIn(ClientConnection &) override {}
    void ended(ClientConnection &) override { over = true; }
    void closed(ClientConnection &) override {}
    void remind(ClientConnection &, Stomp::TimePoint when) override { reminder = when; }
    void heldBack(ClientConnection &) override { ++held; }
    void waits(ClientConnection &) override { ++waiting; }
    BrokerCounters &countersToRaise() override { return counters; }

    BrokerCounters counters;
    std::vector<Completion> pending;
    std::vector<QByteArray> bodies;
    std::optional<Stomp::TimePoint> reminder;
    int held = 0;
    int waiting = 0;
    bool stores = false;       ///< What is sent counts as stored, and is done at once.
    bool decidesLater = false; ///< The test lets people in.
    bool over = false;
};

/// A client that types to a connection of ours.
struct Typist {
    explicit Typist(const ClientConnection::Limits &limits)
    {
        auto [ours, theirs] = Stomp::LoopLink::pair();
        link = std::move(ours);
        atHost = theirs.get();
        QObject::connect(link.get(), &Stomp::Link::received, link.get(),
                         [this](const QByteArray &bytes) { told += bytes; });
        connection = std::make_unique<ClientConnection>(
            SessionNumber{1}, std::move(theirs), Stomp::ServerSession::Options{}, limits, events);
    }
    void type(QByteArray frame) { link->send(Stomp::OutgoingFrame(frame.append('\0'))); }
    void send(int count)
    {
        for (int i = 0; i < count; ++i)
            type("SEND\ndestination:/app/x\n\n" + QByteArray::number(sent++));
    }
    /// What came through, in the order of its sending.
    bool inOrder() const
    {
        for (size_t i = 0; i < events.bodies.size(); ++i) {
            if (events.bodies[i] != QByteArray::number(qulonglong(i)))
                return false;
        }
        return true;
    }

    KeepingEvents events;
    std::unique_ptr<Stomp::LoopLink> link;
    Stomp::LoopLink *atHost = nullptr;
    QByteArray told;
    std::unique_ptr<ClientConnection> connection;
    int sent = 0;
};

} // namespace

class TestClientConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Its heart-beats wait with the rest of what we do not read.
    void peerHeldBackIsNotDead()
    {
        KeepingEvents events;
        ClientConnection::Limits limits;
        limits.pendingRequests = 1;
        auto [ours, theirs] = Stomp::LoopLink::pair();
        ClientConnection connection(SessionNumber{1}, std::move(theirs), {}, limits, events);
        const auto type = [&link = *ours](QByteArray frame) {
            link.send(Stomp::OutgoingFrame(frame.append('\0')));
        };
        type("CONNECT\naccept-version:1.2\nhost:h\nheart-beat:1000,0\n\n");
        type("SEND\ndestination:/app/slow\n\nx");
        QTRY_COMPARE(events.pending.size(), size_t(1));

        connection.tick(Clock::now() + 1h);
        QVERIFY(!events.over);
        events.pending.front()({});
        // On a slow machine what waits is read in a later turn, and till then it is held back.
        int hours = 1;
        QTRY_VERIFY((connection.tick(Clock::now() + ++hours * 1h), events.over));
    }

    /// Whoever is sent away has the receipts of what it had asked for.
    void leavesOnceAllIsAnswered()
    {
        Typist typist({});
        QSignalSpy closed(typist.link.get(), &Stomp::Link::closed);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        typist.type("SEND\ndestination:/app/x\nreceipt:first\n\n0");
        typist.type("SEND\ndestination:/app/x\nreceipt:second\n\n1");
        QTRY_COMPARE(typist.events.pending.size(), size_t(2));
        typist.connection->leave(QStringLiteral("go"));
        QVERIFY(typist.connection->isLeaving());
        typist.type("SEND\ndestination:/app/x\nreceipt:third\n\n2");
        typist.events.pending[0]({});
        QTRY_VERIFY(typist.told.contains("receipt-id:first"));
        QVERIFY(!typist.events.over);
        QVERIFY(closed.isEmpty());
        typist.events.pending[1]({});
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(typist.told.contains("receipt-id:second"));
        QCOMPARE(closed[0][0].value<Stomp::CloseCode>(), Stomp::CloseCode::GoingAway);
        QCOMPARE(typist.events.bodies.size(), size_t(2)); // the third goes to another host
    }

    void leavesAtOnceWhereNothingIsUnderWay()
    {
        Typist typist({});
        QSignalSpy closed(typist.link.get(), &Stomp::Link::closed);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        QTRY_VERIFY(typist.told.contains("CONNECTED"));
        typist.connection->leave(QStringLiteral("go"));
        QTRY_COMPARE(closed.size(), 1);
    }

    void overTheRateOfMessagesItWaits()
    {
        ClientConnection::Limits limits;
        limits.messages = {1, 5}; // slower than any computer is
        limits.sparesLoopback = false;
        Typist typist(limits);
        typist.events.stores = true;
        typist.type("CONNECT\naccept-version:1.2\nhost:h\nheart-beat:1000,0\n\n");
        typist.send(8);
        QTRY_COMPARE(typist.events.bodies.size(), size_t(5));
        QCOMPARE(typist.events.held, 1);
        QVERIFY(typist.events.reminder);
        QTest::qWait(0);
        QCOMPARE(typist.events.bodies.size(), size_t(5));

        // A moment before its time nothing happens; then they come, in their order.
        typist.connection->tick(Clock::now());
        QCOMPARE(typist.events.bodies.size(), size_t(5));
        for (int hour = 1; hour <= 3; ++hour) {
            typist.connection->tick(Clock::now() + std::chrono::hours(hour));
            QTRY_COMPARE(typist.events.bodies.size(), size_t(5 + hour));
            QCOMPARE(typist.events.held, 1 + hour);
            QVERIFY(!typist.events.over); // nor is it dead for an hour's silence
        }
        QVERIFY(typist.inOrder());
    }

    void longWaitsAreTold()
    {
        ClientConnection::Limits limits;
        limits.messages = {1, 2};
        limits.sparesLoopback = false;
        Typist typist(limits);
        const auto now = Clock::now() + 1h;
        const auto store = [&](std::chrono::milliseconds later) {
            typist.connection->noteStored(now + later);
            return typist.events.waiting;
        };
        QCOMPARE(store(0ms), 0);
        QCOMPARE(typist.connection->heldFor(now), 0ms);
        QCOMPARE(store(0ms), 1);
        QCOMPARE(typist.connection->heldFor(now), 1000ms);
        QCOMPARE(store(0ms), 1); // longer now, and told a moment ago
        QCOMPARE(typist.connection->heldFor(now), 2000ms);
        QCOMPARE(store(999ms), 1);
        QCOMPARE(store(1000ms), 2);
        QCOMPARE(typist.connection->heldFor(now + 1h), 0ms);
        QCOMPARE(typist.events.held, 1);
    }

    void shortWaitsAreNotTold()
    {
        ClientConnection::Limits limits;
        limits.messages = {100, 2};
        limits.sparesLoopback = false;
        Typist typist(limits);
        const auto now = Clock::now() + 1h;
        for (int i = 0; i < 50; ++i)
            typist.connection->noteStored(now);
        QCOMPARE(typist.events.held, 1);
        QCOMPARE(typist.events.waiting, 0);
    }

    void overTheRateOfBytesItWaits()
    {
        ClientConnection::Limits limits;
        limits.bytes = {1, 100};
        limits.sparesLoopback = false;
        Typist typist(limits);
        typist.events.stores = true;
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        QTRY_VERIFY(typist.connection->session().isOpen());
        QCOMPARE(typist.events.held, 0);
        typist.send(3);
        QTRY_COMPARE(typist.events.held, 1);
        const size_t before = typist.events.bodies.size();
        QVERIFY(before < 3);
        for (int hour = 1; typist.events.bodies.size() < 3 && hour < 10; ++hour) {
            typist.connection->tick(Clock::now() + std::chrono::hours(hour));
            QTest::qWait(0);
        }
        QCOMPARE(typist.events.bodies.size(), size_t(3));
        QVERIFY(typist.inOrder());
    }

    void thisComputersOwnAreSpared()
    {
        ClientConnection::Limits limits;
        limits.messages = {1, 1};
        limits.bytes = {1, 1};
        Typist typist(limits);
        typist.events.stores = true;
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        typist.send(20);
        QTRY_COMPARE(typist.events.bodies.size(), size_t(20));
        QCOMPARE(typist.events.held, 0);
    }

    // However little waits for it, it must take something of it now and then.
    void whoReadsNothingIsTooSlow()
    {
        ClientConnection::Limits limits;
        limits.queueTime = 10s;
        Typist typist(limits);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        QTRY_VERIFY(typist.told.contains("CONNECTED\n"));
        QTRY_COMPARE(typist.connection->bytesQueued(), qint64(0));
        QSignalSpy closed(typist.link.get(), &Stomp::Link::closed);
        const auto start = Clock::now();
        typist.connection->deliver(Stomp::OutgoingFrame("MESSAGE"), false, start);
        typist.connection->deliver(Stomp::OutgoingFrame("MESSAGE"), false, start);
        // Nothing is read as long as no event is handled.
        typist.connection->tick(start + 9s);
        typist.connection->tick(start + 11s);
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<Stomp::CloseCode>(), Stomp::CloseCode::SlowConsumer);
        QVERIFY(closed[0][1].toString().contains(QStringLiteral("for 10 s")));
        QCOMPARE(typist.events.counters.slowConsumers, quint64(1));
    }

    // Though it is the last thing for a long time that it is sent.
    void whoDoesNotReadOneMessageIsTooSlow()
    {
        ClientConnection::Limits limits;
        limits.queueTime = 10s;
        Typist typist(limits);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        QTRY_VERIFY(typist.told.contains("CONNECTED\n"));
        QTRY_COMPARE(typist.connection->bytesQueued(), qint64(0));
        typist.connection->deliver(Stomp::OutgoingFrame("MESSAGE"), false, Clock::now());
        Q_EMIT typist.atHost->behind();
        typist.connection->tick(Clock::now() + 11s);
        QTRY_VERIFY(typist.events.over);
    }

    void whoReadsSomethingIsNotTooSlow()
    {
        ClientConnection::Limits limits;
        limits.queueTime = 10s;
        Typist typist(limits);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        QTRY_VERIFY(typist.told.contains("CONNECTED\n"));
        QTRY_COMPARE(typist.connection->bytesQueued(), qint64(0));
        const auto start = Clock::now();
        typist.connection->deliver(Stomp::OutgoingFrame("MESSAGE"), false, start - 9s);
        typist.connection->deliver(Stomp::OutgoingFrame("MESSAGE"), false, start - 9s);
        Q_EMIT typist.atHost->drained(); // of a part of it
        typist.connection->tick(start + 2s);
        QCOMPARE(typist.events.counters.slowConsumers, quint64(0));
        QTest::qWait(0);
        QVERIFY(!typist.events.over);
    }

    // It has closed its direction of the connection and reads on.
    void whoHasFinishedIsAnsweredAndThenClosed()
    {
        Typist typist({});
        QSignalSpy closed(typist.link.get(), &Stomp::Link::closed);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        typist.type("SEND\ndestination:/app/x\nreceipt:one\n\n1");
        typist.type("SEND\ndestination:/app/x\nreceipt:two\n\n2");
        QTRY_COMPARE(typist.events.pending.size(), size_t(2));
        Q_EMIT typist.atHost->peerFinished();
        for (int i = 0; i < 5; ++i)
            QTest::qWait(0);
        QVERIFY(!typist.events.over);
        typist.events.pending[0]({});
        for (int i = 0; i < 5; ++i)
            QTest::qWait(0);
        QVERIFY(!typist.events.over);
        // What is said behind the last receipt, in the same call, is said as well.
        typist.events.pending[1]({});
        typist.connection->deliver(Stomp::OutgoingFrame("MESSAGE"), false, Clock::now());
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(typist.events.over);
        QVERIFY(typist.told.contains("receipt-id:one\n"));
        QVERIFY(typist.told.contains("receipt-id:two\n"));
        QVERIFY(typist.told.endsWith("MESSAGE"));
    }

    void whoHasFinishedWaitsToBeLetIn()
    {
        Typist typist({});
        typist.events.decidesLater = true;
        QSignalSpy closed(typist.link.get(), &Stomp::Link::closed);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        typist.type("SEND\ndestination:/app/x\nreceipt:one\n\n1");
        Q_EMIT typist.atHost->peerFinished(); // before all of it
        for (int i = 0; i < 5; ++i)
            QTest::qWait(0);
        QCOMPARE(closed.count(), 0);
        typist.connection->accept({}, "session", {});
        QTRY_COMPARE(typist.events.pending.size(), size_t(1));
        typist.events.pending[0]({});
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(typist.told.contains("receipt-id:one\n"));
    }

    void whoHasFinishedIsNotWaitedForBehindItsDisconnect()
    {
        Typist typist({});
        QSignalSpy closed(typist.link.get(), &Stomp::Link::closed);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        typist.type("DISCONNECT\nreceipt:end\n\n");
        QTRY_VERIFY(typist.told.contains("receipt-id:end\n"));
        QCOMPARE(closed.count(), 0);
        Q_EMIT typist.atHost->peerFinished();
        QTRY_COMPARE(closed.count(), 1); // though nobody ticks
    }

    void errorIsToldThoughItWaits()
    {
        ClientConnection::Limits limits;
        limits.messages = {1, 1};
        limits.sparesLoopback = false;
        Typist typist(limits);
        typist.type("CONNECT\naccept-version:1.2\nhost:h\n\n");
        typist.send(1);
        QTRY_COMPARE(typist.events.pending.size(), size_t(1));
        typist.connection->noteStored(Clock::now());
        typist.events.pending.front()(tl::unexpected(Refusal{"no", {}}));
        QVERIFY(typist.events.over);
    }
};

QTEST_GUILESS_MAIN(TestClientConnection)
#include "tst_clientconnection.moc"
