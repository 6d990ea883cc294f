// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/timerschedule.h"

#include <QAbstractEventDispatcher>

#include <array>
#include <atomic>
#include <vector>

struct epoll_event;

namespace Server {

/// An event dispatcher whose turn costs nothing for descriptors that are quiet, where Qt's own poll
/// each of them at every turn. Linux only.
///
/// For a thread without windows: `QThread::setEventDispatcher()` before the thread starts. Keeps
/// Qt's contract, level-triggered notifiers included, but for one thing: a descriptor that epoll
/// does not take (an ordinary file) is refused with a warning. As everywhere in Qt a notifier is to
/// be disabled before its descriptor is closed; if it was not, nobody else's event goes astray.
/// A turn delivers posted events, then sockets, then timers, each that was ready when its part of
/// the turn began, so none of them starves another. Timers keep whole milliseconds, never early.
class EpollDispatcher final : public QAbstractEventDispatcher {
    Q_OBJECT
public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                       QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    /// From any thread. No system call unless the thread sleeps.
    void wakeUp() override;
    /// From any thread.
    void interrupt() override;

private:
    static constexpr size_t kinds = 3; // QSocketNotifier::Type

    /// What we know of one descriptor.
    struct Watch {
        std::array<QSocketNotifier *, kinds> notifiers{};
        quint32 generation = 0; ///< Tells a descriptor from the next one of the same number.
        quint32 told = 0;       ///< The events the kernel was told; 0: not registered there.
        quint8 pending = 0;     ///< Kinds that have an event in m_pending.
        bool changed = false;   ///< In m_changed.
        bool tryWrite = false;  ///< Its Write notifier is new: most likely it is ready.
        bool listed = false;    ///< In m_writers.
        bool tellAgain = false; ///< The kernel may have forgotten it.
    };
    struct Pending {
        int descriptor;
        quint8 kind;
    };

    Watch &watch(int descriptor);
    void change(int descriptor);
    void forget(int descriptor);
    void tellKernel();
    void tell(int descriptor);
    void pollNewWriters();
    void addPending(int descriptor, quint32 events);
    void collect(bool sockets, bool timers, bool maySleep);
    void waitForAll(int time);
    void waitForWakeUp(int time);
    int deliverSockets();
    int deliverTimers();

    /// Running: the thread is awake. Woken: it must not sleep. Asleep: whoever wakes it has to
    /// write into m_wakeDescriptor.
    enum class Wake { Running, Woken, Asleep };

    int m_epoll = -1;
    int m_wakeDescriptor = -1;
    std::atomic<Wake> m_wake{Wake::Running};
    std::atomic<bool> m_interrupted{false};
    std::vector<Watch> m_watches; ///< By descriptor.
    std::vector<int> m_changed;   ///< Descriptors of which the kernel is to be told.
    std::vector<int> m_writers;   ///< Descriptors to try.
    std::vector<Pending> m_pending;
    size_t m_nextPending = 0;
    std::vector<epoll_event> m_events;
    TimerSchedule m_timers;
};

} // namespace Server
