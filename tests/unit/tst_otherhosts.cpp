// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of other hosts, whatever is lost and whichever way is faster.

#include "server/cluster/otherhosts.h"

#include <QTest>

using namespace Server;
using Kind = ClusterMessage::Kind;

class TestOtherHosts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void newcomerIsRead();
    void ownIsNotHeard();
    void nothingTwice();
    void holeIsTold();
    void holesAreReadOneAtATime();
    void unknownChannelIsNoHole();
    void olderReadingOverNoNewerMessage();
    void newerReadingBeforeItsMessages();
    void unsetWhileReading();
    void unsetBeforeAnOlderReading();
    void overtakenReadingIsNone();
    void readingTellsOnlyDifferences();
    void goneWhenNothingStands();
    void thereWhileSomethingStands();
    void notGoneThatWasJustHeard();
    void endedIsGoneAtOnce();
    void reconnectedTellsAgain();
    void reconnectedForgivesOneGap();
    void bounds();

private:
    void say(quint64 number, Kind kind, const QByteArray &name = {}, const QByteArray &payload = {},
             std::optional<HostName> from = std::nullopt);
    /// What was told since, a word each.
    QByteArray events();

    static constexpr std::chrono::seconds lifetime{15};
    const HostName m_self = HostName::random();
    const HostName m_host = HostName::random();
    OtherHosts::TimePoint m_now{};
    std::optional<OtherHosts> m_hosts;
};

void TestOtherHosts::init()
{
    m_hosts.emplace(m_self, lifetime);
    m_now += std::chrono::hours(1);
}

void TestOtherHosts::say(quint64 number, Kind kind, const QByteArray &name,
                         const QByteArray &payload, std::optional<HostName> from)
{
    m_hosts->receive({from.value_or(m_host), number, kind, name, payload}, m_now);
}

QByteArray TestOtherHosts::events()
{
    QByteArrayList words;
    for (const OtherHosts::Event &event : m_hosts->takeEvents()) {
        if (const auto *told = std::get_if<OtherHosts::Told>(&event))
            words << channelName(told->channel) + ':' + told->payload;
        else if (const auto *change = std::get_if<OtherHosts::FieldChanged>(&event))
            words << change->field + '=' + change->value.value_or("-");
        else if (std::holds_alternative<OtherHosts::Gone>(event))
            words << "gone";
        else if (std::holds_alternative<OtherHosts::Missed>(event))
            words << "missed";
        else
            words << "read";
    }
    return words.join(' ');
}

void TestOtherHosts::newcomerIsRead()
{
    say(5, Kind::Told, "topic", "a");
    QCOMPARE(events(), QByteArray("read topic:a"));
    QCOMPARE(m_hosts->count(), 1);
    m_hosts->stands(m_host, 4, {{"load", "1"}}, m_now);
    QCOMPARE(events(), QByteArray("load=1"));
    say(6, Kind::Set, "load", "2");
    say(7, Kind::Unset, "load");
    say(8, Kind::Unset, "load");
    QCOMPARE(events(), QByteArray("load=2 load=-"));
}

void TestOtherHosts::ownIsNotHeard()
{
    say(1, Kind::Told, "topic", "a", m_self);
    m_hosts->stands(m_self, 4, {{"load", "1"}}, m_now);
    QCOMPARE(events(), QByteArray());
    QCOMPARE(m_hosts->count(), 0);
}

void TestOtherHosts::nothingTwice()
{
    say(1, Kind::Told, "topic", "a");
    say(1, Kind::Told, "topic", "a");
    say(2, Kind::Told, "topic", "b");
    say(1, Kind::Told, "topic", "a");
    QCOMPARE(events(), QByteArray("read topic:a topic:b"));
}

