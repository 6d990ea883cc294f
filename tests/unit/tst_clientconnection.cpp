// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection at moments of the test's choosing.

#include "server/broker/clientconnection.h"
#include "stomp/net/looplink.h"

#include <QTest>

#include <memory>
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
        from.accept({}, "session", {});
    }
    void sendRequested(ClientConnection &, const Stomp::ServerEvent::SendRequested &,
                       Completion done) override
    {
        pending.push_back(std::move(done));
    }
    void subscribeRequested(ClientConnection &, const Stomp::ServerEvent::SubscribeRequested &,
                            Completion) override
    {
    }
    void unsubscribeRequested(ClientConnection &, const QByteArray &) override {}
    void ended(ClientConnection &) override { over = true; }
    void closed(ClientConnection &) override {}
    void remind(ClientConnection &, Stomp::TimePoint) override {}

    std::vector<Completion> pending;
    bool over = false;
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
        connection.tick(Clock::now() + 2h);
        QVERIFY(events.over);
    }
};

QTEST_GUILESS_MAIN(TestClientConnection)
#include "tst_clientconnection.moc"
