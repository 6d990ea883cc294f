// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminationsignal.h"

#include <array>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace {

#ifdef Q_OS_UNIX
// A handler may do nothing but write to a descriptor; the event loop does the rest.
std::array<int, 2> wakeUp{-1, -1};

void onSignal(int number)
{
    const int interrupted = errno; // of whatever the signal came in the middle of
    const char byte = char(number);
    [[maybe_unused]] const auto written = ::write(wakeUp[1], &byte, 1);
    errno = interrupted;
}

constexpr std::array signalsWatched{SIGTERM, SIGINT, SIGHUP};
#endif

} // namespace

TerminationSignal::TerminationSignal(HangUp hangUp, QObject *parent) : QObject(parent)
{
    Q_UNUSED(hangUp) // where there are no signals
#ifdef Q_OS_UNIX
    if (::pipe(wakeUp.data()) != 0)
        return;
    for (const int end : wakeUp) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_notifier = std::make_unique<QSocketNotifier>(wakeUp[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this, hangUp] { tell(hangUp); });
    for (const int number : signalsWatched)
        std::signal(number, onSignal);
#endif
}

/// Many of a kind at once are one.
void TerminationSignal::tell([[maybe_unused]] HangUp hangUp)
{
#ifdef Q_OS_UNIX
    bool ends = false;
    bool reloads = false;
    char byte = 0;
    while (::read(wakeUp[0], &byte, 1) > 0) {
        const bool isReload = byte == char(SIGHUP) && hangUp == HangUp::Reloads;
        (isReload ? reloads : ends) = true;
    }
    if (ends)
        Q_EMIT received();
    else if (reloads)
        Q_EMIT reloadRequested();
#endif
}

TerminationSignal::~TerminationSignal()
{
#ifdef Q_OS_UNIX
    for (const int number : signalsWatched)
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (int &end : wakeUp) {
        ::close(end);
        end = -1;
    }
#endif
}
