// SPDX-License-Identifier: GPL-3.0-or-later
// A host's own key: made, renewed, and followed by who knew the old one.

#include "stomp/net/certifiedkey.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QProcess>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>
#include <QTest>

#include <cstdlib>
#include <openssl/crypto.h>

using Stomp::CertifiedKey;

namespace {

QList<QSslCertificate> certificatesOf(const CertifiedKey &certified)
{
    return QSslCertificate::fromData(certified.chain, QSsl::Pem);
}

QByteArrayList chainOf(const CertifiedKey &certified)
{
    QByteArrayList chain;
    for (const QSslCertificate &one : certificatesOf(certified))
        chain.append(one.toDer());
    return chain;
}

QByteArray leafPrint(const CertifiedKey &certified)
{
    return certificatesOf(certified).first().digest(QCryptographicHash::Sha256);
}

CertifiedKey made()
{
    return Stomp::makeCertifiedKey("madang-test.local").value_or(CertifiedKey());
}

constexpr const char *endsAtOnce = "MADANG_TEST_ENDS_AT_ONCE";
constexpr int putAway = 7;

} // namespace

class TestCertifiedKey : public QObject {
    Q_OBJECT

public:
    /// A program that ends, and tells by its exit code whether OpenSSL was put away.
    static void initMain()
    {
        if (!qEnvironmentVariableIsSet(endsAtOnce))
            return;
        OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CRYPTO_STRINGS, nullptr); // as who comes first
        OPENSSL_atexit([] { std::_Exit(putAway); });
        std::exit(EXIT_SUCCESS);
    }

