// SPDX-License-Identifier: GPL-3.0-or-later
// Challenges and their proofs, names that are alike, guesses, codes, tokens: what the host trusts.
#include "server/auth/accesstokens.h"
#include "server/auth/accountcodes.h"
#include "server/auth/devicechallenges.h"
#include "server/auth/guessguard.h"
#include "server/auth/namekeys.h"
#include "stomp/net/devicekey.h"
#include "stomp/wire/deviceproof.h"

#include <QSet>
#include <QTest>

using namespace Server;
using namespace std::chrono_literals;
using Proof = DeviceChallenges::Proof;
using Stomp::DeviceKey;

namespace {

const Stomp::TimePoint start{std::chrono::hours(1000)};
const Chat::Timestamp noon{std::chrono::hours(500'000)};
const QByteArray host = "host-1";

/// One host and one device.
struct Pair {
    DeviceChallenges challenges{host};
    DeviceKey key = DeviceKey::make();

    QByteArray challenge(Chat::Timestamp now = noon)
    {
        return challenges.make(key.publicKey(), now);
    }
    QByteArray proof(const QByteArray &challenge, const QByteArray &to = host) const
    {
        return key.sign(Chat::deviceProofText(to, challenge, key.publicKey()));
    }
    Proof check(const QByteArray &challenge, const QByteArray &proof, Chat::Timestamp now = noon)
    {
        return challenges.check(key.publicKey(), challenge, proof, now);
    }
};

bool alike(const QString &a, const QString &b)
{
    const AccountName first = nameKeys(a);
    const AccountName second = nameKeys(b);
    return first.folded == second.folded || first.looks == second.looks;
}

} // namespace

class DeviceProofTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void proves();
    void worksOnce();
    void otherHostsProofIsNone();
    void otherKeysChallengeIsNone();
    void tamperedIsNone();
    void endsWithTime();
    void manyProofsEndAllChallenges();
    void hostsWithOneSecretTakeEachOthers();
    void keysThatAreNone_data();
    void keysThatAreNone();
    void alikeNames_data();
    void alikeNames();
    void guessesWait();
    void accountIsGuardedFromEverywhere();
    void ownAddressIsNotKeptOut();
    void guessesAreBounded();
    void codesAreReadAsTyped();
    void tokensEnd();
    void secretIsTheKey();
};

void DeviceProofTest::proves()
{
    Pair one;
    const QByteArray challenge = one.challenge();
    QCOMPARE(one.check(challenge, one.proof(challenge)), Proof::Right);
}

void DeviceProofTest::worksOnce()
{
    Pair one;
    const QByteArray challenge = one.challenge();
    const QByteArray proof = one.proof(challenge);
    QCOMPARE(one.check(challenge, proof), Proof::Right);
    QCOMPARE(one.check(challenge, proof), Proof::Stale);
}

void DeviceProofTest::otherHostsProofIsNone()
{
    Pair one;
    const QByteArray challenge = one.challenge();
    QCOMPARE(one.check(challenge, one.proof(challenge, "host-2")), Proof::Wrong);
    // The right one counts still: whoever brought the wrong one has not used it up.
    QCOMPARE(one.check(challenge, one.proof(challenge)), Proof::Right);
    DeviceChallenges other("host-2");
    const QByteArray second = one.challenge();
    QCOMPARE(other.check(one.key.publicKey(), second, one.proof(second, "host-2"), noon),
             Proof::Stale);
}

void DeviceProofTest::otherKeysChallengeIsNone()
{
    Pair one;
    const DeviceKey thief = DeviceKey::make();
    const QByteArray challenge = one.challenge();
    const QByteArray text = Chat::deviceProofText(host, challenge, thief.publicKey());
    QCOMPARE(one.challenges.check(thief.publicKey(), challenge, thief.sign(text), noon),
             Proof::Stale);
    // Signed by the thief for the other's key.
    const QByteArray asOther = Chat::deviceProofText(host, challenge, one.key.publicKey());
    QCOMPARE(one.check(challenge, thief.sign(asOther)), Proof::Wrong);
}

void DeviceProofTest::tamperedIsNone()
{
    Pair one;
    const QByteArray challenge = one.challenge();
    const QByteArray proof = one.proof(challenge);
    for (qsizetype i = 0; i < challenge.size(); ++i) {
        QByteArray other = challenge;
        other[i] = other[i] == 'x' ? 'y' : 'x';
        QVERIFY(one.check(other, one.proof(other)) != Proof::Right);
    }
    for (const QByteArray &bad : {QByteArray(), QByteArray("x"), proof.chopped(1), proof + '=',
                                  proof + 'A', QByteArray(86, 'A'), QByteArray(100000, 'A')})
        QVERIFY2(one.check(challenge, bad) != Proof::Right, bad.left(20).constData());
    QCOMPARE(one.check(QByteArray(100000, '.'), proof), Proof::Stale);
    QCOMPARE(one.check({}, proof), Proof::Stale);
    QCOMPARE(one.check(challenge, proof), Proof::Right);
}

void DeviceProofTest::endsWithTime()
{
    Pair one;
    const QByteArray early = one.challenge();
    QCOMPARE(one.check(early, one.proof(early), noon + 24h), Proof::Stale);
    QCOMPARE(one.check(early, one.proof(early), noon + 24h - 1s), Proof::Right);
}

/// Behind a balancer the proof comes to another host than the challenge came from.
void DeviceProofTest::hostsWithOneSecretTakeEachOthers()
{
    Pair one;
    Pair other{DeviceChallenges(host, {}, "secret"), one.key};
    Pair stranger{DeviceChallenges(host, {}, "another"), one.key};
    one.challenges = DeviceChallenges(host, {}, "secret");
    const QByteArray challenge = one.challenge();
    QCOMPARE(other.check(challenge, one.proof(challenge)), Proof::Right);
    QCOMPARE(stranger.check(challenge, one.proof(challenge)), Proof::Stale);
    // That it is taken once is seen to where all hosts look.
    QVERIFY(one.challenges.isShared());
    QCOMPARE(one.check(challenge, one.proof(challenge)), Proof::Right);
    QVERIFY(!DeviceChallenges(host).isShared());

    const Chat::Timestamp now(1'700'000'000'000ms);
    const QByteArray token =
        AccessTokens("secret").make({Chat::UserId(QStringLiteral("u-1")), "key"}, now);
    QVERIFY(AccessTokens("secret").read(token, now));
    QVERIFY(!AccessTokens("another").read(token, now));
}

void DeviceProofTest::manyProofsEndAllChallenges()
{
    DeviceChallenges::Limits limits;
    limits.used = 3;
    Pair one;
    one.challenges = DeviceChallenges(host, limits);
    const QByteArray first = one.challenge();
    QCOMPARE(one.check(first, one.proof(first)), Proof::Right);
    const QByteArray kept = one.challenge();
    for (int i = 0; i < 3; ++i) {
        const QByteArray challenge = one.challenge();
        QCOMPARE(one.check(challenge, one.proof(challenge)), Proof::Right);
    }
    // What was forgotten cannot be used again, for nothing of then counts any more.
    QCOMPARE(one.check(first, one.proof(first)), Proof::Stale);
    QCOMPARE(one.check(kept, one.proof(kept)), Proof::Stale);
}

void DeviceProofTest::keysThatAreNone_data()
{
    QTest::addColumn<QByteArray>("key");
    const auto encoded = [](const QByteArray &bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zero bytes") << encoded(QByteArray(32, '\0'));
    QTest::newRow("identity") << encoded('\1' + QByteArray(31, '\0'));
    QTest::newRow("small order") << encoded(
        QByteArray::fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));
    QTest::newRow("short") << encoded(QByteArray(31, 'x'));
    QTest::newRow("long") << encoded(QByteArray(33, 'x'));
    QTest::newRow("padded") << QByteArray(DeviceKey::make().publicKey() + '=');
    QTest::newRow("huge") << QByteArray(1000000, 'A');
    QTest::newRow("not base64") << QByteArray(43, '!');
}

void DeviceProofTest::keysThatAreNone()
{
    QFETCH(QByteArray, key);
    QVERIFY(!DeviceChallenges::isKey(key));
    QVERIFY(DeviceChallenges::isKey(DeviceKey::make().publicKey()));
}

void DeviceProofTest::alikeNames_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("case") << "Anna"
                          << "aNNA" << true;
    QTest::newRow("blanks") << "김 민지"
                            << "김민지" << true;
    QTest::newRow("decomposed") << "김민지"
                                << QStringLiteral("김민지").normalized(QString::NormalizationForm_D)
                                << true;
    QTest::newRow("wide") << QStringLiteral("Ａｎｎａ") << "anna" << true;
    QTest::newRow("cyrillic") << QStringLiteral("Аnnа") << "Anna" << true;
    QTest::newRow("cyrillic, other case") << QStringLiteral("ANNА") << "anna" << true;
    QTest::newRow("cyrillic case") << QStringLiteral("Мама") << QStringLiteral("мАмА") << true;
    QTest::newRow("cyrillic, another") << QStringLiteral("Нина") << QStringLiteral("нина") << true;
    QTest::newRow("greek case") << QStringLiteral("Νίκη") << QStringLiteral("νίκη") << true;
    QTest::newRow("greek") << QStringLiteral("Βοb") << "Bob" << true;
    QTest::newRow("I and l") << "BiII"
                             << "Bill" << true;
    QTest::newRow("one and l") << "Bi11"
                               << "Bill" << true;
    QTest::newRow("zero") << "B0B"
                          << "BOB" << true;
    QTest::newRow("zero, other case") << "PAUL0"
                                      << "paulo" << true;
    QTest::newRow("rn") << "Arnold"
                        << "Amold" << true;
    QTest::newRow("variant") << QStringLiteral("Anna\uFE00") << "Anna" << true;
    QTest::newRow("rare variant") << QStringLiteral("An\U000E0101na") << "Anna" << true;
    QTest::newRow("grapheme joiner") << QStringLiteral("An\u034Fna") << "Anna" << true;
    QTest::newRow("joiner") << QStringLiteral("★\u200D★") << QStringLiteral("★★") << true;
    QTest::newRow("Hangul filler") << QStringLiteral("민\u3164지") << "민지" << true;
    QTest::newRow("not given out") << QStringLiteral("An\u2065na") << "Anna" << true;
    QTest::newRow("hyphens") << QStringLiteral("Anna\u20102") << "Anna-2" << true;
    QTest::newRow("emoji others") << QStringLiteral("🦊") << QStringLiteral("🐻") << false;
    QTest::newRow("others") << "Lia"
                            << "Ila" << false;
    QTest::newRow("Korean others") << "민지"
                                   << "민재" << false;
    QTest::newRow("jamo and syllable") << "ㄱ"
                                       << "가" << false;
}

