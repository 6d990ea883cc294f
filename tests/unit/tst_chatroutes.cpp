// SPDX-License-Identifier: GPL-3.0-or-later
// The chat's rooms over HTTP: what is answered to whom.

#include "server/web/chatroutes.h"
#include "tests/support/chatfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Server;

namespace {

const QHostAddress here = QHostAddress(QStringLiteral("127.0.0.1"));
const QHostAddress there = QHostAddress(QStringLiteral("192.0.2.7"));
const QByteArray jsonType = "application/json";
const QByteArray formType = "application/x-www-form-urlencoded";

/// Knows boss:secret, whose token is t-boss, who is an owner, and otherwise guests; with a password
/// for them, if there is one. Answers later where it is told to.
class FakeAuthenticator final : public Authenticator {
public:
    void authenticate(const Credentials &credentials, Answer answer) override
    {
        asked.push_back(credentials);
        if (isBusy)
            return answer(tl::unexpected(AccessDenied{"busy", true}));
        if (isLate) {
            waiting = std::move(answer);
            return;
        }
        if (credentials.token == "t-boss" ||
            (credentials.login == "boss" && credentials.passcode == "secret"))
            return answer(Principal{Chat::UserId(QStringLiteral("u-boss")),
                                    QStringLiteral("boss"),
                                    Principal::Role::Owner,
                                    {}});
        if (!credentials.login.isEmpty() || credentials.passcode != password)
            return answer(tl::unexpected(AccessDenied{"access refused"}));
        answer(Principal{
            Chat::UserId(QStringLiteral("g-") + QString::fromUtf8(credentials.guestToken.left(8))),
            QStringLiteral("guest"),
            Principal::Role::Guest,
            {}});
    }

