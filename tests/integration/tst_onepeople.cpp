// SPDX-License-Identifier: GPL-3.0-or-later
// Who somebody is, what they may and who put them out is the same at all hosts of one log.

#include "stomp/net/devicekey.h"
#include "stomp/wire/deviceproof.h"
#include "tests/support/hostprocess.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/talkingpeer.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <memory>

namespace {

const QByteArray ownerToken = "guest-token:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\n";
const QByteArray memberToken = "guest-token:bWVtYmVyIG9mIG9uZSBsb2csIDMyIGJ5dGVzIGxvbmc\n";
using PeerPointer = std::unique_ptr<TalkingPeer>;

QByteArray headerOf(const TalkingPeer &peer, const QByteArray &name)
{
    const QRegularExpression line(QStringLiteral("\n%1:([^\n]*)").arg(QLatin1String(name)));
    return line.match(QString::fromUtf8(peer.stomp())).captured(1).toUtf8();
}

QByteArray fieldOf(const TalkingPeer &peer, const QByteArray &name)
{
    const QRegularExpression field(
        QStringLiteral("\"%1\": ?\"([^\"]*)\"").arg(QLatin1String(name)));
    return field.match(QString::fromUtf8(peer.stomp())).captured(1).toUtf8();
}

} // namespace

class TestOnePeople : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void deviceIsProvedAtAnyHost();
    void proofIsTakenOnce();
    void tokenIsGoodAtAnyHost();
    void passwordLetsInEverywhere();
    void deviceThatIsRevokedIsSoEverywhere();
    void operatorPutsOutEverywhere();
    void roleCountsEverywhere();
    void invitedComesInEverywhere();
    void hookOpensEverywhere();
    void roomThatGoesIsToldEverywhere();

private:
    HostProcess &host(size_t i) { return *m_hosts.at(i); }
    /// The proof of a key at the one host, for a challenge of the other.
    PeerPointer proved(const Stomp::DeviceKey &key, size_t asked, size_t shown,
                       const QByteArray &headers = {});
    /// By an account with that name, made if need be.
    PeerPointer person(const Stomp::DeviceKey &key, const QByteArray &name, size_t at)
    {
        return proved(key, at, at, "name:" + name + '\n');
    }
    /// A command of an operator, about the log; whether it ended well.
    bool command(const QStringList &words);
    /// Whether some CONNECT at the host, one after another, is answered so.
    bool isAnswered(size_t at, const QByteArray &headers, const QByteArray &answer);
    int statusOf(size_t at, const QByteArray &request);

    QStringList m_options;
    std::array<std::unique_ptr<HostProcess>, 3> m_hosts;
};

void TestOnePeople::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    QVERIFY(PrivatePostgres::instance());
    m_options = {QStringLiteral("--database"), PrivatePostgres::instance()->words()};
    for (auto &one : m_hosts) {
        one = std::make_unique<HostProcess>();
        QVERIFY2(one->startAndWait(m_options), one->errors().constData());
    }
}

void TestOnePeople::cleanup()
{
    if (!QTest::currentTestFailed())
        return;
    for (const auto &one : m_hosts)
        qWarning().noquote() << one->errors().right(2000);
}

PeerPointer TestOnePeople::proved(const Stomp::DeviceKey &key, size_t asked, size_t shown,
                                  const QByteArray &headers)
{
    const QByteArray own = "device-key:" + key.publicKey() + '\n' + headers;
    TalkingPeer first(host(asked), own);
    if (!first.waitFor("prove the device key"))
        return nullptr;
    const QByteArray challenge = headerOf(first, "challenge");
    const QByteArray proof =
        key.sign(Chat::deviceProofText(headerOf(first, "host-id"), challenge, key.publicKey()));
    auto second = std::make_unique<TalkingPeer>(host(shown), own + "challenge:" + challenge +
                                                                 "\ndevice-proof:" + proof + '\n');
    return second->waitFor("CONNECTED") ? std::move(second) : nullptr;
}

bool TestOnePeople::command(const QStringList &words)
{
    QProcess process;
    process.start(HostProcess::program(), words + m_options);
    return process.waitForFinished(TalkingPeer::patience) && process.exitCode() == 0;
}

