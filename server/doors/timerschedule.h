// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>
#include <QtGlobal>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

class QObject;

namespace Server {

/// Which of an event dispatcher's timers is due when. Time is an argument; starting, stopping and
/// taking a timer cost O(log n).
///
/// No timer is due early. A precise one is due to the nanosecond; a coarse one up to 5 % of its
/// interval late and a very coarse one up to a second, so that many share one wake-up. A repetition
/// keeps to the schedule that the start laid down, and leaves out what it has missed.
class TimerSchedule {
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Duration = TimePoint::duration;

    struct Timer {
        int id = 0;
        std::chrono::milliseconds interval{0};
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        quint64 serial = 0; ///< Tells two timers that had the same id.
    };

    /// An id that is in use is stopped first.
    void start(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object,
               TimePoint now);
    /// False when there is no such timer.
    bool stop(int id);
    bool stopAll(QObject *object);

    /// Begins a round: takeDue() gives each timer that is due at `now` at most once, the earliest
    /// first, so that a timer of 0 ms keeps nobody else waiting.
    void beginRound(TimePoint now);
    /// The timer is not due again, not even in a round within this one, until giveBack(); so a slot
    /// that runs an event loop is not called by the timer it serves.
    std::optional<Timer> takeDue();
    /// After its slot; nothing happens if it was stopped meanwhile.
    void giveBack(const Timer &timer);

    /// When the next one is due; nullopt when none waits.
    std::optional<TimePoint> deadline() const;
    /// nullopt when there is no such timer; 0 when it is due.
    std::optional<Duration> remaining(int id, TimePoint now) const;
    std::vector<Timer> timersOf(const QObject *object) const;

private:
    struct Entry {
        Timer timer;
        TimePoint ideal;    ///< When it would be due without coarseness.
        TimePoint deadline; ///< When it is due.
        quint64 order = 0;  ///< Among equal deadlines.
        quint64 round = 0;  ///< The last one it was taken in.
        bool taken = false; ///< Not in m_order.
    };
    struct Earlier {
        bool operator()(const Entry *a, const Entry *b) const
        {
            return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
        }
    };
    void remove(std::unordered_map<int, Entry>::iterator at);

    std::unordered_map<int, Entry> m_timers;
    std::set<Entry *, Earlier> m_order;
    std::unordered_map<const QObject *, std::vector<int>> m_ofObject;
    TimePoint m_now;
    quint64 m_round = 0;
    quint64 m_lastOrder = 0;
    quint64 m_lastSerial = 0;
};

} // namespace Server
