// SPDX-License-Identifier: GPL-3.0-or-later
// Who is let in as whom: accounts that people make themselves, asked as a session asks.
#include "tests/support/accountsfixture.h"

#include <QLoggingCategory>

#include <algorithm>
#include <vector>

using namespace Server;

class AccountsTest : public QObject, private AccountsFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newKeyMakesAnAccount();
    void knownKeyIsTheSamePerson();
    void nextChallengeSavesATry();
    void takenNameStaysAGuest_data();
    void takenNameStaysAGuest();
    void proofsAreNotBelieved();
    void keyAloneIsNothing();
    void otherHostsProofIsRefused();
    void closedHostMakesNone();
    void hostPasswordComesFirst();
    void manyFromOneAddress();
    void operatorsNamesAreTheirs();
    void guestsAreAsBefore();
    void ownerIsTheOwnerAnywhere();
    void ownerTakesNobodysName();
    void passwordLetsIn();
    void passwordAddsTheDevice();
    void wrongPasswordsWait();
    void wrongPasswordsOfTheOperatorsFileWait();
    void manyPasswordsAtOnceWaitToo();
    void badPasswordsAreRefused();
    void pairing();
    void pairingIsGuarded();
    void recovery();
    void revokedDeviceIsAStranger();
    void tokenIsThePerson();
    void bannedDeviceIsToldSo();
    void logHasNoSecrets();
    void brokenLogLetsNobodyIn();
};

void AccountsTest::init()
{
    openFolder();
    start();
}

void AccountsTest::cleanup()
{
    close();
}

void AccountsTest::newKeyMakesAnAccount()
{
    const DeviceKey key = DeviceKey::make();
    const Result who = come(key, QStringLiteral("민지"));
    QVERIFY(who);
    QCOMPARE(who->name, QStringLiteral("민지"));
    QCOMPARE(who->role, Principal::Role::Member);
    QCOMPARE(who->device, key.publicKey());
    QVERIFY(who->user.toString().startsWith(QStringLiteral("u-")));
    QCOMPARE(valueIn(who->greeting, "account"), QByteArray("new"));
    QVERIFY(!valueIn(who->greeting, "next-challenge").isEmpty());
}

void AccountsTest::knownKeyIsTheSamePerson()
{
    const DeviceKey key = DeviceKey::make();
    const Result first = come(key, QStringLiteral("민지"));
    start(); // another run of the host
    const Result again = come(key, QStringLiteral("whoever"));
    QCOMPARE(again->user, first->user);
    QCOMPARE(again->name, QStringLiteral("민지")); // what they claim is not believed
    QVERIFY(valueIn(again->greeting, "account").isEmpty());
}

void AccountsTest::nextChallengeSavesATry()
{
    const DeviceKey key = DeviceKey::make();
    const Result first = come(key, QStringLiteral("민지"));
    Credentials credentials = with(key, {});
    prove(credentials, key, valueIn(first->greeting, "host-id"),
          valueIn(first->greeting, "next-challenge"));
    QCOMPARE(ask(credentials)->user, first->user);
    // Once only: another one is told to prove it anew, and learns nothing.
    const Result replayed = ask(credentials);
    QVERIFY(!replayed);
    QCOMPARE(replayed.error().message, QByteArray("prove the device key"));
}

void AccountsTest::takenNameStaysAGuest_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("same") << "Minji Kim";
    QTest::newRow("other case") << "mINJI kIM";
    QTest::newRow("blanks") << "Minji  Kim";
    QTest::newRow("without blanks") << "MinjiKim";
    QTest::newRow("Cyrillic") << QStringLiteral("Мinji Kim");
    QTest::newRow("wide") << QStringLiteral("Ｍｉｎｊｉ Ｋｉｍ");
    QTest::newRow("l for i") << "MinjI KIm";
    QTest::newRow("zero width") << QStringLiteral("Min\u200Bji Kim");
    QTest::newRow("variant") << QStringLiteral("Minji\uFE00 Kim");
    QTest::newRow("somebody of the host") << "owner";
    QTest::newRow("nearly somebody of the host") << "0wner";
    QTest::newRow("like a user id") << "u-0123456789abcdef";
}

