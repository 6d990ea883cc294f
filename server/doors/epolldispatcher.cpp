// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/epolldispatcher.h"

#include "server/doors/logging.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <functional>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Server {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr size_t eventsPerTurn = 512;
/// The place of the wake-up among the events; no descriptor has this number.
constexpr quint64 wakeTag = ~quint64(0);

constexpr quint32 interest[] = {EPOLLIN, EPOLLOUT, EPOLLPRI}; // by QSocketNotifier::Type
static_assert(QSocketNotifier::Read == 0 && QSocketNotifier::Write == 1 &&
              QSocketNotifier::Exception == 2);

int waitTime(std::optional<TimerSchedule::TimePoint> deadline)
{
    if (!deadline)
        return -1;
    const auto left = std::chrono::ceil<milliseconds>(*deadline - Clock::now());
    return int(std::clamp<milliseconds::rep>(left.count(), 0, INT_MAX));
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent), m_epoll(epoll_create1(EPOLL_CLOEXEC)),
      m_wakeDescriptor(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), m_events(eventsPerTurn)
{
    if (m_epoll < 0 || m_wakeDescriptor < 0)
        qFatal("No descriptors left for an event loop");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = wakeTag;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeDescriptor, &event);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeDescriptor);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    const bool sockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool timers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    // An interruption or a wake-up from before this call is answered by not sleeping in it: our
    // caller has something to look at.
    const bool interrupted = m_interrupted.exchange(false);
    bool woken = m_wake.exchange(Wake::Running) == Wake::Woken;

    QCoreApplication::sendPostedEvents();
    if (m_interrupted)
        return woken;
    const bool maySleep = flags.testFlag(QEventLoop::WaitForMoreEvents) && !interrupted && !woken;
    collect(sockets, timers, maySleep);
    int delivered = 0;
    if (sockets)
        delivered += deliverSockets();
    if (timers)
        delivered += deliverTimers();
    // What they posted belongs to this turn: the next one can then sleep at once, where it would
    // have to look at the sockets twice.
    if (!m_interrupted && m_wake.exchange(Wake::Running) == Wake::Woken) {
        woken = true;
        QCoreApplication::sendPostedEvents();
    }
    return delivered > 0 || woken;
}

// Sleeps if it may and nothing is ready, and then takes what the kernel has for us.
void EpollDispatcher::collect(bool sockets, bool timers, bool maySleep)
{
    if (maySleep)
        Q_EMIT aboutToBlock();
    if (sockets)
        tellKernel();
    const bool idle = !sockets || m_nextPending == m_pending.size();
    int time = 0;
    bool asleep = false;
    if (maySleep && idle && !m_interrupted) {
        time = timers ? waitTime(m_timers.deadline()) : -1;
        Wake running = Wake::Running;
        asleep = time != 0 && m_wake.compare_exchange_strong(running, Wake::Asleep);
        if (!asleep)
            time = 0;
    }
    if (sockets)
        waitForAll(time);
    else
        waitForWakeUp(time);
    if (asleep) {
        // Only the sleep ends here. If we were woken the state stays, so that this turn sends what
        // was posted; a write into the descriptor that comes late costs one empty turn.
        Wake was = Wake::Asleep;
        m_wake.compare_exchange_strong(was, Wake::Running);
    }
    if (maySleep)
        Q_EMIT awake();
}

void EpollDispatcher::waitForWakeUp(int time)
{
    pollfd wake{m_wakeDescriptor, POLLIN, 0};
    eventfd_t count;
    if (::poll(&wake, 1, time) > 0)
        eventfd_read(m_wakeDescriptor, &count);
}

void EpollDispatcher::waitForAll(int time)
{
    const int count = epoll_wait(m_epoll, m_events.data(), int(m_events.size()), time);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = m_events[size_t(i)];
        if (event.data.u64 == wakeTag) {
            eventfd_t wakeUps;
            eventfd_read(m_wakeDescriptor, &wakeUps);
            continue;
        }
        const int descriptor = int(event.data.u64 & 0xffffffff);
        const Watch &known = m_watches[size_t(descriptor)];
        if (known.generation == quint32(event.data.u64 >> 32))
            addPending(descriptor, event.events);
    }
}

