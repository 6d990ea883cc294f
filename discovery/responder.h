// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/allowance.h"
#include "discovery/ownrecords.h"

#include <deque>
#include <utility>
#include <vector>

namespace Discovery {

/// The half of mDNS that says what is here, for one service on one interface: probes for its name,
/// announces, answers, defends, and takes its leave. Knows no socket and no timer; time and chance
/// are arguments. Whatever others send, it says no more than a bounded number of packets a second.
///
/// Source: RFC 6762 and RFC 6763.
class Responder {
public:
    /// When others are to hear of a change.
    enum class Haste {
        Now,
        Soon ///< Within half a minute: what changes often.
    };
    Responder(DnsName type, Random random);

    /// Makes it known, or what changed of it. Another name or host is probed for first; in the
    /// place of another name with the number 1.
    void publish(const LocalService &service, Haste haste, TimePoint now);
    /// At most 16; those that are gone are taken back, all others said anew.
    void setAddresses(const QList<QHostAddress> &addresses, TimePoint now);
    /// Somebody has the name elsewhere: goes on with this number of it, from 1.
    void setNumber(int number, TimePoint now);
    /// The link was away: probes anew.
    void restart(TimePoint now);
    /// Takes everything back and is silent from then on.
    void withdraw();

    /// Takes a packet of somebody else's. What comes back of our own must not be given to it,
    /// unless it is a question without proposals.
    void receive(const Message &message, const Endpoint &from, TimePoint now);
    /// To be called at deadline().
    void tick(TimePoint now);
    std::optional<TimePoint> deadline() const;
    /// What is to be sent now.
    std::vector<Packet> takeOutput() { return std::exchange(m_output, {}); }

    /// The number of the name that is tried or was won; more than 1 after a conflict.
    int number() const { return m_number; }
    /// The name that is tried or was won.
    QString instance() const { return numberedInstance(); }
    bool hasWon() const { return m_phase == Phase::Won; }
    bool isSilent() const { return m_phase == Phase::Silent; }

private:
    enum class Phase { Silent, Probing, Won };

    QString numberedInstance() const;
    DnsName instanceName() const;
    DnsName hostName() const;
    void remake();
    void probeFrom(TimePoint first);
    void sendProbe();
    void announce(TimePoint now);
    void sayGoodbye(const OwnRecords &gone);
    void conflict(const DnsName &name, TimePoint now);
    void hearProposals(const Message &probe, TimePoint now);
    void hearAnswers(const Message &response, TimePoint now);
    void answer(const Message &query, const Endpoint &from, TimePoint now);
    void answerLegacy(const Message &query, const Endpoint &from, const QList<int> &answers);
    void sendTo(const Endpoint &to, const QList<int> &answers);
    void schedule(int index, TimePoint wanted, std::chrono::milliseconds apart,
                  const std::optional<Endpoint> &asker);
    void sayDue(TimePoint now);
    bool isOnThisMachine(const Endpoint &from) const;

    DnsName m_type;
    Random m_random;
    LocalService m_service;
    QList<QHostAddress> m_addresses;
    Phase m_phase = Phase::Silent;
    int m_number = 1;
    int m_hostNumber = 1;
    OwnRecords m_own;
    int m_stepsLeft = 0;             ///< Probes while probing, announcements afterwards.
    std::optional<TimePoint> m_step; ///< When the next one is.
    std::optional<TimePoint> m_txtSaidAt;
    std::deque<TimePoint> m_conflicts; ///< The last few.
    bool m_slow = false;               ///< After too many of them.
    Allowance m_multicasts;
    Allowance m_unicasts;
    std::vector<Packet> m_output;
};

} // namespace Discovery
