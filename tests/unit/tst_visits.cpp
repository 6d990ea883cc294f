// SPDX-License-Identifier: GPL-3.0-or-later
// Who counts as somebody at another computer, and what of them counts as having been served.

#include "server/doors/visits.h"
#include "tests/support/doorsfixture.h"

#include <QNetworkInterface>
#include <QTest>

using namespace Server;
using namespace std::chrono_literals;
using TestSupport::frame;
using TestSupport::getRequest;
using TestSupport::Peer;
using TestSupport::upgrade;

namespace {

const Stomp::TimePoint start{};
const QHostAddress stranger(QStringLiteral("203.0.113.7")); // of no interface (RFC 5737)

} // namespace

class TestVisits : public TestSupport::DoorsFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trustCertificate(); }
    void init() { reset(); }
    void cleanup() { close(); }

    // --- whose address it is
    void ownAddressesAreNoVisit_data()
    {
        QTest::addColumn<QHostAddress>("address");
        for (const char *one :
             {"127.0.0.1", "127.0.0.5", "::1", "::ffff:127.0.0.1", "::ffff:127.1.2.3"})
            QTest::newRow(one) << QHostAddress(QString::fromLatin1(one));
        for (const QHostAddress &one : QNetworkInterface::allAddresses()) {
            QTest::newRow(qPrintable(one.toString())) << one;
            if (one.protocol() == QAbstractSocket::IPv4Protocol) {
                const QString mapped = QStringLiteral("::ffff:") + one.toString();
                QTest::newRow(qPrintable(mapped)) << QHostAddress(mapped);
            }
        }
        QTest::newRow("none") << QHostAddress();
    }
    void ownAddressesAreNoVisit()
    {
        QFETCH(QHostAddress, address);
        Visits visits;
        visits.note(address, start);
        QVERIFY(!visits.last());
        visits.note(stranger, start);
        QVERIFY(visits.last());
        visits.note(address, start + 1h);
        QCOMPARE(visits.last()->from, stranger);
        QCOMPARE(visits.last()->at, start);
    }

    void addressesAreToldWithoutTheirSpelling()
    {
        const auto told = [](const char *address) {
            Visits visits;
            visits.note(QHostAddress(QString::fromLatin1(address)), start);
            return visits.last() ? visits.last()->from.toString() : QString();
        };
        QCOMPARE(told("::ffff:192.0.2.7"), QStringLiteral("192.0.2.7"));
        QCOMPARE(told("fe80::7:8%eth7"), QStringLiteral("fe80::7:8"));
    }

    // A link-local address comes with the name of the interface, and is own without it.
    void scopesDoNotMakeAnOwnAddressForeign()
    {
        QList<QHostAddress> asked;
        Visits visits([&asked](const QHostAddress &one) {
            asked << one;
            return one == QHostAddress(QStringLiteral("fe80::7"));
        });
        visits.note(QHostAddress(QStringLiteral("fe80::7%lo")), start);
        QCOMPARE(asked.size(), 1);
        QVERIFY(!visits.last());
    }

    // --- when
    void theLatestCountsExactToASecond()
    {
        Visits visits;
        visits.note(stranger, start);
        visits.note(QHostAddress(QStringLiteral("192.0.2.8")), start + 999ms);
        QCOMPARE(visits.last()->from, stranger);
        QCOMPARE(visits.last()->at, start);
        visits.note(QHostAddress(QStringLiteral("192.0.2.8")), start + 1s);
        QCOMPARE(visits.last()->from, QHostAddress(QStringLiteral("192.0.2.8")));
        QCOMPARE(visits.last()->at, start + 1s);
    }

    // --- what of a connection counts
    void aRequestCounts_data() { plainAndTls(); }
    void aRequestCounts()
    {
        QFETCH(bool, tls);
        openToStrangers(tls);
        Peer peer(m_http->serverPort(), tls);
        peer.write(getRequest);
        QTRY_VERIFY(peer.bytes.endsWith("/a?b\n"));
        QVERIFY(m_http->visits().last());
        QCOMPARE(m_http->visits().last()->from.toString(), QStringLiteral("127.0.0.1"));
    }

    // Somebody who stays is there still, long after they came.
    void whatComesOverALinkCounts_data() { plainAndTls(); }
    void whatComesOverALinkCounts()
    {
        QFETCH(bool, tls);
        openToStrangers(tls);
        Peer peer(m_http->serverPort(), tls);
        peer.write(upgrade);
        QTRY_VERIFY(peer.bytes.startsWith("HTTP/1.1 101 "));
        QVERIFY(m_http->visits().last());
        const Stomp::TimePoint came = m_http->visits().last()->at;
        QTRY_VERIFY(peer.write(frame(0x81, "still here")) > 0 &&
                    m_http->visits().last()->at > came);
    }

    void rawStompCounts()
    {
        openToStrangers(false);
        Peer peer(m_tcp->serverPort());
        peer.write("CONNECT\n\n");
        QTRY_COMPARE(m_received, QByteArray("CONNECT\n\n"));
        QVERIFY(m_http->visits().last()); // both doors know
    }

    // Whoever only knocks was not served: what is in between may have answered for us.
    void aConnectionAloneDoesNotCount()
    {
        openToStrangers(false);
        Peer peer(m_http->serverPort());
        QTRY_COMPARE(m_http->counters().accepted, quint64(1));
        peer.write("GET / HTTP/1.1\r\n"); // half a head
        Peer other(m_tcp->serverPort());
        QTRY_COMPARE(m_http->counters().accepted, quint64(2));
        QVERIFY(!m_http->visits().last());
        peer.write("Host: h:1\r\n\r\n");
        QTRY_VERIFY(m_http->visits().last());
    }

    void ownComputerDoesNotCount()
    {
        open();
        Peer peer(m_http->serverPort());
        peer.write(getRequest);
        QTRY_VERIFY(peer.bytes.endsWith("/a?b\n"));
        QVERIFY(!m_http->visits().last());
    }

private:
    static void plainAndTls()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void openToStrangers(bool tls)
    {
        if (tls)
            needTls();
        m_options.limits.isOwn = [](const QHostAddress &) { return false; };
        open();
    }
};

QTEST_GUILESS_MAIN(TestVisits)
#include "tst_visits.moc"
