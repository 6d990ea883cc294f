// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slowmodeclock.h"

#include "ui/composer.h"
#include "ui/model/roomlistmodel.h"
#include "ui/pauseline.h"

#include <chrono>
#include <utility>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr qint64 secondsAMinute = 60;
constexpr qint64 minutesAnHour = 60;

/// 0:23, 12:05, 1:00:00.
QString countdown(qint64 seconds)
{
    const qint64 minutes = seconds / secondsAMinute;
    const auto two = [](qint64 number) {
        return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    };
    const QString end = u':' + two(seconds % secondsAMinute);
    if (minutes < minutesAnHour)
        return QString::number(minutes) + end;
    return QString::number(minutes / minutesAnHour) + u':' + two(minutes % minutesAnHour) + end;
}

} // namespace

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
    m_line.setReason(PauseLine::Reason::SlowMode,
                     left > 0 ? tr("You can write again in %1. What you send waits until then.")
                                    .arg(countdown((left + 999) / 1000))
                              : QString());
    if (left <= 0)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

} // namespace Ui