void AccountsTest::takenNameStaysAGuest()
{
    QFETCH(QString, name);
    const DeviceKey first = DeviceKey::make();
    QVERIFY(come(first, QStringLiteral("Minji Kim")));
    const DeviceKey second = DeviceKey::make();
    const Result who = come(second, name);
    QVERIFY(who);
    QCOMPARE(who->role, Principal::Role::Guest);
    QCOMPARE(valueIn(who->greeting, "account"), QByteArray("name-taken"));
    QVERIFY(!who->guestToken.isEmpty());
    // With a free one it is an account, by the same key.
    const Result after = come(second, QStringLiteral("Bora"));
    QCOMPARE(after->role, Principal::Role::Member);
}

void AccountsTest::proofsAreNotBelieved()
{
    const DeviceKey key = DeviceKey::make();
    const DeviceKey thief = DeviceKey::make();
    QVERIFY(come(key, QStringLiteral("민지")));
    Credentials credentials = with(key, {});
    const Result asked = ask(credentials);
    const QByteArray challenge = valueIn(asked.error().headers, "challenge");
    const QByteArray hostId = valueIn(asked.error().headers, "host-id");
    credentials.challenge = challenge;
    credentials.deviceProof = thief.sign(Chat::deviceProofText(hostId, challenge, key.publicKey()));
    QCOMPARE(ask(credentials).error().message, QByteArray("access refused"));
    // A stolen challenge is no use with another key: it is not that key's.
    Credentials stolen = with(thief, {});
    prove(stolen, thief, hostId, challenge);
    QCOMPARE(ask(stolen).error().message, QByteArray("prove the device key"));
    // The owner's own try is as good as before.
    prove(credentials, key, hostId, challenge);
    QVERIFY(ask(credentials));
}

void AccountsTest::keyAloneIsNothing()
{
    for (const QByteArray &bad : {QByteArray("x"), QByteArray(43, 'A'), QByteArray(100000, 'A')}) {
        Credentials credentials;
        credentials.peer = somePeer;
        credentials.deviceKey = bad;
        credentials.deviceProof = "x";
        credentials.challenge = "x";
        QCOMPARE(ask(credentials).error().message, QByteArray("access refused"));
    }
}

void AccountsTest::otherHostsProofIsRefused()
{
    const DeviceKey key = DeviceKey::make();
    QVERIFY(come(key, QStringLiteral("민지")));
    Credentials credentials = with(key, {});
    const Result asked = ask(credentials);
    prove(credentials, key, "another-host", valueIn(asked.error().headers, "challenge"));
    QCOMPARE(ask(credentials).error().message, QByteArray("access refused"));
}

void AccountsTest::closedHostMakesNone()
{
    AccountOptions options;
    options.open = false;
    start(options);
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    QCOMPARE(who->role, Principal::Role::Guest);
    QVERIFY(valueIn(who->greeting, "account").isEmpty());
}

void AccountsTest::hostPasswordComesFirst()
{
    LocalAuthenticator::Options local;
    local.hostPassword = "open sesame";
    start({}, local);
    const DeviceKey key = DeviceKey::make();
    Credentials credentials = with(key, QStringLiteral("민지"));
    QCOMPARE(ask(credentials).error().message, QByteArray("access refused"));
    QCOMPARE(ask(credentials).error().headers.size(), 1); // its reason, and not even a challenge
    credentials.passcode = "open sesame";
    QCOMPARE(come(key, credentials)->role, Principal::Role::Member);
}

