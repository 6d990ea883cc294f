// SPDX-License-Identifier: GPL-3.0-or-later
// What hosts say of their end, and what messages are called that came from another host.

#include "stomp/wire/hostnews.h"
#include "stomp/wire/messages.h"

#include <QTest>

using namespace std::chrono_literals;
using Chat::HostNews;
using Kind = Chat::HostNews::Kind;

class TestHostNews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack()
    {
        for (const HostNews &news :
             {HostNews{Kind::Stopping, QStringLiteral("점심"), 300s}, HostNews{Kind::Stopping},
              HostNews{Kind::Stays}, HostNews{Kind::Stopped, QStringLiteral("\"bye\"")}})
            QCOMPARE(HostNews::fromJson(news.toJson()), std::optional(news));
    }

    void whatIsNoneIsNone_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json :
             {"", "7", "[]", "{}", R"({"type":7})", R"({"type":"STOP"})", R"({"type":"STOPPING")"})
            QTest::newRow(json) << QByteArray(json);
    }
    void whatIsNoneIsNone()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!HostNews::fromJson(json));
    }

    void whatIsOddIsBounded()
    {
        const auto told = [](const QByteArray &more) {
            return *HostNews::fromJson(R"({"type":"STOPPING")" + more + '}');
        };
        QCOMPARE(told("").in, 0ms);
        QCOMPARE(told(R"(,"in":-5)").in, 0ms);
        QCOMPARE(told(R"(,"in":"5")").in, 0ms);
        QCOMPARE(told(R"(,"in":9007199254740991)").in, 24h);
        QCOMPARE(told(R"(,"why":["x"])").why, QString());
        QCOMPARE(told(",\"why\":\"" + QByteArray(1000, 'x') + '"').why.size(), 200);
    }

    void reasonsAreOneLine()
    {
        QCOMPARE(Chat::reasonOf(QStringLiteral(" a\n\tb\u202ec \u200bd ")),
                 QStringLiteral("a bc d"));
        QCOMPARE(Chat::reasonOf(QStringLiteral("한글 😀")), QStringLiteral("한글 😀"));
        QCOMPARE(Chat::reasonOf(QStringLiteral("👩‍🚀󠁁")), QStringLiteral("👩‍🚀"));
        // No half letter at the end.
        const QString long199 = QString(199, u'x');
        QCOMPARE(Chat::reasonOf(long199 + QStringLiteral("😀")), long199);
        QCOMPARE(Chat::reasonOf(QString(QChar(0xd83d))), QString());
    }

    void messagesFromElsewhereSayWhatTheyAreCalled()
    {
        Chat::RoomMessage message;
        message.room = Chat::lobbyRoom();
        message.sender = QStringLiteral("민지");
        message.senderId = Chat::UserId(QStringLiteral("g-1:0123456789abcdef"));
        message.text = QStringLiteral("hello");
        message.sequence = {3};
        QVERIFY(!message.toJson().contains("uid"));
        QCOMPARE(Chat::RoomMessage::fromJson(message.toJson()), std::optional(message));
        message.uid = QByteArray("9a0c").repeated(8);
        QVERIFY(message.toJson().contains("\"uid\":\"" + message.uid + '"'));
        QCOMPARE(Chat::RoomMessage::fromJson(message.toJson()), std::optional(message));
        for (const QByteArray &odd :
             {QByteArray("9A0C").repeated(8), QByteArray("9a0c").repeated(9), QByteArray("9a0c"),
              QByteArray("xyzw").repeated(8)}) {
            QByteArray json = message.toJson();
            json.replace(message.uid, odd);
            QCOMPARE(Chat::RoomMessage::fromJson(json)->uid, QByteArray());
        }
    }
};

QTEST_GUILESS_MAIN(TestHostNews)
#include "tst_hostnews.moc"
