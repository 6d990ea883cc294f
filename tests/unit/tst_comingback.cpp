// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever is refused for something that ends with time is told when, so that a program can read it.
#include "server/broker/queuerefusals.h"
#include "server/chat/accountrefusals.h"
#include "server/chat/refusals.h"
#include "server/web/problems.h"
#include "tests/support/accountsfixture.h"
#include "tests/support/chathost.h"

#include <vector>

using namespace Server;
using namespace std::chrono_literals;

class ComingBackTest : public QObject, private AccountsFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openFolder(); }
    void cleanup() { close(); }
    void loginsAtOnce_data();
    void loginsAtOnce();
    void failuresAtOnce();
    void guessedCodes();
    void namesChangedTooOften();
    void passwordsChangedAtOnce();
    void requests();
    void errorAtConnect();
    void errorInASession();
    void questionsAtOnce();

private:
    /// Many at once; what the last one is told.
    std::optional<AccessDenied> lastOf(int many, const QString &name)
    {
        Credentials credentials;
        credentials.login = name.toUtf8();
        credentials.passcode = "wrong";
        credentials.peer = somePeer;
        std::vector<Result> answers;
        std::optional<AccessDenied> last;
        for (int i = 0; i < many; ++i) {
            m_authenticator->authenticate(credentials, [&, i](const Result &answer) {
                answers.push_back(answer);
                if (i == many - 1 && !answer)
                    last = answer.error();
            });
        }
        if (!QTest::qWaitFor([&] { return answers.size() == size_t(many); }, 20000))
            qFatal("no answers");
        return last;
    }
};

void ComingBackTest::loginsAtOnce_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("of the operator's file") << QStringLiteral("seojun");
    QTest::newRow("of the log") << QStringLiteral("민지");
}

void ComingBackTest::loginsAtOnce()
{
    QFETCH(QString, name);
    LocalAuthenticator::Options local;
    local.users = *Users::parse(
        *passwordHashLine(QStringLiteral("seojun"), "correct horse", Principal::Role::Owner));
    local.checks = {1, 1};
    AccountOptions options;
    options.checks = {1, 1};
    start(options, local);
    const auto denied = lastOf(2, name);
    QVERIFY(denied);
    QCOMPARE(denied->message, QByteArray("too many logins at once, try again later"));
    QCOMPARE(denied->retryAfter, std::optional(5s));
}

void ComingBackTest::failuresAtOnce()
{
    LocalAuthenticator::Options local;
    local.hostPassword = "open sesame";
    local.refusalsPerPeer = 1;
    start({}, local);
    const auto denied = lastOf(2, {});
    QVERIFY(denied);
    QCOMPARE(denied->message, QByteArray("too many failed logins, try again later"));
    QCOMPARE(denied->retryAfter, std::optional(1s));
}

void ComingBackTest::guessedCodes()
{
    AccountOptions options;
    options.guesses.peerTries = 1;
    start(options);
    const DeviceKey guesser = DeviceKey::make();
    Credentials credentials = with(guesser, {});
    credentials.pairingCode = "AAAA-AAAA-AAAA";
    QVERIFY(!come(guesser, credentials).error().retryAfter);
    const auto waits = come(guesser, credentials).error().retryAfter;
    QVERIFY(waits > 0s);
    QVERIFY(waits <= options.guesses.firstWait);
}

void ComingBackTest::namesChangedTooOften()
{
    AccountOptions options;
    Chat::Timestamp clock{1'700'000'000'000ms};
    options.now = [&] { return clock; };
    start(options);
    const Result who = come(DeviceKey::make(), QStringLiteral("n0"));
    const auto rename = [&](int i) {
        return desk<QString>(
            [&](auto answer) { m_desk->rename(*who, QStringLiteral("n%1").arg(i), answer); });
    };
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(rename(i));
        clock += 24h;
    }
    const auto refused = rename(6);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, AccountProblem::Kind::TooOften);
    QCOMPARE(refused.error().wait, options.nameKept - 5 * 24h);
    QCOMPARE(Refusals::account(refused.error()).retryAfter,
             std::optional<std::chrono::milliseconds>(25 * 24h));
    clock += refused.error().wait;
    QVERIFY(rename(6));
}

void ComingBackTest::passwordsChangedAtOnce()
{
    const Refusal busy = Refusals::account({AccountProblem::Kind::Busy});
    QCOMPARE(busy.retryAfter, std::optional<std::chrono::milliseconds>(5s));
    const Refusal wait = Refusals::account({AccountProblem::Kind::MustWait, 30s});
    QCOMPARE(wait.retryAfter, std::optional<std::chrono::milliseconds>(30s));
}

void ComingBackTest::requests()
{
    const auto waitOf = [](const HttpResponse &response) {
        return valueIn({response.headers.begin(), response.headers.end()}, "Retry-After");
    };
    AccessDenied denied{"too many wrong tries", true};
    QCOMPARE(deniedAnswer(denied).status, 429);
    QCOMPARE(waitOf(deniedAnswer(denied)), QByteArray("2"));
    denied.retryAfter = 90s;
    QCOMPARE(waitOf(deniedAnswer(denied)), QByteArray("90"));
    QCOMPARE(deniedAnswer({"access refused"}).status, 401);
    QVERIFY(waitOf(deniedAnswer({"access refused"})).isEmpty());
}

void ComingBackTest::errorAtConnect()
{
    struct BusyDoor final : Authenticator {
        void authenticate(const Credentials &, Answer answer) override
        {
            AccessDenied denied{"too many logins at once", true};
            denied.retryAfter = 7s;
            answer(tl::unexpected(denied));
        }
    } door;
    Broker broker(Broker::Options(), door);
    TypedPeer peer(broker, "kim");
    QVERIFY(peer.connected.startsWith("ERROR"));
    QCOMPARE(TypedPeer::header(peer.connected, "retry-after"), QByteArray("7"));
}

// Who listens to no refusals gets an ERROR, which is to say no less.
void ComingBackTest::errorInASession()
{
    ChatHost host;
    host.start();
    ChatPeer kim(host, "kim");
    QCOMPARE(kim.send("/app/chat/createroom", R"({"roomId":"club","name":"Club"})"), QByteArray());
    QCOMPARE(kim.send("/app/chat/room/club/settings", R"({"slowMode":30})"), QByteArray());
    TypedPeer plain(*host.broker, "lee");
    const QByteArray text = sendText("/app/chat/message", R"({"roomId":"club","message":"x"})");
    plain.talk(text);
    host.clock += 10500ms;
    const QByteArray error = plain.talk(text).filter("ERROR|").value(0);
    QCOMPARE(TypedPeer::header(error, "message"), QByteArray("slow mode"));
    QCOMPARE(TypedPeer::header(error, "retry-after"), QByteArray("20"));
}

void ComingBackTest::questionsAtOnce()
{
    const std::optional<std::chrono::milliseconds> aMoment = 1s;
    QCOMPARE(Refusals::searchingAlready().retryAfter, aMoment);
    QCOMPARE(Refusals::notSearched(StoreError::TooMany).retryAfter, aMoment);
    QCOMPARE(Refusals::askingAlready().retryAfter, aMoment);
    QCOMPARE(QueueRefusals::durableEnding().retryAfter, aMoment);
    // Of a log that cannot be read nobody knows when it can.
    QVERIFY(!Refusals::notSearched(StoreError::Failed).retryAfter);
}

QTEST_GUILESS_MAIN(ComingBackTest)
#include "tst_comingback.moc"
