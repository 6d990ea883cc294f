// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/spokendetails.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace Ui {
namespace {

constexpr size_t mostReactions = 10;

/// The day, too, when it was another one.
QString spokenTime(const QDateTime &time)
{
    const QLocale locale;
    return time.date() == QDate::currentDate() ? locale.toString(time.time(), QLocale::ShortFormat)
                                               : locale.toString(time, QLocale::ShortFormat);
}

} // namespace

QString spokenDetails(const Chat::RoomMessage &message)
{
    QStringList parts{
        spokenTime(QDateTime::fromMSecsSinceEpoch(message.time.time_since_epoch().count()))};
    if (const auto &answered = message.replyTo)
        parts << (answered->excerpt.isEmpty()
                      ? QCoreApplication::translate("Ui::TimelineModel", "is an answer")
                      : QCoreApplication::translate("Ui::TimelineModel", "answers %1: %2",
                                                    "whom, and what they said")
                            .arg(answered->sender.simplified(), answered->excerpt));
    if (message.changes.pinned)
        parts << QCoreApplication::translate("Ui::TimelineModel", "pinned");
    const auto &reactions = message.changes.reactions;
    for (size_t i = 0; i < std::min(reactions.size(), mostReactions); ++i)
        parts << reactions[i].emoji + u' ' + QLocale().toString(reactions[i].count);
    return parts.join(QStringLiteral(", "));
}

QString announcedLine(const QModelIndex &line)
{
    return Chat::excerptOf(line.data(Qt::AccessibleTextRole).toString());
}

} // namespace Ui
