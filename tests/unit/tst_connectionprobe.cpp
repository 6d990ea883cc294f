// SPDX-License-Identifier: GPL-3.0-or-later
// Behind a sleep a connection may look alive and be long gone: who asks finds out.

#include "stomp/net/stompclient.h"
#include "tests/support/typedhost.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace std::chrono_literals;
using Stomp::StompClient;
using Stomp::StompReceipt;
using State = Stomp::StompClient::State;

class TestConnectionProbe : public QObject {
    Q_OBJECT

    TypedHost m_host;
    std::unique_ptr<StompClient> m_client;

private Q_SLOTS:
    void init()
    {
        StompClient::Options options;
        options.firstRetry = 1h;
        options.longestRetry = 8h;
        options.session.heartBeat = {};
        m_host.tries = 0;
        m_client = std::make_unique<StompClient>(
            m_host.maker(), [] { return Stomp::Headers(); }, options);
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Connected);
    }
    void cleanup() { m_client.reset(); }

    void anAnswerKeepsIt()
    {
        m_client->probe(1h);
        QTRY_VERIFY(!m_host.only("COMMIT").isEmpty());
        // It asks for nothing but an answer.
        const QByteArray begin = m_host.only("BEGIN");
        QVERIFY(!begin.isEmpty());
        const QByteArray commit = m_host.only("COMMIT");
        const QByteArray receipt = commit.mid(commit.indexOf("|receipt=") + 9).split('|').value(0);
        QVERIFY(!receipt.isEmpty());
        QCOMPARE(m_host.frames.size(), 3);
        m_host.type("RECEIPT\nreceipt-id:" + receipt + "\n\n^");
        // With the receipt goes who would have given the connection up.
        QTRY_VERIFY(m_client->findChildren<StompReceipt *>().isEmpty());
        QCOMPARE(m_client->state(), State::Connected);
        QCOMPARE(m_host.tries, 1);
    }

    void silenceEndsItAndItIsMadeAnewAtOnce()
    {
        QSignalSpy changed(m_client.get(), &StompClient::stateChanged);
        m_client->probe(1ms);
        QTRY_COMPARE(m_host.tries, 2); // not in an hour
        QTRY_COMPARE(m_client->state(), State::Connected);
        QCOMPARE(changed.first().first().value<State>(), State::Waiting);
    }

    void aConnectionMadeMeanwhileIsLeftAlone()
    {
        m_client->probe(1ms);
        m_host.link->abort();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        QVERIFY(*m_client->nextTry() > QDateTime::currentDateTimeUtc().addSecs(60));
        QTRY_VERIFY(m_client->findChildren<StompReceipt *>().isEmpty());
        QCOMPARE(m_host.tries, 1);
        m_client->probe(1ms); // of nothing
        QCOMPARE(m_client->state(), State::Waiting);
        QVERIFY(m_client->findChildren<StompReceipt *>().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestConnectionProbe)
#include "tst_connectionprobe.moc"
