// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slowmodeclock.h"

#include "ui/composer.h"
#include "ui/countdown.h"
#include "ui/model/roomlistmodel.h"
#include "ui/pauseline.h"

#include <chrono>
#include <utility>

namespace Ui {

using namespace std::chrono_literals;

SlowModeClock::SlowModeClock(const RoomListModel &rooms, const Composer &composer, PauseLine &line,
                             Now now)
    : QObject(&line), m_rooms(rooms), m_composer(composer), m_line(line), m_now(std::move(now))
{
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &SlowModeClock::update);
    connect(&composer, &Composer::roomShown, this, &SlowModeClock::update);
    connect(&rooms, &QAbstractItemModel::dataChanged, this, &SlowModeClock::update);
    connect(&line, &PauseLine::languageChanged, this, &SlowModeClock::update);
    update();
}

void SlowModeClock::update()
{
    const QDateTime next =
        m_rooms.indexOf(m_composer.room()).data(RoomListModel::NextSpeechRole).toDateTime();
    const qint64 left = next.isValid() ? m_now().msecsTo(next) : 0;
    m_line.setReason(
        PauseLine::Reason::SlowMode,
        left > 0
            ? tr("You can write again in %1. What you send waits until then.").arg(countdown(left))
            : QString());
    if (left <= 0)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

} // namespace Ui
