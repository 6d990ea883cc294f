// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts that have one log in PostgreSQL are one place to those who come, whichever they come by.

#include "tests/support/hostprocess.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/talkingpeer.h"

#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

#include <array>
#include <memory>

namespace {

const QByteArray ownerToken = "guest-token:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\n";

} // namespace

class TestSeveralHosts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void whatIsSaidHereIsHeardThere();
    void everybodyHearsOneOrder();
    void newcomersHaveNeitherGapNorDouble();
    void roomsAreEverywhere();
    void changesAreHeard();
    void closedRoomsStayClosed();
    void whoIsBannedIsSoEverywhere();
    void whatIsReadHereIsReadThere();
    void killedOnesLoseNothing();
    void databaseThatCameBackHasTheSameForAll();
    void whoSleptTooLongBeginsAnew();

private:
    HostProcess &host(size_t i) { return *m_hosts.at(i); }
    static std::unique_ptr<TalkingPeer> listener(const HostProcess &host,
                                                 const QByteArray &room = "lobby");

    QStringList m_options;
    std::array<std::unique_ptr<HostProcess>, 3> m_hosts;
};

void TestSeveralHosts::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    QVERIFY(PrivatePostgres::instance());
    m_options = {QStringLiteral("--database"), PrivatePostgres::instance()->words()};
    for (auto &one : m_hosts) {
        one = std::make_unique<HostProcess>();
        QVERIFY2(one->startAndWait(m_options), one->errors().constData());
    }
}

void TestSeveralHosts::cleanup()
{
    if (!QTest::currentTestFailed())
        return;
    for (const auto &one : m_hosts)
        qWarning().noquote() << one->errors().right(2000);
}

std::unique_ptr<TalkingPeer> TestSeveralHosts::listener(const HostProcess &host,
                                                        const QByteArray &room)
{
    auto peer = std::make_unique<TalkingPeer>(host);
    peer->sendText("SUBSCRIBE\nid:l\nreceipt:listening\ndestination:/topic/chat/room/" + room +
                   "\n\n^");
    return peer->waitFor("receipt-id:listening") ? std::move(peer) : nullptr;
}

void TestSeveralHosts::whatIsSaidHereIsHeardThere()
{
    const auto there = listener(host(1));
    const auto elsewhere = listener(host(2));
    QVERIFY(there && elsewhere);
    TalkingPeer speaker(host(0));
    speaker.say("hello");
    QVERIFY(speaker.isTaken("hello"));
    QVERIFY2(there->waitFor("<hello>"), there->stomp().constData());
    QVERIFY(elsewhere->waitFor("<hello>"));
    QCOMPARE(there->heard(), QByteArrayList{"hello"});
}

void TestSeveralHosts::everybodyHearsOneOrder()
{
    constexpr int each = 100;
    std::array<std::unique_ptr<TalkingPeer>, 3> listeners;
    std::array<std::unique_ptr<TalkingPeer>, 3> speakers;
    for (size_t i = 0; i < 3; ++i) {
        speakers[i] = std::make_unique<TalkingPeer>(host(i));
        if (i == 0) { // the room comes into being
            speakers[i]->say("first", "order");
            QVERIFY(speakers[i]->isTaken("first"));
        }
        listeners[i] = listener(host(i), "order");
        QVERIFY(listeners[i]);
    }
    for (int n = 0; n < each; ++n) {
        for (size_t i = 0; i < 3; ++i)
            speakers[i]->say("m" + QByteArray::number(i) + '-' + QByteArray::number(n), "order");
        QCoreApplication::processEvents();
    }
    for (size_t i = 0; i < 3; ++i)
        QVERIFY(
            speakers[i]->isTaken("m" + QByteArray::number(i) + '-' + QByteArray::number(each - 1)));
    for (const auto &one : listeners) {
        QVERIFY(QTest::qWaitFor([&] { return one->heard().size() >= 3 * each; },
                                TalkingPeer::patience));
        // The first word may be before or behind the beginning.
        QByteArrayList heard = one->heard();
        heard.removeAll("first");
        QByteArrayList order = listeners[0]->heard();
        order.removeAll("first");
        QCOMPARE(heard.size(), 3 * each); // none twice
        QCOMPARE(heard, order);
    }
    QByteArrayList read = saidIn(host(1), listeners[0]->heard().last(), "order");
    QCOMPARE(read.takeFirst(), QByteArray("first"));
    QByteArrayList order = listeners[0]->heard();
    order.removeAll("first");
    QCOMPARE(read, order);
}