void AccountsTest::manyFromOneAddress()
{
    AccountOptions options;
    options.accountsPerPeer = 3;
    start(options);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(come(DeviceKey::make(), QStringLiteral("p%1").arg(i))->role,
                 Principal::Role::Member);
    const Result late = come(DeviceKey::make(), QStringLiteral("late"));
    QCOMPARE(late->role, Principal::Role::Guest);
    QCOMPARE(valueIn(late->greeting, "account"), QByteArray("later"));
    const DeviceKey elsewhere = DeviceKey::make();
    Credentials other = with(elsewhere, QStringLiteral("other"));
    other.peer = QStringLiteral("10.0.0.2");
    QCOMPARE(come(elsewhere, other)->role, Principal::Role::Member);
    // Nor by another address of the same network.
    const auto from = [this](const char *peer, const char *name) {
        const DeviceKey key = DeviceKey::make();
        Credentials credentials = with(key, QString::fromLatin1(name));
        credentials.peer = QString::fromLatin1(peer);
        return come(key, credentials)->role;
    };
    QCOMPARE(from("2001:db8:1:2::1", "v1"), Principal::Role::Member);
    QCOMPARE(from("2001:db8:1:2::2", "v2"), Principal::Role::Member);
    QCOMPARE(from("2001:db8:1:2:9::3", "v3"), Principal::Role::Member);
    QCOMPARE(from("2001:db8:1:2::4", "v4"), Principal::Role::Guest);
    QCOMPARE(from("2001:db8:1:3::4", "v5"), Principal::Role::Member);
    for (const char *name : {"l1", "l2", "l3", "l4"})
        QCOMPARE(from("127.0.0.1", name), Principal::Role::Member);
}

void AccountsTest::operatorsNamesAreTheirs()
{
    const DeviceKey key = DeviceKey::make();
    QCOMPARE(come(key, QStringLiteral("Seojun"))->role, Principal::Role::Member);
    LocalAuthenticator::Options local;
    local.users = *Users::parse(
        *passwordHashLine(QStringLiteral("seojun"), "correct horse", Principal::Role::Owner));
    start({}, local);
    // Who had the name before keeps being themselves, but not by that name.
    const Result who = come(key, QString());
    QCOMPARE(who->role, Principal::Role::Member);
    QVERIFY(who->name.startsWith(QStringLiteral("Seojun-")));
    QCOMPARE(valueIn(who->greeting, "account"), QByteArray("name-taken"));
    QCOMPARE(valueIn(come(DeviceKey::make(), QStringLiteral("SEOJUN"))->greeting, "account"),
             QByteArray("name-taken"));
    const Result boss = logIn(QStringLiteral("seojun"), QStringLiteral("correct horse"));
    QCOMPARE(boss->role, Principal::Role::Owner);
    QVERIFY(!boss->selfMade);
}

void AccountsTest::guestsAreAsBefore()
{
    Credentials credentials;
    credentials.name = "민지";
    const Result who = ask(credentials);
    QCOMPARE(who->role, Principal::Role::Guest);
    QVERIFY(who->greeting.isEmpty());
    QVERIFY(!who->guestToken.isEmpty());
}

void AccountsTest::ownerIsTheOwnerAnywhere()
{
    const DeviceKey key = DeviceKey::make();
    Credentials credentials = with(key, QStringLiteral("주인"));
    credentials.inProcess = true;
    const Result own = ask(credentials);
    QCOMPARE(own->user.toString(), QStringLiteral("owner"));
    QCOMPARE(own->role, Principal::Role::Owner);
    QVERIFY(!valueIn(own->greeting, "next-challenge").isEmpty());
    // By the same device from another computer's address.
    const Result away = come(key, QStringLiteral("x"));
    QCOMPARE(away->user, own->user);
    QCOMPARE(away->role, Principal::Role::Owner);
    QCOMPARE(valueIn(come(DeviceKey::make(), QStringLiteral("주인"))->greeting, "account"),
             QByteArray("name-taken"));
    // The key has to be proved there.
    Credentials claimed = with(key, {});
    QCOMPARE(ask(claimed).error().message, QByteArray("prove the device key"));
}

