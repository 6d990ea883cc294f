// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/resumewatch.h"

#include <utility>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

using namespace std::chrono;

namespace {

/// Stands still while the computer sleeps.
milliseconds runningTime()
{
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
}

/// Goes on.
milliseconds passingTime()
{
#ifdef Q_OS_LINUX
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return duration_cast<milliseconds>(seconds(time.tv_sec) + nanoseconds(time.tv_nsec));
#else
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch());
#endif
}

} // namespace

ResumeWatch::Clocks ResumeWatch::clocks()
{
    return {Clock(runningTime), Clock(passingTime)};
}

ResumeWatch::ResumeWatch(Clocks clocks, QObject *parent)
    : QObject(parent), m_clocks(std::move(clocks)), m_slept(slept())
{
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &ResumeWatch::look);
    m_timer.start();
}

void ResumeWatch::look()
{
    const milliseconds now = slept();
    if (now - std::exchange(m_slept, now) >= shortestSleep)
        Q_EMIT resumed();
}

#ifdef MADANG_HAS_DBUS

void ResumeWatch::listen(QDBusConnection system)
{
    system.connect(QStringLiteral("org.freedesktop.login1"),
                   QStringLiteral("/org/freedesktop/login1"),
                   QStringLiteral("org.freedesktop.login1.Manager"),
                   QStringLiteral("PrepareForSleep"), this, SLOT(prepareForSleep(bool)));
}

#endif

void ResumeWatch::prepareForSleep(bool begins)
{
    if (begins)
        return;
    m_slept = slept(); // the clocks need not tell it again
    Q_EMIT resumed();
}
