// SPDX-License-Identifier: GPL-3.0-or-later
// How long the host does not read on, as a desktop hears and counts it.
#include "tests/support/scriptedhost.h"
#include "ui/model/pace.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

class tst_Pace : public QObject {
    Q_OBJECT
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Stomp::StompClient> m_client;
    std::unique_ptr<Ui::Pace> m_pace;
    Stomp::TimePoint m_now = Stomp::Clock::now();

    void tell(const QByteArray &json) { m_host->publish(Chat::paceQueue(), json); }
    int left() const { return int(m_pace->left().count()); }
    void pass(std::chrono::milliseconds time)
    {
        m_now += time;
        m_pace->update();
    }

private Q_SLOTS:
    void init()
    {
        m_host = std::make_unique<ScriptedHost>();
        m_client = std::make_unique<Stomp::StompClient>(
            m_host->linkMaker(), [] { return Stomp::Headers(); }, Stomp::StompClient::Options());
        m_pace = std::make_unique<Ui::Pace>(*m_client, nullptr, [this] { return m_now; });
        m_client->connectToHost();
        QTRY_VERIFY(!m_host->subscribed.empty());
        QCOMPARE(m_host->subscribed[0].destination, Chat::paceQueue());
    }
    void cleanup()
    {
        m_pace.reset();
        m_client.reset();
        m_host.reset();
    }

    void countsDown()
    {
        QCOMPARE(left(), 0);
        QSignalSpy changed(m_pace.get(), &Ui::Pace::changed);
        tell(R"({"wait":2500})");
        QTRY_COMPARE(left(), 3);
        QCOMPARE(changed.size(), 1);
        pass(499ms);
        QCOMPARE(left(), 3);
        QCOMPARE(changed.size(), 1);
        pass(1ms);
        QCOMPARE(left(), 2);
        pass(1s);
        QCOMPARE(left(), 1);
        QCOMPARE(changed.size(), 3);
        pass(1s);
        QCOMPARE(left(), 0);
        QCOMPARE(changed.size(), 4);
        pass(1h);
        QCOMPARE(changed.size(), 4);
    }

    void itsTimerLooks()
    {
        QSignalSpy changed(m_pace.get(), &Ui::Pace::changed);
        tell(R"({"wait":1001})"); // in 1 ms by the timer
        QTRY_COMPARE(left(), 2);
        m_now += 1001ms;
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(left(), 0);
    }

    void theNewestWordCounts()
    {
        tell(R"({"wait":9000})");
        QTRY_COMPARE(left(), 9);
        tell(R"({"wait":2000})");
        QTRY_COMPARE(left(), 2);
    }

    void nonsenseIsPassedOver_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no JSON") << QByteArray("soon");
        QTest::newRow("a text") << QByteArray(R"({"wait":"9000"})");
        QTest::newRow("missing") << QByteArray("{}");
        QTest::newRow("negative") << QByteArray(R"({"wait":-9000})");
        QTest::newRow("more than an hour") << QByteArray(R"({"wait":3600001})");
        QTest::newRow("for ever") << QByteArray(R"({"wait":1e300})");
    }
    void nonsenseIsPassedOver()
    {
        QFETCH(QByteArray, json);
        tell(R"({"wait":9000})");
        QTRY_COMPARE(left(), 9);
        QSignalSpy changed(m_pace.get(), &Ui::Pace::changed);
        tell(json);
        tell(R"({"wait":5000})"); // comes behind it
        QTRY_COMPARE(left(), 5);
        QCOMPARE(changed.size(), 1);
    }

    void overWithTheSession()
    {
        tell(R"({"wait":9000})");
        QTRY_COMPARE(left(), 9);
        m_host->breakLink();
        QTRY_COMPARE(left(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Pace)
#include "tst_pace.moc"
