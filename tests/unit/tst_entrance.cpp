// SPDX-License-Identifier: GPL-3.0-or-later
// Who may come in: by invitation, by the owner's word, by the password; and who is known again.
#include "server/auth/secrets.h"
#include "tests/support/accountsfixture.h"

#include <QMap>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Server;
using namespace std::chrono_literals;
using Rule = Entrance::Rule;

namespace {

QByteArray reasonOf(const Result &result)
{
    return result ? QByteArray() : valueIn(result.error().headers, "reason");
}

} // namespace

class EntranceTest : public QObject, private AccountsFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_entranceOptions = {};
        m_clock = Chat::Timestamp(1'700'000'000'000ms);
        openFolder();
    }
    void cleanup() { close(); }
    void closedToWhoHasNothing_data();
    void closedToWhoHasNothing();
    void whoIsKnownComesIn();
    void onceIsOnce();
    void usedUpBeforeAnythingIsAnswered();
    void endsWithItsTime();
    void revokedAndGivenBack();
    void asOftenAsItSays();
    void lastUseOfTwoAtOnce();
    void notUsedUpWithoutNeed();
    void kindsThatCannotBe();
    void notTooMany();
    void guessingIsSlowed_data();
    void guessingIsSlowed();
    void thisComputerIsSpared();
    void passwordOrInvitation();
    void noPairingPastThePassword();
    void requestsUseNothingUp();
    void waitsUntilLetIn_data();
    void waitsUntilLetIn();
    void letInBeforeTheNextStart();
    void declined();
    void floodDoesNoHarm();
    void stolenName();
    void bannedOnesDoNotWait();
    void anotherRule();
    void erasedIsForgotten();

