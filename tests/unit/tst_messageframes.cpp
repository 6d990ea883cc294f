// SPDX-License-Identifier: GPL-3.0-or-later
// The small parts of the broker: frames, the two vocabularies, who is subscribed, and when to look.

#include "server/broker/deadlines.h"
#include "server/broker/messageframes.h"
#include "server/broker/subscriptionregistry.h"
#include "stomp/wire/destinationfamily.h"
#include "tests/support/stomptext.h"

#include <QTest>

using namespace Server;
using Stomp::TimePoint;
using Stomp::Version;
using namespace std::chrono_literals;

namespace {

const Publication greeting{"/topic/a", {{"kind", "k"}}, "hi", false};

QByteArray shown(const Stomp::OutgoingFrame &frame, Version version = Version::V12)
{
    return StompText::frames(frame.stomp(), version).join('\n');
}

} // namespace

class TestMessageFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frameSaysAll()
    {
        MessageFrames frames(greeting, "7");
        const QByteArray text =
            shown(frames.shared("sub-1", Chat::DestinationFamily::Topic, Version::V12));
        QVERIFY(text.startsWith("MESSAGE|destination=/topic/a|subscription=sub-1|message-id=7|"));
        QVERIFY(text.contains("|kind=k|"));
        QVERIFY(!text.contains("|ack="));
        QVERIFY(text.endsWith("#hi"));
    }

    void frameSpeaksTheFamilyOfTheSubscriber()
    {
        MessageFrames frames(greeting, "7");
        QVERIFY(shown(frames.shared("s", Chat::DestinationFamily::Sub, Version::V12))
                    .contains("|destination=/sub/a|"));
        QVERIFY(shown(frames.shared("s", Chat::DestinationFamily::Topic, Version::V12))
                    .contains("|destination=/topic/a|"));
    }

    void frameOf10MayNameNoSubscription()
    {
        MessageFrames frames(greeting, "7");
        QVERIFY(
            !shown(frames.shared({}, Chat::DestinationFamily::Topic, Version::V10), Version::V10)
                 .contains("subscription"));
    }

    void acknowledgedFrameHasItsAck()
    {
        const MessageFrames frames(greeting, "7");
        const auto frame =
            frames.acknowledged("s", Chat::DestinationFamily::Topic, Version::V12, "ack-3");
        QVERIFY(shown(frame).contains("|ack=ack-3|"));
    }

    void sameFrameIsEncodedOnce()
    {
        MessageFrames frames(greeting, "7");
        const auto first = frames.shared("s", Chat::DestinationFamily::Topic, Version::V12);
        frames.shared("t", Chat::DestinationFamily::Topic, Version::V12);
        const auto again = frames.shared("s", Chat::DestinationFamily::Topic, Version::V12);
        QVERIFY(again.stomp().constData() == first.stomp().constData()); // the very same
        const auto other = frames.shared("s", Chat::DestinationFamily::Topic, Version::V11);
        QVERIFY(other.stomp().constData() != first.stomp().constData());
    }

    void thousandsOfIdsGetTheirOwnFrames()
    {
        MessageFrames frames(greeting, "7");
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 5000; ++i) {
                const QByteArray id = "s-" + QByteArray::number(i);
                QVERIFY(frames.shared(id, Chat::DestinationFamily::Topic, Version::V12)
                            .stomp()
                            .contains("subscription:" + id + '\n'));
            }
        }
    }

    void clientCannotSayTheServersHeaders_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
             {"destination", "subscription", "message-id", "ack", "redelivered", "user-name",
              "user-id", "session", "content-length", "receipt", "transaction", "simpSessionId"})
            QTest::newRow(name) << QByteArray(name);
    }
    void clientCannotSayTheServersHeaders()
    {
        QFETCH(QByteArray, name);
        QVERIFY(isServerHeader(name));
        Publication publication = greeting;
        publication.headers.append(name, "forged");
        MessageFrames frames(publication, "7");
        QVERIFY(!frames.shared("s", Chat::DestinationFamily::Topic, Version::V12)
                     .stomp()
                     .contains("forged"));
    }

    void otherHeadersPass()
    {
        for (const char *name : {"content-type", "kind", "Destination", "x-user-id", "sim"})
            QVERIFY(!isServerHeader(name));
    }

    void vocabulariesMeanTheSame_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("canonical");
        QTest::addColumn<bool>("application");
        const auto row = [](const char *said, const char *canonical, bool application) {
            QTest::newRow(said) << QByteArray(said) << QByteArray(canonical) << application;
        };
        row("/topic/a", "/topic/a", false);
        row("/sub/a", "/topic/a", false);
        row("/app/a", "/app/a", true);
        row("/pub/a", "/app/a", true);
        row("/sub/", "/topic/", false);
        row("/sub", "/sub", false);
        row("/subs/a", "/subs/a", false);
        row("/published/a", "/published/a", false);
        row("/apps/a", "/apps/a", false);
        row("/sub/sub/a", "/topic/sub/a", false);
        row("sub/a", "sub/a", false);
        row("/SUB/a", "/SUB/a", false);
    }
    void vocabulariesMeanTheSame()
    {
        QFETCH(QByteArray, said);
        const QByteArray canonical = Chat::canonicalDestination(said);
        QTEST(canonical, "canonical");
        QTEST(Chat::isApplicationDestination(canonical), "application");
    }

    void subscriberIsToldItsOwnWord()
    {
        for (const QByteArray said : {"/topic/a/b", "/sub/a/b"})
            QCOMPARE(Chat::inFamily(Chat::canonicalDestination(said), Chat::familyOf(said)), said);
    }

    void registryKeepsTheOrder()
    {
        SubscriptionRegistry registry;
        QVERIFY(registry.subscribers("/topic/a").empty());
        for (const QByteArray id : {"1", "2", "3"})
            registry.add("/topic/a", {nullptr, id, id});
        registry.add("/topic/b", {nullptr, "4", "4"});
        registry.remove("/topic/a", nullptr, "2");
        registry.remove("/topic/a", nullptr, "4"); // of another topic
        registry.remove("/topic/none", nullptr, "1");
        QCOMPARE(registry.subscribers("/topic/a").size(), size_t(2));
        QCOMPARE(registry.subscribers("/topic/a")[0].id, QByteArray("1"));
        QCOMPARE(registry.subscribers("/topic/a")[1].id, QByteArray("3"));
        QCOMPARE(registry.subscribers("/topic/b").size(), size_t(1));
        registry.remove("/topic/b", nullptr, "4");
        QVERIFY(registry.subscribers("/topic/b").empty());
    }

    void deadlinesComeInTheirOrder()
    {
        const TimePoint start{1h};
        Deadlines deadlines;
        QVERIFY(!deadlines.next());
        QVERIFY(!deadlines.takeDue(start));
        deadlines.add(SessionNumber(1), start + 1s + 500ms, start);
        deadlines.add(SessionNumber(2), start + 500ms, start);
        deadlines.add(SessionNumber(3), start + 1s, start);
        QVERIFY(deadlines.next() == start + 500ms);
        QVERIFY(!deadlines.takeDue(start));
        QVERIFY(deadlines.takeDue(start + 1s) == SessionNumber(2));
        QVERIFY(deadlines.takeDue(start + 1s) == SessionNumber(3));
        QVERIFY(!deadlines.takeDue(start + 1s));
        QVERIFY(deadlines.next() == start + 1s + 500ms);
    }

    void deadlinesFarAwayComeTogetherAndLate()
    {
        const TimePoint start{1h};
        Deadlines deadlines;
        for (int i = 0; i < 100; ++i)
            deadlines.add(SessionNumber(quint64(i)), start + 9s + i * 10ms, start);
        QVERIFY(*deadlines.next() >= start + 9s);
        int moments = 0, taken = 0;
        for (; deadlines.next(); ++moments) {
            const TimePoint now = *deadlines.next();
            while (const auto session = deadlines.takeDue(now)) {
                const TimePoint wanted = start + 9s + int(quint64(*session)) * 10ms;
                QVERIFY(now >= wanted && now <= wanted + 256ms);
                ++taken;
            }
        }
        QCOMPARE(taken, 100);
        QVERIFY2(moments <= 5, qPrintable(QString::number(moments)));
    }
};

QTEST_GUILESS_MAIN(TestMessageFrames)
#include "tst_messageframes.moc"