void TestSeveralHosts::newcomersHaveNeitherGapNorDouble()
{
    TalkingPeer speaker(host(0));
    speaker.say("n-0", "newcomers");
    QVERIFY(speaker.isTaken("n-0"));
    std::vector<std::unique_ptr<TalkingPeer>> newcomers;
    constexpr int count = 120;
    for (int n = 1; n < count; ++n) {
        speaker.say("n-" + QByteArray::number(n), "newcomers");
        if (n % 12 == 0) {
            newcomers.push_back(std::make_unique<TalkingPeer>(host(1 + size_t(n / 12) % 2)));
            newcomers.back()->subscribe("/topic/chat/room/newcomers", "since:0\n");
        }
        QCoreApplication::processEvents();
    }
    QByteArrayList all;
    for (int n = 0; n < count; ++n)
        all += "n-" + QByteArray::number(n);
    for (const auto &one : newcomers) {
        QVERIFY2(one->waitFor('<' + all.last() + '>'), one->stomp().right(500).constData());
        QCOMPARE(one->heard(), all);
    }
}

void TestSeveralHosts::roomsAreEverywhere()
{
    TalkingPeer watcher(host(1));
    watcher.subscribe("/topic/chat/rooms", "receipt:w\n");
    QVERIFY(watcher.waitFor("receipt-id:w"));
    // Who waits there already hears the first word.
    const auto early = listener(host(2), "fresh");
    QVERIFY(early);
    TalkingPeer maker(host(0));
    maker.say("hi", "fresh");
    QVERIFY(maker.isTaken("hi"));
    QVERIFY2(watcher.waitFor("\"fresh\""), watcher.stomp().constData());
    QVERIFY2(early->waitFor("<hi>"), early->stomp().constData());
    TalkingPeer other(host(1));
    other.say("hi-too", "fresh");
    QVERIFY(other.isTaken("hi-too"));
    QCOMPARE(saidIn(host(0), "hi-too", "fresh"), (QByteArrayList{"hi", "hi-too"}));
}

void TestSeveralHosts::changesAreHeard()
{
    TalkingPeer speaker(host(0));
    speaker.say("typo", "changes");
    QVERIFY(speaker.isTaken("typo"));
    TalkingPeer there(host(1));
    there.subscribe("/topic/chat/room/changes", "since:0\n");
    there.subscribe("/topic/chat/room/changes/events");
    QVERIFY(there.waitFor("<typo>"));
    QVERIFY(speaker.ask("/app/chat/room/changes/edit", R"({"seq":1,"message":"<mended>"})"));
    QVERIFY2(there.waitFor("<mended>"), there.stomp().constData());
    QVERIFY(speaker.ask("/app/chat/room/changes/react", R"({"seq":1,"emoji":"👍","on":true})"));
    QVERIFY2(there.waitFor("\"count\":1"), there.stomp().constData());
    QVERIFY(there.ask("/app/chat/room/changes/react", R"({"seq":1,"emoji":"👍","on":true})"));
    QVERIFY2(there.waitFor("\"count\":2"), there.stomp().constData());
    // Of what happens at two hosts at once nothing is passed over.
    for (int i = 0; i < 20; ++i) {
        const QByteArray text = "<both-" + QByteArray::number(i) + '>';
        speaker.sendText("SEND\ndestination:/app/chat/room/changes/edit\n\n"
                         "{\"seq\":1,\"message\":\"" +
                         text + "\"}^");
        there.sendText("SEND\ndestination:/app/chat/room/changes/react\n\n"
                       "{\"seq\":1,\"emoji\":\"" +
                       QByteArray(i % 2 ? "🎉" : "👀") + "\",\"on\":true}^");
        if (i % 5 == 4)
            QVERIFY(there.waitFor(text));
    }
    QVERIFY2(there.waitFor("<both-19>"), there.stomp().right(1000).constData());
    TalkingPeer watcher(host(2));
    watcher.subscribe("/topic/chat/rooms", "receipt:w\n");
    QVERIFY(watcher.waitFor("receipt-id:w"));
    QVERIFY(speaker.ask("/app/chat/room/changes/topic", R"({"topic":"what is new"})"));
    QVERIFY2(watcher.waitFor("what is new"), watcher.stomp().constData());
}