bool TestOnePeople::isAnswered(size_t at, const QByteArray &headers, const QByteArray &answer)
{
    for (QDeadlineTimer deadline(TalkingPeer::patience); !deadline.hasExpired();) {
        TalkingPeer peer(host(at), headers);
        (void)QTest::qWaitFor([&] { return peer.stomp().contains("\n\n") || peer.isClosed(); },
                              5000);
        if (peer.stomp().contains(answer))
            return true;
    }
    return false;
}

int TestOnePeople::statusOf(size_t at, const QByteArray &request)
{
    RawPeer peer(host(at).port());
    peer.write(request);
    (void)QTest::qWaitFor([&] { return peer.status() != 0 || peer.isClosed(); },
                          TalkingPeer::patience);
    return peer.status();
}

/// A balancer takes the second CONNECT to another host than the first.
void TestOnePeople::deviceIsProvedAtAnyHost()
{
    const auto key = Stomp::DeviceKey::make();
    const auto made = proved(key, 0, 1, "name:Minji\n");
    QVERIFY(made);
    QVERIFY2(made->stomp().contains("account:new"), made->stomp().constData());
    const QByteArray user = headerOf(*made, "user-id");
    for (size_t at = 0; at < m_hosts.size(); ++at) {
        const auto again = proved(key, (at + 1) % m_hosts.size(), at);
        QVERIFY(again);
        QCOMPARE(headerOf(*again, "user-id"), user);
    }
    // By what CONNECTED brought, at yet another one.
    const QByteArray next = headerOf(*made, "next-challenge");
    TalkingPeer back(
        host(2),
        "device-key:" + key.publicKey() + "\nchallenge:" + next + "\ndevice-proof:" +
            key.sign(Chat::deviceProofText(headerOf(*made, "host-id"), next, key.publicKey())) +
            '\n');
    QVERIFY2(back.waitFor("user-id:" + user), back.stomp().constData());
}

/// Who heard it on its way comes in by no host.
void TestOnePeople::proofIsTakenOnce()
{
    const auto key = Stomp::DeviceKey::make();
    const auto first = person(key, "Junho", 0);
    QVERIFY(first);
    const QByteArray next = headerOf(*first, "next-challenge");
    const QByteArray proof =
        "device-key:" + key.publicKey() + "\nchallenge:" + next + "\ndevice-proof:" +
        key.sign(Chat::deviceProofText(headerOf(*first, "host-id"), next, key.publicKey())) + '\n';
    TalkingPeer right(host(1), proof);
    QVERIFY(right.waitFor("CONNECTED"));
    for (const auto &one : m_hosts) {
        TalkingPeer thief(*one, proof);
        QVERIFY2(thief.waitFor("prove the device key"), thief.stomp().constData());
        QVERIFY(!thief.stomp().contains("CONNECTED"));
    }
}

void TestOnePeople::tokenIsGoodAtAnyHost()
{
    const auto peer = person(Stomp::DeviceKey::make(), "Haeun", 0);
    QVERIFY(peer);
    peer->subscribe("/app/chat/me");
    QVERIFY(peer->waitFor("\"token\""));
    const QByteArray token = fieldOf(*peer, "token");
    QVERIFY(!token.isEmpty());
    const auto asking = [&](const QByteArray &shown) {
        return "GET /chat/rooms HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + shown +
               "\r\nConnection: close\r\n\r\n";
    };
    for (size_t at = 0; at < m_hosts.size(); ++at) {
        QCOMPARE(statusOf(at, asking(token)), 200);
        QCOMPARE(statusOf(at, asking(token.chopped(2) + "AA")), 401);
    }
}

