// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/alarms.h"

#include <QTimerEvent>

#include <algorithm>

namespace Server {
namespace {

using namespace std::chrono_literals;
using Stomp::Clock;
using Stomp::TimePoint;

constexpr std::chrono::milliseconds coarse = 256ms;
constexpr std::chrono::milliseconds fine = 1ms;
constexpr std::chrono::milliseconds longTime = 2s;

} // namespace

void Alarms::set(Alarm &alarm, std::chrono::milliseconds after)
{
    cancel(alarm);
    alarm.m_at = Stomp::roundedUp(Clock::now() + after, after < longTime ? fine : coarse);
    m_alarms.emplace(*alarm.m_at, &alarm);
    arm();
}

void Alarms::cancel(Alarm &alarm)
{
    if (!alarm.m_at)
        return;
    m_alarms.erase({*alarm.m_at, &alarm});
    alarm.m_at.reset();
}

void Alarms::arm()
{
    if (m_alarms.empty())
        return;
    // A timer that comes too early for nothing costs less than one that is set again and again.
    const TimePoint next = m_alarms.begin()->first;
    if (m_armedFor && *m_armedFor <= next)
        return;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
    m_armedFor = next;
    m_timer.start(int(std::max<qint64>(1, wait.count())), this);
}

void Alarms::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    m_armedFor.reset();
    const TimePoint now = Clock::now();
    while (!m_alarms.empty() && m_alarms.begin()->first <= now) {
        Alarm *alarm = m_alarms.begin()->second;
        cancel(*alarm);
        alarm->ring();
    }
    arm();
}

} // namespace Server