void TestOtherHosts::holeIsTold()
{
    say(1, Kind::Here);
    m_hosts->stands(m_host, 1, {}, m_now);
    events();
    say(3, Kind::Told, "topic", "c");
    say(4, Kind::Told, "topic", "d");
    QCOMPARE(events(), QByteArray("missed read topic:c topic:d"));
    m_hosts->stands(m_host, 1, {}, m_now);
    say(6, Kind::Here);
    // Late it comes, and is lost.
    say(5, Kind::Told, "topic", "e");
    QCOMPARE(events(), QByteArray("missed read"));
}

/// However many holes there are, one reading at a time; and one more for those in the meantime.
void TestOtherHosts::holesAreReadOneAtATime()
{
    say(1, Kind::Here);
    say(3, Kind::Here);
    say(5, Kind::Here);
    say(7, Kind::Here);
    QCOMPARE(events(), QByteArray("read missed missed missed"));
    m_hosts->stands(m_host, 2, {{"load", "1"}}, m_now);
    QCOMPARE(events(), QByteArray("read load=1"));
    m_hosts->stands(m_host, 6, {{"load", "2"}}, m_now);
    QCOMPARE(events(), QByteArray("load=2"));
    say(8, Kind::Here);
    QCOMPARE(events(), QByteArray());
}

void TestOtherHosts::unknownChannelIsNoHole()
{
    say(1, Kind::Told, "invented", "a");
    say(2, Kind::Told, "topic", "b");
    QCOMPARE(events(), QByteArray("read topic:b"));
}

void TestOtherHosts::olderReadingOverNoNewerMessage()
{
    say(1, Kind::Here);
    say(2, Kind::Set, "load", "new");
    say(3, Kind::Unset, "room");
    events();
    m_hosts->stands(m_host, 1, {{"load", "old"}, {"room", "7"}, {"kept", "1"}}, m_now);
    QCOMPARE(events(), QByteArray("kept=1"));
}

void TestOtherHosts::newerReadingBeforeItsMessages()
{
    say(1, Kind::Here);
    m_hosts->stands(m_host, 4, {{"load", "3"}}, m_now);
    events();
    say(2, Kind::Set, "load", "1");
    say(3, Kind::Set, "room", "7");
    say(4, Kind::Unset, "room");
    QCOMPARE(events(), QByteArray());
    say(5, Kind::Set, "load", "4");
    QCOMPARE(events(), QByteArray("load=4"));
}

void TestOtherHosts::unsetWhileReading()
{
    say(1, Kind::Set, "room", "7");
    say(2, Kind::Unset, "room");
    events();
    m_hosts->stands(m_host, 1, {{"room", "7"}}, m_now);
    QCOMPARE(events(), QByteArray());
    say(3, Kind::Set, "room", "8");
    QCOMPARE(events(), QByteArray("room=8"));
}

/// As when two readings were under way, and one of them had its answer.
void TestOtherHosts::unsetBeforeAnOlderReading()
{
    say(1, Kind::Set, "room", "7");
    m_hosts->stands(m_host, 1, {{"room", "7"}}, m_now);
    say(2, Kind::Unset, "room");
    events();
    m_hosts->stands(m_host, 1, {{"room", "7"}, {"kept", "1"}}, m_now);
    QCOMPARE(events(), QByteArray("read"));
    m_hosts->stands(m_host, 2, {{"kept", "1"}}, m_now);
    QCOMPARE(events(), QByteArray("kept=1"));
}

void TestOtherHosts::overtakenReadingIsNone()
{
    say(1, Kind::Set, "room", "7");
    m_hosts->stands(m_host, 3, {{"load", "2"}}, m_now);
    events();
    m_hosts->stands(m_host, 2, {{"room", "7"}, {"load", "1"}}, m_now);
    QCOMPARE(events(), QByteArray());
}

void TestOtherHosts::readingTellsOnlyDifferences()
{
    say(1, Kind::Set, "load", "1");
    say(2, Kind::Set, "room", "7");
    m_hosts->stands(m_host, 2, {{"load", "1"}, {"room", "7"}}, m_now);
    events();
    say(3, Kind::Anew);
    m_hosts->stands(m_host, 3, {{"load", "2"}}, m_now);
    QCOMPARE(events(), QByteArray("read room=- load=2"));
}

