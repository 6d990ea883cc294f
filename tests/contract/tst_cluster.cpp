// SPDX-License-Identifier: GPL-3.0-or-later

// What every way between hosts promises.

#include "tests/support/clusterbackends.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <map>

using namespace ClusterBackends;

namespace {

/// A host, and what it heard.
struct Member {
    explicit Member(Place at) : place(std::move(at))
    {
        Cluster *cluster = place.cluster.get();
        QObject::connect(cluster, &Cluster::told, cluster,
                         [this](const HostName &from, Channel channel, const QByteArray &payload) {
                             told[from].append(channelName(channel) + ' ' + payload);
                         });
        QObject::connect(cluster, &Cluster::fieldChanged, cluster,
                         [this](const HostName &host, const QByteArray &field,
                                const std::optional<QByteArray> &value) {
                             ++changes;
                             if (value)
                                 fields[host][field] = *value;
                             else
                                 fields[host].remove(field);
                         });
        QObject::connect(cluster, &Cluster::hostGone, cluster, [this](const HostName &host) {
            gone.append(host);
            fields.erase(host);
        });
        QObject::connect(cluster, &Cluster::missed, cluster, [this] { ++missed; });
        QObject::connect(cluster, &Cluster::connected, cluster, [this] {
            ++connected;
            toldAtConnected = changes;
        });
        QObject::connect(cluster, &Cluster::disconnected, cluster, [this] { ++disconnected; });
    }

    Cluster *operator->() const { return place.cluster.get(); }
    HostName name() const { return place.cluster->self(); }

    Place place;
    std::map<HostName, QByteArrayList> told;
    std::map<HostName, Cluster::Fields> fields;
    QList<HostName> gone;
    int changes = 0;
    int toldAtConnected = -1; ///< Changes of fields before the last connected().
    int missed = 0;
    int connected = 0;
    int disconnected = 0;
};

constexpr int patience = 30'000;

} // namespace

class ClusterContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void init();
    void cleanup();

    void allOthersHearAndNobodyThemself();
    void orderOfOneHost();
    void anyBytes();
    void nothingFromWithinACall();
    void longestGoesAndLongerNot();
    void fieldsAreKnown();
    void sameValueIsNoChange();
    void newcomerHearsWhatStands();
    void fieldsSetBeforeTheStart();
    void fieldsHaveBounds();
    void endedIsGone();
    void cutIsGoneAndComesBack();
    void dropsWhileCut();
    void changedWhileCut();
    void statusTells();

private:
    void start(Member &member);

    Placing m_placing;
    std::array<std::unique_ptr<Member>, 3> m_members;
};

void ClusterContract::start(Member &member)
{
    member->start();
    QTRY_VERIFY_WITH_TIMEOUT(member->isConnected(), patience);
}

void ClusterContract::init()
{
    QFETCH_GLOBAL(const Backend *, backend);
    m_placing = backend->open();
    QVERIFY(m_placing);
    for (auto &member : m_members) {
        member = std::make_unique<Member>(m_placing());
        start(*member);
    }
    for (const auto &member : m_members)
        QTRY_COMPARE_WITH_TIMEOUT(member->place.cluster->status().hosts, 2, patience);
}

void ClusterContract::cleanup()
{
    for (auto &member : m_members)
        member.reset();
    m_placing = {};
}

void ClusterContract::allOthersHearAndNobodyThemself()
{
    auto &[a, b, c] = m_members;
    (*a)->tell(Channel::Topic, "of a");
    (*b)->tell(Channel::Typing, "of b");
    (*c)->tell(Channel::Changes, "of c");
    const QByteArrayList ofA{"topic of a"};
    const QByteArrayList ofB{"typing of b"};
    const QByteArrayList ofC{"changes of c"};
    QTRY_COMPARE_WITH_TIMEOUT(a->told[b->name()], ofB, patience);
    QTRY_COMPARE_WITH_TIMEOUT(a->told[c->name()], ofC, patience);
    QTRY_COMPARE_WITH_TIMEOUT(b->told[a->name()], ofA, patience);
    QTRY_COMPARE_WITH_TIMEOUT(b->told[c->name()], ofC, patience);
    QTRY_COMPARE_WITH_TIMEOUT(c->told[a->name()], ofA, patience);
    QTRY_COMPARE_WITH_TIMEOUT(c->told[b->name()], ofB, patience);
    for (const auto &member : m_members) {
        QVERIFY(member->told[member->name()].isEmpty());
        QVERIFY(member->fields[member->name()].isEmpty());
    }
}

