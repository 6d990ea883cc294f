// SPDX-License-Identifier: GPL-3.0-or-later
// Who may see what only operators see.

#include "server/web/routes.h"

#include <QTest>

using namespace Server;
using namespace std::chrono_literals;

using Verdict = OperatorAccess::Verdict;

namespace {

const QByteArray token = "correct-horse-battery-staple";
const OperatorAccess::Clock::time_point start{1h};

HttpRequest request(const QString &peer, const QByteArray &host,
                    const std::vector<std::pair<QByteArray, QByteArray>> &headers = {},
                    const QByteArray &path = "/status.json")
{
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    request.peer = QHostAddress(peer);
    if (!host.isEmpty())
        request.headers.emplace_back("Host", host);
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    return request;
}

const QString here = QStringLiteral("127.0.0.1");
const QString there = QStringLiteral("192.0.2.7");

} // namespace

class TestOperatorAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<HttpRequest>("asked");
        QTest::addColumn<bool>("withToken"); // the host has one
        QTest::addColumn<int>("verdict");
        const auto row = [](const QByteArray &name, const HttpRequest &asked, Verdict verdict,
                            bool withToken = true) {
            QTest::newRow(name.constData()) << asked << withToken << int(verdict);
        };
        // --- this computer
        row("127.0.0.1", request(here, "127.0.0.1:7610"), Verdict::Allowed, false);
        row("localhost", request(here, "localhost:7610"), Verdict::Allowed);
        row("LocalHost without a port", request(here, "LocalHost"), Verdict::Allowed);
        row("::1", request(QStringLiteral("::1"), "[::1]:7610"), Verdict::Allowed);
        row("mapped", request(QStringLiteral("::ffff:127.0.0.1"), "localhost"), Verdict::Allowed);
        row("another of 127/8", request(here, "127.0.0.2:7610"), Verdict::Allowed);
        // --- elsewhere, whatever it calls us
        row("elsewhere", request(there, "192.0.2.1:7610"), Verdict::Unknown);
        row("elsewhere, saying localhost", request(there, "localhost"), Verdict::Unknown);
        // --- a name that a stranger points at 127.0.0.1
        row("rebound name", request(here, "evil.example:7610"), Verdict::Unknown);
        row("rebound name that begins like ours", request(here, "localhost.evil.example"),
            Verdict::Unknown);
        row("rebound name with a user", request(here, "localhost@evil.example"), Verdict::Unknown);
        row("rebound name behind a slash", request(here, "evil.example/localhost"),
            Verdict::Unknown);
        row("no Host", request(here, {}), Verdict::Unknown);
        row("empty port and blank", request(here, "localhost :1"), Verdict::Unknown);
        // --- a proxy on this computer
        for (const char *name : {"Forwarded", "X-Forwarded-For", "x-forwarded-for",
                                 "X-Forwarded-Host", "X-Real-IP", "Via"}) {
            row(QByteArray("proxy: ") + name, request(here, "localhost", {{name, "192.0.2.7"}}),
                Verdict::Unknown);
        }
        row("proxy that names nobody", request(here, "localhost", {{"X-Forwarded-For", ""}}),
            Verdict::Unknown);
        row("proxy, with the token",
            request(here, "localhost",
                    {{"X-Forwarded-For", "192.0.2.7"}, {"Authorization", "Bearer " + token}}),
            Verdict::Allowed);
        // --- the token
        const auto bearing = [](const QByteArray &value) {
            return request(there, "192.0.2.1:7610", {{"Authorization", value}});
        };
        row("token", bearing("Bearer " + token), Verdict::Allowed);
        row("token, bearer in small letters", bearing("bearer  " + token + " "), Verdict::Allowed);
        row("wrong token", bearing("Bearer " + token + "x"), Verdict::Unknown);
        row("beginning of the token", bearing("Bearer " + token.chopped(1)), Verdict::Unknown);
        row("no token", bearing("Bearer "), Verdict::Unknown);
        row("another scheme", bearing("Basic " + token), Verdict::Unknown);
        row("token alone", bearing(token), Verdict::Unknown);
        row("token for a host that has none", bearing("Bearer " + token), Verdict::Unknown, false);
        row("empty token for a host that has none", bearing("Bearer "), Verdict::Unknown, false);
        row("token under any name",
            request(there, "wall.example", {{"Authorization", "Bearer " + token}}),
            Verdict::Allowed);
        row("the token as a cookie",
            request(there, "h", {{"Cookie", OperatorAccess::cookieName() + "=" + token}}),
            Verdict::Unknown);
        // --- pages of others
        const auto fetched = [](const QByteArray &site) {
            return request(here, "localhost:7610", {{"Sec-Fetch-Site", site}});
        };
        row("typed address", fetched("none"), Verdict::Allowed);
        row("own page", fetched("same-origin"), Verdict::Allowed);
        row("cross-site", fetched("cross-site"), Verdict::Foreign);
        row("another port of this computer", fetched("same-site"), Verdict::Foreign);
        const auto from = [](const QByteArray &origin, const QByteArray &host = "localhost:7610") {
            return request(here, host, {{"Origin", origin}});
        };
        row("own Origin", from("http://localhost:7610"), Verdict::Allowed);
        row("own Origin, the default port", from("http://localhost", "localhost"),
            Verdict::Allowed);
        row("own Origin, TLS", from("https://localhost", "localhost:443"), Verdict::Allowed);
        row("foreign Origin", from("http://evil.example"), Verdict::Foreign);
        row("Origin of another port", from("http://localhost:3000"), Verdict::Foreign);
        row("Origin null", from("null"), Verdict::Foreign);
        row("Origin of a file", from("file://"), Verdict::Foreign);
        row("foreign Origin with the token",
            request(there, "192.0.2.1",
                    {{"Origin", "http://evil.example"}, {"Authorization", "Bearer " + token}}),
            Verdict::Foreign);
    }

    void judges()
    {
        QFETCH(HttpRequest, asked);
        QFETCH(bool, withToken);
        QFETCH(int, verdict);
        OperatorAccess access;
        if (withToken)
            access.setToken(token);
        QCOMPARE(int(access.judge(asked, start)), verdict);
    }

    void sessionIsRandomAndEnds()
    {
        OperatorAccess access;
        access.setToken(token);
        QVERIFY(!access.signIn("wrong", start));
        QVERIFY(!access.signIn({}, start));
        const auto session = access.signIn(token, start);
        QVERIFY(session);
        QVERIFY(!session->contains(token));
        QVERIFY(*session != *access.signIn(token, start));
        const HttpRequest asked = request(
            there, "h",
            {{"Cookie", "a=b; " + OperatorAccess::cookieName() + "=" + *session + "; c=d"}});
        QCOMPARE(access.judge(asked, start), Verdict::Allowed);
        const HttpRequest other =
            request(there, "h", {{"Cookie", OperatorAccess::cookieName() + "=" + *session + "x"}});
        QCOMPARE(access.judge(other, start), Verdict::Unknown);
        const auto end = start + OperatorAccess::sessionTime;
        QCOMPARE(access.judge(asked, end - 1s), Verdict::Allowed);
        QCOMPARE(access.judge(asked, end), Verdict::Unknown);
    }

    void signOutEndsTheSession()
    {
        OperatorAccess access;
        access.setToken(token);
        const auto session = access.signIn(token, start);
        const HttpRequest asked =
            request(there, "h", {{"Cookie", OperatorAccess::cookieName() + "=" + *session}});
        access.signOut(asked);
        QCOMPARE(access.judge(asked, start), Verdict::Unknown);
    }

    void anotherTokenEndsAllSessions()
    {
        OperatorAccess access;
        access.setToken(token);
        const auto session = access.signIn(token, start);
        const HttpRequest asked =
            request(there, "h", {{"Cookie", OperatorAccess::cookieName() + "=" + *session}});
        access.setToken(token); // read again, and the same
        QCOMPARE(access.judge(asked, start), Verdict::Allowed);
        access.setToken("another-token-of-the-host");
        QCOMPARE(access.judge(asked, start), Verdict::Unknown);
    }

    void sessionsAreBounded()
    {
        OperatorAccess access;
        access.setToken(token);
        const auto first = access.signIn(token, start);
        for (std::size_t i = 0; i < OperatorAccess::mostSessions; ++i)
            access.signIn(token, start);
        const HttpRequest asked =
            request(there, "h", {{"Cookie", OperatorAccess::cookieName() + "=" + *first}});
        QCOMPARE(access.judge(asked, start), Verdict::Unknown);
    }

    // --- what the routes make of it
    void onlyOperatorsSee_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("forAnybody");
        for (const char *path :
             {"/health", "/health/live", "/health/ready", "/status.css", "/status.js"})
            QTest::newRow(path) << QByteArray(path) << true;
        for (const char *path : {"/metrics", "/status", "/status.json"})
            QTest::newRow(path) << QByteArray(path) << false;
    }

    void onlyOperatorsSee()
    {
        QFETCH(QByteArray, path);
        QFETCH(bool, forAnybody);
        Routes routes(QStringLiteral("host"));
        routes.setOperatorToken(token);
        QCOMPARE(routes.answer(request(here, "localhost", {}, path)).status, 200);
        QCOMPARE(routes.answer(request(there, "h", {}, path)).status, forAnybody ? 200 : 401);
        QCOMPARE(
            routes.answer(request(there, "h", {{"Authorization", "Bearer " + token}}, path)).status,
            200);
        QCOMPARE(routes.answer(request(here, "localhost", {{"Origin", "http://e.example"}}, path))
                     .status,
                 forAnybody ? 200 : 403);
    }

    void refusalSaysHow()
    {
        Routes routes(QStringLiteral("host"));
        const HttpResponse line = routes.answer(request(there, "h"));
        QCOMPARE(line.status, 401);
        QVERIFY(line.body.contains("Authorization: Bearer"));
        QVERIFY(line.body.contains("localhost"));
        const HttpResponse page = routes.answer(
            request(there, "h", {{"Accept", "text/html"}, {"Accept-Language", "ko"}}, "/status"));
        QCOMPARE(page.status, 401);
        QVERIFY(page.body.contains("운영자 토큰"));
        QVERIFY(page.body.contains("action=\"/status/sign-in\""));
    }

    void formSignsInAndOut()
    {
        const QByteArray secret = "a token+with %20 & signs=";
        Routes routes(QStringLiteral("host"));
        routes.setOperatorToken(secret);
        HttpRequest form =
            request(there, "h:7610", {{"Origin", "http://h:7610"}}, "/status/sign-in");
        form.method = "POST";
        form.body = "token=" + QByteArray("a token with").replace(' ', '+');
        const HttpResponse wrong = routes.answer(form);
        QCOMPARE(wrong.status, 401);
        QVERIFY(wrong.body.contains("This is not the operator token."));
        form.body = "token=a+token%2Bwith+%2520+%26+signs%3D";
        const HttpResponse right = routes.answer(form);
        QCOMPARE(right.status, 303);
        QByteArray cookie;
        for (const auto &[name, value] : right.headers) {
            if (name == "Set-Cookie")
                cookie = value;
        }
        QVERIFY(cookie.contains("; HttpOnly"));
        QVERIFY(cookie.contains("; SameSite=Strict"));
        QVERIFY(!cookie.contains("Secure")); // a browser without TLS would throw it away
        const QByteArray pair = cookie.left(cookie.indexOf(';'));
        QVERIFY(!pair.contains("token"));
        QCOMPARE(routes.answer(request(there, "h:7610", {{"Cookie", pair}})).status, 200);
        const HttpResponse page =
            routes.answer(request(there, "h:7610", {{"Cookie", pair}}, "/status"));
        QVERIFY(page.body.contains("action=\"/status/sign-out\""));

        HttpRequest out = request(there, "h:7610", {{"Cookie", pair}}, "/status/sign-out");
        out.method = "POST";
        QCOMPARE(routes.answer(out).status, 303);
        QCOMPARE(routes.answer(request(there, "h:7610", {{"Cookie", pair}})).status, 401);

        form.headers = {{"Host", "h:7610"}, {"Origin", "http://evil.example"}};
        QCOMPARE(routes.answer(form).status, 403);
        form.method = "GET";
        QCOMPARE(routes.answer(form).status, 405);
    }

    void cookieOfTlsIsForTlsOnly_data()
    {
        QTest::addColumn<bool>("encrypted");
        QTest::addColumn<QByteArray>("forwarded");
        QTest::addColumn<bool>("secure");
        QTest::newRow("plain") << false << QByteArray() << false;
        QTest::newRow("TLS") << true << QByteArray() << true;
        QTest::newRow("a proxy's TLS") << false << QByteArray("https") << true;
        QTest::newRow("a proxy without") << false << QByteArray("http") << false;
    }
    void cookieOfTlsIsForTlsOnly()
    {
        QFETCH(bool, encrypted);
        QFETCH(QByteArray, forwarded);
        QFETCH(bool, secure);
        Routes routes(QStringLiteral("h"));
        routes.setOperatorToken(token);
        HttpRequest form =
            request(there, "h:7610", {{"X-Forwarded-Proto", forwarded}}, "/status/sign-in");
        form.method = "POST";
        form.isEncrypted = encrypted;
        form.body = "token=" + token;
        const HttpResponse answer = routes.answer(form);
        QCOMPARE(answer.status, 303);
        QByteArray cookie;
        for (const auto &[name, value] : answer.headers) {
            if (name == "Set-Cookie")
                cookie = value;
        }
        QCOMPARE(cookie.contains("; Secure"), secure);
    }
};

QTEST_GUILESS_MAIN(TestOperatorAccess)
#include "tst_operatoraccess.moc"
