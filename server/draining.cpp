// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/draining.h"

#include <algorithm>

namespace Server {
namespace {

constexpr std::chrono::milliseconds period{100};

} // namespace

int shareToGo(int left, std::chrono::milliseconds elapsed, std::chrono::milliseconds step,
              std::chrono::milliseconds all)
{
    const auto steps = (all - elapsed) / step; // behind this one
    return steps <= 0 ? left : int((left + steps) / (steps + 1));
}

Draining::Draining(std::chrono::milliseconds time, SendAway sendAway, QObject *parent)
    : QObject(parent), m_time(time), m_sendAway(std::move(sendAway))
{
    m_timer.setInterval(period);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Draining::step);
}

void Draining::start()
{
    m_begun = std::chrono::steady_clock::now();
    m_timer.start();
}

void Draining::step()
{
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - m_begun);
    const int left = m_sendAway(0);
    const int more = left > 0 ? m_sendAway(shareToGo(left, elapsed, period, m_time)) : 0;
    if (more > 0)
        return;
    m_timer.stop();
    Q_EMIT done();
}

} // namespace Server
