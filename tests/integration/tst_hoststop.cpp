// SPDX-License-Identifier: GPL-3.0-or-later
// A host that stops says why and when to everybody, may think better of it, and is gone then; who
// knows nothing of all that is closed as ever.

#include "server/host.h"
#include "tests/support/rawpeer.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;

namespace {

constexpr int patience = 30000;

QByteArray closeReason(const RawPeer &peer)
{
    const auto messages = peer.messages();
    for (const WebSocketMessage &one : messages) {
        if (one.opcode == 8)
            return one.payload.mid(2);
    }
    return {};
}

} // namespace

class TestHostStop : public QObject {
    Q_OBJECT

    struct Running {
        QTemporaryDir folder;
        std::unique_ptr<Server::Host> host;
        quint16 port = 0;

        bool start(const QString &reason = {})
        {
            Server::HostConfig config;
            config.port = 0;
            config.bind = QHostAddress(QHostAddress::LocalHost);
            config.dataFolder = folder.filePath(QStringLiteral("data"));
            config.stopReason = reason;
            host = std::make_unique<Server::Host>(config);
            QSignalSpy started(host.get(), &Server::Host::started);
            host->start();
            if (!QTest::qWaitFor([&] { return started.size() == 1; }, patience))
                return false;
            port = started[0][0].value<Server::HostAddresses>().port;
            return true;
        }
    };
    /// Connected, and told of the host; behind that a receipt.
    static void listen(RawPeer &peer, const QByteArray &destination = "/topic/chat/host")
    {
        peer.upgrade();
        peer.sendText("CONNECT\naccept-version:1.2\nhost:a\n\n^");
        peer.sendText("SUBSCRIBE\nid:news\ndestination:" + destination + "\nreceipt:in\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().contains("receipt-id:in\n"), patience);
    }

private Q_SLOTS:
    void everybodyIsToldWhyAndWhen();
    void whoComesLaterIsToldToo();
    void itMayThinkBetterOfIt();
    void itStopsWhenTheTimeIsOver();
    void reasonIsOneLineAndBounded();
    void operatorsReason();
    void plainClientsAreClosedAsEver();
    void nobodyElseSendsThere();
};

void TestHostStop::everybodyIsToldWhyAndWhen()
{
    Running running;
    QVERIFY(running.start());
    RawPeer first(running.port);
    RawPeer second(running.port);
    listen(first);
    listen(second, "/sub/chat/host");
    running.host->announceStop({QStringLiteral("점심"), 300s});
    for (RawPeer *peer : {&first, &second})
        QTRY_VERIFY_WITH_TIMEOUT(
            peer->stomp().contains(R"({"in":300000,"type":"STOPPING","why":"점심"})"), patience);
    QSignalSpy stopped(running.host.get(), &Server::Host::stopped);
    running.host->stop(); // says again what was announced
    for (RawPeer *peer : {&first, &second}) {
        QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1001, patience);
        QVERIFY(peer->stomp().contains(R"({"type":"STOPPED","why":"점심"})"));
        QCOMPARE(closeReason(*peer), QByteArray("the host is closing: 점심"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patience);
}

void TestHostStop::whoComesLaterIsToldToo()
{
    Running running;
    QVERIFY(running.start());
    RawPeer before(running.port);
    listen(before);
    running.host->announceStop({QStringLiteral("later"), 3600s});
    QTRY_VERIFY_WITH_TIMEOUT(before.stomp().contains("STOPPING"), patience);
    RawPeer after(running.port);
    listen(after);
    QTRY_VERIFY_WITH_TIMEOUT(after.stomp().contains(R"("type":"STOPPING","why":"later")"),
                             patience);
    // What is left, not what there was: a millisecond has passed, whatever else has.
    const QByteArray said = after.stomp();
    const qsizetype in = said.indexOf("\"in\":") + 5;
    const qint64 left = said.mid(in, said.indexOf(',', in) - in).toLongLong();
    QVERIFY2(left > 0 && left <= 3'600'000, said.constData());
}

void TestHostStop::itMayThinkBetterOfIt()
{
    Running running;
    QVERIFY(running.start());
    RawPeer peer(running.port);
    listen(peer);
    running.host->cancelStop(); // of nothing: nobody hears of it
    running.host->announceStop({QStringLiteral("later"), 3600s});
    running.host->cancelStop();
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().contains(R"({"type":"STAYS"})"), patience);
    QCOMPARE(peer.stomp().count("STAYS"), 1);
    RawPeer after(running.port);
    listen(after);
    QVERIFY(!after.stomp().contains("STOPPING"));
    QSignalSpy stopped(running.host.get(), &Server::Host::stopped);
    running.host->stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(closeReason(after), QByteArray("the host is closing"), patience);
}

void TestHostStop::itStopsWhenTheTimeIsOver()
{
    Running running;
    QVERIFY(running.start());
    RawPeer peer(running.port);
    listen(peer);
    QSignalSpy stopped(running.host.get(), &Server::Host::stopped);
    running.host->announceStop({QStringLiteral("now"), 1ms});
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1001, patience);
    QVERIFY(peer.stomp().indexOf("STOPPING") < peer.stomp().indexOf("STOPPED"));
}

