// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/otherhosts.h"

#include <algorithm>
#include <utility>

namespace Server {

OtherHosts::OtherHosts(HostName self, std::chrono::milliseconds lifetime)
    : m_self(std::move(self)), m_lifetime(lifetime)
{
}

/// nullptr: one too many.
OtherHosts::Host *OtherHosts::known(const HostName &name, TimePoint now)
{
    const auto found = m_hosts.find(name);
    if (found != m_hosts.end())
        return &found->second;
    if (m_hosts.size() >= mostHosts)
        return nullptr;
    Host &host = m_hosts[name];
    host.heard = now;
    return &host;
}

void OtherHosts::read(const HostName &name, Host &host)
{
    if (host.readings > 0) {
        host.readAgain = true;
        return;
    }
    ++host.readings;
    m_events.push_back(ToRead{name});
}

void OtherHosts::readingEnded(const HostName &name, Host &host)
{
    host.readings = std::max(0, host.readings - 1);
    if (std::exchange(host.readAgain, false))
        read(name, host);
}

void OtherHosts::receive(const ClusterMessage &message, TimePoint now)
{
    using Kind = ClusterMessage::Kind;
    const HostName &name = message.from;
    if (name == m_self)
        return;
    if (message.kind == Kind::Ended) {
        if (m_hosts.erase(name) > 0)
            m_events.push_back(Gone{name});
        return;
    }
    const bool isNew = m_hosts.count(name) == 0;
    Host *host = known(name, now);
    if (!host || (host->last && message.number <= *host->last))
        return;
    const bool hole = host->last && !host->resumes && message.number != *host->last + 1;
    host->last = message.number;
    host->resumes = false;
    host->heard = now;
    if (hole)
        m_events.push_back(Missed{name});
    if (hole || isNew || message.kind == Kind::Anew)
        read(name, *host);
    if (message.kind == Kind::Set || message.kind == Kind::Unset) {
        change(name, *host, message);
    } else if (message.kind == Kind::Told) {
        if (const auto channel = channelOfName(message.name))
            m_events.push_back(Told{name, *channel, message.payload});
    }
}

void OtherHosts::change(const HostName &name, Host &host, const ClusterMessage &message)
{
    if (message.number <= host.read)
        return; // what was read has it
    std::optional<QByteArray> value;
    if (message.kind == ClusterMessage::Kind::Set)
        value = message.payload;
    const auto known = host.fields.find(message.name);
    const bool had = known != host.fields.end() && known->second.value;
    if (!value && !had && host.readings == 0) {
        host.forgotten = message.number;
        return;
    }
    if (value && !had && host.fields.size() >= size_t(Cluster::fieldCount))
        return;
    host.fields.insert_or_assign(message.name, Field{value, message.number});
    if (value || had)
        m_events.push_back(FieldChanged{name, message.name, value});
    if (host.readings == 0)
        forgetUnset(host);
}

void OtherHosts::forgetUnset(Host &host)
{
    std::erase_if(host.fields, [&](const auto &field) {
        if (field.second.value)
            return false;
        host.forgotten = std::max(host.forgotten, field.second.number);
        return true;
    });
}

void OtherHosts::stands(const HostName &name, quint64 number, const Cluster::Fields &fields,
                        TimePoint now)
{
    if (name == m_self)
        return;
    Host *host = known(name, now);
    if (!host)
        return;
    readingEnded(name, *host);
    host->heard = now; // what stands lives
    if (number < host->read)
        return; // overtaken by a later reading
    const bool again = std::exchange(host->tellsAgain, false);
    for (auto &[field, its] : host->fields) {
        if (its.number > number || fields.contains(field) || !its.value)
            continue;
        its.value.reset();
        m_events.push_back(FieldChanged{name, field, std::nullopt});
    }
    // Read before something was unset: it is not known which of its fields that was.
    const bool isStale = number < host->forgotten;
    if (isStale)
        read(name, *host);
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const auto its = host->fields.find(field.key());
        if (isStale && its == host->fields.end())
            continue;
        if (its != host->fields.end() && its->second.number > number) {
            if (again && its->second.value)
                m_events.push_back(FieldChanged{name, field.key(), its->second.value});
            continue;
        }
        if (its == host->fields.end() || its->second.value != field.value() || again)
            m_events.push_back(FieldChanged{name, field.key(), field.value()});
        host->fields.insert_or_assign(field.key(), Field{field.value(), number});
    }
    host->read = std::max(host->read, number);
    if (host->readings == 0)
        forgetUnset(*host);
}

void OtherHosts::standsNot(const HostName &name, TimePoint now)
{
    const auto found = m_hosts.find(name);
    if (found == m_hosts.end())
        return;
    readingEnded(name, found->second);
    if (now - found->second.heard < m_lifetime)
        return; // it was heard, and will write it anew
    m_hosts.erase(found);
    m_events.push_back(Gone{name});
}

void OtherHosts::reconnected(TimePoint now)
{
    for (auto &[name, host] : m_hosts) {
        host.resumes = true;
        host.tellsAgain = true;
        host.readings = 0;
        host.readAgain = false;
        host.heard = now;
    }
}

void OtherHosts::tick(TimePoint now)
{
    // A little later than its keys go, which were written when it was heard.
    const auto most = m_lifetime + m_lifetime / 32;
    for (auto &[name, host] : m_hosts) {
        if (now - host.heard >= most && host.readings == 0)
            read(name, host);
    }
}

} // namespace Server
