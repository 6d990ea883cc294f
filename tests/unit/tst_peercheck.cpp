// SPDX-License-Identifier: GPL-3.0-or-later
// To whom a link sends nothing: whoever is not the one it is looking for.

#include "stomp/net/websocketlink.h"
#include "tests/support/recordingtls.h"

#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTest>

using Stomp::CertifiedKey;
using Stomp::ShownPeer;
using Stomp::WebSocketLink;

namespace {

constexpr int patience = 30000; // ms

CertifiedKey newKey()
{
    return Stomp::makeCertifiedKey("madang-test.local").value_or(CertifiedKey());
}

} // namespace

class TestPeerCheck : public QObject {
    Q_OBJECT

    std::unique_ptr<WebSocketLink> link(const QUrl &url, Stomp::PeerCheck check)
    {
        return std::make_unique<WebSocketLink>(url, WebSocketLink::largestUsual, std::move(check));
    }
    /// Waits until the link is closed and the other side knows, and compares what it got.
    void verifyNothingSaid(WebSocketLink &link, const RecordingTls &other)
    {
        QSignalSpy closed(&link, &Stomp::Link::closed);
        QSignalSpy opened(&link, &Stomp::Link::opened);
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patience);
        QCOMPARE(closed[0][1].toString(), QString(Stomp::otherPeerReason));
        QTRY_COMPARE_WITH_TIMEOUT(other.ended(), other.begun(), patience);
        QCOMPARE(other.begun(), 1);
        QCOMPARE(other.said(), QByteArray());
        QVERIFY(opened.isEmpty());
        QVERIFY(!link.isOpen());
    }

private Q_SLOTS:
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_usual); }

    void theOneIsTalkedTo()
    {
        const CertifiedKey key = newKey();
        RecordingTls host(key);
        QVERIFY(host.start());
        const auto open = link(host.webSocket(), Stomp::pinnedTo(RecordingTls::fingerprint(key)));
        QTRY_VERIFY_WITH_TIMEOUT(host.said().startsWith("GET /ws-stomp HTTP/1.1\r\n"), patience);
    }

    void anotherGetsNothing()
    {
        RecordingTls other(newKey());
        QVERIFY(other.start());
        const auto refused =
            link(other.webSocket(), Stomp::pinnedTo(RecordingTls::fingerprint(newKey())));
        verifyNothingSaid(*refused, other);
    }

    // The trap: a system that trusts the certificate asks nobody.
    void anotherThatTheSystemTrustsGetsNothing()
    {
        const CertifiedKey key = newKey();
        trust(key);
        RecordingTls other(key);
        QVERIFY(other.start());
        bool trusted = false;
        const auto refused =
            link(other.webSocket(QStringLiteral("localhost")), [&trusted](const ShownPeer &shown) {
                trusted = shown.trusted;
                return false;
            });
        verifyNothingSaid(*refused, other);
        QVERIFY(trusted); // or this tests nothing
    }

    void trustIsForTheNameThatWasDialled()
    {
        const CertifiedKey key = newKey();
        trust(key);
        RecordingTls host(key);
        QVERIFY(host.start());
        for (const auto &[name, trusts] :
             {std::pair{QStringLiteral("localhost"), true}, {QStringLiteral("127.0.0.1"), false}}) {
            std::optional<ShownPeer> seen;
            const auto asked = link(host.webSocket(name), [&seen](const ShownPeer &shown) {
                seen = shown;
                return true;
            });
            QTRY_VERIFY_WITH_TIMEOUT(seen.has_value(), patience);
            QCOMPARE(seen->trusted, trusts);
            QCOMPARE(seen->name, name);
            QCOMPARE(seen->fingerprint(), RecordingTls::fingerprint(key));
        }
    }

    void chainIsShownAsItWasSent()
    {
        const CertifiedKey old = newKey();
        const CertifiedKey renewed = Stomp::renewCertifiedKey(old).value_or(CertifiedKey());
        RecordingTls host(renewed);
        QVERIFY(host.start());
        int asked = 0;
        ShownPeer seen;
        const auto open = link(host.webSocket(), [&](const ShownPeer &shown) {
            ++asked;
            seen = shown;
            return true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(!host.said().isEmpty(), patience);
        QCOMPARE(asked, 1); // of each connection
        QCOMPARE(seen.chain.size(), 2);
        QVERIFY(Stomp::followsFrom(seen.chain, RecordingTls::fingerprint(old)));
        QVERIFY(!seen.trusted);
    }

    void whoIsNotAskedTrustsTheSystem()
    {
        RecordingTls other(newKey());
        QVERIFY(other.start());
        WebSocketLink refused(other.webSocket());
        QSignalSpy closed(&refused, &Stomp::Link::closed);
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(other.ended(), 1, patience);
        QCOMPARE(other.said(), QByteArray());
    }

    void nobodyIsTheOneWithoutAPin()
    {
        ShownPeer nobody;
        QVERIFY(!Stomp::pinnedTo({})(nobody));
        QVERIFY(!Stomp::pinnedTo(QByteArray(32, 'a'))(nobody));
        QVERIFY(nobody.fingerprint().isEmpty());
    }

private:
    static void trust(const CertifiedKey &key)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromData(key.chain, QSsl::Pem));
        QSslConfiguration::setDefaultConfiguration(configuration);
    }

    const QSslConfiguration m_usual = QSslConfiguration::defaultConfiguration();
};

QTEST_GUILESS_MAIN(TestPeerCheck)
#include "tst_peercheck.moc"