void DeviceProofTest::alikeNames()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(alike(a, b), "same");
}

void DeviceProofTest::guessesWait()
{
    GuessGuard guard;
    for (int i = 0; i < 4; ++i)
        guard.wasWrong("peer", "anna", start);
    QVERIFY(!guard.wait("peer", "anna", start));
    guard.wasWrong("peer", "anna", start);
    QCOMPARE(guard.wait("peer", "anna", start)->count(), 15);
    QCOMPARE(guard.wait("peer", "bora", start)->count(), 15); // whatever it tries
    QVERIFY(!guard.wait("other", "anna", start));
    QVERIFY(!guard.wait("peer", "anna", start + 15s));
    guard.wasWrong("peer", "anna", start + 15s);
    QCOMPARE(guard.wait("peer", "anna", start + 15s)->count(), 30);
    for (int i = 0; i < 60; ++i)
        guard.wasWrong("peer", "anna", start + 15s);
    QCOMPARE(guard.wait("peer", "anna", start + 15s)->count(), 15 * 60);
    guard.wasWrong("peer", "anna", start + 3h);
    QVERIFY(!guard.wait("peer", "anna", start + 3h)); // long ago is forgotten
}

void DeviceProofTest::accountIsGuardedFromEverywhere()
{
    GuessGuard guard;
    for (int i = 0; i < 20; ++i)
        guard.wasWrong(QStringLiteral("peer%1").arg(i), "anna", start);
    QVERIFY(guard.wait("fresh", "anna", start));
    QVERIFY(!guard.wait("fresh", "bora", start));
}