void ClusterContract::orderOfOneHost()
{
    constexpr int each = 500;
    QByteArrayList expected;
    for (int i = 0; i < each; ++i) {
        for (auto &member : m_members)
            (*member)->tell(i % 2 ? Channel::Topic : Channel::Queue, QByteArray::number(i));
        expected << (i % 2 ? "topic " : "queue ") + QByteArray::number(i);
    }
    for (auto &listener : m_members) {
        for (auto &speaker : m_members) {
            if (listener != speaker) {
                QTRY_COMPARE_WITH_TIMEOUT(listener->told[speaker->name()].size(), each, patience);
                QCOMPARE(listener->told[speaker->name()], expected);
            }
        }
        QCOMPARE(listener->missed, 0);
    }
}

void ClusterContract::anyBytes()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(char(i));
    auto &[a, b, c] = m_members;
    (*a)->tell(Channel::Signal, {});
    (*a)->tell(Channel::Signal, all + "\r\n\r\n" + all);
    (*a)->set(all, all);
    const QByteArrayList expected{"signal ", "signal " + all + "\r\n\r\n" + all};
    QTRY_COMPARE_WITH_TIMEOUT(b->told[a->name()], expected, patience);
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[a->name()].value(all), all, patience);
}

void ClusterContract::nothingFromWithinACall()
{
    bool within = true;
    int heard = 0;
    auto &[a, b, c] = m_members;
    const auto hear = [&] {
        QVERIFY(!within);
        ++heard;
    };
    const QObject context;
    connect(b->place.cluster.get(), &Cluster::told, &context, hear);
    connect(b->place.cluster.get(), &Cluster::fieldChanged, &context, hear);
    (*a)->tell(Channel::Topic, "one");
    (*a)->set("field", "value");
    within = false;
    QTRY_COMPARE_WITH_TIMEOUT(heard, 2, patience);
}

void ClusterContract::longestGoesAndLongerNot()
{
    auto &[a, b, c] = m_members;
    const QByteArray longest(Cluster::payloadBytes, 'x');
    (*a)->tell(Channel::Topic, longest + 'x');
    (*a)->tell(Channel::Topic, longest);
    QTRY_COMPARE_WITH_TIMEOUT(b->told[a->name()].size(), 1, patience);
    QCOMPARE(b->told[a->name()].constFirst().size(), longest.size() + 6);
    QCOMPARE((*a)->status().dropped, quint64(1));
    QCOMPARE((*a)->status().sent, quint64(1));
}

