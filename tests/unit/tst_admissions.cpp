// SPDX-License-Identifier: GPL-3.0-or-later
// How far one invitation reaches: one person with one device, and nobody pushed out by it.
#include "server/auth/secrets.h"
#include "tests/support/accountsfixture.h"

using namespace Server;
using namespace std::chrono_literals;
using Rule = Entrance::Rule;

namespace {

QByteArray reasonOf(const Result &result)
{
    return result ? QByteArray() : valueIn(result.error().headers, "reason");
}

} // namespace

class AdmissionsTest : public QObject, private AccountsFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_entranceOptions = {};
        m_clock = Chat::Timestamp(1'700'000'000'000ms);
        openFolder();
    }
    void cleanup() { close(); }
    void tokenBringsOneDevice_data();
    void tokenBringsOneDevice();
    void tokensTwoDevicesAtOnce();
    void nobodyIsPushedOut();
    void oneAddressRedeemsSoMany();

private:
    void begin(Rule rule, LocalAuthenticator::Options local = {})
    {
        m_entranceOptions.rule = rule;
        AccountOptions accounts;
        accounts.now = [this] { return m_clock; };
        start(std::move(accounts), std::move(local));
    }
    Chat::MadeInvitation invite(Chat::InvitationWish wish = {})
    {
        std::optional<tl::expected<Chat::MadeInvitation, StoreError>> made;
        m_entrance->invite(wish, [&](const auto &answer) { made = answer; });
        if (!QTest::qWaitFor([&] { return made.has_value(); }, 20000) || !*made)
            qFatal("no invitation");
        return **made;
    }
    template <typename Ask>
    bool done(Ask ask)
    {
        std::optional<tl::expected<bool, StoreError>> did;
        ask([&](const tl::expected<bool, StoreError> &answer) { did = answer; });
        if (!QTest::qWaitFor([&] { return did.has_value(); }, 20000))
            qFatal("no answer");
        return *did && **did;
    }
    bool admit(const QString &id)
    {
        return done([&](auto answer) { m_entrance->admit(id, answer); });
    }
    static Credentials guest(const QByteArray &invitation = {},
                             const QByteArray &token = makeGuestToken())
    {
        Credentials credentials;
        credentials.name = "민준";
        credentials.guestToken = token;
        credentials.invitation = invitation;
        credentials.peer = somePeer;
        return credentials;
    }
    Chat::Timestamp m_clock;
};

void AdmissionsTest::tokenBringsOneDevice_data()
{
    QTest::addColumn<QByteArray>("name"); // the device's own
    QTest::addColumn<bool>("startsAgain");
    QTest::newRow("an account") << QByteArray("서연") << false;
    QTest::newRow("an account, later") << QByteArray("서연") << true;
    QTest::newRow("still a guest") << QByteArray() << false;
    QTest::newRow("still a guest, later") << QByteArray() << true;
}

// One use lets one person in, however often their token is handed on.
void AdmissionsTest::tokenBringsOneDevice()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, startsAgain);
    LocalAuthenticator::Options local;
    local.hostPassword = "open sesame";
    begin(Rule::Invitation, local);
    const auto made = invite();
    const QByteArray token = makeGuestToken();
    QVERIFY(ask(guest(made.secret, token)));
    const auto bring = [&](const DeviceKey &key, const QByteArray &called,
                           const QByteArray &password = {}) {
        Credentials credentials = with(key, QString::fromUtf8(called));
        credentials.guestToken = token;
        credentials.passcode = password;
        return come(key, credentials);
    };
    const DeviceKey key = DeviceKey::make();
    const Result first = bring(key, name);
    QVERIFY(first);
    QCOMPARE(first->isGuest(), name.isEmpty());
    if (startsAgain)
        begin(Rule::Invitation, local);
    QCOMPARE(reasonOf(bring(DeviceKey::make(), "지우")), QByteArray("password-needed"));
    // The right password is looked at all the same.
    QCOMPARE(reasonOf(bring(DeviceKey::make(), "지우", "open sesame")),
             QByteArray("invitation-needed"));
    QCOMPARE(bring(key, name)->user, first->user);
    // A guest's requests over HTTP go by the token; an account's do not.
    Credentials request = guest({}, token);
    request.overHttp = true;
    QCOMPARE(ask(request).has_value(), name.isEmpty());
}

void AdmissionsTest::tokensTwoDevicesAtOnce()
{
    begin(Rule::Invitation);
    const auto made = invite();
    const QByteArray token = makeGuestToken();
    QVERIFY(ask(guest(made.secret, token)));
    int in = 0;
    int refused = 0;
    for (int i = 0; i < 4; ++i) {
        const DeviceKey key = DeviceKey::make();
        Credentials credentials = with(key, QStringLiteral("이름 %1").arg(i));
        credentials.guestToken = token;
        const Result challenge = ask(credentials);
        prove(credentials, key, valueIn(challenge.error().headers, "host-id"),
              valueIn(challenge.error().headers, "challenge"));
        m_authenticator->authenticate(credentials, [&](const Result &who) {
            in += who.has_value();
            refused += reasonOf(who) == "invitation-needed";
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(in + refused, 4, 20000);
    QCOMPARE(in, 1);
}

void AdmissionsTest::nobodyIsPushedOut()
{
    m_entranceOptions.quota.admissions = 2;
    begin(Rule::Invitation);
    const auto made = invite({10});
    const std::vector<QByteArray> tokens{makeGuestToken(), makeGuestToken()};
    for (const QByteArray &token : tokens) {
        QVERIFY(ask(guest(made.secret, token)));
        m_clock += 1s;
    }
    const Result third = ask(guest(made.secret));
    QVERIFY(!third);
    QCOMPARE(third.error().message, QByteArray("too many were let in"));
    QCOMPARE(reasonOf(third), QByteArray("invitation-over"));
    QVERIFY(third.error().isClosed);
    QCOMPARE(m_entrance->invitations().invitations.at(0).used, 2);
    for (const QByteArray &token : tokens)
        QVERIFY(ask(guest({}, token)));
    begin(Rule::Approval);
    for (const QByteArray &token : tokens)
        QVERIFY(ask(guest({}, token)));
    // The owner's word pushes nobody out either.
    QVERIFY(!ask(guest()));
    QVERIFY(!admit(m_entrance->newcomers().waiting.at(0).id));
    for (const QByteArray &token : tokens)
        QVERIFY(ask(guest({}, token)));
}

void AdmissionsTest::oneAddressRedeemsSoMany()
{
    m_entranceOptions.redeemedPerPeer = 2;
    begin(Rule::Invitation);
    const auto once = invite();
    const auto made = invite({10});
    const auto from = [&](const QString &peer, const QByteArray &secret) {
        Credentials credentials = guest(secret);
        credentials.peer = peer;
        return ask(credentials);
    };
    QVERIFY(from(somePeer, once.secret));
    QVERIFY(!from(somePeer, once.secret)); // that lets nobody in is not one of them
    QVERIFY(from(somePeer, made.secret));
    const Result third = from(somePeer, made.secret);
    QVERIFY(!third);
    QVERIFY(third.error().isUndecided);
    QVERIFY(third.error().retryAfter > 23h);
    QCOMPARE(m_entrance->invitations().invitations.at(1).used, 1);
    QVERIFY(from(QStringLiteral("10.0.0.2"), made.secret));
    for (int i = 0; i < 3; ++i)
        QVERIFY(from(QStringLiteral("127.0.0.1"), made.secret));
}

QTEST_GUILESS_MAIN(AdmissionsTest)
#include "tst_admissions.moc"
