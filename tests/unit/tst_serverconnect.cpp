// SPDX-License-Identifier: GPL-3.0-or-later
// How a server session begins, beats and is left: rows C and H.
#include "tests/support/stomppeer.h"

#include <QTest>

using namespace Stomp;
using namespace Stomp::ServerEvent;
using namespace StompText;
using namespace std::chrono_literals;

namespace {

ServerSession::Options with(const Limits &limits)
{
    ServerSession::Options options;
    options.limits = limits;
    return options;
}

} // namespace

class ServerConnectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void connects_data();
    void connects();
    void refusesBeforeConnect_data();
    void refusesBeforeConnect();
    void c8ServerMayBeHidden();
    void c10RefusalByTheOwner();
    void c14NoConnectInTime();
    void c14SmallBodiesOnlyBeforeConnect();
    void bytesBehindAnUndecidedConnectWait();
    void bytesBehindAnUndecidedConnectAreBounded();
    void versionOfTheSessionGovernsTheBytesBehindConnect();
    void h3BeatsWhenIdle();
    void h6HalfAFrameIsASignOfLife();
    void h10NoBeatBeforeConnected();
    void h11DeathIsReportedOnce();
    void noBeatsIn10();
    void c15ConnectAndVanish();
};

void ServerConnectTest::connects_data()
{
    QTest::addColumn<QByteArray>("connect");
    QTest::addColumn<QByteArray>("connected");
    const auto add = [](const char *name, const char *connect, const char *connected) {
        QTest::newRow(name) << QByteArray(connect) << QByteArray(connected);
    };
    const char *connected12 =
        "CONNECTED|version=1.2|heart-beat=10000,10000|server=Madang|session=s1|";
    const char *connected11 =
        "CONNECTED|version=1.1|heart-beat=10000,10000|server=Madang|session=s1|";
    const char *connected10 = "CONNECTED|version=1.0|server=Madang|session=s1|";
    add("C1 STOMP is handled like CONNECT", "STOMP\naccept-version:1.2\nhost:a\n\n^", connected12);
    add("C2 host may be missing", "CONNECT\naccept-version:1.2\n\n^", connected12);
    add("C3 no accept-version means 1.0", "CONNECT\n\n^", connected10);
    add("C4 highest common version", "CONNECT\naccept-version:1.1,9.9,1.0\n\n^", connected11);
    add("C4 a later program that knows one of ours", "CONNECT\naccept-version:3.0,2.0,1.2\n\n^",
        connected12);
    add("C5 blanks in the list", "CONNECT\naccept-version:1.1, 1.2\n\n^", connected12);
    add("C7 CONNECTED has version and session", "CONNECT\naccept-version:1.0\n\n^", connected10);
    add("C9 any host will do", "CONNECT\naccept-version:1.2\nhost:elsewhere\n\n^", connected12);
    add("C11 EOLs before CONNECT", "\n\r\n\nCONNECT\naccept-version:1.2\n\n^", connected12);
    add("C13 receipt on CONNECT is ignored", "CONNECT\naccept-version:1.2\nreceipt:r\n\n^",
        connected12);
    add("F3 CRLF on CONNECT of 1.1", "CONNECT\r\naccept-version:1.1\r\n\r\n^", connected11);
    add("F12 content-length on CONNECT", "CONNECT\naccept-version:1.2\ncontent-length:0\n\n^",
        connected12);
    add("H1 no heart-beat in 1.0, however bad", "CONNECT\nheart-beat:x\n\n^", connected10);
    add("H9 answers its own heart-beat", "CONNECT\naccept-version:1.2\nheart-beat:1,2\n\n^",
        connected12);
}

void ServerConnectTest::connects()
{
    QFETCH(QByteArray, connect);
    QFETCH(QByteArray, connected);
    ServerSession::Options options;
    options.server = "Madang";
    Peer peer(options);
    peer.type(connect);
    QVERIFY(peer.only<ConnectRequested>());
    QVERIFY(!peer.session.isOpen());
    QCOMPARE(peer.session.takeOutput(), QByteArray());
    peer.session.accept("s1", {}, peer.now);
    QVERIFY(peer.session.isOpen());
    QCOMPARE(peer.output(), QByteArrayList{connected});
}

