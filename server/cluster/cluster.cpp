// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/cluster.h"

#include "server/cluster/logging.h"

#include <utility>

namespace Server {

Cluster::Cluster(HostName self) : m_self(std::move(self)) {}

void Cluster::drop(const char *what)
{
    ++m_dropped;
    if (!std::exchange(m_dropTold, true))
        qCWarning(clusterLog, "dropped: %s; not told again", what);
}

void Cluster::tell(Channel channel, const QByteArray &payload)
{
    if (payload.size() > payloadBytes)
        drop("a message to other hosts that is too long");
    else
        pass(channel, payload);
}

void Cluster::set(const QByteArray &field, const QByteArray &value)
{
    const auto known = m_fields.constFind(field);
    if (known != m_fields.constEnd() && *known == value)
        return;
    const qsizetype before =
        known != m_fields.constEnd() ? field.size() + known->size() : qsizetype(0);
    const qsizetype after = m_fieldBytes - before + field.size() + value.size();
    if (field.isEmpty() || field.size() > fieldNameBytes || value.size() > fieldValueBytes ||
        after > allFieldBytes || (before == 0 && m_fields.size() >= fieldCount)) {
        drop("what others were to know of this host, past the bounds");
        return;
    }
    m_fieldBytes = after;
    m_fields.insert(field, value);
    passField(field, value);
}

void Cluster::unset(const QByteArray &field)
{
    const auto known = m_fields.constFind(field);
    if (known == m_fields.constEnd())
        return;
    m_fieldBytes -= field.size() + known->size();
    m_fields.erase(known);
    passField(field, std::nullopt);
}

} // namespace Server