void TestOtherHosts::goneWhenNothingStands()
{
    say(1, Kind::Here);
    m_hosts->stands(m_host, 1, {}, m_now);
    events();
    m_now += lifetime;
    m_hosts->tick(m_now);
    QCOMPARE(events(), QByteArray());
    m_now += std::chrono::milliseconds(500);
    m_hosts->tick(m_now);
    m_hosts->tick(m_now);
    QCOMPARE(events(), QByteArray("read"));
    m_hosts->standsNot(m_host, m_now);
    QCOMPARE(events(), QByteArray("gone"));
    QCOMPARE(m_hosts->count(), 0);
    m_hosts->standsNot(m_host, m_now);
    QCOMPARE(events(), QByteArray());
}

void TestOtherHosts::thereWhileSomethingStands()
{
    say(1, Kind::Here);
    m_hosts->stands(m_host, 1, {}, m_now);
    m_now += lifetime * 2;
    m_hosts->tick(m_now);
    m_hosts->stands(m_host, 1, {}, m_now);
    events();
    m_now += std::chrono::seconds(1);
    m_hosts->tick(m_now);
    QCOMPARE(events(), QByteArray());
}

void TestOtherHosts::notGoneThatWasJustHeard()
{
    say(1, Kind::Set, "load", "1");
    events();
    m_hosts->standsNot(m_host, m_now);
    QCOMPARE(events(), QByteArray());
    QCOMPARE(m_hosts->count(), 1);
}

void TestOtherHosts::endedIsGoneAtOnce()
{
    say(1, Kind::Set, "load", "1");
    say(2, Kind::Ended);
    QCOMPARE(events(), QByteArray("read load=1 gone"));
    m_hosts->standsNot(m_host, m_now); // the reading's answer
    QCOMPARE(events(), QByteArray());
    say(1, Kind::Ended);
    QCOMPARE(events(), QByteArray());
    QCOMPARE(m_hosts->count(), 0);
}

void TestOtherHosts::reconnectedTellsAgain()
{
    say(1, Kind::Set, "load", "1");
    say(2, Kind::Set, "room", "7");
    m_hosts->stands(m_host, 2, {{"load", "1"}, {"room", "7"}}, m_now);
    events();
    m_hosts->reconnected(m_now);
    m_hosts->stands(m_host, 9, {{"load", "1"}}, m_now);
    QCOMPARE(events(), QByteArray("room=- load=1"));
    m_hosts->stands(m_host, 9, {{"load", "1"}}, m_now);
    QCOMPARE(events(), QByteArray());
    // Time to come back for the others, too.
    m_now += lifetime;
    m_hosts->reconnected(m_now);
    m_now += lifetime / 2;
    m_hosts->tick(m_now);
    QCOMPARE(events(), QByteArray());
}

void TestOtherHosts::reconnectedForgivesOneGap()
{
    say(1, Kind::Here);
    m_hosts->reconnected(m_now);
    say(5, Kind::Told, "topic", "a");
    say(4, Kind::Told, "topic", "late");
    say(7, Kind::Told, "topic", "b");
    QCOMPARE(events(), QByteArray("read topic:a missed read topic:b"));
}

void TestOtherHosts::bounds()
{
    for (size_t i = 0; i < OtherHosts::mostHosts + 10; ++i)
        say(1, Kind::Here, {}, {}, HostName::random());
    QCOMPARE(m_hosts->count(), int(OtherHosts::mostHosts));
    events();
    init();
    for (int i = 0; i < int(Cluster::fieldCount) + 10; ++i)
        say(quint64(i) + 1, Kind::Set, QByteArray::number(i), "v");
    QCOMPARE(m_hosts->takeEvents().size(), size_t(Cluster::fieldCount) + 1);
}

QTEST_GUILESS_MAIN(TestOtherHosts)
#include "tst_otherhosts.moc"
