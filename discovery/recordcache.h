// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/dnsmessage.h"
#include "discovery/time.h"

#include <QHash>
#include <QHostAddress>

#include <optional>
#include <utility>
#include <vector>

namespace Discovery {

/// Records that others said, till their time is over, and when to ask whether they still hold
/// (RFC 6762, 5.2 and 10). Bounded, for all and for each sender: what is there stays, and what does
/// not fit is passed over.
class RecordCache {
public:
    static constexpr qsizetype mostRecords = 1024;
    /// That one address said first, so that no liar has it all.
    static constexpr qsizetype mostOfSender = mostRecords / 4;

    struct Entry {
        Record record;
        QHostAddress sender; ///< Who said it first.
        TimePoint heard;
        TimePoint expires;
        TimePoint refresh; ///< When it is to be asked for again; expires: no more.
        int refreshes = 0; ///< How often it was asked for since it was heard.
    };
    struct Key {
        DnsName name;
        quint16 type = 0;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.name, key.type);
        }
    };
    using Entries = std::vector<Entry>;

    explicit RecordCache(Random random) : m_random(std::move(random)) {}

    /// Takes one record. One with the bit takes the place of what was said of name and type more
    /// than a second ago; one that is over (TTL 0) goes a second later. At most `most` of a key.
    /// True when something changed that services() of a browser tell.
    bool add(const Record &record, qsizetype most, const QHostAddress &sender, TimePoint now);
    /// Drops what is over. True when there was some.
    bool expire(TimePoint now);
    void remove(const Record &record);
    /// All of each key of which the rule holds.
    void removeIf(const std::function<bool(const Key &)> &rule);
    void clear();

    const Entries &of(const DnsName &name, quint16 type) const;
    /// What is to be asked again, each once and at most so many; when they are next is moved on.
    QList<Key> takeRefreshes(TimePoint now, qsizetype most);
    /// When expire() or takeRefreshes() has something to do.
    std::optional<TimePoint> deadline() const;
    qsizetype count() const { return m_count; }

private:
    void planRefresh(Entry &entry) const;
    void uncount(const Entry &entry);
    /// Drops those of one key of which the rule holds; how many there were.
    qsizetype drop(Entries &entries, const std::function<bool(const Entry &)> &rule);

    Random m_random;
    QHash<Key, Entries> m_entries;
    qsizetype m_count = 0;
    QHash<QHostAddress, qsizetype> m_counts; ///< Of each sender who has any.
};

} // namespace Discovery
