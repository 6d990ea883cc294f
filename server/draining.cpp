// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/draining.h"

#include <algorithm>

namespace Server {
namespace {

constexpr std::chrono::milliseconds period{100};

} // namespace

int shareToStay(int people, std::chrono::milliseconds elapsed, std::chrono::milliseconds all)
{
    if (elapsed >= all)
        return 0;
    const qint64 share = people * (all - elapsed).count(); // rounded up below
    return int((share + all.count() - 1) / all.count());
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
    m_people = m_sendAway(0);
    m_begun = std::chrono::steady_clock::now();
    m_timer.start();
}

void Draining::step()
{
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - m_begun);
    const int stay = shareToStay(m_people, elapsed, m_time);
    if (const int left = m_sendAway(0); left > 0 && m_sendAway(std::max(0, left - stay)) > 0)
        return;
    m_timer.stop();
    Q_EMIT done();
}

} // namespace Server
