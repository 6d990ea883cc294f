// SPDX-License-Identifier: GPL-3.0-or-later
// How a host gets its name by mDNS, keeps it and takes itself back, packet by packet, in a time of
// its own (RFC 6762).

#include "tests/support/responderfixture.h"

#include <QTest>

using namespace Discovery;
using namespace std::chrono_literals;

class TestResponder : public ResponderFixture {
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }

    void probesThreeTimesThenAnnouncesTwice()
    {
        publish();
        const std::vector<Said> said = pass(20s);
        QCOMPARE(said.size(), size_t(5));
        QVERIFY(said[0].at < 250ms);
        for (size_t i = 0; i < 3; ++i) {
            const Message &probe = said[i].message;
            QVERIFY(!probe.response && !said[i].to);
            QCOMPARE(probe.questions.size(), 2);
            QCOMPARE(probe.questions.first(), ask(ownInstance, RecordType::any));
            QCOMPARE(probe.questions.last(), ask(ownHost, RecordType::any));
            QCOMPARE(typesOf(probe.authorities),
                     QList<quint16>({RecordType::a, RecordType::txt, RecordType::srv}));
            for (const Record &record : probe.authorities)
                QVERIFY(!record.cacheFlush);
        }
        QCOMPARE(said[1].at - said[0].at, 250ms);
        QCOMPARE(said[2].at - said[1].at, 250ms);
        QCOMPARE(said[3].at - said[2].at, 250ms);
        QCOMPARE(said[4].at - said[3].at, 1s);
        for (size_t i = 3; i < 5; ++i) {
            const Message &message = said[i].message;
            QVERIFY(message.response && message.authoritative && !said[i].to);
            QVERIFY(message.questions.isEmpty());
            QCOMPARE(message.id, 0);
            QCOMPARE(typesOf(message.answers), QList<quint16>({RecordType::a, RecordType::ptr,
                                                               RecordType::txt, RecordType::srv}));
            for (const Record &record : message.answers)
                QCOMPARE(record.cacheFlush, record.type != RecordType::ptr);
        }
        QVERIFY(responder->hasWon());
        QCOMPARE(responder->instance(), QStringLiteral("Jo"));
        QVERIFY(!responder->deadline());
    }

    void saysNothingWhileItProbes()
    {
        publish();
        responder->receive(query({ask(serviceType(), RecordType::ptr)}), asker, now);
        for (const Said &one : pass(700ms))
            QVERIFY(!one.message.response);
    }

    void defendsItsNameAtOnce()
    {
        publishAndWait();
        Message probe = query({ask(ownInstance, RecordType::any)});
        probe.authorities = {otherSrv(ownInstance)};
        responder->receive(probe, asker, now);
        QCOMPARE(pass(0ms).size(), size_t(1));
        // And again for each probe.
        now += 250ms;
        responder->receive(probe, asker, now);
        QCOMPARE(pass(0ms).size(), size_t(1));
        QVERIFY(responder->hasWon());
        QCOMPARE(responder->number(), 1);
    }

    void takesAnotherNameWhenItIsTaken()
    {
        publish();
        pass(300ms);
        responder->receive(answerOf({otherSrv(ownInstance)}), asker, now);
        QCOMPARE(responder->number(), 2);
        const std::vector<Said> said = pass(10s);
        QCOMPARE(responder->instance(), QStringLiteral("Jo (2)"));
        QVERIFY(responder->hasWon());
        QCOMPARE(said.size(), size_t(5));
        QCOMPARE(said.back().message.answers.first().data,
                 RecordData(DnsName({"Jo (2)", "_madang", "_tcp", "local"})));
    }

    void takesAnotherHostName()
    {
        publish();
        responder->receive(answerOf({{ownHost, RecordType::a, RecordClass::internet, true, 120,
                                      QHostAddress("10.0.0.7")}}),
                           asker, now);
        pass(10s);
        QCOMPARE(responder->number(), 1);
        responder->receive(query({ask(ownInstance, RecordType::srv)}), asker, now);
        const std::vector<Said> said = pass(0ms);
        QCOMPARE(std::get<SrvData>(said[0].message.answers.first().data).target,
                 DnsName({"madang-10-0-0-1-2", "local"}));
    }

    void whatIsNoConflict_data()
    {
        QTest::addColumn<bool>("probing");
        QTest::addColumn<Message>("message");
        const Record same{ownHost, RecordType::a, RecordClass::internet,
                          true,    120,           QHostAddress(ownAddress)};
        Record otherClass = otherSrv(ownInstance);
        otherClass.recordClass = 3;
        Record over = otherSrv(ownInstance);
        over.ttl = 0;
        const Record elsewhere = otherSrv(DnsName({"Jo2", "_madang", "_tcp", "local"}));
        for (const bool probing : {true, false}) {
            const auto row = [probing](const char *name) -> QTestData & {
                return QTest::addRow("%s, %s", name, probing ? "probing" : "won") << probing;
            };
            row("the same") << answerOf({same});
            row("another class") << answerOf({otherClass});
            row("taken back") << answerOf({over});
            row("another name") << answerOf({elsewhere});
            row("another pointer of the kind")
                << answerOf({{serviceType(), RecordType::ptr, RecordClass::internet, true, 4500,
                              DnsName({"x", "_madang", "_tcp", "local"})}});
        }
    }

    void whatIsNoConflict()
    {
        QFETCH(bool, probing);
        QFETCH(Message, message);
        publish();
        pass(probing ? 300ms : 20000ms);
        responder->receive(message, asker, now);
        const std::vector<Said> said = pass(5s);
        QCOMPARE(responder->number(), 1);
        QVERIFY(responder->hasWon());
        QCOMPARE(std::count_if(said.begin(), said.end(),
                               [](const Said &one) { return one.message.response; }),
                 probing ? 2 : 0);
    }

    void asksAgainWhenSomebodyClaimsItsName()
    {
        publishAndWait();
        responder->receive(answerOf({otherSrv(ownInstance)}), asker, now);
        QVERIFY(!responder->hasWon());
        // Nobody answers the probes: it was a ghost, and the name stays.
        QCOMPARE(pass(10s).size(), size_t(5));
        QCOMPARE(responder->number(), 1);
        // Somebody does.
        responder->receive(answerOf({otherSrv(ownInstance)}), asker, now);
        pass(300ms);
        responder->receive(answerOf({otherSrv(ownInstance)}), asker, now);
        pass(10s);
        QCOMPARE(responder->instance(), QStringLiteral("Jo (2)"));
    }

    void ofTwoProbersTheLaterDataWins_data()
    {
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("waits");
        QTest::newRow("ours is later") << 7609 << false;
        QTest::newRow("theirs is later") << 7611 << true;
    }

    void ofTwoProbersTheLaterDataWins()
    {
        QFETCH(int, port);
        QFETCH(bool, waits);
        publish();
        pass(300ms);
        Message probe = query({ask(ownInstance, RecordType::any)});
        for (const Record &record : {otherSrv(ownInstance, static_cast<quint16>(port)),
                                     Record{ownInstance, RecordType::txt, RecordClass::internet,
                                            false, 4500, TxtData{{"zz"}}}})
            probe.authorities.append(record);
        // TXT comes before SRV: make it the same so that the port decides.
        responder->takeOutput();
        probe.authorities.last().data =
            SimulatedNetwork::service("Jo", ownAddress.toLatin1(), 1).txt;
        responder->receive(probe, asker, now);
        const std::vector<Said> said = pass(10s);
        QCOMPARE(responder->number(), 1);
        QVERIFY(responder->hasWon());
        if (waits)
            QCOMPARE(said.front().at, 1000ms);
        else
            QVERIFY(said.front().at < 250ms);
    }

    void aProbeLikeItsOwnIsNoRival()
    {
        publish();
        const std::vector<Said> said = pass(300ms);
        responder->receive(said.front().message, asker, now);
        QVERIFY(pass(250ms).size() >= 1);
    }

    void slowsDownAfterManyConflicts()
    {
        publish();
        // Somebody answers each probe.
        int probes = 0;
        std::vector<std::chrono::milliseconds> times;
        const TimePoint begin = now;
        while (now - begin < 120s) {
            for (const Said &one : pass(10ms)) {
                if (one.message.response)
                    continue;
                ++probes;
                times.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(now - begin));
                responder->receive(answerOf({otherSrv(one.message.questions.first().name)}), asker,
                                   now);
            }
        }
        QVERIFY(!responder->hasWon());
        QVERIFY2(probes >= 30 && probes <= 45, qPrintable(QString::number(probes)));
        for (size_t i = 16; i < times.size(); ++i)
            QVERIFY(times[i] - times[i - 1] >= 4990ms);
        QVERIFY(labelOf(responder->instance()).size() <= 63);
    }

    void namesStayWithinBounds()
    {
        for (int i = 0; i < 1100; ++i) {
            publish(QString(40, QChar(0xac00)));
            pass(1s);
            const DnsName name(QByteArrayList{labelOf(responder->instance())} +
                               serviceType().labels());
            responder->receive(answerOf({otherSrv(name)}), asker, now);
            pass(10ms);
            responder->receive(answerOf({otherSrv(name)}), asker, now);
        }
        QVERIFY(responder->number() > 999);
    }

    void takesItselfBack()
    {
        publishAndWait();
        responder->withdraw();
        const std::vector<Said> said = pass(10s);
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(
            typesOf(said[0].message.answers),
            QList<quint16>({RecordType::a, RecordType::ptr, RecordType::txt, RecordType::srv}));
        for (const Record &record : said[0].message.answers) {
            QCOMPARE(record.ttl, 0u);
            QVERIFY(!record.cacheFlush);
            // Others have services of this kind.
            QVERIFY(record.name.firstLabel() != "_services");
        }
        responder->receive(query({ask(serviceType(), RecordType::ptr)}), asker, now);
        QVERIFY(pass(10s).empty());
    }

    void whoNeverHadANameTakesNothingBack()
    {
        publish();
        pass(500ms);
        responder->withdraw();
        QVERIFY(pass(10s).empty());
    }

    void tellsANewAddressAndTakesBackTheOld()
    {
        publishAndWait();
        const QHostAddress fresh("10.0.0.2");
        responder->setAddresses({fresh}, now);
        const std::vector<Said> said = pass(10s);
        QCOMPARE(said.size(), size_t(3));
        QCOMPARE(said[0].message.answers.size(), 1);
        QCOMPARE(said[0].message.answers.first().ttl, 0u);
        QCOMPARE(std::get<QHostAddress>(said[0].message.answers.first().data),
                 QHostAddress(ownAddress));
        QVERIFY(std::any_of(said[1].message.answers.begin(), said[1].message.answers.end(),
                            [&fresh](const Record &record) {
                                return record.data == RecordData(fresh) && record.cacheFlush;
                            }));
        responder->setAddresses({fresh}, now);
        QVERIFY(pass(10s).empty());
    }

    void whatChangesOftenIsToldSeldom()
    {
        publishAndWait();
        int told = 0;
        for (int people = 0; people < 100; ++people) {
            LocalService service = SimulatedNetwork::service("Jo", ownAddress.toLatin1(), 7610);
            service.txt.strings.append("n=" + QByteArray::number(people));
            responder->publish(service, Responder::Haste::Soon, now);
            told += static_cast<int>(pass(1s).size());
        }
        QVERIFY2(told >= 3 && told <= 4, qPrintable(QString::number(told)));
        // The last word is told, too.
        const std::vector<Said> said = pass(31s);
        QCOMPARE(said.size(), size_t(1));
        QVERIFY(std::get<TxtData>(said[0].message.answers.first().data).strings.contains("n=99"));
        QVERIFY(said[0].message.answers.first().cacheFlush);
        // What matters is told at once.
        publish(QStringLiteral("Jo"), 7611);
        QVERIFY(pass(0ms).size() + pass(1ms).size() >= 1);
        QVERIFY(responder->hasWon());
    }

    void aNewNameTakesTheOldOneBack()
    {
        publishAndWait();
        publish(QStringLiteral("Mi"));
        const std::vector<Said> said = pass(10s);
        QCOMPARE(said.size(), size_t(6));
        QCOMPARE(said[0].message.answers.first(), ownPointer(0));
        QCOMPARE(responder->instance(), QStringLiteral("Mi"));
        QVERIFY(responder->hasWon());
        responder->setNumber(3, now);
        QVERIFY(!responder->hasWon());
        QCOMPARE(pass(10s).size(), size_t(6));
        QCOMPARE(responder->instance(), QStringLiteral("Mi (3)"));
    }
};

QTEST_APPLESS_MAIN(TestResponder)
#include "tst_responder.moc"