void DeviceProofTest::ownAddressIsNotKeptOut()
{
    GuessGuard guard;
    guard.wasRight("home", "anna", start);
    for (int i = 0; i < 20; ++i)
        guard.wasWrong(QStringLiteral("peer%1").arg(i), "anna", start);
    QVERIFY(!guard.wait("home", "anna", start));
    QVERIFY(guard.wait("away", "anna", start));
    // To be right about one's own does not open others' to guessing.
    for (int i = 0; i < 5; ++i)
        guard.wasWrong("home", "bora", start);
    guard.wasRight("home", "anna", start);
    QVERIFY(guard.wait("home", "bora", start));
}

void DeviceProofTest::guessesAreBounded()
{
    GuessGuard::Limits limits;
    limits.remembered = 100;
    GuessGuard guard(limits);
    for (int i = 0; i < 5; ++i)
        guard.wasWrong("peer", "anna", start);
    for (int i = 0; i < 100; ++i)
        guard.wasWrong(QStringLiteral("%1").arg(i), QStringLiteral("a%1").arg(i), start);
    QVERIFY(guard.wait("peer", "anna", start)); // those who wait are forgotten last
}

void DeviceProofTest::codesAreReadAsTyped()
{
    const QString code = makePairingCode();
    QCOMPARE(code.size(), 11);
    const QByteArray hash = pairingCodeHash(code.toLatin1());
    QVERIFY(!hash.isEmpty());
    QCOMPARE(pairingCodeHash(code.toLower().remove(u'-').toLatin1()), hash);
    QCOMPARE(pairingCodeHash("0123O-ILil1"), pairingCodeHash("01230-11111"));
    for (const char *bad : {"", "0", "01230-1111", "01230-111111", "0123U-11111", "한글"})
        QVERIFY2(pairingCodeHash(bad).isEmpty(), bad);
    QSet<QString> all;
    for (int i = 0; i < 1000; ++i)
        all.insert(makePairingCode());
    QCOMPARE(all.size(), 1000);
}

