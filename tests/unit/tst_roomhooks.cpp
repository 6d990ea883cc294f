// SPDX-License-Identifier: GPL-3.0-or-later
// Hooks of rooms: who may have them, what becomes of their words, what is told to whom. No socket.

#include "tests/support/chatfixture.h"

#include "server/auth/accountdesk.h"
#include "server/auth/accountparts.h"
#include "server/auth/secrets.h"
#include "server/broker/sessions.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Server;

namespace {

const Peer owner =
    ChatFixture::peer(1, QStringLiteral("owner"), QStringLiteral("주인"), Principal::Role::Owner);
const Peer kim =
    ChatFixture::peer(2, QStringLiteral("u-kim"), QStringLiteral("kim"), Principal::Role::Member);
const Peer guest = ChatFixture::peer(3, QStringLiteral("g-1"), QStringLiteral("철수"));

const QByteArray incoming = R"({"action":"create","kind":"incoming","name":"CI","avatar":"🚀"})";
QByteArray outgoing(const QByteArray &more = {})
{
    return "{\"action\":\"create\",\"kind\":\"outgoing\",\"name\":\"echo\",\"url\":\"http://"
           "example.org/x\"" +
           more + '}';
}

/// Writes down what it is to post.
class RecordingOutlet final : public HookOutlet {
public:
    void setReply(Reply reply) override { answer = std::move(reply); }
    void post(const HookPost &post) override { posts.push_back(post); }
    Chat::HookCounts counts(const QString &) const override
    {
        return {5, 1, 2, 3, QStringLiteral("HTTP 500")};
    }
    void forget(const QString &hook) override { forgotten << hook; }

    Reply answer;
    std::vector<HookPost> posts;
    QStringList forgotten;
};

/// Nobody's; writes down whose durable subscriptions are to end.
class RecordingSessions final : public Sessions {
public:
    void update(const Chat::UserId &, const std::function<void(Principal &)> &) override {}
    int end(const Chat::UserId &, const Which &, const Refusal &) override { return 0; }
    int end(const Which &, const Refusal &) override { return 0; }
    std::vector<Peer> of(const Chat::UserId &) const override { return {}; }
    void forgetDurable(const Chat::UserId &user) override { forgotten << user.toString(); }

