// SPDX-License-Identifier: GPL-3.0-or-later
// What comes between somebody's login and its answer, and what a login does not give.
#include "tests/support/accountsfixture.h"

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

QTEST_GUILESS_MAIN(AccountRacesTest)
#include "tst_accountraces.moc"