void ServerConnectTest::refusesBeforeConnect_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");
    const auto add = [](const char *name, const char *text, const char *error) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(error);
    };
    add("C6 no common version", "CONNECT\naccept-version:2.0\n\n^",
        "ERROR|message=Unsupported protocol version|version=1.0,1.1,1.2|content-type=text/plain|"
        "content-length=97|#Supported protocol versions are 1.0,1.1,1.2\n"
        "The host is older than the program: update the host.\n");
    add("C6 earlier versions alone", "CONNECT\naccept-version:0.9\n\n^",
        "ERROR|message=Unsupported protocol version|version=1.0,1.1,1.2|content-type=text/plain|"
        "content-length=100|#Supported protocol versions are 1.0,1.1,1.2\n"
        "The program is older than the host: update the program.\n");
    add("C6 who is older cannot be told", "CONNECT\naccept-version:latest\n\n^",
        "ERROR|message=Unsupported protocol version|version=1.0,1.1,1.2|content-type=text/plain|"
        "content-length=44|#Supported protocol versions are 1.0,1.1,1.2\n");
    add("C11 SEND first", "SEND\ndestination:/a\nreceipt:r1\n\n^",
        "ERROR|message=The first frame must be CONNECT|receipt-id=r1|");
    add("C11 SUBSCRIBE first", "SUBSCRIBE\nid:0\ndestination:/a\n\n^",
        "ERROR|message=The first frame must be CONNECT|");
    add("D13 CONNECTED first", "CONNECTED\nversion:1.2\n\n^",
        "ERROR|message=The first frame must be CONNECT|");
    add("H1 malformed heart-beat", "CONNECT\naccept-version:1.2\nheart-beat:1000\n\n^",
        "ERROR|message=heart-beat is not two numbers with a comma|");
    add("H1 negative heart-beat", "CONNECT\naccept-version:1.1\nheart-beat:-1,0\n\n^",
        "ERROR|message=heart-beat is not two numbers with a comma|");
    add("C13 receipt of a refused CONNECT",
        "CONNECT\naccept-version:1.2\nheart-beat:x\nreceipt:r\n\n^",
        "ERROR|message=heart-beat is not two numbers with a comma|");
    add("D12 garbage first", "GET / HTTP/1.1\n", "ERROR|message=Unknown command|");
}

void ServerConnectTest::refusesBeforeConnect()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, error);
    Peer peer;
    peer.type(text);
    QVERIFY(peer.only<Failed>());
    QVERIFY(peer.session.isOver());
    QCOMPARE(peer.output(), QByteArrayList{error});
}

void ServerConnectTest::c8ServerMayBeHidden()
{
    Peer peer;
    peer.type("CONNECT\naccept-version:1.2\n\n^");
    peer.session.accept("s1", {{"user-name", "ann"}, {"x", "a:b\nc"}}, peer.now);
    QCOMPARE(peer.output(),
             QByteArrayList{"CONNECTED|version=1.2|heart-beat=10000,10000|session=s1|"
                            "user-name=ann|x=a:b c|"});
}

void ServerConnectTest::c10RefusalByTheOwner()
{
    Peer peer;
    peer.type("CONNECT\naccept-version:1.2\nlogin:ann\npasscode:secret\n\n^");
    const auto request = peer.last<ConnectRequested>();
    QCOMPARE(request.headers.value("login"), std::optional<QByteArray>("ann"));
    peer.session.fail("Access refused");
    peer.session.accept("s1", {}, peer.now);
    peer.pull();
    QVERIFY(peer.session.isOver());
    QCOMPARE(peer.last<Failed>().message, QByteArray("Access refused"));
    QCOMPARE(peer.output(), QByteArrayList{"ERROR|message=Access refused|"});
}

void ServerConnectTest::c14NoConnectInTime()
{
    Peer peer;
    QVERIFY(*peer.session.deadline() == start + 10s);
    peer.session.receive("\n\nCONNECT\n", start + 9s); // half a frame is not enough
    peer.session.tick(start + 10s - 1ms);
    QVERIFY(!peer.session.isOver());
    peer.session.tick(start + 10s);
    peer.pull();
    QVERIFY(peer.only<Failed>());
    QCOMPARE(peer.output(), QByteArrayList{"ERROR|message=No CONNECT in time|"});
    QVERIFY(!peer.session.deadline());
}

void ServerConnectTest::c14SmallBodiesOnlyBeforeConnect()
{
    Peer peer;
    peer.type("SEND\ncontent-length:65537\n\n");
    QCOMPARE(peer.last<Failed>().message, QByteArray("The body is too long"));
    Peer connected(Version::V12);
    connected.type("SEND\ndestination:/a\ncontent-length:65537\n\n");
    QVERIFY(connected.session.isOpen());
    connected.type(QByteArray(65537, 'x') + '^');
    QCOMPARE(connected.last<SendRequested>().body.size(), 65537);
}

void ServerConnectTest::bytesBehindAnUndecidedConnectWait()
{
    Peer peer;
    peer.type("CONNECT\naccept-version:1.2\n\n^SEND\ndestination:/a\n\nhi^");
    peer.type("SEND\ndestination:/b\n\n");
    QVERIFY(peer.only<ConnectRequested>());
    QVERIFY(!peer.session.deadline());
    peer.session.accept("s1", {}, peer.now);
    peer.type("ho^");
    const auto sent = peer.all<SendRequested>();
    QCOMPARE(sent.size(), std::size_t(2));
    QCOMPARE(sent[0].body, QByteArray("hi"));
    QCOMPARE(sent[1].body, QByteArray("ho"));
}

