// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/localauthenticator.h"
#include "server/auth/secrets.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <optional>

using namespace Server;
using Result = tl::expected<Principal, AccessDenied>;

namespace {

Users someUsers()
{
    static const QByteArray file =
        *passwordHashLine(QStringLiteral("철수"), "right", Principal::Role::Member) + '\n' +
        *passwordHashLine(QStringLiteral("boss"), "right", Principal::Role::Owner);
    return *Users::parse(file);
}

LocalAuthenticator::Options quick()
{
    LocalAuthenticator::Options options;
    options.refusalDelay = std::chrono::milliseconds(1);
    return options;
}

Result ask(LocalAuthenticator &authenticator, const Credentials &credentials)
{
    std::optional<Result> result;
    authenticator.authenticate(credentials, [&](Result answer) { result = std::move(answer); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 20000))
        qFatal("no answer");
    return *result;
}

Credentials login(const QString &name, const QByteArray &password)
{
    Credentials credentials;
    credentials.login = name.toUtf8();
    credentials.passcode = password;
    return credentials;
}

} // namespace

class AuthenticatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownWindowIsTheOwner();
    void guestIsKnownAgainByToken();
    void tokensThatAreNone_data();
    void tokensThatAreNone();
    void namelessGuestGetsAName();
    void guestNameIsCleaned();
    void hostPassword_data();
    void hostPassword();
    void accounts_data();
    void accounts();
    void tokenOfAnAccount();
    void refusalComesLater();
    void refusalsPerPeerAreBounded();
    void noAnswerAfterTheEnd();
};

void AuthenticatorTest::ownWindowIsTheOwner()
{
    auto options = quick();
    options.hostPassword = "secret"; // Asks its own window for nothing.
    LocalAuthenticator authenticator(options);
    Credentials credentials;
    credentials.inProcess = true;
    credentials.name = "  김\u202e 철수 ";
    credentials.guestToken = makeGuestToken();
    const auto owner = ask(authenticator, credentials);
    QVERIFY(owner);
    QCOMPARE(owner->user.toString(), QStringLiteral("owner"));
    QCOMPARE(owner->name, QStringLiteral("김 철수"));
    QCOMPARE(owner->role, Principal::Role::Owner);
    QVERIFY(owner->guestToken.isEmpty());
    credentials.name.clear();
    QVERIFY(!ask(authenticator, credentials)->name.isEmpty());
}

void AuthenticatorTest::guestIsKnownAgainByToken()
{
    LocalAuthenticator authenticator(quick());
    Credentials credentials;
    credentials.name = "철수";
    const auto first = ask(authenticator, credentials);
    QVERIFY(first);
    QVERIFY(first->isGuest());
    static const QRegularExpression guestId(QStringLiteral("^g-[0-9a-f]{16}$"));
    QVERIFY(guestId.match(first->user.toString()).hasMatch());
    QVERIFY(isGuestToken(first->guestToken));
    QVERIFY(!first->user.toString().contains(QString::fromLatin1(first->guestToken.left(8))));

    const auto stranger = ask(authenticator, credentials);
    QVERIFY(stranger->user != first->user);
    QVERIFY(stranger->guestToken != first->guestToken);

    credentials.guestToken = first->guestToken;
    credentials.name = "영희";
    const auto again = ask(authenticator, credentials);
    QCOMPARE(again->user, first->user);
    QCOMPARE(again->guestToken, first->guestToken);
    QCOMPARE(again->name, QStringLiteral("영희"));
}

void AuthenticatorTest::tokensThatAreNone_data()
{
    QTest::addColumn<QByteArray>("token");
    const QByteArray good(43, 'A');
    QVERIFY(isGuestToken(good));
    QTest::newRow("too short") << good.left(42);
    QTest::newRow("too long") << good + 'A';
    QTest::newRow("padded") << good + '=';
    QTest::newRow("not base64url") << '+' + good.mid(1);
    QTest::newRow("stray bits at the end") << good.left(42) + 'B';
    QTest::newRow("NUL") << good.left(42) + '\0';
    QTest::newRow("huge") << QByteArray(1'000'000, 'A');
}

void AuthenticatorTest::tokensThatAreNone()
{
    QFETCH(QByteArray, token);
    QVERIFY(!isGuestToken(token));
    LocalAuthenticator authenticator(quick());
    Credentials credentials;
    credentials.guestToken = token;
    const auto guest = ask(authenticator, credentials);
    QVERIFY(guest);
    QVERIFY(guest->guestToken != token);
    QVERIFY(isGuestToken(guest->guestToken));
}

void AuthenticatorTest::namelessGuestGetsAName()
{
    LocalAuthenticator authenticator(quick());
    const auto guest = ask(authenticator, {});
    QCOMPARE(guest->name, QStringLiteral("guest-") + guest->user.toString().mid(2, 4));
}

void AuthenticatorTest::guestNameIsCleaned()
{
    LocalAuthenticator authenticator(quick());
    Credentials credentials;
    credentials.name = QByteArray("a\r\nb\xff") + QByteArray(500, 'x');
    const auto guest = ask(authenticator, credentials);
    QCOMPARE(guest->name.size(), 64);
    QVERIFY(guest->name.startsWith(QStringLiteral("a b")));
}

void AuthenticatorTest::hostPassword_data()
{
    QTest::addColumn<QByteArray>("passcode");
    QTest::addColumn<bool>("let");
    QTest::newRow("right") << QByteArray("비밀") << true;
    QTest::newRow("wrong") << QByteArray("비말") << false;
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("longer") << QByteArray("비밀x") << false;
    QTest::newRow("with a NUL") << QByteArray("비밀") + '\0' << false;
}

