// SPDX-License-Identifier: GPL-3.0-or-later
// What a host answers by mDNS, packet by packet, in a time of its own (RFC 6762).

#include "tests/support/responderfixture.h"

#include <QTest>

using namespace Discovery;
using namespace std::chrono_literals;

class TestResponderAnswers : public ResponderFixture {
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }

    void answersToTheKindOfService()
    {
        publishAndWait();
        responder->receive(query({ask(serviceType(), RecordType::ptr)}), asker, now);
        const std::vector<Said> said = pass(10s);
        QCOMPARE(said.size(), size_t(1));
        QVERIFY(said[0].at >= 20ms && said[0].at <= 120ms);
        QVERIFY(!said[0].to);
        QCOMPARE(typesOf(said[0].message.answers), QList<quint16>({RecordType::ptr}));
        QCOMPARE(
            typesOf(said[0].message.additionals),
            QList<quint16>({RecordType::a, RecordType::txt, RecordType::srv, RecordType::nsec}));
    }

    void answersAtOnceForWhatIsItsAlone()
    {
        publishAndWait();
        responder->receive(query({ask(ownInstance, RecordType::srv)}), asker, now);
        const std::vector<Said> said = pass(0ms);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(typesOf(said[0].message.answers), QList<quint16>({RecordType::srv}));
        QVERIFY(typesOf(said[0].message.additionals).contains(RecordType::a));
    }

    void saysWhatThereIsNot()
    {
        publishAndWait();
        responder->receive(query({ask(ownHost, RecordType::aaaa)}), asker, now);
        std::vector<Said> said = pass(0ms);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(typesOf(said[0].message.answers), QList<quint16>({RecordType::nsec}));
        QCOMPARE(std::get<NsecData>(said[0].message.answers.first().data),
                 (NsecData{ownHost, {RecordType::a}}));
        responder->receive(query({ask(ownInstance, RecordType::a)}), asker, now);
        said = pass(0ms);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(std::get<NsecData>(said[0].message.answers.first().data),
                 (NsecData{ownInstance, {RecordType::txt, RecordType::srv}}));
        // Nobody can say that others have nothing.
        responder->receive(query({ask(serviceType(), RecordType::a),
                                  ask(DnsName({"other", "local"}), RecordType::a)}),
                           asker, now);
        QVERIFY(pass(10s).empty());
    }

    void tellsTheKindsOfServices()
    {
        publishAndWait();
        const DnsName kinds({"_services", "_dns-sd", "_udp", "local"});
        responder->receive(query({ask(kinds, RecordType::ptr)}), asker, now);
        const std::vector<Said> said = pass(10s);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(std::get<DnsName>(said[0].message.answers.first().data), serviceType());
    }

    void otherClassesAndOpcodesAreNotAnswered()
    {
        publishAndWait();
        Message message = query({{ownInstance, RecordType::srv, 3, false}});
        responder->receive(message, asker, now);
        message = query({ask(ownInstance, RecordType::srv)});
        message.opcode = 1;
        responder->receive(message, asker, now);
        message.opcode = 0;
        message.code = 3;
        responder->receive(message, asker, now);
        QVERIFY(pass(10s).empty());
    }

    void isSilentAboutWhatIsKnown()
    {
        publishAndWait();
        responder->receive(query({ask(serviceType(), RecordType::ptr)}, {ownPointer(2250)}), asker,
                           now);
        QVERIFY(pass(10s).empty());
        // What is known for a short while only is said again.
        responder->receive(query({ask(serviceType(), RecordType::ptr)}, {ownPointer(2249)}), asker,
                           now);
        QCOMPARE(pass(10s).size(), size_t(1));
    }

    void waitsForMoreOfWhatIsKnown()
    {
        publishAndWait();
        Message first = query({ask(serviceType(), RecordType::ptr)});
        first.truncated = true;
        responder->receive(first, asker, now);
        QVERIFY(pass(300ms).empty());
        responder->receive(query({}, {ownPointer()}), asker, now);
        QVERIFY(pass(10s).empty());
        // Another's knowledge is not the asker's.
        responder->receive(first, asker, now);
        responder->receive(query({}, {ownPointer()}), {QHostAddress("10.0.0.8"), mdnsPort}, now);
        const std::vector<Said> said = pass(10s);
        QCOMPARE(said.size(), size_t(1));
        QVERIFY(said[0].at >= 400ms && said[0].at <= 500ms);
        // Nor is what is known to one of two askers.
        responder->receive(first, asker, now);
        responder->receive(first, {QHostAddress("10.0.0.8"), mdnsPort}, now);
        responder->receive(query({}, {ownPointer()}), asker, now);
        QCOMPARE(pass(10s).size(), size_t(1));
    }

    void isSilentWhenAnotherSaidIt()
    {
        publishAndWait();
        responder->receive(query({ask(serviceType(), RecordType::ptr)}), asker, now);
        responder->receive(answerOf({ownPointer()}), asker, now);
        QVERIFY(pass(10s).empty());
        responder->receive(query({ask(serviceType(), RecordType::ptr)}), asker, now);
        responder->receive(answerOf({ownPointer(4000)}), asker, now);
        QCOMPARE(pass(10s).size(), size_t(1));
    }

    void anotherWhoTakesItBackIsCorrected()
    {
        publishAndWait();
        responder->receive(answerOf({ownPointer(0)}), asker, now);
        const std::vector<Said> said = pass(10s);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(said[0].message.answers.first().ttl, 4500u);
    }

    void multicastsARecordOnceASecond()
    {
        publishAndWait();
        std::vector<Said> said;
        for (int i = 0; i < 50; ++i) {
            responder->receive(
                query({ask(ownInstance, RecordType::srv), ask(ownInstance, RecordType::txt),
                       ask(ownHost, RecordType::a)}),
                asker, now);
            for (const Said &one : pass(100ms))
                said.push_back(one);
        }
        QVERIFY(said.size() >= 4 && said.size() <= 6);
    }

    void aFloodIsAnsweredWithinBounds()
    {
        publishAndWait();
        size_t multicast = 0, unicast = 0;
        qsizetype bytes = 0;
        for (int i = 0; i < 10000; ++i) { // for 10 seconds
            const Endpoint one{QHostAddress(quint32(0x0a000000 + i % 250)),
                               i % 3 == 0 ? quint16(4000 + i) : mdnsPort};
            Message message =
                query({ask(serviceType(), RecordType::ptr, i % 2),
                       ask(ownInstance, RecordType::any, i % 2),
                       ask(ownHost, RecordType::any, i % 2), ask(ownHost, RecordType::aaaa)});
            if (i % 5 == 0)
                message.authorities.append(otherSrv(ownInstance));
            if (i % 7 == 0)
                message.truncated = true;
            responder->receive(message, one, now);
            for (const Said &said : pass(1ms)) {
                (said.to ? unicast : multicast) += 1;
                bytes += writeMessage(said.message).value().size();
            }
        }
        QVERIFY2(multicast <= 111, qPrintable(QString::number(multicast)));
        QVERIFY2(unicast <= 111, qPrintable(QString::number(unicast)));
        QVERIFY2(bytes <= 100 * 1024, qPrintable(QString::number(bytes)));
    }

    void aFloodOfProbesIsAnsweredWithinBounds()
    {
        publishAndWait();
        // One record after the other, each as often as a name may be defended.
        const QList<Question> questions{ask(ownInstance, RecordType::srv),
                                        ask(ownInstance, RecordType::txt),
                                        ask(ownHost, RecordType::a), ask(ownHost, RecordType::aaaa),
                                        ask(ownInstance, RecordType::aaaa)};
        size_t said = 0;
        for (int i = 0; i < 10000; ++i) { // for 10 seconds
            Message probe = query({questions.at(i % questions.size())});
            probe.authorities = {otherSrv(DnsName({"other", "local"}))};
            responder->receive(probe, asker, now);
            said += pass(1ms).size();
        }
        QVERIFY2(said >= 50 && said <= 111, qPrintable(QString::number(said)));
    }

    void answersTheAskerAloneWhenAllWereTold()
    {
        publishAndWait();
        responder->receive(query({ask(ownInstance, RecordType::srv, true)}), asker, now);
        std::vector<Said> said = pass(1s);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(said[0].to, std::optional(asker));
        QVERIFY(said[0].message.answers.first().cacheFlush);
        // After a quarter of its time all get it.
        pass(30s);
        responder->receive(query({ask(ownInstance, RecordType::srv, true)}), asker, now);
        said = pass(1s);
        QCOMPARE(said.size(), size_t(1));
        QVERIFY(!said[0].to);
    }

    void neighboursOfTheSameMachineAreAnsweredByTheGroup()
    {
        publishAndWait();
        responder->receive(query({ask(ownInstance, RecordType::srv, true)}),
                           {QHostAddress(ownAddress), mdnsPort}, now);
        const std::vector<Said> said = pass(1s);
        QCOMPARE(said.size(), size_t(1));
        QVERIFY(!said[0].to);
    }

    void answersOldResolversTheirWay()
    {
        publishAndWait();
        const Endpoint old{QHostAddress("10.0.0.9"), 40000};
        Message message = query({ask(ownInstance, RecordType::srv), ask(ownHost, RecordType::a)});
        message.id = 77;
        responder->receive(message, old, now);
        const std::vector<Said> said = pass(1s);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(said[0].to, std::optional(old));
        const Message &reply = said[0].message;
        QCOMPARE(reply.id, 77);
        QCOMPARE(reply.questions, QList<Question>({message.questions.first()}));
        for (const Record &record : reply.answers + reply.additionals) {
            QVERIFY(record.ttl <= 10);
            QVERIFY(!record.cacheFlush);
        }
        // Who does not speak from the port of mDNS cannot answer, nor take a name.
        responder->receive(answerOf({otherSrv(ownInstance)}), old, now);
        QVERIFY(responder->hasWon());
    }
};

QTEST_APPLESS_MAIN(TestResponderAnswers)
#include "tst_responderanswers.moc"