void ClusterContract::fieldsAreKnown()
{
    auto &[a, b, c] = m_members;
    (*a)->set("load", "1");
    (*a)->set("room", "7");
    (*b)->set("load", "2");
    QTRY_COMPARE_WITH_TIMEOUT(c->fields[a->name()].value("room"), QByteArray("7"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(c->fields[b->name()].value("load"), QByteArray("2"), patience);
    (*a)->set("load", "3");
    (*a)->unset("room");
    const Cluster::Fields now{{"load", "3"}};
    QTRY_COMPARE_WITH_TIMEOUT(c->fields[a->name()], now, patience);
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[a->name()], now, patience);
    QCOMPARE((*a)->fields(), now);
}

void ClusterContract::sameValueIsNoChange()
{
    auto &[a, b, c] = m_members;
    (*a)->set("load", "1");
    (*a)->set("load", "1");
    (*a)->unset("nothing");
    (*a)->tell(Channel::Control, "end");
    QTRY_COMPARE_WITH_TIMEOUT(b->told[a->name()].size(), 1, patience);
    QCOMPARE(b->changes, 1);
}

void ClusterContract::newcomerHearsWhatStands()
{
    auto &[a, b, c] = m_members;
    (*a)->set("load", "1");
    (*a)->set("room", "7");
    (*a)->unset("room");
    (*b)->set("load", "2");
    QTRY_COMPARE_WITH_TIMEOUT(a->fields[b->name()].size(), 1, patience);
    Member newcomer(m_placing());
    newcomer->set("load", "4");
    start(newcomer);
    QTRY_COMPARE_WITH_TIMEOUT(newcomer.connected, 1, patience);
    QCOMPARE(newcomer.toldAtConnected, 2);
    QCOMPARE(newcomer.fields[a->name()], (Cluster::Fields{{"load", "1"}}));
    QCOMPARE(newcomer.fields[b->name()], (Cluster::Fields{{"load", "2"}}));
    QTRY_COMPARE_WITH_TIMEOUT(a->fields[newcomer.name()], (Cluster::Fields{{"load", "4"}}),
                              patience);
}

void ClusterContract::fieldsSetBeforeTheStart()
{
    Member newcomer(m_placing());
    newcomer->set("load", "4");
    newcomer->set("room", "5");
    newcomer->unset("room");
    QVERIFY(!newcomer->isConnected());
    start(newcomer);
    for (auto &member : m_members)
        QTRY_COMPARE_WITH_TIMEOUT(member->fields[newcomer.name()], (Cluster::Fields{{"load", "4"}}),
                                  patience);
}

void ClusterContract::fieldsHaveBounds()
{
    auto &[a, b, c] = m_members;
    (*a)->set({}, "no name");
    (*a)->set(QByteArray(Cluster::fieldNameBytes + 1, 'n'), "long name");
    (*a)->set("long", QByteArray(Cluster::fieldValueBytes + 1, 'v'));
    QCOMPARE((*a)->status().dropped, quint64(3));
    QVERIFY((*a)->fields().isEmpty());
    const QByteArray name(Cluster::fieldNameBytes, 'n');
    const QByteArray value(Cluster::fieldValueBytes, 'v');
    (*a)->set(name, value);
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[a->name()].value(name), value, patience);
    // What there is room for goes; what is changed or unset makes room again.
    const int fit = int(Cluster::allFieldBytes / (value.size() + 4));
    for (int i = 0; i < fit; ++i)
        (*a)->set(QByteArray::number(1000 + i), value);
    const qsizetype kept = (*a)->fields().size();
    QVERIFY((*a)->status().dropped > 3);
    QVERIFY(kept <= fit);
    (*a)->unset(name);
    (*a)->set("1000", "short");
    (*a)->set("last", value);
    QCOMPARE((*a)->fields().size(), kept);
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[a->name()], (*a)->fields(), patience);
    Member newcomer(m_placing());
    start(newcomer);
    QTRY_COMPARE_WITH_TIMEOUT(newcomer.fields[a->name()], (*a)->fields(), patience);
}

void ClusterContract::endedIsGone()
{
    auto &[a, b, c] = m_members;
    const HostName ended = a->name();
    (*a)->set("load", "1");
    (*a)->tell(Channel::Topic, "last words");
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[ended].size(), 1, patience);
    a.reset();
    for (auto *member : {b.get(), c.get()}) {
        QTRY_COMPARE_WITH_TIMEOUT(member->gone, QList<HostName>{ended}, patience);
        QCOMPARE(member->told[ended], QByteArrayList{"topic last words"});
        QCOMPARE(member->place.cluster->status().hosts, 1);
    }
    Member newcomer(m_placing());
    start(newcomer);
    QTRY_COMPARE_WITH_TIMEOUT(newcomer->status().hosts, 2, patience);
    QVERIFY(newcomer.fields[ended].isEmpty());
}

