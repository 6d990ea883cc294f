// SPDX-License-Identifier: GPL-3.0-or-later
// By what a host is known again, and by what not.

#include "stomp/net/certifiedkey.h"
#include "ui/model/hosttrust.h"
#include "ui/model/profile.h"

#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;
using Stomp::CertifiedKey;
using Stomp::ShownPeer;

namespace {

const QString place = QStringLiteral("192.168.0.5:7610");
const QString otherPlace = QStringLiteral("192.168.0.9:7610");

CertifiedKey newKey()
{
    return Stomp::makeCertifiedKey("madang-test.local").value_or(CertifiedKey());
}

CertifiedKey renewed(const CertifiedKey &key)
{
    return Stomp::renewCertifiedKey(key).value_or(CertifiedKey());
}

ShownPeer shows(const CertifiedKey &key, const QString &name = {}, bool trusted = false)
{
    ShownPeer shown;
    for (const QSslCertificate &one : QSslCertificate::fromData(key.chain, QSsl::Pem))
        shown.chain.append(one.toDer());
    shown.name = name;
    shown.trusted = trusted;
    return shown;
}

} // namespace

class TestHostTrust : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<HostTrust> m_trust;

    void remember(const QString &key, const CertifiedKey &shown, const QString &address,
                  const QString &trustedName = {})
    {
        m_trust->keep(
            {key, shows(shown).fingerprint(), QStringLiteral("id"), address, trustedName, {}});
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Profile::open(m_folder->path());
        QVERIFY(opened);
        m_profile = std::move(*opened);
        m_trust = std::make_unique<HostTrust>(*m_profile);
    }
    void cleanup()
    {
        m_trust.reset();
        m_profile.reset();
    }

    void firstIsNewThenKnown()
    {
        const CertifiedKey key = newKey();
        QCOMPARE(m_trust->judge(place, shows(key)), Verdict::New);
        QVERIFY(m_trust->pin(place).isEmpty());
        remember(place, key, place);
        QCOMPARE(m_trust->judge(place, shows(key)), Verdict::Known);
        QCOMPARE(m_trust->pin(place), shows(key).fingerprint());
        QCOMPARE(m_trust->keyOfPin(shows(key).fingerprint()), place);
        QVERIFY(m_trust->keyOfPin(shows(newKey()).fingerprint()).isEmpty());
        // And after a restart.
        m_profile.reset();
        m_profile = std::move(*Profile::open(m_folder->path()));
        m_trust = std::make_unique<HostTrust>(*m_profile);
        QCOMPARE(m_trust->judge(place, shows(key)), Verdict::Known);
        QCOMPARE(m_trust->known(place)->address, place);
        QCOMPARE(m_trust->known(place)->hostId, QStringLiteral("id"));
    }

    void renewedIsFollowed()
    {
        const CertifiedKey key = newKey();
        remember(place, key, place);
        QCOMPARE(m_trust->judge(place, shows(renewed(key))), Verdict::Followed);
        QCOMPARE(m_trust->judge(place, shows(renewed(renewed(key)))), Verdict::Followed);
    }

    void othersAreChanged()
    {
        const CertifiedKey key = newKey();
        remember(place, key, place);
        QCOMPARE(m_trust->judge(place, shows(newKey())), Verdict::Changed);
        QCOMPARE(m_trust->judge(place, ShownPeer()), Verdict::Changed);
        // One that sends the known certificate along, which anybody can have seen.
        CertifiedKey forged = newKey();
        forged.chain += key.chain;
        QCOMPARE(m_trust->judge(place, shows(forged)), Verdict::Changed);
        // Trusted by this computer, but the known one was not.
        QCOMPARE(m_trust->judge(place, shows(newKey(), QStringLiteral("192.168.0.5"), true)),
                 Verdict::Changed);
        // An old key is not followed back to.
        remember(place, renewed(key), place);
        QCOMPARE(m_trust->judge(place, shows(key)), Verdict::Changed);
    }

    void anAuthorityVouchesForTheSameName()
    {
        const QString name = QStringLiteral("chat.example");
        remember(place, newKey(), place, name);
        QCOMPARE(m_trust->judge(place, shows(newKey(), name, true)), Verdict::Followed);
        QCOMPARE(m_trust->judge(place, shows(newKey(), name, false)), Verdict::Changed);
        QCOMPARE(m_trust->judge(place, shows(newKey(), QStringLiteral("other.example"), true)),
                 Verdict::Changed);
        ShownPeer nobody;
        nobody.name = name;
        nobody.trusted = true;
        QCOMPARE(m_trust->judge(place, nobody), Verdict::Changed);
    }

    void hostKeepsItsKeyWhereverItIs()
    {
        const CertifiedKey key = newKey();
        const QByteArray print = shows(key).fingerprint();
        QCOMPARE(m_trust->keyFor(place), place); // nobody's yet
        remember(place, key, place);
        QCOMPARE(m_trust->keyFor(place), place);
        QCOMPARE(m_trust->keyFor(otherPlace, print), place);
        remember(place, key, otherPlace);
        QCOMPARE(m_trust->keyFor(otherPlace), place);
        QCOMPARE(m_trust->keyOf(shows(key)), place);
        QCOMPARE(m_trust->keyOf(shows(renewed(key))), place);
        QVERIFY(m_trust->keyOf(shows(newKey())).isEmpty());
        // Who has its address now is somebody else, with outbox and rooms of their own.
        const QString next = m_trust->keyFor(place);
        QVERIFY(next != place);
        remember(next, newKey(), place);
        QCOMPARE(m_trust->keyFor(place), next);
        QCOMPARE(m_trust->keyFor(otherPlace), place);
    }

    // Where a link says another fingerprint than is known at that address, it means another host.
    void aLinkMeansWhoItSays()
    {
        remember(place, newKey(), place);
        const QByteArray other = shows(newKey()).fingerprint();
        const QString key = m_trust->keyFor(place, other);
        QVERIFY(key != place);
        QVERIFY(m_trust->pin(key).isEmpty());
    }

    void anAddressIsOneHostsAtATime()
    {
        remember(place, newKey(), place);
        remember(otherPlace, newKey(), place);
        QCOMPARE(m_trust->keyFor(place), otherPlace);
        QVERIFY(m_trust->known(place)->address.isEmpty());
    }

    void timeStaysWithTheFingerprint()
    {
        const CertifiedKey key = newKey();
        remember(place, key, place);
        const QDateTime since = m_trust->known(place)->since;
        QVERIFY(since.isValid());
        remember(place, key, otherPlace);
        QCOMPARE(m_trust->known(place)->since, since);
        QTRY_VERIFY(QDateTime::currentDateTimeUtc() > since);
        remember(place, newKey(), otherPlace);
        QVERIFY(m_trust->known(place)->since > since);
    }
};

QTEST_GUILESS_MAIN(TestHostTrust)
#include "tst_hosttrust.moc"
