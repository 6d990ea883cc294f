// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/retainedmessages.h"

#include "server/broker/expiry.h"
#include "server/broker/patternsubscriptions.h"
#include "stomp/wire/destinationpattern.h"

namespace Server {
namespace {

/// What headers and the entry itself take beside their bytes.
constexpr qint64 entryCost = 256;
constexpr qint64 headerCost = 64;

qint64 costOf(const Publication &publication)
{
    qint64 bytes = entryCost + publication.destination.size() + publication.body.size();
    for (const auto &[name, value] : publication.headers)
        bytes += headerCost + name.size() + value.size();
    return bytes;
}

} // namespace

void RetainedMessages::set(const Publication &publication, qint64 expires)
{
    if (const auto old = m_byDestination.constFind(publication.destination);
        old != m_byDestination.constEnd())
        remove(*old);
    const qint64 bytes = costOf(publication);
    if (publication.body.isEmpty() || bytes > m_limits.bytes)
        return;
    while (!m_entries.empty() &&
           (m_bytes + bytes > m_limits.bytes || count() >= m_limits.destinations))
        remove(m_entries.begin());
    m_entries.push_back({publication, expires, bytes});
    m_byDestination.insert(publication.destination, std::prev(m_entries.end()));
    m_bytes += bytes;
}

void RetainedMessages::remove(Entries::iterator entry)
{
    m_bytes -= entry->bytes;
    m_byDestination.remove(entry->publication.destination);
    m_entries.erase(entry);
}

const Publication *RetainedMessages::find(const QByteArray &destination, qint64 now)
{
    const auto it = m_byDestination.constFind(destination);
    if (it == m_byDestination.constEnd())
        return nullptr;
    const Entries::iterator entry = *it;
    if (!hasExpired(entry->expires, now))
        return &entry->publication;
    remove(entry);
    return nullptr;
}

std::vector<Publication> RetainedMessages::matching(const QByteArray &pattern, qint64 now) const
{
    std::vector<Publication> found;
    const Chat::DestinationPattern covers(pattern);
    qint64 bytes = 0;
    for (const Entry &entry : m_entries) {
        const QByteArray &destination = entry.publication.destination;
        if (hasExpired(entry.expires, now) ||
            destination.size() > PatternSubscriptions::longestDestination ||
            !covers.matches(destination))
            continue;
        // More at once than a session may leave unread would end it.
        bytes += entry.bytes;
        if (int(found.size()) == m_limits.byPattern ||
            (!found.empty() && bytes > m_limits.bytesByPattern))
            break;
        found.push_back(entry.publication);
    }
    return found;
}

} // namespace Server
