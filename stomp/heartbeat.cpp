// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/heartbeat.h"

#include <algorithm>
#include <cmath>

namespace Stomp {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds longest = std::chrono::hours(24);

std::optional<milliseconds> parsePeriod(QByteArrayView digits)
{
    if (digits.isEmpty())
        return std::nullopt;
    milliseconds::rep period = 0;
    for (char digit : digits) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        // Clamped at each digit, so that no number of digits overflows.
        period = std::min<milliseconds::rep>(period * 10 + (digit - '0'), longest.count());
    }
    return milliseconds(period);
}

milliseconds agreed(milliseconds sends, milliseconds wants)
{
    return sends.count() == 0 || wants.count() == 0 ? milliseconds(0) : std::max(sends, wants);
}

/// A beat goes out a little early: some peers allow the period and not a millisecond more.
milliseconds early(milliseconds period)
{
    return period - std::min<milliseconds>(period / 4, std::chrono::seconds(1));
}

Clock::duration patience(milliseconds period, double margin)
{
    const double allowed = static_cast<double>(period.count()) * margin;
    return milliseconds(static_cast<milliseconds::rep>(std::ceil(allowed)));
}

} // namespace

std::optional<HeartBeat> parseHeartBeat(QByteArrayView header)
{
    if (header.isNull())
        return HeartBeat{};
    const qsizetype comma = header.indexOf(',');
    if (comma < 0)
        return std::nullopt;
    const auto sends = parsePeriod(header.first(comma));
    const auto wants = parsePeriod(header.sliced(comma + 1));
    if (!sends || !wants)
        return std::nullopt;
    return HeartBeat{*sends, *wants};
}

QByteArray writeHeartBeat(HeartBeat heartBeat)
{
    return QByteArray::number(static_cast<qlonglong>(heartBeat.sends.count())) + ',' +
           QByteArray::number(static_cast<qlonglong>(heartBeat.wants.count()));
}

HeartBeatTimer::HeartBeatTimer(HeartBeat ours, HeartBeat theirs, double margin, TimePoint now)
    : m_sendPeriod(agreed(ours.sends, theirs.wants)),
      m_receivePeriod(agreed(theirs.sends, ours.wants)), m_margin(margin), m_lastSent(now),
      m_lastReceived(now)
{
}

bool HeartBeatTimer::beatDue(TimePoint now) const
{
    return m_sendPeriod.count() > 0 && now >= m_lastSent + early(m_sendPeriod);
}

bool HeartBeatTimer::peerDead(TimePoint now) const
{
    return m_receivePeriod.count() > 0 &&
           now >= m_lastReceived + patience(m_receivePeriod, m_margin);
}

std::optional<TimePoint> HeartBeatTimer::deadline() const
{
    std::optional<TimePoint> earliest;
    if (m_sendPeriod.count() > 0)
        earliest = m_lastSent + early(m_sendPeriod);
    if (m_receivePeriod.count() > 0) {
        const TimePoint death = m_lastReceived + patience(m_receivePeriod, m_margin);
        earliest = earliest ? std::min(*earliest, death) : death;
    }
    return earliest;
}

} // namespace Stomp
