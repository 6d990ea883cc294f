// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/recordcache.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Discovery {
namespace {

/// Nobody is believed for longer than the longest time that we say ourselves.
constexpr quint32 longestSeconds = 4500;
constexpr auto afterGoodbye = 1s;
constexpr int mostRefreshes = 4;

} // namespace

void RecordCache::planRefresh(Entry &entry) const
{
    // At 80, 85, 90 and 95 in a hundred, and up to two more.
    if (entry.refreshes >= mostRefreshes || entry.record.ttl == 0) {
        entry.refresh = entry.expires;
        return;
    }
    // Addresses a little later: most come with the answer for the service.
    const bool ofHost = entry.record.type == RecordType::a || entry.record.type == RecordType::aaaa;
    const int permille = 800 + 50 * entry.refreshes + m_random(20) + (ofHost ? 20 : 0);
    entry.refresh = entry.heard + std::chrono::milliseconds(qint64(entry.record.ttl) * permille);
}

void RecordCache::uncount(const Entry &entry)
{
    --m_count;
    const auto ofSender = m_counts.find(entry.sender);
    if (--*ofSender == 0)
        m_counts.erase(ofSender);
}

qsizetype RecordCache::drop(Entries &entries, const std::function<bool(const Entry &)> &rule)
{
    return static_cast<qsizetype>(std::erase_if(entries, [this, &rule](const Entry &entry) {
        const bool goes = rule(entry);
        if (goes)
            uncount(entry);
        return goes;
    }));
}

bool RecordCache::add(const Record &record, qsizetype most, const QHostAddress &sender,
                      TimePoint now)
{
    const Key key{record.name, record.type};
    const auto found = m_entries.find(key);
    bool changed = false;
    Entry *same = nullptr;
    if (found != m_entries.end()) {
        for (Entry &entry : *found) {
            if (sameRecord(entry.record, record)) {
                same = &entry;
            } else if (record.cacheFlush && record.ttl > 0 && now - entry.heard > 1s &&
                       entry.expires > now + afterGoodbye) {
                entry.expires = entry.refresh = now + afterGoodbye;
            }
        }
    }
    if (record.ttl == 0) {
        if (same && same->expires > now + afterGoodbye)
            same->expires = same->refresh = now + afterGoodbye;
        return false;
    }
    if (!same) {
        if (m_counts.value(sender) >= mostOfSender)
            return false;
        Entries *entries = found != m_entries.end() ? &*found : nullptr;
        if (entries && static_cast<qsizetype>(entries->size()) >= most) {
            const auto going =
                std::find_if(entries->begin(), entries->end(), [now](const Entry &entry) {
                    return entry.expires <= now + afterGoodbye;
                });
            if (going == entries->end())
                return false;
            uncount(*going);
            entries->erase(going);
        } else if (m_count >= mostRecords) {
            return false;
        }
        if (!entries)
            entries = &m_entries[key];
        entries->push_back({});
        ++m_count;
        ++m_counts[sender];
        same = &entries->back();
        same->sender = sender;
        changed = true;
    }
    same->record = record;
    same->record.ttl = std::min(record.ttl, longestSeconds);
    same->heard = now;
    same->expires = now + std::chrono::seconds(same->record.ttl);
    same->refreshes = 0;
    planRefresh(*same);
    return changed;
}

bool RecordCache::expire(TimePoint now)
{
    qsizetype gone = 0;
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        gone += drop(*it, [now](const Entry &entry) { return entry.expires <= now; });
        it = it->empty() ? m_entries.erase(it) : std::next(it);
    }
    return gone > 0;
}

void RecordCache::remove(const Record &record)
{
    const auto it = m_entries.find({record.name, record.type});
    if (it == m_entries.end())
        return;
    drop(*it, [&record](const Entry &entry) { return sameRecord(entry.record, record); });
}

void RecordCache::removeIf(const std::function<bool(const Key &)> &rule)
{
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        if (!rule(it.key())) {
            ++it;
            continue;
        }
        drop(*it, [](const Entry &) { return true; });
        it = m_entries.erase(it);
    }
}

void RecordCache::clear()
{
    m_entries.clear();
    m_counts.clear();
    m_count = 0;
}

const RecordCache::Entries &RecordCache::of(const DnsName &name, quint16 type) const
{
    static const Entries none;
    const auto it = m_entries.constFind({name, type});
    return it == m_entries.cend() ? none : *it;
}

QList<RecordCache::Key> RecordCache::takeRefreshes(TimePoint now, qsizetype most)
{
    QList<Key> keys;
    for (auto it = m_entries.begin(); it != m_entries.end() && keys.size() < most; ++it) {
        bool due = false;
        for (Entry &entry : *it) {
            if (entry.refresh > now || entry.refresh >= entry.expires)
                continue;
            due = true;
            ++entry.refreshes;
            planRefresh(entry);
        }
        if (due)
            keys.append(it.key());
    }
    return keys;
}

std::optional<TimePoint> RecordCache::deadline() const
{
    std::optional<TimePoint> first;
    for (const Entries &entries : m_entries) {
        for (const Entry &entry : entries) {
            const TimePoint next = std::min(entry.refresh, entry.expires);
            if (!first || next < *first)
                first = next;
        }
    }
    return first;
}

} // namespace Discovery
