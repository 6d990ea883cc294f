// SPDX-License-Identifier: GPL-3.0-or-later
// A client and the host it knows: found wherever it goes, and nobody else taken for it.

#include "server/doors/ownidentity.h"
#include "server/host.h"
#include "stomp/wire/address.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/recordingtls.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostfiles.h"
#include "ui/model/hostway.h"
#include "ui/model/outboxsender.h"
#include "ui/model/pinnednetwork.h"

#include <QFile>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Ui;
using Refusal = HostWay::Refusal;
using Stomp::CertifiedKey;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
constexpr int patience = 30000; // ms

CertifiedKey newKey()
{
    return Stomp::makeCertifiedKey("madang-test.local").value_or(CertifiedKey());
}

/// A host that can be closed and opened elsewhere, with the same data.
struct MovingHost {
    QTemporaryDir folder;
    std::unique_ptr<Server::Host> host;
    Server::HostAddresses addresses;
    QString password;
    QString address;
    CertifiedKey key; ///< Of somebody who gave it one; else it makes its own.

    bool open(quint16 port = 0, const QString &at = QStringLiteral("127.0.0.1"))
    {
        address = at;
        Server::HostConfig config;
        config.name = QStringLiteral("Oak");
        config.port = port;
        config.bind = QHostAddress(at);
        config.dataFolder = folder.filePath(QStringLiteral("data"));
        config.passwordFile = write("password", password.toUtf8());
        config.tlsCertificate = write("certificate.pem", key.chain);
        config.tlsKey = write("key.pem", key.key);
        host = std::make_unique<Server::Host>(config);
        QSignalSpy started(host.get(), &Server::Host::started);
        host->start();
        if (!QTest::qWaitFor([&] { return !started.isEmpty(); }, patience))
            return false;
        addresses = started[0][0].value<Server::HostAddresses>();
        return true;
    }
    /// The path; empty: there was nothing to be written.
    QString write(const char *name, const QByteArray &text) const
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (text.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            return {};
        return file.fileName();
    }
    void close() { host.reset(); }
    QString place() const { return QStringLiteral("%1:%2").arg(address).arg(addresses.port); }
    QString data() const { return folder.filePath(QStringLiteral("data")); }
};

} // namespace

