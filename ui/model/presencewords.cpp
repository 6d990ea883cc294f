// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/presencewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace Ui {

QString availabilityWord(Chat::Availability state)
{
    switch (state) {
    case Chat::Availability::Online:
        return QCoreApplication::translate("Ui::PresenceWords", "Online");
    case Chat::Availability::Away:
        return QCoreApplication::translate("Ui::PresenceWords", "Away");
    case Chat::Availability::DoNotDisturb:
        return QCoreApplication::translate("Ui::PresenceWords", "Do not disturb");
    case Chat::Availability::Offline:
        break;
    }
    return QCoreApplication::translate("Ui::PresenceWords", "Offline");
}

QString lastSeenText(const QDateTime &seen, const QDateTime &now)
{
    if (!seen.isValid())
        return {};
    const QLocale locale;
    const QString time = locale.toString(seen.time(), QLocale::ShortFormat);
    const qint64 days = seen.date().daysTo(now.date());
    if (days <= 0) // a host's clock may be ahead of ours
        return QCoreApplication::translate("Ui::PresenceWords", "last seen %1").arg(time);
    if (days == 1)
        return QCoreApplication::translate("Ui::PresenceWords", "last seen yesterday %1").arg(time);
    return QCoreApplication::translate("Ui::PresenceWords", "last seen %1")
        .arg(locale.toString(seen.date(), QLocale::ShortFormat));
}

} // namespace Ui
