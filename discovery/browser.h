// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/allowance.h"
#include "discovery/packet.h"
#include "discovery/recordcache.h"

#include <functional>
#include <utility>
#include <vector>

namespace Discovery {

/// A service as others' records say it, whole. Nothing in it is trusted.
struct FoundService {
    DnsName instance;
    SrvData srv;
    TxtData txt;
    QList<QHostAddress> addresses; ///< IPv4 first, at most Browser::mostAddresses.
    friend bool operator==(const FoundService &, const FoundService &) = default;
};

/// The half of mDNS that looks for services of one type on one interface: asks, keeps what it hears
/// for as long as that holds, and asks for what is missing of it. Knows no socket and no timer;
/// time and chance are arguments.
///
/// Source: RFC 6762 and RFC 6763.
class Browser {
public:
    static constexpr qsizetype mostServices = 256;
    /// That one address told of first.
    static constexpr qsizetype mostServicesOfSender = mostServices / 4;
    static constexpr qsizetype mostAddresses = 16;
    /// Whether what somebody says to have as an address makes sense on this interface.
    using AddressRule = std::function<bool(const QHostAddress &)>;

    Browser(DnsName type, Random random, AddressRule rule);

    void start(TimePoint now);
    /// Forgets everything.
    void stop();
    /// As if just started, but for what is known.
    void askAgain(TimePoint now);

    /// Takes a response, our own that come back among them.
    void receive(const Message &response, const QHostAddress &from, TimePoint now);
    /// Takes a query of somebody else's to the group: what others ask now is not asked again (RFC
    /// 6762, 7.3), but the time after that, so that nobody is kept from asking.
    void overhear(const Message &query, TimePoint now);
    /// To be called at deadline().
    void tick(TimePoint now);
    std::optional<TimePoint> deadline() const;
    /// What is to be sent to the group now.
    std::vector<Message> takeOutput() { return std::exchange(m_output, {}); }

    /// Whether services() may be another than when this was asked last.
    bool takeChanged() { return std::exchange(m_changed, false); }
    /// Those of which all is known.
    QList<FoundService> services() const;
    /// Records kept; at most RecordCache::mostRecords.
    qsizetype recordCount() const { return m_cache.count(); }

private:
    struct Ask {
        int tries = 0;
        TimePoint next;
    };
    struct Overheard {
        TimePoint at;
        bool spared = false; ///< We did not ask because of it.
    };
    using Key = RecordCache::Key;

    void add(const Record &record, const QHostAddress &from, TimePoint now);
    void addPointer(Record record, const QHostAddress &from, TimePoint now);
    void keep(const Record &record, qsizetype most, const QHostAddress &from, TimePoint now);
    /// Whether it is something that we ask for now and then.
    bool isAsked(const Key &key) const;
    /// Whether somebody else asked for it, not longer ago than that, in our stead.
    bool isSpared(const Key &key, std::chrono::milliseconds within, TimePoint now);
    bool isInstance(const DnsName &name) const;
    bool isHost(const DnsName &name) const;
    QList<QHostAddress> addressesOf(const DnsName &host) const;
    void dropWhatIsOrphaned();
    /// What is newly missing is asked for at `first`.
    void updateAsks(TimePoint first);
    QList<Question> dueQuestions(TimePoint now);
    void ask(const QList<Question> &questions, TimePoint now);
    QList<Record> knownAnswers(TimePoint now) const;

    DnsName m_type;
    Random m_random;
    AddressRule m_rule;
    RecordCache m_cache;
    bool m_started = false;
    bool m_changed = false;
    bool m_incomplete = false; ///< Something new may miss something.
    std::chrono::milliseconds m_interval{};
    TimePoint m_next{};     ///< Of the question for all services.
    QHash<Key, Ask> m_asks; ///< For what is missing.
    QHash<Key, Overheard> m_overheard;
    Allowance m_packets;
    std::optional<TimePoint> m_held; ///< Nothing is asked before that.
    std::vector<Message> m_output;
};

} // namespace Discovery