class TestHostWay : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<HostTrust> m_trust;
    std::unique_ptr<MovingHost> m_host;
    std::unique_ptr<ChatClient> m_client;
    HostWay *m_way = nullptr;
    const QSslConfiguration m_usual = QSslConfiguration::defaultConfiguration();

    /// Goes there as a person does; comes back soon.
    void go(const QString &key, HostWay::Start start, const QString &password = {})
    {
        Stomp::StompClient::Options options;
        options.firstRetry = std::chrono::milliseconds(20);
        options.longestRetry = std::chrono::milliseconds(100);
        auto way = std::make_unique<HostWay>(*m_trust, key, std::move(start));
        m_way = way.get();
        m_client = std::make_unique<ChatClient>(
            *m_profile, key, [way = m_way] { return way->makeLink(); }, password, nullptr, options);
        way.release()->follow(*m_client);
        m_client->connectToHost();
    }
    static HostWay::Start to(const QString &address, const QByteArray &fingerprint = {})
    {
        return {Chat::hostUrl(address), {}, fingerprint};
    }
    bool isOnline() const
    {
        return m_client->status().phase == ConnectionStatus::Phase::Online &&
               m_client->rooms()->isJoined(lobby);
    }
    void goToHost()
    {
        go(m_host->place(), to(m_host->place()));
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
    }
    void remember(const QString &key, const QByteArray &fingerprint, const QString &address)
    {
        m_trust->keep({key, fingerprint, {}, address, {}, {}});
    }
    void verifyRefused(Refusal why, const RecordingTls &other)
    {
        QSignalSpy refused(m_way, &HostWay::refused);
        QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty(), patience);
        QCOMPARE(m_way->refusal(), why);
        QTRY_VERIFY_WITH_TIMEOUT(other.ended() > 0, patience);
        m_client->disconnectFromHost();
        QTRY_COMPARE_WITH_TIMEOUT(other.ended(), other.begun(), patience);
        QCOMPARE(other.said(), QByteArray());
        QCOMPARE(refused.size(), 1); // once for each certificate, whatever the tries
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("kim"));
        m_trust = std::make_unique<HostTrust>(*m_profile);
        m_host = std::make_unique<MovingHost>();
    }
    void cleanup()
    {
        m_client.reset();
        m_host.reset();
        m_trust.reset();
        m_profile.reset();
        QSslConfiguration::setDefaultConfiguration(m_usual);
    }

    void isRememberedOnceItLetsUsIn()
    {
        QVERIFY(m_host->open());
        const QString place = m_host->place();
        goToHost();
        const auto known = m_trust->known(place);
        QVERIFY(known);
        QCOMPARE(known->fingerprint, m_host->addresses.fingerprint);
        QCOMPARE(known->address, place);
        QVERIFY(!known->hostId.isEmpty());
        QVERIFY(known->trustedName.isEmpty());
    }

    // A wrong password, as a mistyped address: not yet anybody one knows.
    void isNotRememberedBefore()
    {
        m_host->password = QStringLiteral("sesame");
        QVERIFY(m_host->open());
        go(m_host->place(), to(m_host->place()), QStringLiteral("wrong"));
        QTRY_COMPARE_WITH_TIMEOUT(m_client->status().phase, ConnectionStatus::Phase::Refused,
                                  patience);
        QVERIFY(!m_trust->known(m_host->place()));
    }

    void anotherInItsPlaceGetsNothing()
    {
        RecordingTls other(newKey());
        QVERIFY(other.start());
        const QByteArray pin = RecordingTls::fingerprint(newKey());
        remember(other.place(), pin, other.place());
        go(other.place(), to(other.place()), QStringLiteral("sesame"));
        verifyRefused(Refusal::Changed, other);
        QCOMPARE(m_trust->pin(other.place()), pin);
    }

    void thePersonMaySayThatItIsTheSame()
    {
        QVERIFY(m_host->open());
        const QString place = m_host->place();
        remember(place, RecordingTls::fingerprint(newKey()), place);
        go(place, to(place));
        QSignalSpy refused(m_way, &HostWay::refused);
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patience);
        QCOMPARE(m_way->shown().fingerprint(), m_host->addresses.fingerprint);
        m_way->trust(m_way->shown().fingerprint());
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
        QCOMPARE(m_trust->pin(place), m_host->addresses.fingerprint);
    }

    void renewedHostIsFollowed()
    {
        QVERIFY(m_host->open());
        goToHost();
        const QString place = m_host->place();
        const quint16 port = m_host->addresses.port;
        m_host->close();
        QVERIFY(Server::renewOwnIdentity(m_host->data()));
        QVERIFY(m_host->open(port));
        QTRY_VERIFY_WITH_TIMEOUT(isOnline() && m_trust->pin(place) == m_host->addresses.fingerprint,
                                 patience);
        QCOMPARE(m_way->refusal(), Refusal::None);
    }

    // An authority gives a host another certificate from time to time.
    void nameThatTheSystemTrustsIsFollowed()
    {
        // Of two names, by which whoever looks for their issuer tells them apart.
        const auto first = Stomp::makeCertifiedKey("one.local").value_or(CertifiedKey());
        const auto second = Stomp::makeCertifiedKey("two.local").value_or(CertifiedKey());
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates(QSslCertificate::fromData(first.chain, QSsl::Pem) +
                                   QSslCertificate::fromData(second.chain, QSsl::Pem));
        QSslConfiguration::setDefaultConfiguration(trusting);
        m_host->key = first;
        QVERIFY(m_host->open());
        const quint16 port = m_host->addresses.port;
        const QString place = QStringLiteral("localhost:%1").arg(port);
        go(place, to(place));
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
        QCOMPARE(m_trust->pin(place), RecordingTls::fingerprint(first));
        QCOMPARE(m_trust->known(place)->trustedName, QStringLiteral("localhost"));
        m_host->close();
        m_host->key = second;
        QVERIFY(m_host->open(port));
        QTRY_VERIFY_WITH_TIMEOUT(m_trust->pin(place) == RecordingTls::fingerprint(second),
                                 patience);
        QCOMPARE(m_way->refusal(), Refusal::None);
    }

    void forgedChainIsNotFollowed()
    {
        const CertifiedKey known = newKey();
        CertifiedKey forged = newKey();
        forged.chain += known.chain;
        RecordingTls other(forged);
        QVERIFY(other.start());
        remember(other.place(), RecordingTls::fingerprint(known), other.place());
        go(other.place(), to(other.place()));
        verifyRefused(Refusal::Changed, other);
    }

    void hostThatMovedIsFoundAndGetsWhatWasWritten()
    {
        QVERIFY(m_host->open());
        goToHost();
        const QString key = m_host->place();
        const QByteArray fingerprint = m_host->addresses.fingerprint;
        m_host->close();
        QTRY_VERIFY_WITH_TIMEOUT(!isOnline(), patience);
        m_client->say(lobby, QStringLiteral("for later"));
        QCOMPARE(m_client->unsentCount(), 1);
        QVERIFY(m_host->open());
        QVERIFY(m_host->place() != key);
        QSignalSpy changed(m_way, &HostWay::changed);
        m_way->heard({}, fingerprint, m_host->place());
        QTRY_COMPARE_WITH_TIMEOUT(m_client->unsentCount(), 0, patience);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(Chat::hostText(m_way->url()), m_host->place());
        QCOMPARE(m_trust->known(key)->address, m_host->place());
        QCOMPARE(m_trust->keyFor(m_host->place()), key);
    }

    // Its network may say so before the old connection is known to be broken.
    void whatIsHeardWhileItIsReachedCountsLater()
    {
        QVERIFY(m_host->open());
        auto before = std::make_unique<CuttingProxy>(m_host->addresses.port);
        const QString key = QStringLiteral("127.0.0.1:%1").arg(before->serverPort());
        go(key, to(key));
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
        m_way->heard({}, m_host->addresses.fingerprint, m_host->place());
        QVERIFY(isOnline());
        QCOMPARE(m_trust->known(key)->address, key);
        before.reset();
        QTRY_VERIFY_WITH_TIMEOUT(isOnline() && m_trust->known(key)->address == m_host->place(),
                                 patience);
    }

    void hostIsFoundByItsIdAsWell()
    {
        QVERIFY(m_host->open());
        goToHost();
        const QString id = m_trust->known(m_host->place())->hostId;
        m_host->close();
        QVERIFY(Server::renewOwnIdentity(m_host->data()));
        QVERIFY(m_host->open());
        QTRY_VERIFY_WITH_TIMEOUT(!isOnline(), patience);
        m_way->heard(id, m_host->addresses.fingerprint, m_host->place());
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
    }

    // Anybody can announce anything.
    void aForgedAnnouncementCostsOneTry()
    {
        QVERIFY(m_host->open());
        goToHost();
        const QString key = m_host->place();
        const QString id = m_trust->known(key)->hostId;
        const QByteArray fingerprint = m_host->addresses.fingerprint;
        RecordingTls liar(newKey());
        QVERIFY(liar.start());
        m_host->close();
        QTRY_VERIFY_WITH_TIMEOUT(!isOnline(), patience);
        m_way->heard(id, fingerprint, liar.place());
        QTRY_VERIFY_WITH_TIMEOUT(liar.ended() == 1, patience);
        // It is no reason to trouble the person, and nobody is asked to trust it.
        QVERIFY(m_way->refusal() != Refusal::Changed);
        QVERIFY(m_host->open());
        // Once more the lie, then the truth; each try is for one of them.
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                m_way->heard(id, fingerprint, liar.place());
                m_way->heard(id, fingerprint, m_host->place());
                return isOnline();
            }(),
            patience);
        QCOMPARE(liar.begun(), 1);
        QCOMPARE(liar.said(), QByteArray());
        QCOMPARE(m_trust->known(key)->address, m_host->place());
    }

    // What is there no more may be said again and again, and the host may yet come there.
    void whereNobodyAnswersIsTriedThreeTimes()
    {
        const QString known = QStringLiteral("192.168.0.5:7610");
        const QByteArray pin = RecordingTls::fingerprint(newKey());
        remember(known, pin, known);
        HostWay way(*m_trust, known, to(known));
        const QSignalSpy found(&way, &HostWay::found);
        for (int tries = 0; tries < 20; ++tries) {
            way.heard({}, pin, QStringLiteral("127.0.0.1:9"));
            way.heard({}, pin, QStringLiteral("127.0.0.1:9"));
            way.makeLink();
        }
        QCOMPARE(found.size(), 3);
        way.heard({}, pin, QStringLiteral("127.0.0.1:10")); // and that says nothing of others
        QCOMPARE(found.size(), 4);
    }

    void whoWasNeverMetIsNotLookedForElsewhere()
    {
        RecordingTls other(newKey());
        QVERIFY(other.start());
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QString place = QStringLiteral("127.0.0.1:%1").arg(gone.serverPort());
        gone.close();
        HostWay way(*m_trust, place, to(place));
        QSignalSpy found(&way, &HostWay::found);
        way.heard({}, {}, other.place());
        way.heard(QStringLiteral("id"), RecordingTls::fingerprint(newKey()), other.place());
        QVERIFY(found.isEmpty());
    }

    void pinnedHostIsNeverSpokenToInPlain()
    {
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        const QString place = QStringLiteral("127.0.0.1:%1").arg(plain.serverPort());
        remember(place, RecordingTls::fingerprint(newKey()), place);
        HostWay way(*m_trust, place, to(QStringLiteral("ws://") + place));
        const auto link = way.makeLink();
        QTRY_VERIFY_WITH_TIMEOUT(plain.hasPendingConnections(), patience);
        QTcpSocket *caller = plain.nextPendingConnection();
        QTRY_VERIFY_WITH_TIMEOUT(caller->bytesAvailable() > 0, patience);
        QCOMPARE(caller->read(1), QByteArray("\x16")); // a handshake of TLS
    }

    /// What a host is known by is public, and anybody may write it into a link to themselves.
    void linkToAnotherIsNoSignThatTheHostHasChanged()
    {
        RecordingTls attacker(newKey());
        QVERIFY(attacker.start());
        const QByteArray pin = RecordingTls::fingerprint(newKey());
        const QString known = QStringLiteral("192.168.0.5:7610");
        remember(known, pin, known);
        const QString key = m_trust->keyFor(attacker.place(), pin);
        QCOMPARE(key, known);
        go(key, to(attacker.place(), pin));
        std::optional<HostWay::Refusal> told;
        connect(m_way, &HostWay::refused, m_way, [&] {
            if (!told)
                told = m_way->refusal();
        });
        QTRY_VERIFY_WITH_TIMEOUT(told, patience);
        QCOMPARE(*told, HostWay::Refusal::NotOfLink);
        m_way->trust(m_way->shown().fingerprint()); // and even then nothing is remembered before
        QCOMPARE(m_trust->pin(known), pin);
        QVERIFY(!attacker.said().contains("GET "));
    }

    void linkHasToLeadToWhomItNames()
    {
        RecordingTls other(newKey());
        QVERIFY(other.start());
        go(other.place(), to(other.place(), RecordingTls::fingerprint(newKey())));
        verifyRefused(Refusal::NotOfLink, other);
        QVERIFY(!m_trust->known(other.place()));
    }

    void linkLeadsThere()
    {
        QVERIFY(m_host->open());
        go(m_host->place(), to(m_host->place(), m_host->addresses.fingerprint));
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
        QCOMPARE(m_trust->pin(m_host->place()), m_host->addresses.fingerprint);
    }

    // A link made before the host renewed its key.
    void olderLinkLeadsThere()
    {
        QVERIFY(m_host->open());
        const QByteArray before = m_host->addresses.fingerprint;
        m_host->close();
        QVERIFY(Server::renewOwnIdentity(m_host->data()));
        QVERIFY(m_host->open());
        go(m_host->place(), to(m_host->place(), before));
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
        QCOMPARE(m_trust->pin(m_host->place()), m_host->addresses.fingerprint);
    }

    void otherAddressesOfALinkAreTried()
    {
        QVERIFY(m_host->open());
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QString first = QStringLiteral("127.0.0.1:%1").arg(gone.serverPort());
        gone.close();
        go(first, {Chat::hostUrl(first), {m_host->place()}, m_host->addresses.fingerprint});
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
        QCOMPARE(m_trust->known(first)->address, m_host->place());
    }

    void hostThatIsKnownAlreadyIsSaidToBe()
    {
        const CertifiedKey key = newKey();
        RecordingTls other(key);
        QVERIFY(other.start());
        const QString known = QStringLiteral("192.168.0.5:7610");
        remember(known, RecordingTls::fingerprint(key), known);
        go(other.place(), to(other.place()));
        verifyRefused(Refusal::KnownAs, other);
        QCOMPARE(m_way->knownKey(), known);
    }

    void invitationIsShownUntilOneIsIn()
    {
        QVERIFY(m_host->open());
        go(m_host->place(), to(m_host->place()));
        m_client->account()->setInvitation("abc-DEF_1");
        Stomp::Headers headers;
        m_client->account()->addTo(headers);
        QCOMPARE(headers.value("invitation", {}), QByteArray("abc-DEF_1"));
        QTRY_VERIFY_WITH_TIMEOUT(isOnline(), patience);
        Stomp::Headers later;
        m_client->account()->addTo(later);
        QVERIFY(!later.contains("invitation"));
    }

    void filesComeFromTheHostAlone()
    {
        QVERIFY(m_host->open());
        goToHost();
        HostFiles files;
        files.follow(*m_client);
        QCOMPARE(files.request("/health").url(),
                 QUrl(QStringLiteral("https://%1/health").arg(m_host->place())));
        std::unique_ptr<QNetworkReply> reply(files.network().get(files.request("/health")));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patience);
        QCOMPARE(statusOf(*reply), 200);

        RecordingTls other(newKey());
        QVERIFY(other.start());
        files.setAddress(QUrl(QStringLiteral("https://") + other.place()));
        reply.reset(files.network().get(files.request("/health")));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patience);
        QCOMPARE(statusOf(*reply), 0);
        QTRY_COMPARE_WITH_TIMEOUT(other.ended(), other.begun(), patience);
        QCOMPARE(other.said(), QByteArray());
    }

    void filesDoNotComeFromWhomTheSystemTrusts()
    {
        const CertifiedKey key = newKey();
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates(QSslCertificate::fromData(key.chain, QSsl::Pem));
        QSslConfiguration::setDefaultConfiguration(trusting);
        RecordingTls other(key);
        QVERIFY(other.start());
        const QUrl url(QStringLiteral("https://%1/").arg(other.place(QStringLiteral("localhost"))));
        QByteArray pin = RecordingTls::fingerprint(newKey());
        QNetworkAccessManager network;
        keepToPin(network, [&pin] { return pin; });
        std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(other.begun() > 0 && other.ended() == other.begun(), patience);
        QCOMPARE(other.said(), QByteArray());
        pin.clear(); // nobody is known: the system's word counts, or this tests nothing
        reply.reset(network.get(QNetworkRequest(url)));
        QTRY_VERIFY_WITH_TIMEOUT(other.said().startsWith("GET / "), patience);
        reply->abort();
    }
};

QTEST_GUILESS_MAIN(TestHostWay)
#include "tst_hostway.moc"
