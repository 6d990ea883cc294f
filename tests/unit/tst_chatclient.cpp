// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Ui::ChatClient;
using Ui::Delivery;
using Ui::TimelineModel;
using Phase = Ui::ConnectionStatus::Phase;

namespace {

const QString host = QStringLiteral("192.168.0.9:7610");
const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::UserId other(QStringLiteral("u-other"));

QStringList texts(const TimelineModel &timeline)
{
    QStringList texts;
    for (int row = 0; row < timeline.rowCount(); ++row) {
        const QModelIndex line = timeline.index(row);
        if (line.data(TimelineModel::TypeRole).toInt() == int(Chat::MessageType::Talk))
            texts += line.data().toString();
    }
    return texts;
}

Delivery delivery(const TimelineModel &timeline, const QString &text)
{
    for (int row = 0; row < timeline.rowCount(); ++row) {
        if (timeline.index(row).data().toString() == text)
            return Delivery(timeline.index(row).data(TimelineModel::DeliveryRole).toInt());
    }
    return Delivery::Failed;
}

Chat::ClientMessageId idOf(const TimelineModel &timeline, const QString &text)
{
    for (int row = 0; row < timeline.rowCount(); ++row) {
        const QModelIndex line = timeline.index(row);
        if (line.data().toString() == text)
            return Chat::ClientMessageId(line.data(TimelineModel::ClientIdRole).toString());
    }
    return {};
}

QStringList clientIds(const ScriptedHost &scripted)
{
    QStringList ids;
    for (const Chat::MessageRequest &request : scripted.requests) {
        if (request.type == Chat::MessageType::Talk)
            ids += request.clientIdText;
    }
    return ids;
}

} // namespace

class ChatClientTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<ChatClient> m_client;

    void start(const QString &password = {})
    {
        m_client = std::make_unique<ChatClient>(*m_profile, host, m_host->linkMaker(), password);
        m_client->connectToHost();
    }
    /// As after a kill: what is not on disk is gone.
    void restart()
    {
        m_client.reset();
        m_profile.reset();
        m_profile = std::move(*Ui::Profile::open(m_folder->path()));
        start();
    }
    bool isOnline() const { return m_client->status().phase == Phase::Online; }
    int unread(const Chat::RoomId &room = lobby)
    {
        return m_client->rooms()->indexOf(room).data(Ui::RoomListModel::UnreadRole).toInt();
    }
    TimelineModel &timeline() { return *m_client->timeline(lobby); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Ui::Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("지민"));
        m_host = std::make_unique<ScriptedHost>();
    }
    void cleanup()
    {
        m_client.reset();
        m_host.reset();
        m_profile.reset();
    }

    void theFirstVisitJoinsTheLobbyOnce()
    {
        start(QStringLiteral("open sesame"));
        QTRY_VERIFY(isOnline());
        QTRY_COMPARE(m_host->requests.size(), size_t(1));
        QVERIFY(m_host->requests[0].type == Chat::MessageType::Enter);
        QVERIFY(m_host->requests[0].stays);
        QCOMPARE(m_host->requests[0].sender, QStringLiteral("지민"));
        QCOMPARE(m_host->greeting.value("name", {}), QByteArray("지민"));
        QCOMPARE(m_host->greeting.value("passcode", {}), QByteArray("open sesame"));
        QVERIFY(!m_host->greeting.contains("guest-token"));
        QCOMPARE(m_client->self().toString(), QStringLiteral("g-1"));
        QCOMPARE(m_client->hostName(), QStringLiteral("마당"));
        QTRY_COMPARE(m_client->members(lobby)->rowCount(), 1);
        QTRY_VERIFY(m_profile->roomsToEnter(host).empty());

        restart();
        QTRY_VERIFY(isOnline());
        QCOMPARE(m_host->greeting.value("guest-token", {}), QByteArray("secret-1"));
        m_client->say(lobby, QStringLiteral("again"));
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QCOMPARE(m_host->requests.size(), size_t(2)); // no second ENTER
    }

    void aNewIdentityEntersAgain()
    {
        start();
        QTRY_COMPARE(m_host->requests.size(), size_t(1));
        QTRY_VERIFY(m_profile->roomsToEnter(host).empty());
        m_host->token = "secret-2";
        m_host->breakLink();
        QTRY_COMPARE(m_host->requests.size(), size_t(2));
        QVERIFY(m_host->requests[1].type == Chat::MessageType::Enter);
    }

    void aReceiptTakesAMessageOutOfTheOutbox_data()
    {
        QTest::addColumn<bool>("receiptFirst");
        QTest::newRow("the room's message first") << false;
        QTest::newRow("the receipt first") << true;
    }
    void aReceiptTakesAMessageOutOfTheOutbox()
    {
        QFETCH(bool, receiptFirst);
        m_host->receiptFirst = receiptFirst;
        start();
        new QAbstractItemModelTester(
            &timeline(), QAbstractItemModelTester::FailureReportingMode::QtTest, &timeline());
        QTRY_VERIFY(isOnline());
        m_client->say(lobby, QStringLiteral("hello"));
        QCOMPARE(delivery(timeline(), QStringLiteral("hello")), Delivery::Waiting);
        QCOMPARE(m_client->unsentCount(), 1);
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QTRY_VERIFY(timeline().newest().number > 1);
        QCOMPARE(texts(timeline()), QStringList{"hello"});
        QCOMPARE(delivery(timeline(), QStringLiteral("hello")), Delivery::Sent);
        QVERIFY(Ui::Outbox(m_profile->database(), host).entries().empty());
    }

    void whatIsSaidOfflineGoesOutInOrder()
    {
        m_host->unreachable = true;
        start();
        QStringList said;
        for (int i = 0; i < 100; ++i) {
            said += QString::number(i);
            m_client->say(lobby, said.back());
        }
        QTRY_COMPARE(m_client->status().phase, Phase::Waiting);
        QVERIFY(m_client->status().nextTry);
        QCOMPARE(texts(timeline()), said);
        m_host->unreachable = false;
        restart();
        QCOMPARE(texts(timeline()), said); // before anything was heard of the host
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QCOMPARE(m_host->said(), said);
        QTRY_COMPARE(timeline().newest().number, 101);
        QCOMPARE(texts(timeline()), said);
    }

    void aBrokenLinkResendsTheSameIds_data()
    {
        QTest::addColumn<bool>("stored");
        QTest::newRow("lost on the way there") << false;
        QTest::newRow("stored, the receipt lost") << true;
    }
    void aBrokenLinkResendsTheSameIds()
    {
        QFETCH(bool, stored);
        start();
        QTRY_VERIFY(m_profile->knowsHost(host) && m_profile->roomsToEnter(host).empty());
        m_host->silent = stored;
        m_host->deaf = !stored;
        for (const char *text : {"a", "b", "c"})
            m_client->say(lobby, QString::fromLatin1(text));
        QTRY_COMPARE(m_host->said(), (QStringList{"a", "b", "c"}));
        const QStringList ids = clientIds(*m_host);
        m_host->silent = m_host->deaf = false;
        m_host->breakLink();
        QTRY_COMPARE(m_client->status().phase, Phase::Waiting);
        QCOMPARE(m_client->unsentCount(), 3);
        m_client->retryNow();
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QCOMPARE(clientIds(*m_host), ids + ids);
        QCOMPARE(m_host->rooms[lobby].size(), size_t(4)); // ENTER and each once
        QTRY_COMPARE(timeline().newest().number, 4);
        QCOMPARE(texts(timeline()), (QStringList{"a", "b", "c"}));
    }

    void aRefusedMessageFailsAndTheRestGoesOn()
    {
        m_host->refusals[QStringLiteral("bad")] = "too rude";
        start();
        QTRY_VERIFY(isOnline());
        for (const char *text : {"good", "bad", "better"})
            m_client->say(lobby, QString::fromLatin1(text));
        QTRY_COMPARE(delivery(timeline(), QStringLiteral("bad")), Delivery::Failed);
        QTRY_COMPARE(delivery(timeline(), QStringLiteral("better")), Delivery::Sent);
        QTRY_COMPARE(m_client->unsentCount(), 1);
        QCOMPARE(m_host->said().count(QStringLiteral("bad")), 1);

        restart(); // it is still there, and still not sent by itself
        QCOMPARE(delivery(timeline(), QStringLiteral("bad")), Delivery::Failed);
        QCOMPARE(timeline().index(0).data(TimelineModel::FailureRole).toString(),
                 QStringLiteral("too rude"));
        QTRY_VERIFY(isOnline());
        m_host->refusals.clear();
        m_client->resend(idOf(timeline(), QStringLiteral("bad")));
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QCOMPARE(m_host->said().count(QStringLiteral("bad")), 2);
        QTRY_COMPARE(texts(timeline()), (QStringList{"good", "better", "bad"}));
    }

    void aFailedMessageCanBeDiscarded()
    {
        m_host->refusals[QStringLiteral("bad")] = "too rude";
        start();
        m_client->say(lobby, QStringLiteral("bad"));
        QTRY_COMPARE(delivery(timeline(), QStringLiteral("bad")), Delivery::Failed);
        m_client->discard(idOf(timeline(), QStringLiteral("bad")));
        QVERIFY(texts(timeline()).isEmpty());
        QCOMPARE(m_client->unsentCount(), 0);
        QVERIFY(Ui::Outbox(m_profile->database(), host).entries().empty());
    }

    void whatWaitsCanBeTakenBack()
    {
        m_client = std::make_unique<ChatClient>(*m_profile, host, m_host->linkMaker());
        m_client->say(lobby, QStringLiteral("never"));
        m_client->say(lobby, QStringLiteral("once"));
        m_client->discard(idOf(timeline(), QStringLiteral("never")));
        QCOMPARE(texts(timeline()), QStringList{"once"});
        m_host->deaf = true;
        m_client->connectToHost();
        QTRY_COMPARE(m_host->said(), QStringList{"once"});
        // It may have got there: nobody can take it back now.
        QSignalSpy failed(m_client.get(), &ChatClient::failed);
        m_client->discard(idOf(timeline(), QStringLiteral("once")));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(m_client->unsentCount(), 1);
        m_host->unreachable = true;
        m_host->breakLink();
        QTRY_VERIFY(!isOnline());
        m_client->discardAll({idOf(timeline(), QStringLiteral("once"))});
        QCOMPARE(m_client->unsentCount(), 0);
        QCOMPARE(timeline().rowCount(), 0);
        QVERIFY(Ui::Outbox(m_profile->database(), host).entries().empty());
        QCOMPARE(failed.size(), 1);
    }

    void allThatFailedIsSentAgain()
    {
        for (const char *text : {"a", "b"})
            m_host->refusals[QString::fromLatin1(text)] = "no such room";
        start();
        for (const char *text : {"a", "b"})
            m_client->say(lobby, QString::fromLatin1(text));
        for (const char *text : {"a", "b"})
            QTRY_COMPARE(delivery(timeline(), QString::fromLatin1(text)), Delivery::Failed);
        m_host->refusals.clear();
        m_client->resendAll();
        QTRY_COMPARE(m_client->unsentCount(), 0);
        for (const char *text : {"a", "b"})
            QCOMPARE(delivery(timeline(), QString::fromLatin1(text)), Delivery::Sent);
    }

    void howLongItWaitedIsTold()
    {
        Chat::RoomMessage old;
        old.room = lobby;
        old.text = QStringLiteral("old");
        old.clientId = Chat::makeClientMessageId();
        old.time = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) -
                   std::chrono::hours(2);
        QVERIFY(Ui::Outbox(m_profile->database(), host).add(old));
        start();
        m_client->say(lobby, QStringLiteral("new"));
        QTRY_COMPARE(m_host->said(), QStringList({"old", "new"}));
        for (const Chat::MessageRequest &request : m_host->requests) {
            if (request.text == QStringLiteral("old"))
                QVERIFY(request.waited >= std::chrono::hours(2) &&
                        request.waited < std::chrono::hours(3));
            else
                QCOMPARE(request.waited.count(), 0);
        }
    }

    void aRefusedSubscriptionIsTold()
    {
        start();
        QTRY_COMPARE(m_host->count("/user/queue/errors"), 1);
        QSignalSpy failed(m_client.get(), &ChatClient::failed);
        m_host->publish("/user/queue/errors", R"({"message":"no such thing","detail":"x"})");
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("no such thing")));
    }

    void aFullHostKeepsMessagesWaiting()
    {
        start();
        QTRY_VERIFY(isOnline());
        m_host->refusals[QStringLiteral("hello")] = "not stored: disk full";
        m_client->say(lobby, QStringLiteral("hello"));
        QTRY_COMPARE(m_host->said().size(), 1);
        QTRY_COMPARE(m_host->connections, 2);
        QCOMPARE(delivery(timeline(), QStringLiteral("hello")), Delivery::Waiting);
        QCOMPARE(
            timeline().index(timeline().rowCount() - 1).data(TimelineModel::FailureRole).toString(),
            QStringLiteral("not stored: disk full"));
        m_host->refusals.clear();
        QTRY_VERIFY(isOnline());
        m_client->retryNow();
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QCOMPARE(delivery(timeline(), QStringLiteral("hello")), Delivery::Sent);
    }

    void aMessageNoHostTakesIsNotSent()
    {
        start();
        QTRY_VERIFY(isOnline());
        const QString book(1'000'000, u'x');
        m_client->say(lobby, book);
        QCOMPARE(delivery(timeline(), book), Delivery::Failed);
        m_client->say(lobby, QStringLiteral("short"));
        QTRY_COMPARE(m_client->unsentCount(), 1);
        QCOMPARE(m_host->said(), QStringList{"short"});
    }

    void aRefusedLoginIsNotTriedAgain()
    {
        m_host->refuseLogin = "wrong password";
        start();
        QTRY_COMPARE(m_client->status().phase, Phase::Refused);
        QCOMPARE(m_client->status().reason, QStringLiteral("wrong password"));
        QVERIFY(!m_client->status().nextTry);
        QCOMPARE(m_host->connections, 1);
        m_host->refuseLogin.reset();
        m_client->connectToHost();
        QTRY_VERIFY(isOnline());
    }

    void leavingIsPolite()
    {
        start();
        QTRY_VERIFY(isOnline());
        m_client->disconnectFromHost();
        QCOMPARE(m_client->status().phase, Phase::Offline);
        m_client->connectToHost(); // while still leaving
        QTRY_VERIFY(isOnline());
        QCOMPARE(m_host->connections, 2);
    }

    void aReconnectGoesOnBehindTheNewest()
    {
        m_host->fill(lobby, 60);
        start();
        QTRY_COMPARE(timeline().newest().number, 61); // 60 and the ENTER
        QCOMPARE(timeline().oldest().number, 11);     // "last:50"
        QSignalSpy live(m_client.get(), &ChatClient::messageArrived);
        m_host->breakLink();
        QTRY_COMPARE(m_client->status().phase, Phase::Waiting);
        m_host->fill(lobby, 20);
        m_client->retryNow();
        QTRY_COMPARE(timeline().newest().number, 81);
        QVERIFY(timeline().gaps().empty());
        QCOMPARE(timeline().rowCount(), 71);
        QList<QByteArray> since;
        for (const ScriptedHost::Subscription &one : m_host->subscribed) {
            if (one.destination == Chat::roomTopic(lobby))
                since += one.headers.value("since", "none");
        }
        QCOMPARE(since, (QList<QByteArray>{"none", "61"}));
        QCOMPARE(live.count(), 0);
        m_host->append(lobby, QStringLiteral("now"), other);
        QTRY_COMPARE(live.count(), 1);
    }

    void aCutReplayIsFilledByPages_data()
    {
        QTest::addColumn<int>("missed");
        QTest::addColumn<bool>("forgets");
        QTest::newRow("one page") << 100 << false;
        QTest::newRow("several pages") << 500 << false;
        QTest::newRow("too much: the old is forgotten") << 5000 << true;
    }
    void aCutReplayIsFilledByPages()
    {
        QFETCH(int, missed);
        QFETCH(bool, forgets);
        m_host->append(lobby, QStringLiteral("old"), other);
        start();
        QTRY_COMPARE(timeline().newest().number, 2);
        m_host->breakLink();
        QTRY_COMPARE(m_client->status().phase, Phase::Waiting);
        m_host->fill(lobby, missed + 10);
        m_host->longestReplay = 10;
        m_client->retryNow();
        QTRY_COMPARE(timeline().newest().number, missed + 12);
        QTRY_VERIFY(timeline().gaps().empty());
        QCOMPARE(timeline().oldest().number, forgets ? missed + 3 : 1);
        QCOMPARE(unread(), forgets ? 10 : missed + 11); // exactly what is held
    }

    void olderPagesUntilThereAreNoMore()
    {
        m_host->fill(lobby, 170);
        start();
        QTRY_COMPARE(timeline().newest().number, 171);
        QCOMPARE(timeline().oldest().number, 121);
        m_client->loadOlder(lobby);
        m_client->loadOlder(lobby); // one is under way
        QTRY_COMPARE(timeline().oldest().number, 21);
        m_client->loadOlder(lobby);
        QTRY_COMPARE(timeline().oldest().number, 1);
        QVERIFY(!timeline().hasOlder());
        m_client->loadOlder(lobby);
        QCOMPARE(m_host->count("/app/chat/room/lobby/history"), 2);
    }

    void unreadCountsAreExact()
    {
        m_host->fill(lobby, 3);
        start();
        QTRY_COMPARE(unread(), 3);
        m_client->markRead(lobby);
        QCOMPARE(unread(), 0);
        // Neither a notice nor one's own words are unread.
        m_host->append(lobby, {}, other, {}, Chat::MessageType::Enter);
        m_host->append(lobby, QStringLiteral("me, elsewhere"), m_client->self());
        QTRY_COMPARE(timeline().newest().number, 6);
        QCOMPARE(unread(), 0);
        m_host->append(lobby, QStringLiteral("a"), other);
        m_host->append(lobby, {}, other, {}, Chat::MessageType::Leave);
        m_client->say(lobby, QStringLiteral("mine"));
        const Chat::RoomMessage b = m_host->append(lobby, QStringLiteral("b"), other);
        m_host->publish(Chat::roomTopic(lobby), b.toJson()); // once more
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QTRY_COMPARE(unread(), 2);
        restart();
        QTRY_COMPARE(unread(), 2);
        m_client->placeUnreadMark(lobby);
        const int first = int(timeline().rowCount()) - 6;
        QTRY_VERIFY(timeline().index(first).data(TimelineModel::UnreadStartRole).toBool());
        m_client->markRead(lobby);
        restart();
        QTRY_VERIFY(timeline().newest().number > 0);
        QCOMPARE(unread(), 0);
    }

    void aNewLogUnderTheSameAddressStartsAfresh()
    {
        m_host->fill(lobby, 30);
        start();
        QTRY_COMPARE(timeline().newest().number, 31);
        m_client->markRead(lobby);
        m_host->breakLink();
        QTRY_COMPARE(m_client->status().phase, Phase::Waiting);
        m_host->rooms.clear();
        m_host->append(lobby, QStringLiteral("first"), other);
        m_client->retryNow();
        QTRY_COMPARE(texts(timeline()), QStringList{"first"});
        QCOMPARE(unread(), 1);
    }

    void roomsAreJoinedAndLeft()
    {
        const Chat::RoomId lunch(QStringLiteral("점심"));
        m_host->fill(lunch, 2);
        start();
        QTRY_VERIFY(m_client->rooms()->indexOf(lunch).isValid());
        QVERIFY(!m_client->rooms()->isJoined(lunch));
        QSignalSpy live(m_client.get(), &ChatClient::messageArrived);
        m_client->joinRoom(lunch);
        m_client->joinRoom(lunch);
        QTRY_COMPARE(m_client->timeline(lunch)->newest().number, 3); // 2 and our ENTER
        QTRY_VERIFY(m_profile->roomsToEnter(host).empty());
        QCOMPARE(live.count(), 0);
        m_host->append(lunch, QStringLiteral("kimchi?"), other);
        QTRY_COMPARE(live.count(), 1);

        const size_t before = m_host->requests.size();
        m_client->leaveRoom(lunch);
        QVERIFY(!m_client->rooms()->isJoined(lunch));
        QCOMPARE(unread(lunch), 0);
        QTRY_COMPARE(m_host->requests.size(), before + 1);
        QVERIFY(m_host->requests.back().type == Chat::MessageType::Leave);
        QTRY_VERIFY(m_profile->roomsToLeave(host).empty());
        m_host->append(lunch, QStringLiteral("anyone?"), other);
        m_client->joinRoom(lunch);
        QTRY_VERIFY(m_client->timeline(lunch)->newest().number > 5);
    }

    void leavingBeforeOneIsInIsTold()
    {
        const Chat::RoomId lunch(QStringLiteral("lunch"));
        m_host->fill(lunch, 2);
        start();
        QTRY_VERIFY(m_client->rooms()->indexOf(lunch).isValid());
        m_client->joinRoom(lunch);
        m_client->leaveRoom(lunch);
        QTRY_VERIFY(m_host->requests.back().type == Chat::MessageType::Leave);
        QCOMPARE(m_host->requests.back().roomText, QStringLiteral("lunch"));
        QTRY_VERIFY(m_profile->roomsToLeave(host).empty());
    }

    void leavingOfflineIsMadeUpFor()
    {
        start();
        QTRY_VERIFY(isOnline());
        QTRY_VERIFY(m_profile->roomsToEnter(host).empty());
        m_host->breakLink();
        QTRY_COMPARE(m_client->status().phase, Phase::Waiting);
        m_client->leaveRoom(lobby);
        m_client->retryNow();
        QTRY_VERIFY(m_host->requests.back().type == Chat::MessageType::Leave);
        QTRY_VERIFY(m_profile->roomsToLeave(host).empty());
    }

    void aRoomThatRefusesIsNotAskedForEver()
    {
        m_host->refusals[QStringLiteral("closed")] = "rooms are closed";
        start();
        QTRY_VERIFY(isOnline());
        QSignalSpy failed(m_client.get(), &ChatClient::failed);
        const Chat::RoomId closed(QStringLiteral("closed"));
        m_client->joinRoom(closed);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!m_client->rooms()->isJoined(closed));
        QTRY_COMPARE(m_host->connections, 2);
        QTRY_VERIFY(isOnline());
        m_client->say(lobby, QStringLiteral("on"));
        QTRY_COMPARE(m_client->unsentCount(), 0);
        QCOMPARE(m_host->connections, 2);
    }

    void roomsAreMade()
    {
        start();
        QTRY_VERIFY(isOnline());
        QSignalSpy created(m_client.get(), &ChatClient::roomCreated);
        QSignalSpy failed(m_client.get(), &ChatClient::failed);
        m_client->createRoom(QStringLiteral(" 점심  모임 "));
        QTRY_COMPARE(created.count(), 1);
        const auto first = created[0][0].value<Chat::RoomId>();
        QCOMPARE(first.toString(), QStringLiteral("점심-모임"));
        QVERIFY(m_client->rooms()->isJoined(first));
        m_client->createRoom(QStringLiteral("점심 모임"));
        QTRY_COMPARE(created.count(), 2);
        QVERIFY(created[1][0].value<Chat::RoomId>().toString().startsWith(first.toString() + u'-'));
        m_client->createRoom(QStringLiteral("  "));
        QTRY_COMPARE(failed.count(), 1);
        m_host->refusals[QStringLiteral("no")] = "too many rooms";
        m_client->createRoom(QStringLiteral("no"));
        QTRY_COMPARE(failed.count(), 2);
        QVERIFY(failed[1][0].toString().contains(QStringLiteral("too many rooms")));
    }

    void nonsenseIsIgnored()
    {
        start();
        QTRY_COMPARE(timeline().newest().number, 1);
        for (const char *json : {"", "[]", "{}", R"({"type":"TALK","roomId":"other","seq":9})",
                                 R"({"type":"TALK","roomId":"lobby","seq":-1})", "\xff\xfe"}) {
            m_host->publish(Chat::roomTopic(lobby), json);
            m_host->publish(Chat::roomEventsTopic(lobby), json);
            m_host->publish(Chat::roomsTopic(), json);
        }
        m_host->append(lobby, QStringLiteral("fine"), other);
        QTRY_COMPARE(texts(timeline()), QStringList{"fine"});
        QVERIFY(isOnline());
    }
};

QTEST_GUILESS_MAIN(ChatClientTest)
#include "tst_chatclient.moc"