void AccountsTest::ownerTakesNobodysName()
{
    QVERIFY(come(DeviceKey::make(), QStringLiteral("민지")));
    Credentials credentials = with(DeviceKey::make(), QStringLiteral("민 지"));
    credentials.inProcess = true;
    const Result first = ask(credentials);
    QCOMPARE(first->role, Principal::Role::Owner);
    QCOMPARE(first->name, QStringLiteral("owner"));
    QCOMPARE(valueIn(first->greeting, "account"), QByteArray("name-taken"));
    const auto info =
        desk<Chat::AccountInfo>([&](auto answer) { m_desk->describe(*first, answer); });
    QCOMPARE(info->devices.size(), 1u); // an account all the same
    credentials.name = "주인";
    QCOMPARE(ask(credentials)->name, QStringLiteral("주인"));
    credentials.name = "민지";
    const Result kept = ask(credentials);
    QCOMPARE(kept->name, QStringLiteral("주인"));
    QCOMPARE(valueIn(kept->greeting, "account"), QByteArray("name-taken"));
}

void AccountsTest::passwordLetsIn()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    QCOMPARE(logIn(QStringLiteral("민지"), {}).error().message, QByteArray("access refused"));
    QVERIFY(setPassword(*who, {}, QStringLiteral("비밀번호 여덟 자")));
    const Result in = logIn(QStringLiteral("민 지"), QStringLiteral("비밀번호 여덟 자"));
    QVERIFY(in);
    QCOMPARE(in->user, who->user);
    QVERIFY(in->device.isEmpty());
    QCOMPARE(setPassword(*who, QStringLiteral("wrong"), QStringLiteral("another one")).error().kind,
             AccountProblem::Kind::WrongPassword);
    QVERIFY(setPassword(*who, QStringLiteral("비밀번호 여덟 자"), QStringLiteral("another one")));
    QVERIFY(!logIn(QStringLiteral("민지"), QStringLiteral("비밀번호 여덟 자")));
    QVERIFY(logIn(QStringLiteral("민지"), QStringLiteral("another one")));
    QVERIFY(setPassword(*who, QStringLiteral("another one"), {}));
    QVERIFY(!logIn(QStringLiteral("민지"), {}));
}

void AccountsTest::passwordAddsTheDevice()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    QVERIFY(setPassword(*who, {}, QStringLiteral("long enough")));
    const DeviceKey second = DeviceKey::make();
    Credentials credentials = with(second, {});
    credentials.login = QByteArrayLiteral("민지");
    credentials.passcode = "long enough";
    const Result in = come(second, credentials);
    QVERIFY(in);
    QCOMPARE(valueIn(in->greeting, "account"), QByteArray("device-added"));
    QCOMPARE(come(second, QStringLiteral("x"))->user, who->user);
    // Somebody else's computer stays theirs.
    const DeviceKey theirs = DeviceKey::make();
    const Result bora = come(theirs, QStringLiteral("Bora"));
    Credentials there = with(theirs, {});
    there.login = QByteArrayLiteral("민지");
    there.passcode = "long enough";
    QCOMPARE(come(theirs, there)->user, who->user);
    QCOMPARE(come(theirs, QStringLiteral("x"))->user, bora->user);
}

void AccountsTest::wrongPasswordsWait()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    QVERIFY(setPassword(*who, {}, QStringLiteral("long enough")));
    const QString home = QStringLiteral("127.0.0.1"); // not spared for guessing
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(logIn(QStringLiteral("민지"), QStringLiteral("wrong"), home).error().message,
                 QByteArray("access refused"));
    }
    const Result waits = logIn(QStringLiteral("민지"), QStringLiteral("long enough"), home);
    QVERIFY(!waits);
    QVERIFY(waits.error().message.startsWith("too many wrong tries, try again in "));
    QVERIFY(waits.error().retryAfter > std::chrono::seconds(0));
    QVERIFY(logIn(QStringLiteral("민지"), QStringLiteral("long enough")));
}