void TestHostStop::reasonIsOneLineAndBounded()
{
    Running running;
    QVERIFY(running.start());
    RawPeer peer(running.port);
    listen(peer);
    const QString why = QStringLiteral("one\ntwo \u202e") + QString(500, QChar(0xac00));
    running.host->stop({why});
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1001, patience);
    const QByteArray told = ("one two " + QString(192, QChar(0xac00))).toUtf8();
    QVERIFY(peer.stomp().contains(R"({"type":"STOPPED","why":")" + told + "\"}"));
    const QByteArray reason = closeReason(peer);
    QVERIFY2(reason.size() <= 123 && reason.startsWith("the host is closing: one two 가"),
             reason.constData());
    QVERIFY(QString::fromUtf8(reason).toUtf8() == reason); // no half letter
}

void TestHostStop::operatorsReason()
{
    Running running;
    QVERIFY(running.start(QStringLiteral("maintenance")));
    RawPeer peer(running.port);
    listen(peer);
    running.host->stop();
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1001, patience);
    QCOMPARE(closeReason(peer), QByteArray("the host is closing: maintenance"));
}

void TestHostStop::plainClientsAreClosedAsEver()
{
    Running running;
    QVERIFY(running.start());
    RawPeer plain(running.port);
    listen(plain, "/topic/chat/room/lobby");
    RawPeer sees(running.port);
    listen(sees);
    const QByteArray before = plain.stomp();
    running.host->announceStop({QStringLiteral("later"), 3600s});
    QTRY_VERIFY_WITH_TIMEOUT(sees.stomp().contains("STOPPING"), patience);
    running.host->stop();
    QTRY_COMPARE_WITH_TIMEOUT(plain.closeCode(), 1001, patience);
    QByteArray said = plain.stomp();
    QVERIFY(said.startsWith(before));
    QVERIFY(!said.contains("later") || said.indexOf("later") > said.indexOf("the host is closing"));
    QVERIFY(!said.contains("MESSAGE\n") && !said.contains("ERROR\n"));
}

void TestHostStop::nobodyElseSendsThere()
{
    Running running;
    QVERIFY(running.start());
    RawPeer peer(running.port);
    listen(peer);
    peer.sendText("SEND\ndestination:/topic/chat/host\n\n{\"type\":\"STOPPED\"}^");
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().contains("ERROR\nmessage:only the host sends there\n"),
                             patience);
    QVERIFY(!peer.stomp().contains("STOPPED"));
}

QTEST_GUILESS_MAIN(TestHostStop)
#include "tst_hoststop.moc"
