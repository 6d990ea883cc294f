// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timespan.h"

#include <QCoreApplication>

#include <algorithm>
#include <climits>

namespace Ui {

QString spanText(std::chrono::seconds span)
{
    constexpr int aMinute = 60;
    constexpr int anHour = 60 * aMinute;
    constexpr int aDay = 24 * anHour;
    const int seconds = int(std::clamp<qint64>(span.count(), 1, INT_MAX));
    if (seconds < aMinute)
        return QCoreApplication::translate("Ui::TimeSpan", "%Ln seconds", nullptr, seconds);
    if (seconds < anHour)
        return QCoreApplication::translate("Ui::TimeSpan", "%Ln minutes", nullptr,
                                           seconds / aMinute);
    if (seconds < aDay)
        return QCoreApplication::translate("Ui::TimeSpan", "%Ln hours", nullptr, seconds / anHour);
    return QCoreApplication::translate("Ui::TimeSpan", "%Ln days", nullptr, seconds / aDay);
}

QString agoText(std::chrono::seconds span)
{
    return QCoreApplication::translate("Ui::TimeSpan", "%1 ago").arg(spanText(span));
}

} // namespace Ui