void AccountsTest::wrongPasswordsOfTheOperatorsFileWait()
{
    LocalAuthenticator::Options local;
    local.users = *Users::parse(
        *passwordHashLine(QStringLiteral("seojun"), "correct horse", Principal::Role::Owner));
    AccountOptions options;
    options.guesses.peerTries = 2;
    options.guesses.accountTries = 3;
    start(options, local);
    const QString name = QStringLiteral("seojun");
    const QString right = QStringLiteral("correct horse");
    const QString stranger = QStringLiteral("10.0.0.2");
    for (int i = 0; i < 4; ++i) { // Nobody locks others out of a name, or all behind a proxy here.
        const QString any = QStringLiteral("10.0.1.%1").arg(i);
        for (const QString &peer : {any, QStringLiteral("127.0.0.1")})
            QVERIFY(!logIn(name, QStringLiteral("wrong"), peer));
    }
    QVERIFY(logIn(name, right, QStringLiteral("127.0.0.1")));
    for (int i = 0; i < 2; ++i)
        QVERIFY(!logIn(name, QStringLiteral("wrong"), stranger));
    const Result waits = logIn(name, right, stranger);
    QVERIFY(waits.error().message.startsWith("too many wrong tries, try again in "));
    QVERIFY(waits.error().retryAfter > std::chrono::seconds(0));
    QVERIFY(logIn(name, right, QStringLiteral("10.0.0.3")));
}

void AccountsTest::manyPasswordsAtOnceWaitToo()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    QVERIFY(setPassword(*who, {}, QStringLiteral("long enough")));
    Credentials credentials;
    credentials.login = QByteArrayLiteral("민지");
    credentials.peer = QStringLiteral("10.0.0.2");
    std::vector<Result> answers;
    for (int i = 0; i < 8; ++i) {
        credentials.passcode = i < 7 ? "wrong" : "long enough";
        m_authenticator->authenticate(credentials,
                                      [&](Result answer) { answers.push_back(answer); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 8u, 20000);
    const auto let = std::count_if(answers.begin(), answers.end(),
                                   [](const Result &one) { return one.has_value(); });
    QCOMPARE(let, 0);
    const auto waits = [](const Result &one) {
        return one.error().message.startsWith("too many wrong tries");
    };
    QVERIFY(std::count_if(answers.begin(), answers.end(), waits) >= 1);
}

void AccountsTest::badPasswordsAreRefused()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    QCOMPARE(setPassword(*who, {}, QStringLiteral("short")).error().kind,
             AccountProblem::Kind::BadPassword);
    QCOMPARE(setPassword(*who, {}, QString(2000, u'x')).error().kind,
             AccountProblem::Kind::BadPassword);
    Credentials guest;
    QCOMPARE(setPassword(*ask(guest), {}, QStringLiteral("long enough")).error().kind,
             AccountProblem::Kind::Guest);
}

void AccountsTest::pairing()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    const auto code = pairingCode(*who);
    QVERIFY(code);
    const DeviceKey second = DeviceKey::make();
    QVERIFY(come(second, QStringLiteral("민지2"))); // had been somebody of its own
    QString told;
    m_parts->deviceAdded = [&](const Chat::UserId &user, const QString &device) {
        told = user.toString() + u' ' + device;
    };
    Credentials credentials = with(second, {});
    credentials.pairingCode = code->code.toLower().toLatin1();
    credentials.deviceName = "Phone";
    const Result paired = come(second, credentials);
    QVERIFY(paired);
    QCOMPARE(paired->user, who->user);
    QCOMPARE(valueIn(paired->greeting, "account"), QByteArray("device-added"));
    QCOMPARE(told, who->user.toString() + QStringLiteral(" Phone"));
    QCOMPARE(come(second, QStringLiteral("x"))->user, who->user);
    // Once.
    const DeviceKey third = DeviceKey::make();
    Credentials late = with(third, {});
    late.pairingCode = credentials.pairingCode;
    QVERIFY(come(third, late).error().message.startsWith("the pairing code"));
}