void AuthenticatorTest::hostPassword()
{
    auto options = quick();
    options.hostPassword = "비밀";
    LocalAuthenticator authenticator(options);
    QFETCH(QByteArray, passcode);
    Credentials credentials = login({}, passcode);
    QTEST(ask(authenticator, credentials).has_value(), "let");
    credentials.guestToken = makeGuestToken(); // Is no way around it.
    QTEST(ask(authenticator, credentials).has_value(), "let");
}

void AuthenticatorTest::accounts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("passcode");
    QTest::addColumn<bool>("let");
    QTest::newRow("right") << QStringLiteral("철수") << QByteArray("right") << true;
    QTest::newRow("owner") << QStringLiteral("boss") << QByteArray("right") << true;
    QTest::newRow("decomposed name")
        << QStringLiteral("철수").normalized(QString::NormalizationForm_D) << QByteArray("right")
        << true;
    QTest::newRow("wrong") << QStringLiteral("철수") << QByteArray("wrong") << false;
    QTest::newRow("none") << QStringLiteral("철수") << QByteArray() << false;
    QTest::newRow("unknown name") << QStringLiteral("lee") << QByteArray("right") << false;
    QTest::newRow("host's password") << QStringLiteral("lee") << QByteArray("host") << false;
}

void AuthenticatorTest::accounts()
{
    auto options = quick();
    options.users = someUsers();
    options.hostPassword = "host";
    LocalAuthenticator authenticator(options);
    QFETCH(QString, name);
    QFETCH(QByteArray, passcode);
    QFETCH(bool, let);
    Credentials credentials = login(name, passcode);
    credentials.name = "somebody else";
    const auto result = ask(authenticator, credentials);
    QCOMPARE(result.has_value(), let);
    if (!result) {
        QCOMPARE(result.error().message, QByteArray("access refused"));
        return;
    }
    const QString expected = name.normalized(QString::NormalizationForm_C);
    QCOMPARE(result->name, expected);
    QCOMPARE(result->user.toString(), QStringLiteral("u-") + expected);
    QCOMPARE(result->role,
             expected == QStringLiteral("boss") ? Principal::Role::Owner : Principal::Role::Member);
    QVERIFY(result->guestToken.isEmpty());
}

void AuthenticatorTest::tokenOfAnAccount()
{
    auto options = quick();
    options.hostPassword = "secret";
    Credentials credentials;
    credentials.token = makeToken();
    // A host that has no tokens knows nothing of them.
    LocalAuthenticator without(options);
    QVERIFY(!ask(without, credentials));
    credentials.passcode = "secret";
    QVERIFY(ask(without, credentials)->isGuest());

    const auto line =
        Users::tokenLine(QStringLiteral("minji"), credentials.token, Principal::Role::Member);
    options.users = *Users::parse(*line);
    LocalAuthenticator with(options);
    const auto member = ask(with, credentials);
    QVERIFY(member);
    QCOMPARE(member->user.toString(), QStringLiteral("u-minji"));
    QCOMPARE(member->name, QStringLiteral("minji"));
    QCOMPARE(member->role, Principal::Role::Member);
    credentials.token = makeToken();
    const auto stranger = ask(with, credentials);
    QVERIFY(!stranger);
    QCOMPARE(stranger.error().message, QByteArray("access refused"));
    credentials.token.clear();
    QVERIFY(ask(with, credentials)->isGuest());
}

void AuthenticatorTest::refusalComesLater()
{
    LocalAuthenticator authenticator(quick());
    bool answered = false;
    authenticator.authenticate(login(QStringLiteral("x"), "y"), [&](Result result) {
        QVERIFY(!result);
        answered = true;
    });
    QVERIFY(!answered);
    QTRY_VERIFY(answered);
}

void AuthenticatorTest::refusalsPerPeerAreBounded()
{
    auto options = quick();
    options.hostPassword = "secret";
    options.refusalDelay = std::chrono::hours(1);
    options.refusalsPerPeer = 3;
    LocalAuthenticator authenticator(options);
    int refused = 0;
    const auto count = [&](const Result &result) { refused += result ? 0 : 1; };
    Credentials bad = login({}, "wrong");
    bad.peer = QStringLiteral("192.0.2.1");
    for (int i = 0; i < 3; ++i)
        authenticator.authenticate(bad, count);
    QCOMPARE(refused, 0); // All three wait.
    authenticator.authenticate(bad, count);
    QCOMPARE(refused, 1); // The fourth is refused at once…
    Credentials good = bad;
    good.passcode = "secret";
    QVERIFY(!ask(authenticator, good)); // …whatever it shows: guessing in parallel gains nothing.
    good.peer = QStringLiteral("192.0.2.2");
    QVERIFY(ask(authenticator, good)); // Its neighbour is not concerned.
}

void AuthenticatorTest::noAnswerAfterTheEnd()
{
    bool answered = false;
    {
        auto options = quick();
        options.users = someUsers();
        LocalAuthenticator authenticator(options);
        const auto note = [&](const Result &) { answered = true; };
        authenticator.authenticate(login(QStringLiteral("철수"), "right"), note);
        Credentials bad;
        bad.login = "x";
        authenticator.authenticate(bad, note);
    }
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(AuthenticatorTest)
#include "tst_authenticator.moc"
