// SPDX-License-Identifier: GPL-3.0-or-later
// The words of programs that were written for other servers: greeting, time-stamped chat,
// signalling. No socket.

#include "server/chat/greeting.h"
#include "server/chat/signalling.h"
#include "server/chat/timestampedchat.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Server;

namespace {

/// A peer that keeps what it is told.
struct Ear {
    QString id;
    QByteArrayList told;

    explicit Ear(Signalling &room)
    {
        id = room.join([this](const QByteArray &json) { told.append(json); });
    }
    QJsonObject last() const
    {
        return told.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(told.last()).object();
    }
};

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestPrograms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- greeting
    void greets_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("content");
        const auto row = [](const char *name, const QByteArray &request, const QString &content) {
            QTest::newRow(name) << request << content;
        };
        row("name", "{\"name\":\"Spring\"}", "Hello, Spring!");
        row("Korean", "{\"name\":\"민지\"}", QStringLiteral("Hello, 민지!"));
        row("script", "{\"name\":\"<script>alert('x')</script>\"}",
            "Hello, &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;!");
        row("quotes", "{\"name\":\"\\\"&'\"}", "Hello, &quot;&amp;&#39;!");
        row("attribute", "{\"name\":\"<img src=x onerror=\\\"alert(1)\\\">\"}",
            "Hello, &lt;img src=x onerror=&quot;alert(1)&quot;&gt;!");
        row("escaped in JSON", "{\"name\":\"\\u003cb\\u003e\"}", "Hello, &lt;b&gt;!");
        row("place holders", "{\"name\":\"%1 %2\"}", "Hello, %1 %2!");
        row("no name", "{}", "Hello, !");
        row("a number", "{\"name\":7}", "Hello, !");
        row("longest", "{\"name\":\"" + QByteArray(200, 'x') + "\"}",
            "Hello, " + QString(200, 'x') + '!');
    }
    void greets()
    {
        QFETCH(QByteArray, request);
        const auto answer = Greeting::answer(request);
        QVERIFY(answer);
        QTEST(object(*answer)["content"].toString(), "content");
        QCOMPARE(object(*answer).size(), 1);
    }

    void greetsNobody_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("Spring");
        QTest::newRow("a list") << QByteArray("[\"name\"]");
        QTest::newRow("half") << QByteArray("{\"name\":\"x\"");
        QTest::newRow("too long") << "{\"name\":\"" + QByteArray(201, 'x') + "\"}";
        QTest::newRow("deep") << QByteArray("[").repeated(100000);
        QTest::newRow("deep objects") << QByteArray("{\"name\":").repeated(100000);
        QTest::newRow("no text") << QByteArray("\xff\xfe\0{", 4);
    }
    void greetsNobody()
    {
        QFETCH(QByteArray, request);
        QVERIFY(!Greeting::answer(request));
        QVERIFY(!TimeStampedChat::fromJson(request) || request.size() < 1000);
        Signalling room;
        const Ear one(room), two(room);
        if (!QJsonDocument::fromJson(request)
                 .isObject()) // that one is only too long for a greeting
            QVERIFY(!room.say(one.id, request));
    }

    // --- time-stamped chat
    void readsWhatIsSaid()
    {
        const auto request =
            TimeStampedChat::fromJson("{\"from\":\"민지\",\"text\":\"안녕?\",\"time\":\"00:00\"}");
        QVERIFY(request);
        QCOMPARE(request->type, Chat::MessageType::Talk);
        QCOMPARE(request->sender, QStringLiteral("민지"));
        QCOMPARE(request->text, QStringLiteral("안녕?"));
    }

    void writesWhatIsHeard_data()
    {
        QTest::addColumn<QTime>("time");
        QTest::addColumn<QByteArray>("stamp");
        QTest::newRow("evening") << QTime(21, 0) << QByteArray("21:00");
        QTest::newRow("morning") << QTime(7, 5, 59, 999) << QByteArray("07:05");
        QTest::newRow("midnight") << QTime(0, 0) << QByteArray("00:00");
    }
    void writesWhatIsHeard()
    {
        QFETCH(QTime, time);
        QFETCH(QByteArray, stamp);
        Chat::RoomMessage message;
        message.sender = QStringLiteral("hi");
        message.text = QStringLiteral("안녕? \"<b>\"");
        message.time = Chat::Timestamp(
            std::chrono::milliseconds(QDateTime(QDate(2026, 11, 21), time).toMSecsSinceEpoch()));
        // The fields in the order of the seed.
        QCOMPARE(TimeStampedChat::toJson(message),
                 "{\"from\":\"hi\",\"text\":\"안녕? \\\"<b>\\\"\",\"time\":\"" + stamp + "\"}");
    }

    // --- signalling
    void whoComesAndGoesIsTold()
    {
        Signalling room;
        const Ear first(room);
        QVERIFY(first.told.isEmpty());
        const Ear second(room);
        QVERIFY(second.told.isEmpty());
        QVERIFY(first.id != second.id);
        QCOMPARE(first.told.size(), 1);
        QCOMPARE(first.last(),
                 (QJsonObject{{"type", "new"}, {"sender", second.id}, {"receiver", "all"}}));
        room.leave(second.id);
        room.leave(second.id);
        QCOMPARE(first.told.size(), 2);
        QCOMPARE(first.last(), (QJsonObject{{"type", "close"}, {"sender", second.id}}));
        QVERIFY(second.told.isEmpty());
        QCOMPARE(room.peers(), 1);
    }

    void messagesGoToTheirReceiver_data()
    {
        QTest::addColumn<QString>("receiver");
        QTest::addColumn<QString>("heardBy");
        QTest::newRow("one") << "2"
                             << "2";
        QTest::newRow("oneself") << "1"
                                 << "1";
        QTest::newRow("all") << "all"
                             << "23";
        QTest::newRow("nobody named") << ""
                                      << "23";
        QTest::newRow("somebody unknown") << "stranger"
                                          << "";
    }
    void messagesGoToTheirReceiver()
    {
        QFETCH(QString, receiver);
        Signalling room;
        Ear first(room), second(room), third(room);
        if (receiver == QLatin1String("1"))
            receiver = first.id;
        if (receiver == QLatin1String("2"))
            receiver = second.id;
        for (Ear *ear : {&first, &second, &third})
            ear->told.clear();
        const QJsonObject offer{{"sdp", "v=0"}, {"list", QJsonArray{1, 2}}};
        QJsonObject said{{"type", "offer"}, {"sender", third.id}, {"data", offer}};
        if (!receiver.isEmpty())
            said["receiver"] = receiver;
        QVERIFY(room.say(first.id, QJsonDocument(said).toJson()));
        QString heardBy;
        QJsonObject expected = said;
        expected["sender"] = first.id; // whoever it claimed to be
        int number = 0;
        for (const Ear *ear : {&first, &second, &third}) {
            ++number;
            if (ear->told.isEmpty())
                continue;
            heardBy += QString::number(number);
            QCOMPARE(ear->told.size(), 1);
            QCOMPARE(ear->last(), expected);
        }
        QTEST(heardBy, "heardBy");
    }

    void whoLeavesWhileBeingToldIsPassedOver()
    {
        Signalling room;
        QString ids[2];
        int told = 0;
        for (int i = 0; i < 2; ++i) {
            ids[i] = room.join([&, i](const QByteArray &) {
                ++told;
                room.leave(ids[1 - i]);
            });
        }
        told = 0;
        const Ear newcomer(room);
        QCOMPARE(told, 2); // that one came, and that the other one is gone, who was told nothing
        QCOMPARE(room.peers(), 2);
        QCOMPARE(newcomer.told.size(), 0);
    }

    void roomIsFullAtSomeTime()
    {
        Signalling room;
        for (int i = 0; i < Signalling::mostPeers; ++i)
            QVERIFY(!room.join([](const QByteArray &) {}).isEmpty());
        QVERIFY(room.join([](const QByteArray &) {}).isEmpty());
        QCOMPARE(room.peers(), Signalling::mostPeers);
    }
};

QTEST_GUILESS_MAIN(TestPrograms)
#include "tst_programs.moc"