void ClusterContract::cutIsGoneAndComesBack()
{
    auto &[a, b, c] = m_members;
    (*a)->set("load", "1");
    (*b)->set("load", "2");
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[a->name()].size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(a->fields[b->name()].size(), 1, patience);
    a->place.cut();
    QTRY_COMPARE_WITH_TIMEOUT(a->disconnected, 1, patience);
    QVERIFY(!(*a)->isConnected());
    for (auto *member : {b.get(), c.get()})
        QTRY_COMPARE_WITH_TIMEOUT(member->gone, QList<HostName>{a->name()}, patience);
    const int changes = a->changes;
    a->place.mend();
    QTRY_COMPARE_WITH_TIMEOUT(a->connected, 2, patience);
    QVERIFY((*a)->isConnected());
    // All that stands is told anew, and before connected().
    QCOMPARE(a->toldAtConnected, changes + 1);
    QCOMPARE(a->fields[b->name()], (Cluster::Fields{{"load", "2"}}));
    for (auto *member : {b.get(), c.get()})
        QTRY_COMPARE_WITH_TIMEOUT(member->fields[a->name()], (Cluster::Fields{{"load", "1"}}),
                                  patience);
    (*a)->tell(Channel::Topic, "back");
    (*b)->tell(Channel::Topic, "welcome");
    QTRY_COMPARE_WITH_TIMEOUT(a->told[b->name()].size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(b->told[a->name()].size(), 1, patience);
}

void ClusterContract::dropsWhileCut()
{
    auto &[a, b, c] = m_members;
    a->place.cut();
    QTRY_VERIFY_WITH_TIMEOUT(!(*a)->isConnected(), patience);
    const quint64 before = (*a)->status().dropped;
    (*a)->tell(Channel::Topic, "to nobody");
    QCOMPARE((*a)->status().dropped, before + 1);
    (*b)->tell(Channel::Topic, "to c alone");
    QTRY_COMPARE_WITH_TIMEOUT(c->told[b->name()].size(), 1, patience);
    a->place.mend();
    QTRY_COMPARE_WITH_TIMEOUT(a->connected, 2, patience);
    (*a)->tell(Channel::Topic, "again");
    (*b)->tell(Channel::Topic, "to both");
    QTRY_COMPARE_WITH_TIMEOUT(c->told[a->name()], QByteArrayList{"topic again"}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(a->told[b->name()], QByteArrayList{"topic to both"}, patience);
}

void ClusterContract::changedWhileCut()
{
    auto &[a, b, c] = m_members;
    (*a)->set("load", "1");
    (*a)->set("room", "7");
    (*b)->set("load", "2");
    (*b)->set("room", "8");
    QTRY_COMPARE_WITH_TIMEOUT(a->fields[b->name()].size(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[a->name()].size(), 2, patience);
    a->place.cut();
    QTRY_VERIFY_WITH_TIMEOUT(!(*a)->isConnected(), patience);
    (*a)->unset("room");
    (*a)->set("load", "3");
    (*b)->unset("room");
    (*b)->set("load", "4");
    a->place.mend();
    QTRY_COMPARE_WITH_TIMEOUT(a->connected, 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(a->fields[b->name()], (Cluster::Fields{{"load", "4"}}), patience);
    QTRY_COMPARE_WITH_TIMEOUT(b->fields[a->name()], (Cluster::Fields{{"load", "3"}}), patience);
    QTRY_COMPARE_WITH_TIMEOUT(c->fields[a->name()], (Cluster::Fields{{"load", "3"}}), patience);
}

void ClusterContract::statusTells()
{
    auto &[a, b, c] = m_members;
    (*a)->tell(Channel::Topic, "one");
    (*a)->tell(Channel::Topic, "two");
    QTRY_COMPARE_WITH_TIMEOUT((*b)->status().received, quint64(2), patience);
    QVERIFY((*a)->status().connected);
    QCOMPARE((*a)->status().sent, quint64(2));
    QCOMPARE((*a)->status().received, quint64(0));
    QCOMPARE((*a)->status().reconnects, quint64(0));
    a->place.cut();
    QTRY_VERIFY_WITH_TIMEOUT(!(*a)->status().connected, patience);
    a->place.mend();
    QTRY_VERIFY_WITH_TIMEOUT((*a)->status().connected, patience);
    QCOMPARE((*a)->status().reconnects, quint64(1));
}

QTEST_GUILESS_MAIN(ClusterContract)
#include "tst_cluster.moc"
