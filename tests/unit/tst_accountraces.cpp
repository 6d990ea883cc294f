// SPDX-License-Identifier: GPL-3.0-or-later
// What comes between somebody's login and its answer, and what a login does not give.
#include "server/store/erasingstore.h"
#include "tests/support/accountsfixture.h"

#include <algorithm>
#include <vector>

using namespace Server;

class AccountRacesTest : public QObject, private AccountsFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        openFolder();
        start();
    }
    void cleanup() { close(); }
    void tokenIsForRequestsAlone();
    void lockedOutWhileLoggingIn_data();
    void lockedOutWhileLoggingIn();
    void onePasswordChangeAtATime();
    void manyGuessesOfTheOperatorsFileAtOnce();
    void erasedAccountGetsNoPicture();
};

// A session by it could make the next one, and codes for devices.
void AccountRacesTest::tokenIsForRequestsAlone()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    const auto info = desk<Chat::AccountInfo>([&](auto answer) { m_desk->describe(*who, answer); });
    Credentials bearer;
    bearer.peer = somePeer;
    bearer.token = info->token.toLatin1();
    const Result session = ask(bearer);
    QVERIFY(!session || session->isGuest());
    bearer.overHttp = true;
    QCOMPARE(ask(bearer)->user, who->user);
    // Whoever has not shown the host's new password is out.
    m_authenticator->setAccounts({}, "new password");
    QVERIFY(!ask(bearer));
}

void AccountRacesTest::lockedOutWhileLoggingIn_data()
{
    QTest::addColumn<bool>("withKey");
    QTest::newRow("a device") << true;
    QTest::newRow("no device") << false;
}

// The hash takes its time; who was locked out meanwhile has no way in by it.
void AccountRacesTest::lockedOutWhileLoggingIn()
{
    QFETCH(bool, withKey);
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    QVERIFY(setPassword(*who, {}, QStringLiteral("long enough")));
    const DeviceKey intruder = DeviceKey::make();
    Credentials credentials = withKey ? with(intruder, {}) : Credentials();
    credentials.peer = somePeer;
    if (withKey) {
        const Result first = ask(credentials);
        prove(credentials, intruder, valueIn(first.error().headers, "host-id"),
              valueIn(first.error().headers, "challenge"));
    }
    credentials.login = "민지";
    credentials.passcode = "long enough";
    std::optional<Result> result;
    m_authenticator->authenticate(credentials, [&](Result answer) { result = answer; });
    m_store->accounts().lockOut(who->user, nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(result, 20000);
    QVERIFY(!*result);
    std::optional<AccountStore::Found> found;
    m_store->accounts().find(who->user, [&](const auto &one) { found = *one; });
    QTRY_VERIFY(found);
    QVERIFY((*found)->devices.empty());
}

void AccountRacesTest::onePasswordChangeAtATime()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    std::vector<tl::expected<bool, AccountProblem>> answers;
    for (const char *wanted : {"long enough", "another one"}) {
        m_desk->setPassword(*who, {{}, QString::fromLatin1(wanted)},
                            [&](auto answer) { answers.push_back(answer); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2U, 20000);
    QVERIFY(!answers[0]);
    QCOMPARE(answers[0].error().kind, AccountProblem::Kind::Busy);
    QVERIFY(answers[1]);
    QVERIFY(setPassword(*who, QStringLiteral("long enough"), QStringLiteral("another one")));
}

// Those that were asked before any was known to be wrong tell no more than the first few.
void AccountRacesTest::manyGuessesOfTheOperatorsFileAtOnce()
{
    LocalAuthenticator::Options local;
    local.users = *Users::parse(
        *passwordHashLine(QStringLiteral("seojun"), "correct horse", Principal::Role::Owner));
    AccountOptions options;
    options.guesses.peerTries = 2;
    start(options, local);
    Credentials credentials;
    credentials.login = "seojun";
    credentials.peer = somePeer;
    std::vector<Result> answers;
    for (int i = 0; i < 6; ++i) {
        credentials.passcode = i < 5 ? "wrong" : "correct horse";
        m_authenticator->authenticate(credentials,
                                      [&](const Result &answer) { answers.push_back(answer); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), size_t(6), 20000);
    for (const Result &one : answers)
        QVERIFY(!one);
    const auto waits = std::count_if(answers.begin(), answers.end(), [](const Result &one) {
        return one.error().message.startsWith("too many wrong tries");
    });
    QCOMPARE(waits, 4);
}

// Nor an account again: what was asked before comes behind it.
void AccountRacesTest::erasedAccountGetsNoPicture()
{
    const Result who = come(DeviceKey::make(), QStringLiteral("민지"));
    m_store->erasing().begin(who->user, {}, {}, nullptr);
    const auto set = desk<Chat::Avatar>([&](auto answer) {
        m_desk->setAvatar(*who, {QStringLiteral("🦊"), {}, {}}, answer);
    });
    QVERIFY(!set);
    QCOMPARE(set.error().kind, AccountProblem::Kind::Guest);
    std::optional<AccountStore::Found> found;
    m_store->accounts().find(who->user, [&](const auto &one) { found = *one; });
    QTRY_VERIFY(found);
    QVERIFY(!*found);
}

QTEST_GUILESS_MAIN(AccountRacesTest)
#include "tst_accountraces.moc"
