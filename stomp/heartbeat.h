// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace Stomp {

/// What one end offers in its `heart-beat` header (STOMP 1.2, "Heart-beating").
struct HeartBeat {
    std::chrono::milliseconds sends{0}; ///< Smallest period it can guarantee; 0: it cannot.
    std::chrono::milliseconds wants{0}; ///< Period it would like to receive; 0: it does not.
    friend bool operator==(const HeartBeat &, const HeartBeat &) = default;
};

/// Reads "cx,cy". A null view (no header) is 0,0. nullopt when malformed. Values are clamped to
/// a day; no digit string overflows.
std::optional<HeartBeat> parseHeartBeat(QByteArrayView header);
QByteArray writeHeartBeat(HeartBeat heartBeat);

/// When to write an EOL and when to call the peer dead, by the arithmetic of the specification.
///
/// Any bytes count in both directions, half a frame too.
class HeartBeatTimer {
public:
    /// `margin`: how many of the agreed periods the peer may be silent before it is dead (> 1).
    HeartBeatTimer(HeartBeat ours, HeartBeat theirs, double margin, TimePoint now);
    HeartBeatTimer() = default;

    void received(TimePoint now) { m_lastReceived = now; }
    void sent(TimePoint now) { m_lastSent = now; }

    /// True when an EOL is due; the caller writes it and calls `sent()`.
    bool beatDue(TimePoint now) const;
    /// True when the peer has been silent for longer than its period times the margin.
    bool peerDead(TimePoint now) const;
    /// The earlier of the two moments; nullopt while neither direction beats.
    std::optional<TimePoint> deadline() const;

    std::chrono::milliseconds sendPeriod() const { return m_sendPeriod; }
    std::chrono::milliseconds receivePeriod() const { return m_receivePeriod; }

private:
    std::chrono::milliseconds m_sendPeriod{0};
    std::chrono::milliseconds m_receivePeriod{0};
    double m_margin = 2.0;
    TimePoint m_lastSent{};
    TimePoint m_lastReceived{};
};

} // namespace Stomp
