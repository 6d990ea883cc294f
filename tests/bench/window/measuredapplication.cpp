// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/measuredapplication.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

MeasuredApplication::MeasuredApplication(int &argc, char **argv) : QApplication(argc, argv)
{
    m_clock.start();
    m_waits = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    setQuitOnLastWindowClosed(false);
}

MeasuredApplication::~MeasuredApplication()
{
    ::close(m_waits);
}

MeasuredApplication::Duration MeasuredApplication::now() const
{
    // Run for so long, ready to run for so long, so many times; the first two in ns.
    char text[128] = {};
    long long ran = 0;
    long long waited = 0;
    if (::pread(m_waits, text, sizeof text - 1, 0) > 0)
        std::sscanf(text, "%lld %lld", &ran, &waited);
    return Duration(m_clock.nsecsElapsed() - waited);
}

void MeasuredApplication::watch(QWidget *widget, std::function<void()> painted)
{
    m_watched = widget;
    m_whenPainted = std::move(painted);
    m_painted = false;
}

MeasuredApplication::Duration MeasuredApplication::takeWork()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    const Duration work = std::chrono::seconds(time.tv_sec) + Duration(time.tv_nsec);
    return work - std::exchange(m_work, work);
}

bool MeasuredApplication::notify(QObject *receiver, QEvent *event)
{
    const Duration begin = m_depth == 0 ? now() : Duration();
    m_painted = m_painted || (receiver == m_watched && event->type() == QEvent::Paint);
    ++m_depth;
    const bool taken = QApplication::notify(receiver, event);
    --m_depth;
    if (m_depth > 0)
        return taken;
    m_longest = std::max(m_longest, now() - begin);
    if (std::exchange(m_painted, false) && m_whenPainted)
        m_whenPainted();
    return taken;
}