// ------------------------------------------------------------------------------------- notifiers

EpollDispatcher::Watch &EpollDispatcher::watch(int descriptor)
{
    if (size_t(descriptor) >= m_watches.size())
        m_watches.resize(size_t(descriptor) + 1);
    return m_watches[size_t(descriptor)];
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(notifier->thread() == QThread::currentThread());
    const int descriptor = int(notifier->socket());
    if (descriptor < 0)
        return;
    const size_t kind = notifier->type();
    Watch &known = watch(descriptor);
    if (std::all_of(known.notifiers.begin(), known.notifiers.end(), std::logical_not<>()))
        ++known.generation; // what is still on its way for this number was meant for another one
    if (known.notifiers[kind] && known.notifiers[kind] != notifier) {
        qCWarning(doorsLog) << "a second notifier for descriptor" << descriptor;
        // It was closed behind our back, or it has two readers. If it was closed, the kernel no
        // longer knows what it was told.
        ++known.generation;
        known.tellAgain = true;
        known.pending = 0;
    }
    known.notifiers[kind] = notifier;
    if (kind == QSocketNotifier::Write && !(known.told & EPOLLOUT)) {
        known.tryWrite = true;
        if (!known.listed)
            m_writers.push_back(descriptor);
        known.listed = true;
    }
    change(descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    if (descriptor < 0 || size_t(descriptor) >= m_watches.size())
        return;
    const size_t kind = notifier->type();
    Watch &known = m_watches[size_t(descriptor)];
    if (known.notifiers[kind] != notifier)
        return; // replaced by a second one
    known.notifiers[kind] = nullptr;
    known.pending &= quint8(~(1u << kind));
    if (kind == QSocketNotifier::Write)
        known.tryWrite = false;
    if (std::all_of(known.notifiers.begin(), known.notifiers.end(), std::logical_not<>()))
        forget(descriptor);
    else
        change(descriptor);
}

void EpollDispatcher::change(int descriptor)
{
    Watch &known = m_watches[size_t(descriptor)];
    if (known.changed)
        return;
    known.changed = true;
    m_changed.push_back(descriptor);
}

// At once, and not at the end of the turn: the descriptor is closed next, and its number may belong
// to somebody else by then.
void EpollDispatcher::forget(int descriptor)
{
    Watch &known = m_watches[size_t(descriptor)];
    if (known.told) {
        epoll_event ignored{};
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, &ignored);
    }
    known.told = 0;
    known.tellAgain = false;
    ++known.generation;
}

void EpollDispatcher::tellKernel()
{
    if (!m_writers.empty())
        pollNewWriters();
    for (size_t i = 0; i < m_changed.size(); ++i) {
        m_watches[size_t(m_changed[i])].changed = false;
        tell(m_changed[i]);
    }
    m_changed.clear();
}

void EpollDispatcher::tell(int descriptor)
{
    Watch &known = m_watches[size_t(descriptor)];
    quint32 wanted = 0;
    for (size_t kind = 0; kind < kinds; ++kind) {
        if (known.notifiers[kind] && !(kind == QSocketNotifier::Write && known.tryWrite))
            wanted |= interest[kind];
    }
    if (wanted == known.told && !known.tellAgain)
        return;
    known.tellAgain = false;
    epoll_event event{};
    event.events = wanted;
    event.data.u64 = quint64(known.generation) << 32 | quint32(descriptor);
    if (wanted == 0) {
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, &event);
        known.told = 0;
        return;
    }
    int result = -1;
    errno = ENOENT;
    if (known.told)
        result = epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
    if (result < 0 && errno == ENOENT)
        result = epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    if (result < 0 && errno == EEXIST)
        result = epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
    known.told = result < 0 ? 0 : wanted;
    if (result < 0)
        qCWarning(doorsLog) << "descriptor" << descriptor << "not watched:" << std::strerror(errno);
}