void TestOnePeople::passwordLetsInEverywhere()
{
    const auto key = Stomp::DeviceKey::make();
    const auto peer = person(key, "Seojun", 0);
    QVERIFY(peer);
    const QByteArray user = headerOf(*peer, "user-id");
    QVERIFY(peer->ask("/app/chat/me/password", R"({"new":"battery staple"})"));
    TalkingPeer other(host(1), "login:Seojun\npasscode:battery staple\n");
    QVERIFY2(other.waitFor("user-id:" + user), other.stomp().constData());
    // Changed there: who came in by the old one goes, here and everywhere.
    TalkingPeer third(host(2), "login:Seojun\npasscode:battery staple\n");
    QVERIFY(third.waitFor("user-id:" + user));
    QVERIFY(
        peer->ask("/app/chat/me/password", R"({"old":"battery staple","new":"correct horse"})"));
    for (TalkingPeer *one : {&other, &third})
        QVERIFY2(one->waitFor("the password was changed"), one->stomp().constData());
    QVERIFY(!peer->isClosed());
    TalkingPeer old(host(1), "login:Seojun\npasscode:battery staple\n");
    QVERIFY(old.waitFor("ERROR"));
    TalkingPeer now(host(2), "login:Seojun\npasscode:correct horse\n");
    QVERIFY(now.waitFor("user-id:" + user));
}

void TestOnePeople::deviceThatIsRevokedIsSoEverywhere()
{
    const auto lost = Stomp::DeviceKey::make();
    const auto peer = person(lost, "Yuna", 1);
    QVERIFY(peer);
    QVERIFY(peer->ask("/app/chat/me/password", R"({"new":"battery staple"})"));
    TalkingPeer other(host(0), "login:Yuna\npasscode:battery staple\n");
    QVERIFY(other.waitFor("CONNECTED"));
    QVERIFY(other.ask("/app/chat/me/revoke", "{\"key\":\"" + lost.publicKey() + "\"}"));
    QVERIFY2(peer->waitFor("this device was removed"), peer->stomp().constData());
    const auto finder = proved(lost, 2, 1);
    QVERIFY(finder);
    QVERIFY(headerOf(*finder, "user-id").startsWith("g-"));
}

/// While hosts run: they hear of it from the log.
void TestOnePeople::operatorPutsOutEverywhere()
{
    const auto key = Stomp::DeviceKey::make();
    const auto here = person(key, "Rude", 0);
    const auto there = person(key, "Rude", 2);
    TalkingPeer guest(host(1), memberToken);
    QVERIFY(here && there && guest.waitFor("CONNECTED"));
    QVERIFY(command({QStringLiteral("ban"), QStringLiteral("add"), QStringLiteral("Rude"),
                     QStringLiteral("--reason"), QStringLiteral("enough")}));
    for (TalkingPeer *one : {here.get(), there.get()}) {
        QVERIFY2(one->waitFor("banned from this host"), one->stomp().constData());
        QTRY_VERIFY_WITH_TIMEOUT(one->isClosed(), TalkingPeer::patience);
    }
    TalkingPeer back(host(1), "device-key:" + key.publicKey() + '\n');
    QVERIFY(back.waitFor("challenge"));
    const QByteArray challenge = headerOf(back, "challenge");
    const QByteArray proof =
        key.sign(Chat::deviceProofText(headerOf(back, "host-id"), challenge, key.publicKey()));
    TalkingPeer refused(host(1), "device-key:" + key.publicKey() + "\nchallenge:" + challenge +
                                     "\ndevice-proof:" + proof + '\n');
    QVERIFY2(refused.waitFor("banned from this host"), refused.stomp().constData());
    QVERIFY(!guest.isClosed());
    QVERIFY(command({QStringLiteral("ban"), QStringLiteral("remove"), QStringLiteral("Rude")}));
    bool isIn = false;
    for (QDeadlineTimer deadline(TalkingPeer::patience); !isIn && !deadline.hasExpired();)
        isIn = person(key, "Rude", 1) != nullptr;
    QVERIFY(isIn);
}

void TestOnePeople::roleCountsEverywhere()
{
    TalkingPeer owner(host(0), ownerToken);
    TalkingPeer member(host(1), memberToken);
    TalkingPeer third(host(2));
    QVERIFY(owner.ask("/app/chat/createroom", R"({"roomId":"ranks"})"));
    QVERIFY(member.hears("\"ranks\"", "/app/chat/rooms"));
    QVERIFY(member.ask("/app/chat/message",
                       R"({"type":"ENTER","roomId":"ranks","stays":true,"sender":"m"})"));
    QVERIFY(third.hears("\"ranks\"", "/app/chat/rooms"));
    third.say("mine", "ranks");
    QVERIFY(third.isTaken("mine"));
    const QByteArray who = headerOf(member, "user-id");
    QVERIFY(owner.hears(who, "/app/chat/room/ranks/members"));
    QVERIFY(owner.ask("/app/chat/room/ranks/role",
                      "{\"user\":\"" + who + "\",\"role\":\"moderator\"}"));
    QVERIFY(member.hears("\"role\":\"moderator\"", "/app/chat/room/ranks/members"));
    QVERIFY2(member.ask("/app/chat/room/ranks/mute",
                        "{\"user\":\"" + headerOf(third, "user-id") + "\"}"),
             member.stomp().constData());
    for (int n = 0; !third.stomp().contains("muted in this room"); ++n) {
        const QByteArray text = "still-" + QByteArray::number(n);
        third.say(text, "ranks");
        QVERIFY(third.isTaken(text) || third.stomp().contains("muted in this room"));
    }
    QVERIFY(owner.hears(headerOf(third, "user-id"), "/app/chat/room/ranks/order"));
}

