// SPDX-License-Identifier: GPL-3.0-or-later

// Hosts of one process that live in threads of their own.

#include "server/cluster/localcluster.h"

#include <QTest>
#include <QThread>

#include <array>
#include <atomic>
#include <map>
#include <memory>

using namespace Server;

namespace {

/// A host in its own thread, which tells a number of times and counts what it hears.
class ThreadedHost {
public:
    static constexpr int tells = 500;

    explicit ThreadedHost(const std::shared_ptr<LocalHub> &hub)
    {
        m_thread.start();
        m_context.moveToThread(&m_thread);
        run([this, hub] {
            m_cluster = std::make_unique<LocalCluster>(hub);
            QObject::connect(m_cluster.get(), &Cluster::told, &m_context,
                             [this](const HostName &from, Channel, const QByteArray &payload) {
                                 int &next = m_next[from];
                                 inOrder = inOrder && payload.toInt() == next;
                                 ++next;
                                 ++heard;
                             });
            QObject::connect(m_cluster.get(), &Cluster::hostGone, &m_context, [this] { ++gone; });
            QObject::connect(m_cluster.get(), &Cluster::connected, &m_context,
                             [this] { ++connected; });
            m_cluster->start();
        });
    }
    ~ThreadedHost()
    {
        end();
        m_thread.quit();
        m_thread.wait();
    }

    void tellAll()
    {
        QMetaObject::invokeMethod(&m_context, [this] {
            for (int i = 0; i < tells; ++i) {
                m_cluster->tell(Channel::Topic, QByteArray::number(i));
                m_cluster->set("load", QByteArray::number(i));
            }
        });
    }
    void end()
    {
        run([this] { m_cluster.reset(); });
    }

    std::atomic_int heard = 0;
    std::atomic_int gone = 0;
    std::atomic_int connected = 0;
    std::atomic_bool inOrder = true;

private:
    template <typename Deed>
    void run(Deed deed)
    {
        QMetaObject::invokeMethod(&m_context, deed, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    QObject m_context;
    std::unique_ptr<LocalCluster> m_cluster;
    std::map<HostName, int> m_next;
};

} // namespace

class TestLocalCluster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void membersInThreads();
    void cutItHearsNothingOnItsWay();
    void aloneItHearsNobody();
};

void TestLocalCluster::membersInThreads()
{
    const auto hub = LocalCluster::makeHub();
    std::array<std::unique_ptr<ThreadedHost>, 3> hosts;
    for (auto &host : hosts) {
        host = std::make_unique<ThreadedHost>(hub);
        QTRY_COMPARE(host->connected.load(), 1);
    }
    for (auto &host : hosts)
        host->tellAll();
    for (auto &host : hosts)
        QTRY_COMPARE_WITH_TIMEOUT(host->heard.load(), 2 * ThreadedHost::tells, 30000);
    for (auto &host : hosts)
        QVERIFY(host->inOrder);
    // One ends while the others tell.
    hosts[0]->tellAll();
    hosts[1]->tellAll();
    hosts[2]->end();
    QTRY_COMPARE_WITH_TIMEOUT(hosts[0]->gone.load(), 1, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(hosts[1]->gone.load(), 1, 30000);
}

void TestLocalCluster::cutItHearsNothingOnItsWay()
{
    const auto hub = LocalCluster::makeHub();
    LocalCluster one(hub);
    LocalCluster other(hub);
    QByteArrayList heard;
    connect(&one, &Cluster::told, this,
            [&](const HostName &, Channel, const QByteArray &payload) { heard << payload; });
    one.start();
    other.start();
    QTRY_VERIFY(one.isConnected() && other.isConnected());
    other.tell(Channel::Topic, "on its way");
    one.cut();
    one.mend();
    QTRY_VERIFY(one.isConnected());
    other.tell(Channel::Topic, "again");
    QTRY_VERIFY(heard.contains("again"));
    QCOMPARE(heard, QByteArrayList{"again"});
}

void TestLocalCluster::aloneItHearsNobody()
{
    LocalCluster alone;
    int heard = 0;
    connect(&alone, &Cluster::told, this, [&] { ++heard; });
    connect(&alone, &Cluster::fieldChanged, this, [&] { ++heard; });
    alone.start();
    QTRY_VERIFY(alone.isConnected());
    alone.tell(Channel::Topic, "to nobody");
    alone.set("load", "1");
    QCoreApplication::processEvents();
    QCOMPARE(heard, 0);
    QCOMPARE(alone.status().hosts, 0);
    QCOMPARE(alone.status().sent, quint64(1));
}

QTEST_GUILESS_MAIN(TestLocalCluster)
#include "tst_localcluster.moc"