// A socket with something to write nearly always takes it: one poll() for all of them saves each
// two calls to begin and end waiting. Those that are full wait like the readers.
void EpollDispatcher::pollNewWriters()
{
    std::vector<pollfd> writers;
    for (const int descriptor : m_writers) {
        Watch &known = m_watches[size_t(descriptor)];
        known.listed = known.tryWrite;
        if (known.listed)
            writers.push_back({descriptor, POLLOUT, 0});
    }
    m_writers.clear();
    if (writers.empty())
        return;
    ::poll(writers.data(), writers.size(), 0);
    for (const pollfd &writer : writers) {
        Watch &known = m_watches[size_t(writer.fd)];
        if (writer.revents & (POLLOUT | POLLERR | POLLHUP)) {
            addPending(writer.fd, EPOLLOUT);
            m_writers.push_back(writer.fd); // again next turn, if it still wants to write then
        } else {
            known.tryWrite = known.listed = false;
            change(writer.fd);
        }
    }
}

void EpollDispatcher::addPending(int descriptor, quint32 events)
{
    Watch &known = m_watches[size_t(descriptor)];
    for (quint8 kind = 0; kind < kinds; ++kind) {
        const quint8 bit = quint8(1u << kind);
        if (!known.notifiers[kind] || (known.pending & bit))
            continue;
        if (!(events & (interest[kind] | EPOLLERR | EPOLLHUP)))
            continue;
        known.pending |= bit;
        m_pending.push_back({descriptor, kind});
    }
}

// The list is a member: a nested loop goes on where we are, and we where it ended.
int EpollDispatcher::deliverSockets()
{
    int delivered = 0;
    const size_t end = m_pending.size();
    while (m_nextPending < std::min(end, m_pending.size()) && !m_interrupted) {
        const Pending next = m_pending[m_nextPending++];
        Watch &known = m_watches[size_t(next.descriptor)];
        const quint8 bit = quint8(1u << next.kind);
        if (!(known.pending & bit))
            continue; // disabled, deleted or closed meanwhile
        known.pending &= quint8(~bit);
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(known.notifiers[next.kind], &event);
        ++delivered;
    }
    if (m_nextPending >= m_pending.size()) {
        m_pending.clear();
        m_nextPending = 0;
    }
    return delivered;
}

// ---------------------------------------------------------------------------------------- timers

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                                    QObject *object)
{
    Q_ASSERT(object->thread() == QThread::currentThread());
    m_timers.start(timerId, milliseconds(interval), timerType, object, Clock::now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_timers.stop(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.stopAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> timers;
    for (const TimerSchedule::Timer &timer : m_timers.timersOf(object)) {
        const auto interval = std::min<milliseconds::rep>(timer.interval.count(), INT_MAX);
        timers.append(TimerInfo(timer.id, int(interval), timer.type));
    }
    return timers;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto left = m_timers.remaining(timerId, Clock::now());
    if (!left)
        return -1;
    const auto whole = std::chrono::ceil<milliseconds>(*left).count();
    return int(std::min<milliseconds::rep>(whole, INT_MAX));
}

int EpollDispatcher::deliverTimers()
{
    int delivered = 0;
    const auto next = m_timers.deadline();
    if (!next)
        return 0;
    const auto now = Clock::now();
    if (*next > now)
        return 0;
    m_timers.beginRound(now);
    while (!m_interrupted) {
        const auto timer = m_timers.takeDue();
        if (!timer)
            break;
        QTimerEvent event(timer->id);
        QCoreApplication::sendEvent(timer->object, &event);
        m_timers.giveBack(*timer);
        ++delivered;
    }
    return delivered;
}

// --------------------------------------------------------------------------------------- waking

void EpollDispatcher::wakeUp()
{
    if (m_wake.exchange(Wake::Woken) == Wake::Asleep)
        eventfd_write(m_wakeDescriptor, 1);
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

} // namespace Server