void AccountsTest::pairingIsGuarded()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    const DeviceKey guesser = DeviceKey::make();
    Credentials credentials = with(guesser, {});
    credentials.peer = QStringLiteral("10.9.9.9");
    credentials.pairingCode = "00000-00000";
    for (int i = 0; i < 5; ++i)
        QVERIFY(come(guesser, credentials).error().message.startsWith("the pairing code"));
    const auto code = pairingCode(*who);
    credentials.pairingCode = code->code.toLatin1();
    QVERIFY(come(guesser, credentials).error().message.startsWith("too many wrong tries"));
    credentials.peer = somePeer;
    QVERIFY(come(guesser, credentials));
    // A code without a proved key does nothing.
    Credentials without;
    without.pairingCode = pairingCode(*who)->code.toLatin1();
    QCOMPARE(ask(without)->role, Principal::Role::Guest);
}

void AccountsTest::recovery()
{
    const DeviceKey lost = DeviceKey::make();
    const Result who = come(lost, QStringLiteral("민지"));
    QVERIFY(setPassword(*who, {}, QStringLiteral("long enough")));
    std::vector<Chat::UserId> out;
    const auto lockedOut = [&out](const Chat::UserId &user) { out.push_back(user); };
    const auto recover = [&](const QString &name, bool reset) {
        return desk<AccountDesk::Recovery>(
            [&](auto answer) { m_desk->recover(name, reset, lockedOut, answer); });
    };
    QCOMPARE(recover(QStringLiteral("nobody"), false).error().kind,
             AccountProblem::Kind::NoSuchPerson);
    QVERIFY(recover(QStringLiteral("민지"), false));
    QVERIFY(out.empty());
    const auto made = recover(QStringLiteral("민지"), true);
    QVERIFY(made);
    QCOMPARE(out, std::vector{who->user});
    QVERIFY(!logIn(QStringLiteral("민지"), QStringLiteral("long enough")));
    QCOMPARE(come(lost, QStringLiteral("민지"))->role, Principal::Role::Guest); // still taken
    const DeviceKey fresh = DeviceKey::make();
    Credentials credentials = with(fresh, {});
    credentials.pairingCode = made->code.code.toLatin1();
    QCOMPARE(come(fresh, credentials)->user, who->user);
}

void AccountsTest::revokedDeviceIsAStranger()
{
    const DeviceKey first = DeviceKey::make();
    const Result who = come(first, QStringLiteral("민지"));
    const auto revoke = [&](const QByteArray &key) {
        return desk<QString>([&](auto answer) { m_desk->revoke(*who, key, answer); });
    };
    QCOMPARE(revoke(first.publicKey()).error().kind, AccountProblem::Kind::LastWayIn);
    const DeviceKey second = DeviceKey::make();
    Credentials credentials = with(second, {});
    credentials.pairingCode = pairingCode(*who)->code.toLatin1();
    QVERIFY(come(second, credentials));
    QVERIFY(revoke(first.publicKey()));
    QCOMPARE(come(first, QStringLiteral("민지"))->role, Principal::Role::Guest);
    QCOMPARE(revoke("none").error().kind, AccountProblem::Kind::NoSuchDevice);
}

