// SPDX-License-Identifier: GPL-3.0-or-later
// A host with a RabbitMQ behind it that answers in TLS only.

#include "tests/support/privatebroker.h"
#include "tests/support/talkingpeer.h"
#include "tests/support/testcertificate.h"

#include <QTest>

class TestBrokerInTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivateBroker::isWanted(PrivateBroker::Kind::RabbitMq))
            QSKIP("RabbitMQ is not installed");
        QVERIFY(m_certificate.isMade());
        m_broker = PrivateBroker::inTls(m_certificate.certificateFile(), m_certificate.keyFile());
        QVERIFY(m_broker);
        QFile file(m_certificate.path(QStringLiteral("passcode")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("guest\n");
    }

    void trustedOneIsRelayedTo()
    {
        HostProcess host;
        QVERIFY2(host.startAndWait(options(m_certificate)), host.errors().constData());
        QTRY_VERIFY_WITH_TIMEOUT(healthOf(host).contains("\"relay\":\"connected\""),
                                 TalkingPeer::patience);
        TalkingPeer peer(host);
        peer.subscribe("/topic/news", "receipt:subscribed\n");
        QVERIFY2(peer.waitFor("RECEIPT\nreceipt-id:subscribed\n"), peer.stomp().constData());
        peer.sendText("SEND\ndestination:/topic/news\n\n<by TLS>^");
        QVERIFY2(peer.waitFor("<by TLS>"), peer.stomp().constData());
    }

    // Neither is it told a passcode: it never gets as far as CONNECT.
    void anotherIsRefused_data()
    {
        QTest::addColumn<bool>("namesOthers"); ///< Authorities that are not its.
        QTest::newRow("of another authority") << true;
        QTest::newRow("of none that the system knows") << false;
    }
    void anotherIsRefused()
    {
        QFETCH(bool, namesOthers);
        const TestCertificate other;
        QVERIFY(other.isMade());
        QStringList arguments = options(other);
        if (!namesOthers)
            arguments.resize(arguments.size() - 2);
        HostProcess host;
        QVERIFY2(host.startAndWait(arguments), host.errors().constData());
        const QByteArray why = "the message broker behind this host is not trusted: The "
                               "certificate is self-signed";
        QTRY_VERIFY_WITH_TIMEOUT(host.errors().contains(why), TalkingPeer::patience);
        TalkingPeer peer(host);
        peer.sendText("SEND\ndestination:/topic/news\n\nsecret^");
        QVERIFY2(peer.waitFor("ERROR\n") &&
                     peer.waitFor("\nmessage:" + QByteArray(why).replace(":", "\\c")),
                 peer.stomp().constData());
        TalkingPeer chatting(host);
        chatting.say("anyway");
        QVERIFY(chatting.isTaken("anyway"));
        QVERIFY(healthOf(host).contains("\"relay\":\"away\""));
    }

private:
    QStringList options(const TestCertificate &authority) const
    {
        return {QStringLiteral("--relay"),
                QStringLiteral("stomps://127.0.0.1:%1").arg(m_broker->port()),
                QStringLiteral("--relay-passcode-file"),
                m_certificate.path(QStringLiteral("passcode")),
                QStringLiteral("--relay-authorities"),
                authority.certificateFile()};
    }
    static QByteArray healthOf(const HostProcess &host)
    {
        RawPeer peer(host.port());
        peer.write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return QTest::qWaitFor([&] { return peer.isClosed(); }, TalkingPeer::patience)
                   ? peer.body()
                   : QByteArray();
    }

    TestCertificate m_certificate;
    std::unique_ptr<PrivateBroker> m_broker;
};

QTEST_GUILESS_MAIN(TestBrokerInTls)
#include "tst_brokerintls.moc"