    std::vector<Credentials> asked;
    QByteArray password;
    Answer waiting;
    bool isBusy = false;
    bool isLate = false;
};

HttpRequest ask(const QByteArray &method, const QByteArray &target,
                const std::vector<std::pair<QByteArray, QByteArray>> &headers = {},
                const QByteArray &body = {}, const QHostAddress &peer = there)
{
    HttpRequest request;
    request.method = method;
    request.target = target;
    const qsizetype question = target.indexOf('?');
    request.path = question < 0 ? target : target.first(question);
    request.query = question < 0 ? QByteArray() : target.sliced(question + 1);
    request.headers = headers;
    request.headers.emplace_back("Host", "192.0.2.1:7610");
    request.body = body;
    request.peer = peer;
    return request;
}

HttpRequest post(const QByteArray &body, const QByteArray &type = jsonType,
                 const QHostAddress &peer = there)
{
    return ask("POST", "/chat/createroom", {{"Content-Type", type}}, body, peer);
}

QByteArray headerOf(const HttpResponse &response, const QByteArray &name)
{
    for (const auto &[key, value] : response.headers) {
        if (key == name)
            return value;
    }
    return {};
}

QJsonObject objectOf(const HttpResponse &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

} // namespace

class TestChatRoutes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_routes.reset();
        m_chat = std::make_unique<ChatFixture>();
        m_authenticator = FakeAuthenticator();
        m_options = {};
    }
    void cleanup() { m_routes.reset(); }

    void knowsItsPaths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("known");
        const auto row = [](const char *path, bool known) {
            QTest::newRow(path) << QByteArray(path) << known;
        };
        row("/chat/rooms", true);
        row("/chat/createroom", true);
        row("/chat/room/a", true);
        row("/chat/room/%EB%A7%88", true);
        row("/chat/room/a/members", true);
        // The rest is SockJS's, whose base /chat is.
        row("/chat", false);
        row("/chat/", false);
        row("/chat/info", false);
        row("/chat/rooms/", false);
        row("/chat/room", false);
        row("/chat/room/", false);
        row("/chat/room//members", false);
        row("/chat/room/a/", false);
        row("/chat/room/a/xhr", false);
        row("/chat/000/abc/xhr_streaming", false);
        row("/Chat/rooms", false);
        row("/chat/rooms/../rooms", false);
    }
    void knowsItsPaths()
    {
        QFETCH(QByteArray, path);
        QTEST(ChatRoutes::knows(path), "known");
    }

    void makesARoom_data()
    {
        QTest::addColumn<HttpRequest>("request");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *name, const HttpRequest &request, const char *id,
                            const char *roomName) {
            QTest::newRow(name) << request << QString::fromUtf8(id) << QString::fromUtf8(roomName);
        };
        row("JSON", post("{\"name\":\"우리 방\"}"), "우리-방", "우리 방");
        row("JSON with a charset", post("{\"name\":\"a\"}", "Application/JSON; charset=utf-8"), "a",
            "a");
        row("JSON with an id", post("{\"name\":\"Garden\",\"roomId\":\"g-1\"}"), "g-1", "Garden");
        row("form", post("name=a+b%2Bc%20%EB%B0%A9", formType), "a-b-c-방", "a b+c 방");
        row("form with a charset", post("x=1&name=a", formType + "; charset=UTF-8"), "a", "a");
        row("query", ask("POST", "/chat/createroom?name=%EB%A7%88%EB%8B%B9"), "마당", "마당");
    }
    void makesARoom()
    {
        QFETCH(HttpRequest, request);
        QFETCH(QString, id);
        QFETCH(QString, name);
        start();
        const HttpResponse made = answer(request);
        QCOMPARE(made.status, 200);
        QCOMPARE(made.contentType, QByteArray("application/json; charset=UTF-8"));
        QCOMPARE(objectOf(made)[QStringLiteral("roomId")].toString(), id);
        QCOMPARE(objectOf(made)[QStringLiteral("name")].toString(), name);
        // The log has it, and those who watch the rooms over STOMP were told.
        QCOMPARE(m_chat->topics.published("/topic/chat/rooms").size(), size_t(1));
        m_routes.reset();
        m_chat->start();
        QCOMPARE(m_chat->info(id).name, name);
    }

    void roomIsThereBeforeItsAnswer()
    {
        start();
        std::optional<HttpResponse> got;
        begin(post("{\"name\":\"a\"}"), got);
        QVERIFY(!got); // the log has not said that it has it
        m_chat->settle();
        QVERIFY(got);
        QCOMPARE(got->status, 200);
    }

    void sameNameIsAnotherRoomAndSameIdAConflict()
    {
        start();
        const auto first = answer(post("{\"name\":\"a\"}"));
        const auto second = answer(post("{\"name\":\"a\"}"));
        QCOMPARE(second.status, 200);
        QVERIFY(objectOf(first)[QStringLiteral("roomId")] !=
                objectOf(second)[QStringLiteral("roomId")]);
        const auto third = answer(post("{\"name\":\"other\",\"roomId\":\"a\"}"));
        QCOMPARE(third.status, 409);
        QCOMPARE(m_chat->info(QStringLiteral("a")).name, QStringLiteral("a"));
    }

    void refuses_data()
    {
        QTest::addColumn<HttpRequest>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const HttpRequest &request, int status) {
            QTest::newRow(name) << request << status;
        };
        row("no JSON", post("name"), 400);
        row("no object", post("[\"name\"]"), 400);
        row("not UTF-8", post("{\"name\":\"\xff\xfe\"}"), 400);
        row("no name", post("{}"), 400);
        row("blank name", post("{\"name\":\"  \"}"), 400);
        row("invisible name", post("{\"name\":\"\\u202e\\u200b\"}"), 400);
        row("name that is a number", post("{\"name\":7}"), 400);
        row("long name", post("{\"name\":\"" + QByteArray(65, 'a') + "\"}"), 400);
        row("bad id", post("{\"name\":\"a\",\"roomId\":\"../a\"}"), 400);
        row("nothing", ask("POST", "/chat/createroom"), 400);
        row("form without name", post("nam=a", formType), 400);
        row("deep JSON", post(QByteArray(10000, '[')), 400);
        row("long body", post("{\"name\":\"a\",\"x\":\"" + QByteArray(16 * 1024, 'a') + "\"}"),
            413);
        row("text", post("name=a", "text/plain"), 415);
        row("no type", ask("POST", "/chat/createroom", {}, "name=a"), 415);
        row("GET to make one", ask("GET", "/chat/createroom?name=a"), 405);
        row("PUT", ask("PUT", "/chat/createroom"), 405);
        row("POST to the list", ask("POST", "/chat/rooms"), 405);
        row("DELETE of a room", ask("DELETE", "/chat/room/lobby"), 405);
        row("unknown room", ask("GET", "/chat/room/nothing"), 404);
        row("unknown room's members", ask("GET", "/chat/room/nothing/members"), 404);
        row("no id", ask("GET", "/chat/room/%2e%2e"), 404);
        row("id with a slash", ask("GET", "/chat/room/..%2flobby"), 404);
        row("id with NUL", ask("GET", "/chat/room/lobby%00"), 404);
        row("broken escape", ask("GET", "/chat/room/lobby%"), 404);
        row("foreign page", ask("GET", "/chat/rooms", {{"Origin", "http://evil.example"}}), 403);
        row("foreign page's form",
            ask("POST", "/chat/createroom",
                {{"Origin", "http://evil.example"}, {"Content-Type", formType}}, "name=a"),
            403);
        row("sandboxed page", ask("GET", "/chat/rooms", {{"Origin", "null"}}), 403);
        row("two origins",
            ask("GET", "/chat/rooms",
                {{"Origin", "http://192.0.2.1:7610"}, {"Origin", "http://evil.example"}}),
            403);
        row("foreign preflight",
            ask("OPTIONS", "/chat/createroom", {{"Origin", "http://evil.example"}}), 403);
        row("unknown scheme", ask("GET", "/chat/rooms", {{"Authorization", "Digest x"}}), 401);
        row("broken base64", ask("GET", "/chat/rooms", {{"Authorization", "Basic ??"}}), 401);
        row("no colon", ask("GET", "/chat/rooms", {{"Authorization", "Basic Ym9zcw=="}}), 401);
        row("wrong passcode",
            ask("GET", "/chat/rooms",
                {{"Authorization", "Basic " + QByteArray("boss:x").toBase64()}}),
            401);
    }
    void refuses()
    {
        QFETCH(HttpRequest, request);
        QFETCH(int, status);
        start();
        const HttpResponse refused = answer(request);
        QCOMPARE(refused.status, status);
        QCOMPARE(refused.contentType, QByteArray("application/json; charset=UTF-8"));
        QCOMPARE(objectOf(refused)[QStringLiteral("status")].toInt(), status);
        QVERIFY(!objectOf(refused)[QStringLiteral("error")].toString().isEmpty());
        QVERIFY(!objectOf(refused)[QStringLiteral("message")].toString().isEmpty());
        if (status == 405)
            QVERIFY(headerOf(refused, "Allow").contains("OPTIONS"));
        if (status == 401)
            QVERIFY(headerOf(refused, "WWW-Authenticate").startsWith("Basic "));
        if (status == 403)
            QVERIFY(headerOf(refused, "Access-Control-Allow-Origin").isEmpty());
        QCOMPARE(m_chat->chat->rooms().size(), size_t(1));
    }

    void listsRoomsAndWhoIsThere()
    {
        start();
        QVERIFY(m_chat->say(ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("철수")),
                            R"({"type":"ENTER","roomId":"마당","sender":"철수"})"));
        const QJsonArray rooms =
            QJsonDocument::fromJson(answer(ask("GET", "/chat/rooms")).body).array();
        QCOMPARE(rooms.size(), 2);
        QCOMPARE(rooms[0].toObject()[QStringLiteral("roomId")].toString(), QStringLiteral("lobby"));
        QCOMPARE(rooms[1].toObject()[QStringLiteral("name")].toString(), QStringLiteral("마당"));
        const QByteArray path = "/chat/room/%EB%A7%88%EB%8B%B9";
        const auto room = answer(ask("GET", path));
        QCOMPARE(objectOf(room), rooms[1].toObject());
        const auto members = answer(ask("HEAD", path + "/members")); // the door leaves the body out
        QCOMPARE(members.status, 200);
        QCOMPARE(objectOf(members)[QStringLiteral("members")][0][QStringLiteral("name")].toString(),
                 QStringLiteral("철수"));
        QCOMPARE(headerOf(members, "Cache-Control"), QByteArray("no-store"));
    }

    void pagesThatMayAreLetIn_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::newRow("own") << QByteArray("http://192.0.2.1:7610");
        QTest::newRow("loopback") << QByteArray("http://localhost:3000");
        QTest::newRow("listed") << QByteArray("https://chat.example");
    }
    void pagesThatMayAreLetIn()
    {
        QFETCH(QByteArray, origin);
        m_options.allowedOrigins = {"https://chat.example"};
        start();
        const auto before = answer(ask("OPTIONS", "/chat/createroom", {{"Origin", origin}}));
        QCOMPARE(before.status, 204);
        QCOMPARE(headerOf(before, "Access-Control-Allow-Origin"), origin);
        QVERIFY(headerOf(before, "Access-Control-Allow-Methods").contains("POST"));
        QVERIFY(headerOf(before, "Access-Control-Allow-Headers").contains("Content-Type"));
        auto request = post("{\"name\":\"a\"}");
        request.headers.emplace_back("Origin", origin);
        const auto made = answer(request);
        QCOMPARE(made.status, 200);
        QCOMPARE(headerOf(made, "Access-Control-Allow-Origin"), origin);
        QCOMPARE(headerOf(made, "Vary"), QByteArray("Origin"));
        QVERIFY(headerOf(made, "Access-Control-Allow-Credentials").isEmpty());
    }

    void passwordAndAccountAsOverStomp()
    {
        m_authenticator.password = "open sesame";
        start();
        QCOMPARE(answer(ask("GET", "/chat/rooms")).status, 401);
        const auto with = [](const QByteArray &pair) {
            return ask("GET", "/chat/rooms", {{"authorization", "basic " + pair.toBase64()}});
        };
        QCOMPARE(answer(with(":open sesame")).status, 200);
        QCOMPARE(answer(with("boss:secret")).status, 200);
        const auto token = [](const QByteArray &said) {
            return ask("GET", "/chat/rooms", {{"Authorization", "bearer " + said}});
        };
        QCOMPARE(answer(token("t-boss")).status, 200);
        QCOMPARE(answer(token("t-guess")).status, 401);
        QCOMPARE(m_authenticator.asked.back().peer, there.toString());
        QVERIFY(m_authenticator.asked.back().overHttp); // a token opens this, and no session
        m_authenticator.isBusy = true;
        const auto busy = answer(with("boss:secret"));
        QCOMPARE(busy.status, 429);
        QVERIFY(headerOf(busy, "Retry-After").toInt() > 0);
    }

    void closedRoomsAndPolicy()
    {
        m_chat->options.openRooms = false;
        m_options.policy = *DestinationPolicy::parse("subscribe /app/chat/rooms member\n"
                                                     "subscribe /app/chat/room/*/members nobody\n");
        start();
        QCOMPARE(answer(post("{\"name\":\"a\"}")).status, 403);
        QCOMPARE(answer(ask("GET", "/chat/rooms")).status, 403);
        QCOMPARE(answer(ask("GET", "/chat/room/lobby")).status, 403);
        const std::pair<QByteArray, QByteArray> boss{
            "Authorization", "Basic " + QByteArray("boss:secret").toBase64()};
        QCOMPARE(answer(ask("GET", "/chat/rooms", {boss})).status, 200);
        QCOMPARE(answer(ask("GET", "/chat/room/lobby/members", {boss})).status, 403);
        QCOMPARE(answer(ask("POST", "/chat/createroom?name=a", {boss})).status, 200);
        auto policy = m_options;
        policy.policy = *DestinationPolicy::parse("send /app/chat/createroom nobody\n");
        m_routes->setOptions(policy);
        QCOMPARE(answer(ask("POST", "/chat/createroom?name=b", {boss})).status, 403);
        QCOMPARE(answer(ask("GET", "/chat/rooms")).status, 200);
    }

    // A request without a session would else be a new guest each time.
    void roomsOfOneAddressAreBounded()
    {
        m_chat->options.roomsPerIdentity = 3;
        start();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(answer(post("{\"name\":\"a\"}")).status, 200);
        QCOMPARE(answer(post("{\"name\":\"a\"}")).status, 403);
        const QHostAddress other(QStringLiteral("192.0.2.8"));
        QCOMPARE(answer(post("{\"name\":\"a\"}", jsonType, other)).status, 200);
        // It does not tell which token an address has.
        QVERIFY(m_authenticator.asked.front().guestToken !=
                m_authenticator.asked.back().guestToken);
        for (int i = 0; i < 2; ++i)
            answer(post("{\"name\":\"a\"}", jsonType, here));
        QVERIFY(m_authenticator.asked.back().guestToken.isEmpty());
    }

    void requestsOfOneAddressAreBounded()
    {
        m_options.requests = {1, 5};
        start();
        int allowed = 0;
        HttpResponse last;
        for (int i = 0; i < 100; ++i) {
            last = answer(ask("GET", "/chat/room/lobby"));
            allowed += last.status == 200;
        }
        QVERIFY2(allowed >= 5 && allowed < 60, qPrintable(QString::number(allowed)));
        QVERIFY(last.status == 429 || allowed > 5);
        QCOMPARE(answer(ask("GET", "/chat/room/lobby", {}, {}, here)).status, 200);
        QCOMPARE(answer(ask("GET", "/chat/room/lobby", {}, {}, QHostAddress(QStringLiteral("::2"))))
                     .status,
                 200);
        m_options.sparesLoopback = false;
        m_routes->setOptions(m_options);
        bool bound = false;
        for (int i = 0; i < 1000 && !bound; ++i)
            bound = answer(ask("GET", "/chat/room/lobby", {}, {}, here)).status == 429;
        QVERIFY(bound);
    }

    void fullDiskIsSaid()
    {
        m_chat->options.roomsPerIdentity = 200;
        start();                                      // The lobby and the tables fit…
        start({SqlStore::Synchronous::Normal, 4096}); // …and hardly anything more.
        HttpResponse last;
        for (int i = 0; i < 150 && last.status == 200; ++i)
            last = answer(post("{\"name\":\"r\",\"topic\":\"" + QByteArray(250, 'x') + "\"}"));
        QCOMPARE(last.status, 503);
        QVERIFY(objectOf(last)[QStringLiteral("error")].toString().startsWith(
            QStringLiteral("not stored")));
    }

    void answersThatComeTooLateFindNobody()
    {
        m_authenticator.isLate = true;
        start();
        std::optional<HttpResponse> got;
        begin(ask("GET", "/chat/rooms"), got);
        m_routes.reset();
        m_authenticator.waiting(
            Principal{Chat::UserId(QStringLiteral("g-1")), {}, Principal::Role::Guest, {}});
        QVERIFY(!got);
    }

private:
    void start(const SqlStore::Options &store = {})
    {
        m_routes.reset();
        m_chat->start(store);
        m_routes = std::make_unique<ChatRoutes>(*m_chat->chat, m_authenticator, m_options);
    }
    void begin(const HttpRequest &request, std::optional<HttpResponse> &got)
    {
        HttpAnswer answer = m_routes->answer(request);
        if (const auto *later = std::get_if<HttpLater>(&answer))
            (*later)([&got](HttpFinal final) { got = std::get<HttpResponse>(final); });
        else
            got = std::get<HttpResponse>(answer);
    }
    HttpResponse answer(const HttpRequest &request)
    {
        std::optional<HttpResponse> got;
        begin(request, got);
        for (int round = 0; round < 5 && !got; ++round)
            m_chat->settle();
        return got.value_or(HttpResponse::text(0, "no answer"));
    }

    std::unique_ptr<ChatFixture> m_chat;
    FakeAuthenticator m_authenticator;
    ChatRoutes::Options m_options;
    std::unique_ptr<ChatRoutes> m_routes;
};

QTEST_GUILESS_MAIN(TestChatRoutes)
#include "tst_chatroutes.moc"