    QStringList forgotten;
};

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestRoomHooks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_outlet = {};
        m_chat = std::make_unique<ChatFixture>();
        start();
        QVERIFY(m_chat->say(kim, R"({"type":"TALK","roomId":"a","message":"first"})"));
        QVERIFY(m_chat->say(guest, R"({"type":"TALK","roomId":"b","message":"first"})"));
        m_chat->topics.events.clear();
    }

    void secretIsToldOnceToItsMakerAlone()
    {
        const Chat::HookMade made = make(kim, incoming);
        QCOMPARE(made.hook.name, QStringLiteral("CI"));
        QCOMPARE(made.hook.room, Chat::RoomId(QStringLiteral("a")));
        QVERIFY(made.path.startsWith(QStringLiteral("/hooks/")));
        QCOMPARE(made.path.size(), 7 + 43); // 256 bits in base64url
        for (const auto &event : m_chat->topics.events) {
            if (event.publication.body.contains(token(made)))
                QCOMPARE(event.publication.destination, QByteArray("/user/u-kim/queue/chat/hooks"));
        }
        const Chat::HookList list = hooks(kim);
        QCOMPARE(list.hooks.size(), size_t(1));
        QCOMPARE(list.hooks[0], made.hook);
        QVERIFY(!lastReply().contains(token(made)));
        QVERIFY(!lastReply().contains(tokenHash(token(made))));
    }

    void whoMayMakeThem_data()
    {
        QTest::addColumn<quint64>("who");
        QTest::addColumn<QByteArray>("room");
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("may");
        const auto row = [](const char *name, const Peer &who, const char *room,
                            const QByteArray &request, bool may) {
            QTest::newRow(name) << quint64(who.session) << QByteArray(room) << request << may;
        };
        row("who made the room", kim, "a", incoming, true);
        row("a guest who made it", guest, "b", incoming, true);
        row("the host's owner", owner, "a", incoming, true);
        row("somebody else", kim, "b", incoming, false);
        row("a guest elsewhere", guest, "a", incoming, false);
        row("outgoing, the host's owner", owner, "a", outgoing(), true);
        row("outgoing, who made the room", kim, "a", outgoing(), false);
        row("no room", owner, "nowhere", incoming, false);
    }
    void whoMayMakeThem()
    {
        QFETCH(quint64, who);
        QFETCH(QByteArray, room);
        QFETCH(QByteArray, request);
        QFETCH(bool, may);
        const Peer peer = who == 1 ? owner : who == 2 ? kim : guest;
        const auto done = m_chat->send(peer, "/app/chat/room/" + room + "/hook", request);
        QCOMPARE(done.has_value(), may);
        QCOMPARE(hooks(owner, "a").hooks.size() + hooks(owner, "b").hooks.size(), size_t(may));
        if (!may)
            QVERIFY(done.error().kind != Refusal::Kind::Unavailable);
    }

    void requestsThatAreRefused_data()
    {
        QTest::addColumn<QByteArray>("request");
        const auto row = [](const char *name, const QByteArray &request) {
            QTest::newRow(name) << request;
        };
        row("no JSON", "hook");
        row("no action", R"({"name":"CI"})");
        row("unknown action", R"({"action":"make","name":"CI"})");
        row("unknown kind", R"({"action":"create","kind":"both","name":"CI"})");
        row("no name", R"({"action":"create"})");
        row("name of nothing visible", R"({"action":"create","name":" \u200b\u202e "})");
        for (const int length : {41, 80, 640, 641, 5000}) {
            row(("name of " + QByteArray::number(length)).constData(),
                R"({"action":"create","name":")" + QByteArray(length, 'x') + R"("})");
        }
        row("name too long with a blank",
            R"({"action":"create","name":")" + QByteArray(40, 'x') + R"( x"})");
        row("avatar of words", R"({"action":"create","name":"CI","avatar":"a b"})");
        row("long avatar", R"({"action":"create","name":"CI","avatar":"aaaaaaaaaaaaaaaaa"})");
        row("renew nothing", R"({"action":"renew","id":"0123456789abcdef"})");
        row("remove nothing", R"({"action":"remove"})");
        const auto url = [&row](const char *name, const QByteArray &text) {
            row(name, "{\"action\":\"create\",\"kind\":\"outgoing\",\"name\":\"x\",\"url\":\"" +
                          text + "\"}");
        };
        url("no url", "");
        url("file", "file:///etc/passwd");
        url("gopher", "gopher://example.org/");
        url("no host", "http:///x");
        url("password", "http://user:word@example.org/");
        url("no url at all", "http://[::1");
        url("long url", "http://example.org/" + QByteArray(2048, 'a'));
    }
    void requestsThatAreRefused()
    {
        QFETCH(QByteArray, request);
        const auto done = m_chat->send(owner, "/app/chat/room/a/hook", request);
        QVERIFY(!done);
        QVERIFY(!done.error().message.isEmpty());
        QVERIFY(hooks(owner).hooks.empty());
    }

    void longestName()
    {
        const QByteArray name(40, 'x');
        QVERIFY(m_chat->send(owner, "/app/chat/room/a/hook",
                             R"({"action":"create","name":"  )" + name + R"( "})"));
        QCOMPARE(hooks(owner).hooks.at(0).name, QString::fromLatin1(name));
        const auto done = m_chat->send(owner, "/app/chat/room/a/hook",
                                       R"({"action":"create","name":"x)" + name + R"("})");
        QCOMPARE(done.error().message, QByteArray("bad name"));
    }

    void roomHasSoMany()
    {
        for (int i = 0; i < 10; ++i)
            make(kim, incoming);
        const auto done = m_chat->send(kim, "/app/chat/room/a/hook", incoming);
        QVERIFY(!done);
        QCOMPARE(done.error().message, QByteArray("too many hooks"));
    }

    void listsAreOfWhoKeepsOrder()
    {
        make(owner, outgoing());
        make(kim, incoming);
        QCOMPARE(hooks(owner).hooks.size(), size_t(2));
        const Chat::HookList ofKim = hooks(kim);
        QCOMPARE(ofKim.hooks.size(), size_t(1)); // where one posts may be a secret
        QCOMPARE(ofKim.hooks[0].kind, Chat::HookKind::Incoming);
        QVERIFY(!m_chat->subscribe(guest, "s", "/app/chat/room/a/hooks"));
    }

    void botSpeaks()
    {
        const Chat::HookMade made = make(kim, incoming);
        const auto said = say(made, {QStringLiteral("build ok"), {}, {}});
        QVERIFY(said);
        const auto messages = m_chat->messages("a");
        QCOMPARE(messages.size(), size_t(1));
        QCOMPARE(messages[0].sequence, *said);
        QCOMPARE(messages[0].text, QStringLiteral("build ok"));
        QCOMPARE(messages[0].sender, QStringLiteral("🚀 CI"));
        QCOMPARE(messages[0].senderId.toString(), QStringLiteral("h-") + made.hook.id);
        QVERIFY(!messages[0].guest);
        const QJsonObject json = parsed(m_chat->topics.published("/topic/chat/room/a").back());
        QCOMPARE(json[QStringLiteral("bot")].toBool(), true);
        QCOMPARE(QJsonDocument(json).toJson(QJsonDocument::Compact),
                 m_chat->topics.published("/topic/chat/room/a").back());
    }

    void nobodyPassesForSomebodyElse()
    {
        const Chat::HookMade made = make(kim, incoming);
        QVERIFY(say(made, {QStringLiteral("hi"), QStringLiteral("\u202ekim\n"), {}}));
        QCOMPARE(m_chat->messages("a").back().sender, QStringLiteral("🚀 CI (kim)"));
        QVERIFY(say(made, {QStringLiteral("hi"), QString(100, u'k'), {}}));
        QCOMPARE(m_chat->messages("a").back().sender,
                 QStringLiteral("🚀 CI (") + QString(56, u'k') + u')');
    }

    void sameIdIsSaidOnce()
    {
        const Chat::HookMade made = make(kim, incoming);
        const Chat::ClientMessageId id(QStringLiteral("build-7"));
        const auto first = say(made, {QStringLiteral("ok"), {}, id});
        const auto second = say(made, {QStringLiteral("ok"), {}, id});
        QCOMPARE(*second, *first);
        QCOMPARE(m_chat->texts("a"), QStringList{QStringLiteral("ok")});
        const Chat::HookMade other = make(kim, incoming);
        QVERIFY(*say(other, {QStringLiteral("ok"), {}, id}) > *first);
    }

    void roomThatTakesNothingSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::newRow("archived") << QByteArray(R"({"archived":true})");
        QTest::newRow("read-only") << QByteArray(R"({"readOnly":true})");
    }
    void roomThatTakesNothingSaysWhy()
    {
        QFETCH(QByteArray, settings);
        const Chat::HookMade made = make(owner, incoming);
        QVERIFY(m_chat->send(owner, "/app/chat/room/a/settings", settings));
        const auto said = say(made, {QStringLiteral("build ok"), {}, {}});
        QVERIFY(!said);
        QCOMPARE(said.error().kind, Refusal::Kind::Forbidden);
        QVERIFY(m_chat->texts("a").isEmpty());
    }

    void botsCallNotEverybody()
    {
        const Chat::HookMade made = make(kim, incoming);
        const Chat::HookMade bot = make(owner, outgoing());
        m_chat->options.calledAtOnce = 1;
        start();
        QVERIFY(m_chat->say(kim, R"({"type":"ENTER","roomId":"a"})"));
        m_chat->topics.events.clear();
        QVERIFY(say(made, {QStringLiteral("@here lunch"), {}, {}})); // they are few
        QVERIFY(m_chat->say(guest, R"({"type":"ENTER","roomId":"a"})"));
        const auto said = say(made, {QStringLiteral("@here again"), {}, {}});
        QVERIFY(!said);
        QCOMPARE(said.error().message, QByteArray("not allowed to call everybody"));
        QCOMPARE(said.error().kind, Refusal::Kind::Forbidden);
        m_outlet.answer(bot.hook.id, bot.hook.id.toLatin1() + "-1", QStringLiteral("@여기"));
        m_chat->settle();
        QVERIFY(say(made, {QStringLiteral("`@here` @kim"), {}, {}}));
        const QStringList texts = m_chat->texts("a");
        QVERIFY(texts.contains(QStringLiteral("@here lunch")));
        QVERIFY(texts.contains(QStringLiteral("`@here` @kim")));
        QVERIFY(!texts.contains(QStringLiteral("@here again")));
        QVERIFY(!texts.contains(QStringLiteral("@여기")));
    }

    void linesEndInOneWay()
    {
        const Chat::HookMade made = make(kim, incoming);
        QVERIFY(say(made, {QStringLiteral("> x\r@kim\r\nlast"), {}, {}}));
        QCOMPARE(m_chat->texts("a"), QStringList{QStringLiteral("> x\n@kim\nlast")});
    }

    void slowModeIsForPeople()
    {
        const Chat::HookMade made = make(kim, incoming);
        QVERIFY(m_chat->send(owner, "/app/chat/room/a/settings", R"({"slowMode":3600})"));
        QVERIFY(say(made, {QStringLiteral("tests failed"), {}, {}}));
        QVERIFY(say(made, {QStringLiteral("build failed"), {}, {}}));
    }

    void renewedTokenIsTheOnlyOne()
    {
        const Chat::HookMade made = make(kim, incoming);
        const Chat::HookMade renewed =
            make(kim, "{\"action\":\"renew\",\"id\":\"" + made.hook.id.toUtf8() + "\"}");
        QCOMPARE(renewed.hook.id, made.hook.id);
        QVERIFY(token(renewed) != token(made));
        QVERIFY(!m_chat->chat->hooks().findByToken(token(made)));
        QVERIFY(m_chat->chat->hooks().findByToken(token(renewed)));
        start(); // and so after the host has been started again
        QVERIFY(!m_chat->chat->hooks().findByToken(token(made)));
        QCOMPARE(m_chat->chat->hooks().findByToken(token(renewed))->id, made.hook.id);
    }

    void removedIsGone()
    {
        const Chat::HookMade made = make(kim, incoming);
        QVERIFY(!m_chat->send(guest, "/app/chat/room/a/hook", removal(made)));
        QVERIFY(!m_chat->send(owner, "/app/chat/room/b/hook", removal(made))); // of another room
        QVERIFY(m_chat->chat->hooks().findByToken(token(made)));
        QVERIFY(m_chat->send(kim, "/app/chat/room/a/hook", removal(made)));
        QVERIFY(!m_chat->chat->hooks().findByToken(token(made)));
        QVERIFY(hooks(kim).hooks.empty());
        start();
        QVERIFY(!m_chat->chat->hooks().findByToken(token(made)));
    }

    void hashOpensNothing()
    {
        const Chat::HookMade made = make(kim, incoming);
        QVERIFY(!m_chat->chat->hooks().findByToken(tokenHash(token(made))));
        QVERIFY(!m_chat->chat->hooks().findByToken({}));
    }

    void talkIsPosted()
    {
        const Chat::HookMade made = make(owner, outgoing());
        QVERIFY(m_chat->say(guest, R"({"type":"ENTER","roomId":"a","sender":"철수"})"));
        QVERIFY(m_chat->say(guest, R"({"roomId":"a","sender":"철수","message":"안녕"})"));
        QVERIFY(m_chat->say(guest, R"({"roomId":"b","sender":"철수","message":"elsewhere"})"));
        QCOMPARE(m_outlet.posts.size(), size_t(1));
        const HookPost &post = m_outlet.posts[0];
        QCOMPARE(post.hook, made.hook.id);
        QCOMPARE(post.url, QUrl(QStringLiteral("http://example.org/x")));
        QCOMPARE(QString::fromLatin1(post.secret), made.secret);
        QCOMPARE(post.id, made.hook.id.toLatin1() + "-3");
        const QJsonObject json = parsed(post.json);
        QCOMPARE(json[QStringLiteral("room")].toString(), QStringLiteral("a"));
        QCOMPARE(json[QStringLiteral("roomName")].toString(), QStringLiteral("a"));
        QCOMPARE(json[QStringLiteral("seq")].toInt(), 3);
        QCOMPARE(json[QStringLiteral("sender")].toString(), QStringLiteral("철수"));
        QCOMPARE(json[QStringLiteral("senderId")].toString(), QStringLiteral("g-1"));
        QCOMPARE(json[QStringLiteral("text")].toString(), QStringLiteral("안녕"));
        QCOMPARE(json[QStringLiteral("time")].toInteger(), qint64(1'700'000'000'000));
    }

    void triggerPicks_data()
    {
        QTest::addColumn<QByteArray>("trigger");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("posted");
        const auto row = [](const char *trigger, const char *text, bool posted) {
            QTest::addRow("%s / %s", trigger, text)
                << QByteArray(trigger) << QByteArray(text) << posted;
        };
        row("!build", "!build now", true);
        row("!build", "!BUILD", true);
        row("!build", "!builds", false);
        row("!build", "please !build", false);
        row("빌드", "빌드", true);
        row("빌드", "빌드해", false);
        row("!", "!now", true);
    }
    void triggerPicks()
    {
        QFETCH(QByteArray, trigger);
        QFETCH(QByteArray, text);
        QFETCH(bool, posted);
        make(owner, outgoing(",\"trigger\":\"" + trigger + '"'));
        QVERIFY(m_chat->say(guest, "{\"roomId\":\"a\",\"message\":\"" + text + "\"}"));
        QCOMPARE(!m_outlet.posts.empty(), posted);
    }

    void hooksOfOneMessageShareIt()
    {
        make(owner, outgoing());
        make(owner, outgoing());
        QVERIFY(m_chat->say(guest, R"({"roomId":"a","message":"x"})"));
        QCOMPARE(m_outlet.posts.size(), size_t(2));
        QCOMPARE(m_outlet.posts[0].json, m_outlet.posts[1].json);
        QVERIFY(m_outlet.posts[0].json.isSharedWith(m_outlet.posts[1].json));
    }

    void botsTriggerNothing()
    {
        const Chat::HookMade bot = make(owner, outgoing());
        const Chat::HookMade ci = make(kim, incoming);
        QVERIFY(say(ci, {QStringLiteral("build ok"), {}, {}}));
        m_outlet.answer(bot.hook.id, bot.hook.id.toLatin1() + "-1", QStringLiteral("echo"));
        m_chat->settle();
        QCOMPARE(m_chat->texts("a"),
                 (QStringList{QStringLiteral("build ok"), QStringLiteral("echo")}));
        QVERIFY(m_outlet.posts.empty());
    }

    void answerIsSaidOnce()
    {
        const Chat::HookMade bot = make(owner, outgoing());
        for (int i = 0; i < 2; ++i) {
            m_outlet.answer(bot.hook.id, bot.hook.id.toLatin1() + "-1", QStringLiteral("echo"));
            m_chat->settle();
        }
        QCOMPARE(m_chat->texts("a"), QStringList{QStringLiteral("echo")});
        QCOMPARE(m_chat->messages("a")[0].sender, QStringLiteral("echo"));
    }

    void countsAreShown()
    {
        make(owner, outgoing());
        const Chat::HookCounts counts = hooks(owner).hooks.at(0).counts;
        QCOMPARE(counts, (Chat::HookCounts{5, 1, 2, 3, QStringLiteral("HTTP 500")}));
    }

    void removedPostsNothing()
    {
        const Chat::HookMade made = make(owner, outgoing());
        QVERIFY(m_chat->send(owner, "/app/chat/room/a/hook", removal(made)));
        QCOMPARE(m_outlet.forgotten, QStringList{made.hook.id});
        QVERIFY(m_chat->say(guest, R"({"roomId":"a","message":"x"})"));
        QVERIFY(m_outlet.posts.empty());
    }

    void goWithTheirRoom()
    {
        const Chat::HookMade said = make(kim, incoming);
        const Chat::HookMade told = make(owner, outgoing());
        QVERIFY(m_chat->send(kim, "/app/chat/room/a/remove-room", "{}"));
        QVERIFY(m_chat->chat->hooks().findByToken(token(said))); // it may be restored
        QVERIFY(m_outlet.forgotten.isEmpty());
        m_chat->clock += m_chat->options.roomGrace;
        m_chat->chat->letGo();
        for (int round = 0; round < 20 && m_chat->chat->isLettingGo(); ++round)
            m_chat->settle();
        m_chat->settle();
        QCOMPARE(m_outlet.forgotten, QStringList{told.hook.id}); // nothing waits there any more
        QVERIFY(!m_chat->chat->hooks().findByToken(token(said)));
        // One of the same id has none of them, and all of its own.
        QVERIFY(m_chat->say(kim, R"({"type":"TALK","roomId":"a","message":"first"})"));
        QVERIFY(m_outlet.posts.empty());
        const Chat::HookMade made = make(kim, incoming);
        QCOMPARE(hooks(owner).hooks.size(), size_t(1));
        QVERIFY(say(made, {QStringLiteral("build ok"), {}, {}}));
    }

    void goWithTheirMaker()
    {
        const QTemporaryDir folder;
        const auto accounts = SqlStore::create(folder.path(), {}); // erasing asks if there are any
        AccountParts parts((*accounts)->accounts(), {}, {});
        AccountDesk desk(parts);
        RecordingSessions sessions;
        m_chat->options.accounts = &desk;
        m_chat->options.sessions = &sessions;
        start();
        const Chat::HookMade said = make(kim, incoming);
        const Chat::HookMade told = make(owner, outgoing());
        QVERIFY(m_chat->send(kim, "/app/chat/me/erase", R"({"confirm":"kim"})"));
        m_chat->settle();
        QVERIFY(!m_chat->chat->hooks().findByToken(token(said)));
        QCOMPARE(hooks(owner).hooks.size(), size_t(1));
        QCOMPARE(hooks(owner).hooks[0].id, told.hook.id);
        QVERIFY(m_outlet.forgotten.isEmpty());
        // The room they made is nobody's: should that id come again, it is as any other.
        QVERIFY(!m_chat->send(kim, "/app/chat/room/a/hook", incoming));
        start();
        QCOMPARE(hooks(owner).hooks.size(), size_t(1));
        QVERIFY(!m_chat->send(kim, "/app/chat/room/a/hook", incoming));
        QCOMPARE(sessions.forgotten, QStringList{QStringLiteral("u-kim")});
        m_chat->chat.reset(); // before those it asks
    }

    void outgoingSurvivesARestart()
    {
        make(owner, outgoing());
        start();
        QVERIFY(m_chat->say(guest, R"({"roomId":"a","message":"x"})"));
        QCOMPARE(m_outlet.posts.size(), size_t(1));
    }

    void transactionsAreHeardToo()
    {
        make(owner, outgoing());
        QVERIFY(
            m_chat->sendAll(guest, {{"/app/chat/message", {}, R"({"roomId":"a","message":"x"})"},
                                    {"/app/chat/message", {}, R"({"roomId":"a","message":"y"})"}}));
        QCOMPARE(m_outlet.posts.size(), size_t(2));
    }