void AccountsTest::tokenIsThePerson()
{
    const DeviceKey key = DeviceKey::make();
    const Result who = come(key, QStringLiteral("민지"));
    const auto info = desk<Chat::AccountInfo>([&](auto answer) { m_desk->describe(*who, answer); });
    QVERIFY(info);
    QCOMPARE(info->devices.size(), 1u);
    QVERIFY(info->devices[0].current);
    Credentials bearer;
    bearer.overHttp = true;
    bearer.peer = somePeer;
    bearer.token = info->token.toLatin1();
    QCOMPARE(ask(bearer)->user, who->user);
    bearer.token[5] = bearer.token[5] == 'a' ? 'b' : 'a';
    QVERIFY(!ask(bearer));
    // Without its device it is nothing any more.
    QVERIFY(setPassword(*who, {}, QStringLiteral("long enough")));
    QVERIFY(desk<QString>([&](auto answer) { m_desk->revoke(*who, key.publicKey(), answer); }));
    bearer.token = info->token.toLatin1();
    QVERIFY(!ask(bearer));
    // One of a session by password ends with that password.
    const Result in = logIn(QStringLiteral("민지"), QStringLiteral("long enough"));
    const auto byPassword =
        desk<Chat::AccountInfo>([&](auto answer) { m_desk->describe(*in, answer); });
    bearer.token = byPassword->token.toLatin1();
    QCOMPARE(ask(bearer)->user, who->user);
    QVERIFY(ask(bearer)->device.isEmpty());
    QVERIFY(setPassword(*who, QStringLiteral("long enough"), QStringLiteral("another one")));
    QVERIFY(!ask(bearer));
}

void AccountsTest::bannedDeviceIsToldSo()
{
    HarshBans bans;
    LocalAuthenticator::Options local;
    local.bans = &bans;
    start({}, local);
    const DeviceKey key = DeviceKey::make();
    QVERIFY(come(key, QStringLiteral("민지")));
    bans.device = key.publicKey();
    QCOMPARE(come(key, QStringLiteral("민지")).error().message, QByteArray("banned"));
    QVERIFY(come(DeviceKey::make(), QStringLiteral("보라")));
}

void AccountsTest::logHasNoSecrets()
{
    QLoggingCategory::setFilterRules(QStringLiteral("madang.*=true"));
    QStringList said;
    QByteArrayList secrets;
    {
        const Listening listening;
        const DeviceKey key = DeviceKey::make();
        const Result who = come(key, QStringLiteral("민지"));
        QVERIFY(setPassword(*who, {}, QStringLiteral("s3cret-password")));
        logIn(QStringLiteral("민지"), QStringLiteral("s3cret-password"));
        logIn(QStringLiteral("민지"), QStringLiteral("wr0ng-password"));
        const auto code = pairingCode(*who);
        const DeviceKey second = DeviceKey::make();
        Credentials credentials = with(second, {});
        credentials.pairingCode = code->code.toLatin1();
        QVERIFY(come(second, credentials));
        desk<AccountDesk::Recovery>([&](auto answer) {
            m_desk->recover(
                QStringLiteral("민지"), true, [](const auto &) {}, answer);
        });
        const auto info =
            desk<Chat::AccountInfo>([&](auto answer) { m_desk->describe(*who, answer); });
        secrets = {"s3cret-password",       "wr0ng-password",
                   code->code.toLatin1(),   info->token.toLatin1(),
                   key.secret().toBase64(), valueIn(who->greeting, "next-challenge")};
        said = Listening::said();
    }
    QLoggingCategory::setFilterRules({});
    QVERIFY(!said.isEmpty());
    for (const QByteArray &secret : secrets) {
        for (const QString &line : said)
            QVERIFY2(!line.contains(QString::fromLatin1(secret)), qPrintable(line));
    }
}

void AccountsTest::brokenLogLetsNobodyIn()
{
    const DeviceKey key = DeviceKey::make();
    Credentials credentials = with(key, QStringLiteral("민지"));
    const Result asked = ask(credentials);
    prove(credentials, key, valueIn(asked.error().headers, "host-id"),
          valueIn(asked.error().headers, "challenge"));
    std::optional<Result> answer;
    m_authenticator->authenticate(credentials, [&](Result result) { answer = result; });
    cleanup(); // nothing is answered after the end, and nothing falls over
    QTest::qWait(0);
    QVERIFY(!answer);
}

QTEST_GUILESS_MAIN(AccountsTest)
#include "tst_accounts.moc"