private Q_SLOTS:
    void whatBrowsersTake()
    {
        const CertifiedKey key = made();
        const auto chain = certificatesOf(key);
        QCOMPARE(chain.size(), 1);
        const QSslCertificate &leaf = chain.first();
        QCOMPARE(leaf.publicKey().algorithm(), QSsl::Ec);
        QCOMPARE(leaf.publicKey().length(), 256);
        QVERIFY(leaf.isSelfSigned());
        QCOMPARE(leaf.subjectInfo(QSslCertificate::CommonName),
                 QStringList{QStringLiteral("madang-test.local")});
        QCOMPARE(leaf.subjectAlternativeNames().values(QSsl::DnsEntry).size(), 2);
        QVERIFY(leaf.effectiveDate() < QDateTime::currentDateTimeUtc());
        QVERIFY(leaf.expiryDate() > QDateTime::currentDateTimeUtc().addYears(49));
        QVERIFY(!QSslKey(key.key, QSsl::Ec).isNull());
        QVERIFY(Stomp::isWhole(key));
    }

    // Qt hands Schannel the key as it is read, within an envelope that has RSA in PKCS #1 alone.
    void whatWindowsTakes()
    {
        const CertifiedKey old = *Stomp::makeCertifiedKey("a.local", Stomp::KeyKind::P256);
        QCOMPARE(Stomp::keyKindOf(old), Stomp::KeyKind::P256);
        const CertifiedKey key = *Stomp::renewCertifiedKey(old, Stomp::KeyKind::Rsa);
        QCOMPARE(Stomp::keyKindOf(key), Stomp::KeyKind::Rsa);
        QVERIFY(key.key.startsWith("-----BEGIN RSA PRIVATE KEY-----"));
        const QSslKey read(key.key, QSsl::Rsa);
        QCOMPARE(read.length(), 3072);
        QCOMPARE(certificatesOf(key).first().publicKey().algorithm(), QSsl::Rsa);
        QVERIFY(Stomp::isWhole(key));
        // Whoever knew the key of the other kind follows to it.
        QVERIFY(Stomp::followsFrom(chainOf(key), leafPrint(old)));
        QVERIFY(!Stomp::keyKindOf({"none", old.chain}));
    }

    void everyKeyIsAnother() { QVERIFY(leafPrint(made()) != leafPrint(made())); }

    void whoKnewTheOldKeyFollows()
    {
        const CertifiedKey first = made();
        CertifiedKey now = first;
        for (int i = 0; i < Stomp::mostRenewals; ++i) {
            const CertifiedKey before = now;
            now = Stomp::renewCertifiedKey(now).value_or(CertifiedKey());
            QVERIFY(Stomp::isWhole(now));
            QVERIFY(now.key != before.key);
            QVERIFY(Stomp::followsFrom(chainOf(now), leafPrint(before)));
            QVERIFY(Stomp::followsFrom(chainOf(now), leafPrint(first)));
            QVERIFY(!Stomp::followsFrom(chainOf(before), leafPrint(now))); // never back
        }
        // One more, and the first is too long ago.
        now = Stomp::renewCertifiedKey(now).value_or(CertifiedKey());
        QVERIFY(Stomp::isWhole(now));
        QCOMPARE(chainOf(now).size(), Stomp::mostRenewals + 1);
        QVERIFY(!Stomp::followsFrom(chainOf(now), leafPrint(first)));
    }

    // A chain is only a list: whoever has seen a certificate can send it along.
    void aCertificateThatIsOnlySentAlongVouchesForNothing()
    {
        const CertifiedKey known = made();
        const CertifiedKey renewed = Stomp::renewCertifiedKey(known).value_or(CertifiedKey());
        const CertifiedKey forger = made();
        const QByteArrayList forged = chainOf(forger) + chainOf(known);
        QVERIFY(!Stomp::followsFrom(forged, leafPrint(known)));
        // Nor behind a link that is true.
        const QByteArrayList longer = chainOf(forger) + chainOf(renewed);
        QVERIFY(!Stomp::followsFrom(longer, leafPrint(known)));
        QVERIFY(!Stomp::isWhole({forger.key, forger.chain + known.chain}));
    }

    void aCertificateIsSignedByItsIssuerAlone()
    {
        const CertifiedKey known = made();
        const CertifiedKey renewed = Stomp::renewCertifiedKey(known).value_or(CertifiedKey());
        const QByteArrayList chain = chainOf(renewed);
        QVERIFY(Stomp::isSignedBy(chain[0], chain[1]));
        QVERIFY(!Stomp::isSignedBy(chain[1], chain[0]));
        QVERIFY(!Stomp::isSignedBy(chain[0], chainOf(made()).first()));
        for (qsizetype i = 0; i < chain[0].size(); ++i) {
            QByteArray changed = chain[0];
            changed[i] = char(changed[i] ^ 1);
            QVERIFY2(!Stomp::isSignedBy(changed, chain[1]), qPrintable(QString::number(i)));
        }
    }

    void leafIsNotFollowedFromItself()
    {
        const CertifiedKey key = made();
        QVERIFY(!Stomp::followsFrom(chainOf(key), leafPrint(key)));
        QVERIFY(!Stomp::followsFrom({}, leafPrint(key)));
        QVERIFY(!Stomp::followsFrom(chainOf(key), {}));
    }

    void longChainIsNotLookedAt()
    {
        const CertifiedKey key = made();
        const CertifiedKey renewed = Stomp::renewCertifiedKey(key).value_or(CertifiedKey());
        QByteArrayList chain = chainOf(renewed);
        QVERIFY(Stomp::followsFrom(chain, leafPrint(key)));
        while (chain.size() <= Stomp::mostRenewals + 1)
            chain.append(chain.last());
        QVERIFY(!Stomp::followsFrom(chain, leafPrint(key)));
    }

    void whatIsNoKeyIsNotWhole_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("chain");
        const CertifiedKey one = made();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("no key") << QByteArray() << one.chain;
        QTest::newRow("no certificate") << one.key << QByteArray();
        QTest::newRow("another's") << made().key << one.chain;
        QTest::newRow("cut") << one.key << one.chain.first(one.chain.size() / 2);
        QTest::newRow("cut key") << one.key.first(one.key.size() / 2) << one.chain;
        QTest::newRow("huge") << one.key + QByteArray(1024 * 1024, 'a') << one.chain;
        QTest::newRow("with a passphrase")
            << QByteArray("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE "
                          "KEY-----\n")
            << one.chain;
    }
    void whatIsNoKeyIsNotWhole()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, chain);
        QVERIFY(!Stomp::isWhole({key, chain}));
        QVERIFY(!Stomp::renewCertifiedKey({key, chain}));
    }

    // Threads that used it may still be ending.
    void opensslIsLeftToTheSystemAtTheEnd()
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(endsAtOnce), QStringLiteral("1"));
        program.setProcessEnvironment(environment);
        program.start(QCoreApplication::applicationFilePath(), {});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), EXIT_SUCCESS);
    }
};

QTEST_GUILESS_MAIN(TestCertifiedKey)
#include "tst_certifiedkey.moc"