void DeviceProofTest::tokensEnd()
{
    const Chat::Timestamp now(1'700'000'000'000ms);
    AccessTokens tokens;
    const QByteArray token = tokens.make({Chat::UserId(QStringLiteral("u-민지")), "key"}, now);
    QVERIFY(AccessTokens::isOne(token));
    QCOMPARE(tokens.read(token, now)->user.toString(), QStringLiteral("u-민지"));
    QCOMPARE(tokens.read(token, now)->by, QByteArray("key"));
    QVERIFY(!tokens.read(token, now + 12h));
    QVERIFY(!AccessTokens().read(token, now)); // another run's
    for (qsizetype i = 0; i < token.size(); ++i) {
        QByteArray other = token;
        other[i] = other[i] == 'x' ? 'y' : 'x';
        QVERIFY(!tokens.read(other, now));
    }
}

void DeviceProofTest::secretIsTheKey()
{
    const DeviceKey key = DeviceKey::make();
    const auto same = DeviceKey::fromSecret(key.secret());
    QVERIFY(same);
    QCOMPARE(same->publicKey(), key.publicKey());
    QCOMPARE(same->sign("text"), key.sign("text"));
    QVERIFY(!DeviceKey::fromSecret("short"));
    // The example of docs/protocol.md.
    const auto example = DeviceKey::fromSecret(QByteArray(32, '\1'));
    QCOMPARE(example->publicKey(), QByteArray("iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w"));
    const QByteArray text =
        Chat::deviceProofText("0123456789abcdef0123456789abcdef", "c", example->publicKey());
    QCOMPARE(example->sign(text), QByteArray("p11ccMXWsTExCACv_iuZNWKRTt6-B8cBceLBU28C4pr"
                                             "bUFI_ooUW548q3n_PYmHuQ_xbtNVobNwEGVNsmPW6Bw"));
    QVERIFY(DeviceKey::make().publicKey() != key.publicKey());
}

QTEST_GUILESS_MAIN(DeviceProofTest)
#include "tst_deviceproof.moc"
