// SPDX-License-Identifier: GPL-3.0-or-later
// Posts to hooks: what is said, what is answered to whom and when.

#include "server/web/hookroutes.h"
#include "server/web/hookwords.h"
#include "tests/support/chatfixture.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Server;

namespace {

const QHostAddress there = QHostAddress(QStringLiteral("192.0.2.7"));
const QByteArray json = "application/json";
const QByteArray form = "application/x-www-form-urlencoded";
const Peer owner =
    ChatFixture::peer(1, QStringLiteral("owner"), QStringLiteral("주인"), Principal::Role::Owner);

HttpRequest post(const QByteArray &path, const QByteArray &body, const QByteArray &type = json,
                 const QByteArray &method = "POST", const QHostAddress &peer = there)
{
    HttpRequest request;
    request.method = method;
    request.target = request.path = path;
    request.headers = {{"Host", "192.0.2.1:7610"}, {"Content-Type", type}};
    request.body = body;
    request.peer = peer;
    return request;
}

QByteArray headerOf(const HttpResponse &response, const QByteArray &name)
{
    for (const auto &[key, value] : response.headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class TestHookRoutes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_routes.reset();
        m_chat = std::make_unique<ChatFixture>();
        m_options = {};
        m_options.refusalDelay = std::chrono::milliseconds(1);
        start({});
    }
    void cleanup() { m_routes.reset(); }

    void words_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("by");
        const auto row = [](const char *name, const QByteArray &type, const QByteArray &body,
                            const char *text, const char *by = "") {
            QTest::newRow(name) << type << body << QString::fromUtf8(text) << QString::fromUtf8(by);
        };
        row("JSON", json, R"({"text":"build ok"})", "build ok");
        row("JSON as curl sends it", form, R"({"text":"a+b & c=d"})", "a+b & c=d");
        row("JSON for a name", json, R"({"text":"hi","username":"kim"})", "hi", "kim");
        row("form", form, "text=build+ok%21&username=kim", "build ok!", "kim");
        row("payload", form, "payload=%7B%22text%22%3A%22a%2Bb%22%7D", "a+b");
        row("text", "text/plain", "build ok\n", "build ok\n");
        row("text of no type", "", "{\"text\":1}", "{\"text\":1}");
        row("attachment", json, R"({"attachments":[{"fallback":"f","text":"t"}]})", "t");
        row("fallback", json, R"({"attachments":[{"fallback":"f"}]})", "f");
        row("text before attachments", json, R"({"text":"a","attachments":[{"text":"t"}]})", "a");
        // Nothing to say.
        row("no text", json, R"({"username":"kim"})", "");
        row("blank", json, R"({"text":" \n"})", "");
        row("number", json, R"({"text":7})", "");
        row("list", json, R"(["text"])", "");
        row("no JSON", json, "text", "");
        row("cut JSON", form, "{\"text\":\"a", "");
        row("payload of no JSON", form, "payload=hi", "");
        row("bad id", json, R"({"text":"a","id":"a b"})", "");
        row("long id", json, "{\"text\":\"a\",\"id\":\"" + QByteArray(65, 'a') + "\"}", "");
        row("nothing", "text/plain", "", "");
    }
    void words()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        QFETCH(QString, by);
        const auto words = readHookWords(type, body);
        QCOMPARE(words.has_value(), !text.isEmpty());
        if (words) {
            QCOMPARE(words->text, text);
            QCOMPARE(words->by, by);
        }
        const HttpResponse response = answer(post(m_path, body, type));
        QCOMPARE(response.status, text.isEmpty() ? 400 : 200);
    }

    void saidWhenStored()
    {
        const HttpResponse response = answer(post(m_path, R"({"text":"ok","id":"7"})"));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, QByteArray("{\"seq\":1}\n"));
        QCOMPARE(m_chat->texts("lobby"), QStringList{QStringLiteral("ok")});
        // A repeat is the same one.
        QCOMPARE(answer(post(m_path, R"({"text":"ok","id":"7"})")).body,
                 QByteArray("{\"seq\":1}\n"));
        QCOMPARE(answer(post(m_path, R"({"text":"ok"})")).body, QByteArray("{\"seq\":2}\n"));
    }

    void answeredNotBeforeTheLogHasIt()
    {
        HttpAnswer later = m_routes->answer(post(m_path, R"({"text":"ok"})"));
        bool isAnswered = false;
        std::get<HttpLater>(later)([&](const auto &) { isAnswered = true; });
        QVERIFY(!isAnswered);
        QVERIFY(m_chat->texts("lobby").isEmpty());
        m_chat->settle();
        QVERIFY(isAnswered);
    }

    void unknownTokensAreAnsweredLate()
    {
        m_options.refusalDelay = std::chrono::milliseconds(300);
        m_routes->setOptions(m_options);
        QElapsedTimer timer;
        timer.start();
        const HttpResponse response = answer(post("/hooks/" + QByteArray(43, 'a'), "{}"));
        QCOMPARE(response.status, 404);
        QVERIFY(timer.elapsed() >= 290);
        for (const QByteArray &token :
             {QByteArray("x"), QByteArray(5000, 'a'), m_path.mid(7) + 'a', m_path.mid(7).chopped(1),
              m_path.mid(7) + "/x", QByteArray("%00")})
            QCOMPARE(answer(post("/hooks/" + token, R"({"text":"x"})")).status, 404);
        QVERIFY(m_chat->texts("lobby").isEmpty());
    }

    void guessersAreSentAway()
    {
        m_options.refusalDelay = std::chrono::hours(1);
        m_options.refusalsPerPeer = 3;
        m_routes->setOptions(m_options);
        for (int i = 0; i < 3; ++i) {
            HttpAnswer late = m_routes->answer(post("/hooks/guess", "{}"));
            std::get<HttpLater>(late)([](const auto &) {});
        }
        const HttpResponse response = answer(post("/hooks/guess", "{}"));
        QCOMPARE(response.status, 429);
        QVERIFY(!headerOf(response, "Retry-After").isEmpty());
        // Whose is right is not disturbed, behind the same address or another.
        QCOMPARE(answer(post(m_path, R"({"text":"x"})")).status, 200);
    }

    void guessersShutNobodyOut()
    {
        m_options.refusalDelay = std::chrono::hours(1);
        m_options.refusals = 3;
        m_routes->setOptions(m_options);
        for (quint32 i = 0; i < 3; ++i) {
            HttpAnswer late = m_routes->answer(
                post("/hooks/guess", "{}", json, "POST", QHostAddress(0xc0000210 + i)));
            std::get<HttpLater>(late)([](const auto &) {});
        }
        QCOMPARE(answer(post("/hooks/guess", "{}")).status, 429);
        QCOMPARE(answer(post(m_path, R"({"text":"x"})")).status, 200);
    }

    void hookHasItsRate()
    {
        m_options.rate = {1, 3};
        m_routes->setOptions(m_options);
        int said = 0;
        HttpResponse response;
        for (int i = 0; i < 30 && response.status != 429; ++i) {
            response = answer(post(m_path, R"({"text":"x"})"));
            said += response.status == 200;
        }
        QCOMPARE(response.status, 429);
        QVERIFY(said >= 3);
        QVERIFY(headerOf(response, "Retry-After").toInt() >= 1);
        // Another hook has its own.
        QCOMPARE(answer(post(makeHook(), R"({"text":"x"})")).status, 200);
    }

    void foreignPagesMayNotPost()
    {
        HttpRequest request = post(m_path, R"({"text":"x"})");
        request.headers.emplace_back("Origin", "https://evil.example");
        QCOMPARE(answer(request).status, 403);
        QVERIFY(m_chat->texts("lobby").isEmpty());
    }

    void onlyPosts()
    {
        const HttpResponse response = answer(post(m_path, {}, json, "GET"));
        QCOMPARE(response.status, 405);
        QCOMPARE(headerOf(response, "Allow"), QByteArray("POST, OPTIONS"));
        QCOMPARE(answer(post(m_path, {}, json, "OPTIONS")).status, 204);
    }

    void tooLargeIsRefused()
    {
        const QByteArray large(HookRoutes::bodyBytes + 1, 'a');
        QCOMPARE(answer(post(m_path, large, "text/plain")).status, 413);
        QCOMPARE(answer(post(m_path, large.chopped(1), "text/plain")).status, 200);
    }

    void fullDiskIsTold()
    {
        start({SqlStore::Synchronous::Normal, 300'000});
        m_options.rate = {};
        m_routes->setOptions(m_options);
        HttpResponse response;
        for (int i = 0; i < 40 && response.status == 200; ++i)
            response = answer(post(m_path, QByteArray(60'000, 'a'), "text/plain"));
        QCOMPARE(response.status, 507);
        QVERIFY(response.body.contains("not stored"));
    }

    void startedAgainTakesPostsAtOnce()
    {
        m_routes.reset();
        m_chat->start();
        m_routes = std::make_unique<HookRoutes>(m_chat->chat->hooks(), m_options);
        QCOMPARE(answer(post(m_path, R"({"text":"x"})")).status, 200);
    }

    void knowsItsPaths()
    {
        QVERIFY(HookRoutes::knows("/hooks/x"));
        QVERIFY(!HookRoutes::knows("/hooks/"));
        QVERIFY(!HookRoutes::knows("/hooks"));
    }

private:
    void start(const SqlStore::Options &options)
    {
        m_routes.reset();
        m_chat->folder.remove();
        m_chat->start(options);
        m_chat->settle();
        m_routes = std::make_unique<HookRoutes>(m_chat->chat->hooks(), m_options);
        m_path = makeHook();
    }
    QByteArray makeHook()
    {
        m_chat->topics.events.clear();
        if (!m_chat->send(owner, "/app/chat/room/lobby/hook", R"({"action":"create","name":"CI"})"))
            qFatal("no hook");
        const auto told = m_chat->topics.published("/user/owner/queue/chat/hooks");
        m_chat->topics.events.clear();
        return Chat::HookMade::fromJson(told.at(0))->path.toLatin1();
    }
    HttpResponse answer(const HttpRequest &request)
    {
        HttpAnswer answered = m_routes->answer(request);
        if (auto *response = std::get_if<HttpResponse>(&answered))
            return *response;
        std::optional<HttpResponse> reply;
        std::get<HttpLater>(answered)(
            [&](HttpFinal response) { reply = std::get<HttpResponse>(std::move(response)); });
        if (!QTest::qWaitFor([&] { return reply.has_value(); }, 20000))
            qFatal("no answer");
        return *reply;
    }

    HookRoutes::Options m_options;
    std::unique_ptr<ChatFixture> m_chat;
    std::unique_ptr<HookRoutes> m_routes;
    QByteArray m_path;
};

QTEST_GUILESS_MAIN(TestHookRoutes)
#include "tst_hookroutes.moc"
