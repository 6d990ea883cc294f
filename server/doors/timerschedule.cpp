// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/timerschedule.h"

#include <algorithm>

namespace Server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Timers are due at multiples of this.
TimerSchedule::Duration granularity(milliseconds interval, Qt::TimerType type)
{
    if (type == Qt::VeryCoarseTimer)
        return seconds(1);
    if (type == Qt::PreciseTimer)
        return TimerSchedule::Duration(1);
    // A power of two, so that timers of different intervals meet.
    milliseconds step(1);
    while (step * 2 * 20 <= interval && step < milliseconds(512))
        step *= 2;
    return step > milliseconds(1) ? TimerSchedule::Duration(step) : TimerSchedule::Duration(1);
}

TimerSchedule::TimePoint roundedUp(TimerSchedule::TimePoint ideal, TimerSchedule::Duration step)
{
    const auto count = (ideal.time_since_epoch() + step - TimerSchedule::Duration(1)) / step;
    return TimerSchedule::TimePoint(count * step);
}

} // namespace

void TimerSchedule::start(int id, milliseconds interval, Qt::TimerType type, QObject *object,
                          TimePoint now)
{
    stop(id);
    // Far beyond any life of a process, and yet no overflow in nanoseconds.
    interval = std::clamp<milliseconds>(interval, milliseconds(0), std::chrono::years(50));
    Entry &entry = m_timers[id];
    entry.timer = {id, interval, type, object, ++m_lastSerial};
    entry.ideal = now + interval;
    entry.deadline = roundedUp(entry.ideal, granularity(interval, type));
    entry.order = ++m_lastOrder;
    entry.round = m_round; // not in a round that began before it
    m_order.insert(&entry);
    m_ofObject[object].push_back(id);
}

void TimerSchedule::remove(std::unordered_map<int, Entry>::iterator at)
{
    Entry &entry = at->second;
    if (!entry.taken)
        m_order.erase(&entry);
    const auto object = m_ofObject.find(entry.timer.object);
    std::vector<int> &ids = object->second;
    ids.erase(std::find(ids.begin(), ids.end(), entry.timer.id));
    if (ids.empty())
        m_ofObject.erase(object);
    m_timers.erase(at);
}

bool TimerSchedule::stop(int id)
{
    const auto at = m_timers.find(id);
    if (at == m_timers.end())
        return false;
    remove(at);
    return true;
}

bool TimerSchedule::stopAll(QObject *object)
{
    const auto found = m_ofObject.find(object);
    if (found == m_ofObject.end())
        return false;
    const std::vector<int> ids = found->second;
    for (const int id : ids)
        stop(id);
    return true;
}

void TimerSchedule::beginRound(TimePoint now)
{
    m_now = now;
    ++m_round;
}

std::optional<TimerSchedule::Timer> TimerSchedule::takeDue()
{
    if (m_order.empty())
        return std::nullopt;
    Entry &entry = **m_order.begin();
    // Timers of 0 ms that had their turn, and those started in this round, stand behind all others
    // that are due: their deadline is not before m_now, and their order is higher.
    if (entry.deadline > m_now || entry.round >= m_round)
        return std::nullopt;
    m_order.erase(m_order.begin());
    entry.taken = true;
    entry.round = m_round;
    const Duration step = granularity(entry.timer.interval, entry.timer.type);
    entry.ideal += entry.timer.interval;
    if (roundedUp(entry.ideal, step) <= m_now)
        entry.ideal = m_now + entry.timer.interval;
    entry.deadline = roundedUp(entry.ideal, step);
    entry.order = ++m_lastOrder;
    return entry.timer;
}

void TimerSchedule::giveBack(const Timer &timer)
{
    const auto at = m_timers.find(timer.id);
    if (at == m_timers.end() || at->second.timer.serial != timer.serial || !at->second.taken)
        return;
    at->second.taken = false;
    m_order.insert(&at->second);
}

std::optional<TimerSchedule::TimePoint> TimerSchedule::deadline() const
{
    if (m_order.empty())
        return std::nullopt;
    return (*m_order.begin())->deadline;
}

std::optional<TimerSchedule::Duration> TimerSchedule::remaining(int id, TimePoint now) const
{
    const auto at = m_timers.find(id);
    if (at == m_timers.end())
        return std::nullopt;
    return std::max(Duration(0), at->second.deadline - now);
}

std::vector<TimerSchedule::Timer> TimerSchedule::timersOf(const QObject *object) const
{
    std::vector<Timer> timers;
    const auto found = m_ofObject.find(object);
    if (found != m_ofObject.end()) {
        for (const int id : found->second)
            timers.push_back(m_timers.at(id).timer);
    }
    return timers;
}

} // namespace Server