void TestSeveralHosts::closedRoomsStayClosed()
{
    TalkingPeer owner(host(0), ownerToken);
    QVERIFY(owner.ask("/app/chat/createroom",
                      R"({"roomId":"secret","settings":{"visibility":"private"}})"));
    TalkingPeer ownersOther(host(1), ownerToken);
    TalkingPeer stranger(host(1));
    for (TalkingPeer *peer : {&ownersOther, &stranger}) {
        // The stranger's host has heard of it, too, when one there sees it.
        if (peer == &ownersOther)
            QVERIFY(peer->hears("\"secret\"", "/app/chat/rooms"));
        else
            peer->subscribe("/app/chat/rooms");
        peer->subscribe("/topic/chat/room/secret", "receipt:in\n");
        QVERIFY(peer->waitFor("receipt-id:in"));
    }
    owner.say("for-us", "secret");
    QVERIFY(owner.isTaken("for-us"));
    QVERIFY2(ownersOther.waitFor("<for-us>"), ownersOther.stomp().constData());
    // By the same way, behind it.
    owner.say("for-all");
    stranger.subscribe("/topic/chat/room/lobby", "since:0\n");
    QVERIFY(stranger.waitFor("<for-all>"));
    QVERIFY(!stranger.stomp().contains("for-us"));
    QVERIFY(!stranger.stomp().contains("\"secret\""));
}

void TestSeveralHosts::whoIsBannedIsSoEverywhere()
{
    TalkingPeer owner(host(0), ownerToken);
    QVERIFY(owner.ask("/app/chat/createroom", R"({"roomId":"strict"})"));
    TalkingPeer rude(host(1));
    rude.listen("strict");
    rude.subscribe("/user/queue/chat/order");
    rude.say("rude", "strict");
    QVERIFY(rude.isTaken("rude"));
    QVERIFY(rude.waitFor("<rude>"));
    static const QRegularExpression id(QStringLiteral("\"senderId\":\"([^\"]+)\""));
    const QString user = id.match(QString::fromUtf8(rude.stomp())).captured(1);
    QVERIFY(!user.isEmpty());
    QVERIFY2(owner.ask("/app/chat/room/strict/ban",
                       "{\"user\":\"" + user.toUtf8() + "\",\"reason\":\"enough\"}"),
             owner.stomp().constData());
    QVERIFY2(rude.waitFor("BANNED"), rude.stomp().constData());
    owner.say("unheard", "strict");
    QVERIFY(owner.isTaken("unheard"));
    rude.say("again", "strict");
    QVERIFY2(rude.waitFor("banned from this room"), rude.stomp().constData());
    QVERIFY(!rude.stomp().contains("<unheard>"));
}

