// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/localcluster.h"

#include "server/cluster/localhub.h"

#include <utility>

namespace Server {

LocalCluster::LocalCluster() : LocalCluster(makeHub()) {}

LocalCluster::LocalCluster(std::shared_ptr<LocalHub> hub)
    : Cluster(HostName::random()), m_hub(std::move(hub))
{
}

LocalCluster::~LocalCluster()
{
    m_hub->leave(*this);
}

std::shared_ptr<LocalHub> LocalCluster::makeHub()
{
    return std::make_shared<LocalHub>();
}

void LocalCluster::start()
{
    if (!std::exchange(m_started, true))
        enter();
}

void LocalCluster::enter()
{
    m_entered = true;
    ++m_entries;
    m_hub->enter(*this, m_known, [](LocalCluster &cluster) {
        cluster.m_connected = true;
        Q_EMIT cluster.connected();
    });
}

void LocalCluster::cut()
{
    if (!std::exchange(m_entered, false))
        return;
    m_known = m_hub->leave(*this);
    if (std::exchange(m_connected, false))
        QMetaObject::invokeMethod(this, &LocalCluster::disconnected, Qt::QueuedConnection);
}

void LocalCluster::mend()
{
    if (m_started && !m_entered)
        enter();
}

void LocalCluster::pass(Channel channel, const QByteArray &payload)
{
    if (!m_connected) {
        ++m_dropped;
        return;
    }
    ++m_sent;
    m_hub->tell(*this, [from = self(), channel, payload](LocalCluster &cluster) {
        ++cluster.m_received;
        Q_EMIT cluster.told(from, channel, payload);
    });
}

void LocalCluster::passField(const QByteArray &field, const std::optional<QByteArray> &value)
{
    if (m_entered)
        m_hub->setField(*this, field, value);
}

ClusterStatus LocalCluster::status() const
{
    ClusterStatus status;
    status.kind = ClusterStatus::Kind::Local;
    status.connected = m_connected;
    status.reconnects = m_entries > 1 ? m_entries - 1 : 0;
    status.sent = m_sent;
    status.received = m_received;
    status.dropped = m_dropped;
    status.hosts = m_entered ? m_hub->othersThan(self()) : 0;
    return status;
}

} // namespace Server
