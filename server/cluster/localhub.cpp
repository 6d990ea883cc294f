// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/localhub.h"

#include <QMutexLocker>

namespace Server {
namespace {

LocalHub::Deed changeOf(const HostName &host, const QByteArray &field,
                        const std::optional<QByteArray> &value)
{
    return [host, field, value](LocalCluster &cluster) {
        Q_EMIT cluster.fieldChanged(host, field, value);
    };
}

} // namespace

void LocalHub::post(const Member &member, const Deed &deed)
{
    QMetaObject::invokeMethod(
        member.cluster,
        [deed, cluster = member.cluster, entry = member.entry] {
            if (cluster->m_entered && cluster->m_entries == entry)
                deed(*cluster);
        },
        Qt::QueuedConnection);
}

void LocalHub::postToOthers(const HostName &from, const Deed &deed) const
{
    for (const auto &[name, member] : m_members) {
        if (name != from)
            post(member, deed);
    }
}

void LocalHub::enter(LocalCluster &member, const Known &known, const Deed &entered)
{
    const HostName name = member.self();
    const QMutexLocker lock(&m_mutex);
    const Member &own =
        m_members.insert_or_assign(name, Member{&member, member.m_entries, member.fields()})
            .first->second;
    for (const auto &[host, fields] : known) {
        const auto there = m_members.find(host);
        if (there == m_members.end()) {
            post(own, [host = host](LocalCluster &cluster) { Q_EMIT cluster.hostGone(host); });
            continue;
        }
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            if (!there->second.fields.contains(field.key()))
                post(own, changeOf(host, field.key(), std::nullopt));
        }
    }
    for (const auto &[host, other] : m_members) {
        if (host == name)
            continue;
        for (auto field = other.fields.begin(); field != other.fields.end(); ++field)
            post(own, changeOf(host, field.key(), field.value()));
    }
    post(own, entered);
    for (auto field = own.fields.begin(); field != own.fields.end(); ++field)
        postToOthers(name, changeOf(name, field.key(), field.value()));
}

LocalHub::Known LocalHub::leave(const LocalCluster &member)
{
    const HostName name = member.self();
    const QMutexLocker lock(&m_mutex);
    Known known;
    if (m_members.erase(name) == 0)
        return known;
    for (const auto &[host, other] : m_members)
        known.emplace(host, other.fields);
    postToOthers(name, [name](LocalCluster &cluster) { Q_EMIT cluster.hostGone(name); });
    return known;
}

void LocalHub::tell(const LocalCluster &from, const Deed &deed)
{
    const QMutexLocker lock(&m_mutex);
    postToOthers(from.self(), deed);
}

void LocalHub::setField(const LocalCluster &of, const QByteArray &field,
                        const std::optional<QByteArray> &value)
{
    const HostName name = of.self();
    const QMutexLocker lock(&m_mutex);
    Cluster::Fields &fields = m_members.at(name).fields;
    if (value)
        fields.insert(field, *value);
    else
        fields.remove(field);
    postToOthers(name, changeOf(name, field, value));
}

int LocalHub::othersThan(const HostName &name) const
{
    const QMutexLocker lock(&m_mutex);
    return int(m_members.size()) - int(m_members.count(name));
}

} // namespace Server