private:
    void start()
    {
        m_chat->start();
        m_chat->chat->hooks().setOutlet(&m_outlet);
        m_chat->settle();
    }
    /// What its maker is told.
    Chat::HookMade make(const Peer &who, const QByteArray &request)
    {
        m_chat->topics.events.clear();
        if (!m_chat->send(who, "/app/chat/room/a/hook", request))
            qFatal("not made: %s", request.constData());
        const auto told = m_chat->topics.published(
            "/user/" + who.principal.user.toString().toUtf8() + "/queue/chat/hooks");
        return Chat::HookMade::fromJson(told.at(0)).value();
    }
    Chat::HookList hooks(const Peer &who, const QByteArray &room = "a")
    {
        m_chat->topics.events.clear();
        if (!m_chat->subscribe(who, "s", "/app/chat/room/" + room + "/hooks"))
            return {};
        return Chat::HookList::fromJson(lastReply()).value();
    }
    QByteArray lastReply() const { return m_chat->topics.replies().back().body; }
    static QByteArray token(const Chat::HookMade &made) { return made.path.mid(7).toLatin1(); }
    static QByteArray removal(const Chat::HookMade &made)
    {
        return "{\"action\":\"remove\",\"id\":\"" + made.hook.id.toUtf8() + "\"}";
    }
    tl::expected<Chat::Sequence, Refusal> say(const Chat::HookMade &made,
                                              const RoomHooks::Words &words)
    {
        const auto hook = m_chat->chat->hooks().findByToken(token(made));
        tl::expected<Chat::Sequence, Refusal> result = tl::unexpected(Refusal{"no hook", {}});
        if (hook)
            m_chat->chat->hooks().say(*hook, words, [&](const auto &said) { result = said; });
        m_chat->settle();
        return result;
    }

    RecordingOutlet m_outlet;
    std::unique_ptr<ChatFixture> m_chat;
};

QTEST_GUILESS_MAIN(TestRoomHooks)
#include "tst_roomhooks.moc"