void TestOnePeople::invitedComesInEverywhere()
{
    TalkingPeer owner(host(0), ownerToken);
    TalkingPeer member(host(1), memberToken);
    QVERIFY(member.waitFor("CONNECTED"));
    member.subscribe("/user/queue/chat/invitations");
    QVERIFY(owner.ask("/app/chat/createroom",
                      R"({"roomId":"inner","settings":{"visibility":"private"}})"));
    member.say("known-by-now"); // somebody whom the owner's host has heard of
    QVERIFY(member.isTaken("known-by-now"));
    const QByteArray invite = "{\"user\":\"" + headerOf(member, "user-id") + "\"}";
    QVERIFY2(owner.ask("/app/chat/room/inner/invite", invite), owner.stomp().constData());
    QVERIFY2(member.waitFor("INVITED"), member.stomp().constData());
    QVERIFY(member.ask("/app/chat/message",
                       R"({"type":"ENTER","roomId":"inner","stays":true,"sender":"m"})"));
    member.listen("inner");
    owner.say("among-us", "inner");
    QVERIFY(owner.isTaken("among-us"));
    QVERIFY2(member.waitFor("<among-us>"), member.stomp().constData());
    // By a third host, too, as who belongs to it.
    TalkingPeer third(host(2), memberToken);
    QVERIFY(third.hears("\"inner\"", "/app/chat/rooms"));
}

void TestOnePeople::hookOpensEverywhere()
{
    TalkingPeer owner(host(0), ownerToken);
    owner.subscribe("/user/queue/chat/hooks");
    QVERIFY(owner.ask("/app/chat/createroom", R"({"roomId":"hooked"})"));
    QVERIFY(owner.ask("/app/chat/room/hooked/hook", R"({"action":"create","name":"CI"})"));
    QVERIFY(owner.waitFor("\"path\""));
    const QByteArray path = fieldOf(owner, "path").replace("\\/", "/");
    const QByteArray post = "POST " + path +
                            " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            "Content-Length: 18\r\nConnection: close\r\n\r\n{\"text\":\"<built>\"}";
    owner.listen("hooked");
    for (size_t at = 1; at < m_hosts.size(); ++at)
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(at, post) / 100, 2, TalkingPeer::patience);
    QTRY_VERIFY_WITH_TIMEOUT(owner.heard().count("built") >= 2, TalkingPeer::patience);
    QVERIFY(owner.ask("/app/chat/room/hooked/hook",
                      "{\"action\":\"remove\",\"id\":\"" + fieldOf(owner, "id") + "\"}"));
    for (size_t at = 1; at < m_hosts.size(); ++at)
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(at, post), 404, TalkingPeer::patience);
}

void TestOnePeople::roomThatGoesIsToldEverywhere()
{
    TalkingPeer owner(host(0), ownerToken);
    TalkingPeer member(host(1), memberToken);
    QVERIFY(owner.ask("/app/chat/createroom", R"({"roomId":"leaving","name":"A room"})"));
    QVERIFY(member.hears("\"leaving\"", "/app/chat/rooms"));
    member.subscribe("/topic/chat/rooms");
    QVERIFY(owner.ask("/app/chat/room/leaving/remove-room", "{}"));
    QVERIFY2(member.waitFor("\"deleteAt\""), member.stomp().right(600).constData());
}

QTEST_GUILESS_MAIN(TestOnePeople)
#include "tst_onepeople.moc"