void TestSeveralHosts::whatIsReadHereIsReadThere()
{
    TalkingPeer reader(host(0), ownerToken);
    TalkingPeer readersOther(host(1), ownerToken);
    readersOther.subscribe("/user/queue/chat/unread");
    QVERIFY(reader.ask("/app/chat/message",
                       R"({"type":"ENTER","roomId":"reading","stays":true,"sender":"x"})"));
    TalkingPeer speaker(host(2), "name:Speaker\n");
    speaker.subscribe("/user/queue/chat/receipts");
    // Whom it is for has to be known there.
    QVERIFY(speaker.hears("\"member\":true", "/app/chat/room/reading/members"));
    speaker.say("read-me", "reading");
    QVERIFY(speaker.isTaken("read-me"));
    reader.subscribe("/topic/chat/room/reading", "since:0\n");
    QVERIFY(reader.waitFor("<read-me>"));
    QVERIFY(reader.ask("/app/chat/room/reading/seen", R"({"read":2})"));
    QVERIFY2(readersOther.waitFor("\"unread\":0"), readersOther.stomp().constData());
    QVERIFY2(speaker.waitFor("\"read\":1"), speaker.stomp().constData());
}

void TestSeveralHosts::killedOnesLoseNothing()
{
    const auto there = listener(host(1), "order");
    QVERIFY(there);
    TalkingPeer speaker(host(0));
    QByteArrayList taken;
    for (int n = 0; n < 200; ++n)
        speaker.say("k-" + QByteArray::number(n), "order");
    QVERIFY(speaker.isTaken("k-20"));
    host(0).kill();
    for (int n = 0; n < 200; ++n) {
        const QByteArray text = "k-" + QByteArray::number(n);
        if (speaker.stomp().contains("receipt-id:r-" + text + '\n'))
            taken += text;
    }
    // What had no receipt is said again by way of another host, and is there once.
    TalkingPeer again(host(2));
    for (int n = 0; n < 200; ++n)
        again.say("k-" + QByteArray::number(n), "order");
    QVERIFY(again.isTaken("k-199"));
    QVERIFY(QTest::qWaitFor(
        [&] {
            const QByteArrayList heard = there->heard();
            return std::all_of(taken.begin(), taken.end(),
                               [&](const QByteArray &text) { return heard.contains(text); });
        },
        TalkingPeer::patience));
    QVERIFY2(host(0).startAndWait(m_options), host(0).errors().constData());
}

void TestSeveralHosts::databaseThatCameBackHasTheSameForAll()
{
    const auto there = listener(host(1));
    QVERIFY(there);
    PrivatePostgres::instance()->stop();
    QVERIFY(PrivatePostgres::instance()->start());
    bool isTaken = false;
    for (QDeadlineTimer deadline(TalkingPeer::patience); !isTaken && !deadline.hasExpired();) {
        TalkingPeer again(host(0));
        again.say("after");
        isTaken = again.isTaken("after");
    }
    QVERIFY(isTaken);
    QVERIFY2(there->waitFor("<after>"), there->stomp().constData());
    QCOMPARE(there->heard(), QByteArrayList{"after"});
}

void TestSeveralHosts::whoSleptTooLongBeginsAnew()
{
    {
        TalkingPeer speaker(host(0));
        host(1).pause();
        speaker.say("slept", "sleep");
        QVERIFY(speaker.isTaken("slept"));
        // As the others do in time.
        const QString wrong =
            PrivatePostgres::instance()->execute(QStringLiteral("DELETE FROM madang.news"));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        host(1).resume();
    }
    QVERIFY(host(1).waitForEnd() > 0);
    QVERIFY2(host(1).errors().contains("heard nothing of the others for too long"),
             host(1).errors().constData());
    QVERIFY2(host(1).startAndWait(m_options), host(1).errors().constData());
    QCOMPARE(saidIn(host(1), "slept", "sleep"), QByteArrayList{"slept"});
}

QTEST_GUILESS_MAIN(TestSeveralHosts)
#include "tst_severalhosts.moc"
