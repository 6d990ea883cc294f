// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/countdown.h"

namespace Ui {

namespace {

constexpr qint64 secondsAMinute = 60;
constexpr qint64 minutesAnHour = 60;

} // namespace

QString countdown(qint64 left)
{
    const qint64 seconds = (left + 999) / 1000;
    const qint64 minutes = seconds / secondsAMinute;
    const auto two = [](qint64 number) {
        return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    };
    const QString end = u':' + two(seconds % secondsAMinute);
    if (minutes < minutesAnHour)
        return QString::number(minutes) + end;
    return QString::number(minutes / minutesAnHour) + u':' + two(minutes % minutesAnHour) + end;
}

} // namespace Ui
