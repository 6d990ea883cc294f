// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminationsignal.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace {

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

} // namespace

class TerminationSignal::Watch {
public:
    Watch(TerminationSignal &signal, HangUp hangUp);
    ~Watch();

private:
    void tell();

    TerminationSignal &m_signal;
    HangUp m_hangUp;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

TerminationSignal::Watch::Watch(TerminationSignal &signal, HangUp hangUp)
    : m_signal(signal), m_hangUp(hangUp)
{
    if (::pipe(wakeUp.data()) != 0)
        return;
    for (const int end : wakeUp) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_notifier = std::make_unique<QSocketNotifier>(wakeUp[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, &m_signal, [this] { tell(); });
    for (const int number : signalsWatched)
        std::signal(number, onSignal);
}

/// Many of a kind at once are one.
void TerminationSignal::Watch::tell()
{
    bool ends = false;
    bool reloads = false;
    char byte = 0;
    while (::read(wakeUp[0], &byte, 1) > 0) {
        const bool isReload = byte == char(SIGHUP) && m_hangUp == HangUp::Reloads;
        (isReload ? reloads : ends) = true;
    }
    if (ends)
        Q_EMIT m_signal.received();
    else if (reloads)
        Q_EMIT m_signal.reloadRequested();
}

TerminationSignal::Watch::~Watch()
{
    for (const int number : signalsWatched)
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (int &end : wakeUp) {
        ::close(end);
        end = -1;
    }
}

TerminationSignal::TerminationSignal(HangUp hangUp, QObject *parent)
    : QObject(parent), m_watch(std::make_unique<Watch>(*this, hangUp))
{
}

TerminationSignal::~TerminationSignal() = default;