private:
    void begin(Rule rule, LocalAuthenticator::Options local = {}, AccountOptions accounts = {})
    {
        m_entranceOptions.rule = rule;
        accounts.now = [this] { return m_clock; };
        start(std::move(accounts), std::move(local));
        m_events.clear();
        m_entrance->setListener(
            [this](const Chat::EntranceEvent &event) { m_events.push_back(event); });
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
    bool revoke(const QString &id, bool on = true)
    {
        return done([&](auto answer) { m_entrance->setRevoked(id, on, answer); });
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
    std::vector<Chat::EntranceEvent> m_events;
};

void EntranceTest::closedToWhoHasNothing_data()
{
    QTest::addColumn<int>("rule");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("anyone") << int(Rule::Anyone) << QByteArray();
    QTest::newRow("invitation") << int(Rule::Invitation) << QByteArray("invitation-needed");
    QTest::newRow("approval") << int(Rule::Approval) << QByteArray("approval-wait");
}

void EntranceTest::closedToWhoHasNothing()
{
    QFETCH(int, rule);
    begin(Rule(rule));
    QTEST(reasonOf(ask(guest())), "reason");
    QTEST(reasonOf(come(DeviceKey::make(), QStringLiteral("서연"))), "reason");
    Credentials plain; // as of programs of others
    plain.peer = somePeer;
    QTEST(reasonOf(ask(plain)), "reason");
    // Nothing was made of who was not let in.
    std::optional<std::size_t> accounts;
    m_store->accounts().list([&](const auto &all) { accounts = all->size(); });
    QTRY_VERIFY(accounts);
    QCOMPARE(*accounts, std::size_t(rule == int(Rule::Anyone) ? 1 : 0));
    Credentials own;
    own.inProcess = true;
    QVERIFY(ask(own));
}

void EntranceTest::whoIsKnownComesIn()
{
    LocalAuthenticator::Options local;
    local.users =
        *Users::parse(*passwordHashLine(QStringLiteral("boss"), "right", Principal::Role::Owner));
    const DeviceKey key = DeviceKey::make();
    begin(Rule::Anyone, local);
    const Result before = come(key, QStringLiteral("서연"));
    QVERIFY(before);
    begin(Rule::Invitation, local);
    QCOMPARE(come(key, QStringLiteral("서연"))->user, before->user);
    QVERIFY(logIn(QStringLiteral("boss"), QStringLiteral("right")));
    QVERIFY(!logIn(QStringLiteral("boss"), QStringLiteral("wrong")));
}

void EntranceTest::onceIsOnce()
{
    begin(Rule::Invitation);
    const auto made = invite();
    const QByteArray token = makeGuestToken();
    const Result first = ask(guest(made.secret, token));
    QVERIFY(first);
    QCOMPARE(reasonOf(ask(guest(made.secret))), QByteArray("invitation-over"));
    // Who came by it comes again, with it and without.
    QCOMPARE(ask(guest(made.secret, token))->user, first->user);
    QCOMPARE(ask(guest({}, token))->user, first->user);
    QCOMPARE(m_entrance->invitations().invitations.at(0).used, 1);
    begin(Rule::Invitation); // the next start of the host
    QVERIFY(ask(guest({}, token)));
    QCOMPARE(reasonOf(ask(guest(made.secret))), QByteArray("invitation-over"));
}

// Whoever was let in is written down with the use, in one: no kill comes between.
void EntranceTest::usedUpBeforeAnythingIsAnswered()
{
    begin(Rule::Invitation);
    const auto made = invite();
    const QByteArray token = makeGuestToken();
    std::optional<StoreContents> then;
    m_authenticator->authenticate(guest(made.secret, token), [&](const Result &who) {
        if (!who)
            return;
        // Another one reads the file as a start after a kill would.
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        database.setDatabaseName(m_folder->filePath(QStringLiteral("log.sqlite")));
        if (!database.open())
            return;
        then.emplace();
        QSqlQuery query(database);
        query.exec(QStringLiteral("SELECT used FROM invitations WHERE ended IS NOT NULL"));
        while (query.next())
            then->invitations.push_back({});
        query.exec(QStringLiteral("SELECT mark FROM admissions"));
        while (query.next())
            then->admissions.push_back({query.value(0).toString(), {}, {}});
    });
    QTRY_VERIFY_WITH_TIMEOUT(then, 20000);
    QCOMPARE(then->invitations.size(), std::size_t(1));
    QCOMPARE(then->admissions.size(), std::size_t(1));
    QCOMPARE(then->admissions[0].mark, guestIdOf(token).toString());
    QSqlDatabase::removeDatabase(QStringLiteral("raw"));
}

void EntranceTest::endsWithItsTime()
{
    begin(Rule::Invitation);
    const auto timed = invite({0, 3600s});
    const auto both = invite({5, 3600s});
    m_clock += 3599s;
    QVERIFY(ask(guest(timed.secret)));
    QVERIFY(ask(guest(timed.secret)));
    QVERIFY(ask(guest(both.secret)));
    m_clock += 1s;
    QCOMPARE(reasonOf(ask(guest(timed.secret))), QByteArray("invitation-over"));
    QCOMPARE(reasonOf(ask(guest(both.secret))), QByteArray("invitation-over"));
}

void EntranceTest::revokedAndGivenBack()
{
    begin(Rule::Invitation);
    const auto made = invite({2});
    QVERIFY(ask(guest(made.secret)));
    QVERIFY(!revoke(QStringLiteral("i-none")));
    QVERIFY(revoke(made.info.id));
    QCOMPARE(reasonOf(ask(guest(made.secret))), QByteArray("invitation-over"));
    begin(Rule::Invitation);
    QCOMPARE(reasonOf(ask(guest(made.secret))), QByteArray("invitation-over"));
    QVERIFY(revoke(made.info.id, false));
    QVERIFY(ask(guest(made.secret)));
    // What was used up stays so.
    QVERIFY(revoke(made.info.id) && revoke(made.info.id, false));
    QCOMPARE(reasonOf(ask(guest(made.secret))), QByteArray("invitation-over"));
}

void EntranceTest::asOftenAsItSays()
{
    begin(Rule::Approval); // where it spares the waiting
    const auto made = invite({3});
    for (int i = 0; i < 3; ++i)
        QVERIFY(ask(guest(made.secret)));
    QCOMPARE(reasonOf(ask(guest(made.secret))), QByteArray("invitation-over"));
    QVERIFY(m_entrance->newcomers().waiting.empty());
}

void EntranceTest::lastUseOfTwoAtOnce()
{
    begin(Rule::Invitation);
    const auto made = invite({3});
    int in = 0;
    int over = 0;
    for (int i = 0; i < 8; ++i) {
        m_authenticator->authenticate(guest(made.secret), [&](const Result &who) {
            in += who.has_value();
            over += reasonOf(who) == "invitation-over";
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(in + over, 8, 20000);
    QCOMPARE(in, 3);
}

void EntranceTest::notUsedUpWithoutNeed()
{
    begin(Rule::Anyone);
    const auto made = invite();
    QVERIFY(ask(guest(made.secret)));
    QVERIFY(ask(guest("nonsense")));
    QCOMPARE(m_entrance->invitations().invitations.at(0).used, 0);
    const DeviceKey key = DeviceKey::make();
    QVERIFY(come(key, QStringLiteral("서연")));
    m_entrance->setRule(Rule::Invitation);
    Credentials known = with(key, QStringLiteral("서연"));
    known.invitation = made.secret;
    QVERIFY(come(key, known));
    QCOMPARE(m_entrance->invitations().invitations.at(0).used, 0);
}

void EntranceTest::kindsThatCannotBe()
{
    QVERIFY(Chat::InvitationWish().isPossible());
    QVERIFY(!(Chat::InvitationWish{0, 0s}.isPossible())); // for ever and for everybody
    QVERIFY(!(Chat::InvitationWish{-1, 60s}.isPossible()));
    QVERIFY(!(Chat::InvitationWish{1001, 60s}.isPossible()));
    QVERIFY(!(Chat::InvitationWish{1, -1s}.isPossible()));
    QVERIFY(!(Chat::InvitationWish{1, 366 * 24h}.isPossible()));
}

void EntranceTest::notTooMany()
{
    m_entranceOptions.quota.invitations = 2;
    m_entranceOptions.quota.ended = 1;
    begin(Rule::Invitation);
    const auto first = invite();
    invite();
    std::optional<tl::expected<Chat::MadeInvitation, StoreError>> third;
    m_entrance->invite({}, [&](const auto &answer) { third = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(third, 20000);
    QCOMPARE(third->error(), StoreError::TooMany);
    // Those that are over do not count, and go when there are too many of them.
    QVERIFY(revoke(first.info.id));
    const auto next = invite();
    QVERIFY(!revoke(first.info.id, false));
    QVERIFY(revoke(next.info.id));
    invite();
    QCOMPARE(m_entrance->invitations().invitations.size(), std::size_t(3));
    m_clock += 8 * 24h;
    begin(Rule::Invitation);
    for (const auto &one : m_entrance->invitations().invitations)
        revoke(one.id);
    m_clock += 8 * 24h;
    invite();
    QCOMPARE(m_entrance->invitations().invitations.size(), std::size_t(1));
}

void EntranceTest::guessingIsSlowed_data()
{
    QTest::addColumn<bool>("password");
    QTest::newRow("invitation") << false;
    QTest::newRow("password") << true;
}

void EntranceTest::guessingIsSlowed()
{
    QFETCH(bool, password);
    LocalAuthenticator::Options local;
    if (password)
        local.hostPassword = "open sesame";
    begin(password ? Rule::Anyone : Rule::Invitation, local);
    const auto made = invite();
    const auto attempt = [&](bool right, const QString &peer = somePeer) {
        Credentials credentials = guest(password ? QByteArray() : right ? made.secret : "wrong");
        if (password)
            credentials.passcode = right ? "open sesame" : "wrong";
        credentials.peer = peer;
        return ask(credentials);
    };
    for (int i = 0; i < 5; ++i)
        QVERIFY(!attempt(false).error().retryAfter);
    // Now even the right one is not looked at, from there; each wrong one after makes it longer.
    const Result waits = attempt(true);
    QVERIFY(!waits);
    QVERIFY(waits.error().retryAfter > 0s);
    QVERIFY(waits.error().isUndecided);
    QVERIFY(attempt(true, QStringLiteral("10.0.0.2")));
}

void EntranceTest::thisComputerIsSpared()
{
    LocalAuthenticator::Options local;
    local.hostPassword = "open sesame";
    begin(Rule::Anyone, local);
    Credentials credentials = guest();
    credentials.peer = QStringLiteral("127.0.0.1"); // or many, behind a proxy
    for (int i = 0; i < 7; ++i) {
        credentials.passcode = "wrong";
        QCOMPARE(reasonOf(ask(credentials)), QByteArray("password-needed"));
    }
    credentials.passcode = "open sesame";
    QVERIFY(ask(credentials));
}

void EntranceTest::passwordOrInvitation()
{
    LocalAuthenticator::Options local;
    local.hostPassword = "open sesame";
    begin(Rule::Anyone, local);
    const auto made = invite({2});
    QCOMPARE(reasonOf(ask(guest())), QByteArray("password-needed"));
    QCOMPARE(reasonOf(ask(guest("nonsense"))), QByteArray("invitation-over"));
    const QByteArray token = makeGuestToken();
    QVERIFY(ask(guest(made.secret, token)));
    QVERIFY(ask(guest({}, token)));
    const DeviceKey key = DeviceKey::make();
    Credentials device = with(key, QStringLiteral("서연"));
    device.invitation = made.secret;
    const Result who = come(key, device);
    QVERIFY(who);
    QCOMPARE(who->role, Principal::Role::Member);
    begin(Rule::Anyone, local);
    QCOMPARE(come(key, QStringLiteral("서연"))->user, who->user);
    // Whoever only says that they have that key has to prove it.
    Credentials thief = with(key, QStringLiteral("서연"));
    thief.challenge = "nonsense";
    thief.deviceProof = "nonsense";
    QVERIFY(!ask(thief));
    // Who came in by the password shows it again, and the owner's word is wanted beside it.
    Credentials knows = guest();
    knows.passcode = "open sesame";
    QVERIFY(ask(knows));
    knows.passcode.clear();
    QCOMPARE(reasonOf(ask(knows)), QByteArray("password-needed"));
    m_entrance->setRule(Rule::Approval);
    QCOMPARE(reasonOf(ask(knows)), QByteArray("password-needed"));
    QVERIFY(m_entrance->newcomers().waiting.empty());
    knows.passcode = "open sesame";
    QCOMPARE(reasonOf(ask(knows)), QByteArray("approval-wait"));
}

void EntranceTest::noPairingPastThePassword()
{
    LocalAuthenticator::Options local;
    local.hostPassword = "open sesame";
    begin(Rule::Anyone, local);
    const DeviceKey key = DeviceKey::make();
    Credentials owner = with(key, QStringLiteral("서연"));
    owner.passcode = "open sesame";
    const Result who = come(key, owner);
    QVERIFY(who);
    const DeviceKey other = DeviceKey::make();
    Credentials pairing = with(other, {});
    pairing.pairingCode = pairingCode(*who)->code.toLatin1();
    pairing.invitation = "nonsense";
    QCOMPARE(reasonOf(come(other, pairing)), QByteArray("password-needed"));
    pairing.passcode = "open sesame";
    QCOMPARE(come(other, pairing)->user, who->user);
}

void EntranceTest::requestsUseNothingUp()
{
    for (const Rule rule : {Rule::Invitation, Rule::Approval}) {
        begin(rule);
        const auto made = invite();
        Credentials request = guest(made.secret);
        request.overHttp = true;
        const Result refused = ask(request);
        QVERIFY(!refused);
        QVERIFY(refused.error().isClosed);
        QVERIFY(m_entrance->newcomers().waiting.empty());
        request.overHttp = false;
        QVERIFY(ask(request));
        request.overHttp = true;
        request.invitation.clear();
        QVERIFY(ask(request));
    }
}

void EntranceTest::waitsUntilLetIn_data()
{
    QTest::addColumn<bool>("device");
    QTest::newRow("a device") << true;
    QTest::newRow("a browser") << false;
}

void EntranceTest::waitsUntilLetIn()
{
    QFETCH(bool, device);
    begin(Rule::Approval);
    const DeviceKey key = DeviceKey::make();
    QByteArray token;
    const auto knock = [&] {
        if (device)
            return come(key, QStringLiteral("민준"));
        return ask(guest({}, token));
    };
    const Result first = knock();
    QCOMPARE(reasonOf(first), QByteArray("approval-wait"));
    QCOMPARE(first.error().retryAfter, std::optional(5s));
    if (!device) { // who shows nothing is told by what they are known
        token = valueIn(first.error().headers, "guest-token");
        QVERIFY(isGuestToken(token));
    }
    QTRY_COMPARE(m_events.size(), std::size_t(1));
    QCOMPARE(m_events[0].kind, Chat::EntranceEvent::Kind::Waiting);
    const Chat::NewcomerInfo waiting = m_entrance->newcomers().waiting.at(0);
    QCOMPARE(m_events[0].newcomer, waiting);
    QCOMPARE(waiting.name, QStringLiteral("민준"));
    QCOMPARE(waiting.device, device);
    QCOMPARE(waiting.address, somePeer);
    QVERIFY(!waiting.nameTaken);
    QCOMPARE(reasonOf(knock()), QByteArray("approval-wait"));
    QCOMPARE(m_entrance->newcomers().waiting.size(), std::size_t(1));
    QCOMPARE(m_events.size(), std::size_t(1)); // another try is no news
    QVERIFY(!admit(QStringLiteral("n-none")));
    QVERIFY(admit(waiting.id));
    QCOMPARE(m_events.back().kind, Chat::EntranceEvent::Kind::Gone);
    const Result in = knock();
    QVERIFY(in);
    QCOMPARE(in->role, device ? Principal::Role::Member : Principal::Role::Guest);
    QVERIFY(m_entrance->newcomers().waiting.empty());
    begin(Rule::Approval);
    QCOMPARE(knock()->user, in->user);
    QCOMPARE(reasonOf(ask(guest())), QByteArray("approval-wait"));
}

// The owner said yes; a kill comes before the next try.
void EntranceTest::letInBeforeTheNextStart()
{
    begin(Rule::Approval);
    const DeviceKey key = DeviceKey::make();
    QVERIFY(!come(key, QStringLiteral("민준")));
    QVERIFY(admit(m_entrance->newcomers().waiting.at(0).id));
    begin(Rule::Approval);
    QVERIFY(come(key, QStringLiteral("민준")));
}

void EntranceTest::declined()
{
    begin(Rule::Approval);
    const QByteArray token = makeGuestToken();
    QVERIFY(!ask(guest({}, token)));
    const QString id = m_entrance->newcomers().waiting.at(0).id;
    QVERIFY(m_entrance->decline(id, true));
    const Result refused = ask(guest({}, token));
    QCOMPARE(reasonOf(refused), QByteArray("approval-declined"));
    QVERIFY(!refused.error().isUndecided);
    // After all.
    QVERIFY(admit(id));
    QVERIFY(ask(guest({}, token)));
    QVERIFY(m_entrance->newcomers().declined.empty());
}

void EntranceTest::floodDoesNoHarm()
{
    begin(Rule::Approval);
    int waits = 0;
    int answered = 0;
    for (int i = 0; i < 1000; ++i) {
        Credentials one = guest();
        one.peer = QStringLiteral("10.1.%1.%2").arg(i / 200).arg(i % 200 + 1);
        m_authenticator->authenticate(one, [&](const Result &who) {
            ++answered;
            waits += reasonOf(who) == "approval-wait";
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, 1000, 20000);
    QCOMPARE(waits, 1000);
    QCOMPARE(m_entrance->newcomers().waiting.size(), std::size_t(50));
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), std::size_t(50), 20000);
    // The first of them is let in all the same.
    QVERIFY(admit(m_entrance->newcomers().waiting.at(0).id));
}

void EntranceTest::stolenName()
{
    begin(Rule::Anyone);
    QVERIFY(come(DeviceKey::make(), QStringLiteral("Sumin")));
    m_entrance->setRule(Rule::Approval);
    int number = 1;
    // One has a Cyrillic letter, one only looks like it.
    for (const char *name : {"Sumin", "sUmIn", "ѕumin", "Surnin", "owner", "Minji"}) {
        Credentials one = guest();
        one.name = name;
        one.peer = QStringLiteral("10.0.0.%1").arg(++number);
        QVERIFY(!ask(one));
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), std::size_t(6), 20000);
    QMap<QString, bool> taken;
    for (const auto &one : m_entrance->newcomers().waiting)
        taken.insert(one.name, one.nameTaken);
    QVERIFY(!taken.value(QStringLiteral("Minji"), true));
    QCOMPARE(int(taken.values().count(true)), 5);
}

void EntranceTest::bannedOnesDoNotWait()
{
    begin(Rule::Approval);
    const auto made = invite();
    const DeviceKey key = DeviceKey::make();
    HarshBans bans;
    bans.device = key.publicKey();
    m_entrance->setBans(&bans);
    Credentials banned = with(key, QStringLiteral("민준"));
    QCOMPARE(come(key, banned).error().message, QByteArray("banned"));
    banned.invitation = made.secret;
    QCOMPARE(come(key, banned).error().message, QByteArray("banned"));
    QVERIFY(m_entrance->newcomers().waiting.empty());
    QCOMPARE(m_entrance->invitations().invitations.at(0).used, 0);
}

void EntranceTest::anotherRule()
{
    begin(Rule::Approval);
    QVERIFY(!ask(guest()));
    QTRY_COMPARE(m_events.size(), std::size_t(1));
    m_entrance->setRule(Rule::Invitation);
    QVERIFY(m_entrance->newcomers().waiting.empty());
    QCOMPARE(m_events.back().kind, Chat::EntranceEvent::Kind::Gone);
    QCOMPARE(reasonOf(ask(guest())), QByteArray("invitation-needed"));
    m_entrance->setRule(Rule::Anyone);
    QVERIFY(ask(guest()));
}

void EntranceTest::erasedIsForgotten()
{
    begin(Rule::Invitation);
    const auto made = invite();
    const DeviceKey key = DeviceKey::make();
    Credentials credentials = with(key, QStringLiteral("서연"));
    credentials.invitation = made.secret;
    const Result who = come(key, credentials);
    QVERIFY(who);
    std::optional<bool> begun;
    m_store->erasing().begin(who->user, m_clock, m_clock,
                             [&](const auto &did) { begun = did.has_value(); });
    QTRY_VERIFY(begun);
    m_entrance->forget(who->user);
    QCOMPARE(reasonOf(come(key, QStringLiteral("서연"))), QByteArray("invitation-needed"));
    begin(Rule::Invitation);
    QCOMPARE(reasonOf(come(key, QStringLiteral("서연"))), QByteArray("invitation-needed"));
}

QTEST_GUILESS_MAIN(EntranceTest)
#include "tst_entrance.moc"