void ServerConnectTest::bytesBehindAnUndecidedConnectAreBounded()
{
    Limits limits;
    limits.headBytes = 100;
    limits.bodyBytes = 50;
    Peer peer(with(limits));
    peer.type("CONNECT\naccept-version:1.2\n\n^");
    peer.type(QByteArray(150, '\n'));
    QVERIFY(!peer.session.isOver());
    peer.type("\n");
    QVERIFY(peer.session.isOver());
    QCOMPARE(peer.last<Failed>().message, QByteArray("Too much data before CONNECTED"));
}

void ServerConnectTest::versionOfTheSessionGovernsTheBytesBehindConnect()
{
    Peer peer;
    peer.type("CONNECT\naccept-version:1.1\n\n^SEND\ndestination:/a\\r\n\n^");
    peer.session.accept("s1", {}, peer.now);
    peer.pull();
    QCOMPARE(peer.last<Failed>().message, QByteArray("A header has an undefined escape sequence"));
}

void ServerConnectTest::h3BeatsWhenIdle()
{
    Peer peer;
    peer.type("CONNECT\naccept-version:1.2\nheart-beat:0,10000\n\n^");
    peer.session.accept("s1", {}, peer.now);
    peer.session.takeOutput();
    const TimePoint due = *peer.session.deadline();
    QVERIFY(due > start && due <= start + 10s);
    peer.session.tick(due - 1ms);
    QCOMPARE(peer.session.takeOutput(), QByteArray());
    peer.session.tick(due);
    QCOMPARE(peer.session.takeOutput(), QByteArray("\n"));
    peer.session.noteSent(due + 5s);
    peer.session.tick(due + 10s);
    QCOMPARE(peer.session.takeOutput(), QByteArray());
    // It does not send, so it is never dead.
    peer.session.tick(due + 1h);
    QVERIFY(!peer.session.isOver());
}

void ServerConnectTest::h6HalfAFrameIsASignOfLife()
{
    Peer peer;
    peer.type("CONNECT\naccept-version:1.2\nheart-beat:10000,0\n\n^");
    peer.session.accept("s1", {}, peer.now);
    peer.session.receive("SEND\n", start + 20s);
    peer.session.noteActivity(start + 40s);
    peer.session.tick(start + 70s - 1ms);
    QVERIFY(!peer.session.isOver());
    peer.session.tick(start + 70s);
    QVERIFY(peer.session.isOver());
}

void ServerConnectTest::h10NoBeatBeforeConnected()
{
    Peer peer;
    peer.session.tick(start + 9s);
    peer.type("CONNECT\naccept-version:1.2\nheart-beat:1000,1000\n\n^");
    peer.session.tick(start + 1h);
    QCOMPARE(peer.session.takeOutput(), QByteArray());
    QVERIFY(!peer.session.isOver());
}

void ServerConnectTest::h11DeathIsReportedOnce()
{
    Peer peer;
    peer.type("CONNECT\naccept-version:1.2\nheart-beat:10000,0\n\n^");
    peer.session.accept("s1", {}, peer.now);
    peer.session.takeOutput();
    peer.events.clear();
    QVERIFY(*peer.session.deadline() == start + 30s);
    peer.session.tick(start + 30s - 1ms); // H4
    QVERIFY(!peer.session.isOver());
    peer.session.tick(start + 30s);
    peer.session.tick(start + 31s);
    peer.pull();
    peer.pull();
    QVERIFY(peer.only<Failed>());
    QCOMPARE(peer.output(), QByteArrayList{"ERROR|message=No heart-beat in time|"});
}

void ServerConnectTest::noBeatsIn10()
{
    Peer peer;
    peer.type("CONNECT\nheart-beat:1000,1000\n\n^");
    peer.session.accept("s1", {}, peer.now);
    QVERIFY(!peer.session.deadline());
}

void ServerConnectTest::c15ConnectAndVanish()
{
    for (int i = 0; i < 1000; ++i) {
        Peer silent;
        Peer half;
        half.type("CONNECT\naccept-ver");
        Peer undecided;
        undecided.type("CONNECT\naccept-version:1.2\n\n^");
        QVERIFY(undecided.only<ConnectRequested>());
        Peer gone(Version::V12);
        gone.type("SUBSCRIBE\nid:a\ndestination:/a\n\n^SEND\ndestination:/a\n\nhal");
        QVERIFY(gone.only<SubscribeRequested>());
    }
}

QTEST_APPLESS_MAIN(ServerConnectTest)
#include "tst_serverconnect.moc"
