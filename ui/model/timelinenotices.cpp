// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/timelinenotices.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>

namespace Ui {
namespace {

constexpr size_t mostDetails = 100;

struct Stay {
    Chat::MessageType first;
    Chat::MessageType last;
};

QString phrase(const char *text, int count)
{
    return QCoreApplication::translate("Ui::TimelineNotices", text, nullptr, count);
}

QString summary(int joined, int left)
{
    const QString came =
        phrase(QT_TRANSLATE_N_NOOP("Ui::TimelineNotices", "%n people came in"), joined);
    const QString went = phrase(QT_TRANSLATE_N_NOOP("Ui::TimelineNotices", "%n people left"), left);
    if (joined > 0 && left > 0)
        return QCoreApplication::translate("Ui::TimelineNotices", "%1, %2",
                                           "how many came in, how many left")
            .arg(came, went);
    if (joined > 0)
        return came;
    if (left > 0)
        return went;
    return QCoreApplication::translate("Ui::TimelineNotices", "People came and went");
}

} // namespace

QVariantMap condensedNotices(const std::vector<const Chat::RoomMessage *> &run)
{
    QHash<Chat::UserId, Stay> stays;
    QVariantList details;
    for (const Chat::RoomMessage *notice : run) {
        const auto held = stays.find(notice->senderId);
        if (held == stays.end())
            stays.insert(notice->senderId, {notice->type, notice->type});
        else
            held->first = notice->type;
        if (size_t(details.size()) < mostDetails) {
            details.prepend(QVariantMap{
                {QStringLiteral("sender"), notice->sender},
                {QStringLiteral("type"), int(notice->type)},
                {QStringLiteral("time"),
                 QDateTime::fromMSecsSinceEpoch(notice->time.time_since_epoch().count())}});
        }
    }
    int joined = 0;
    int left = 0;
    for (const Stay &stay : std::as_const(stays)) {
        if (stay.first != stay.last)
            continue; // where they were before the run they are after it
        joined += stay.last == Chat::MessageType::Enter;
        left += stay.last == Chat::MessageType::Leave;
    }
    return {{QStringLiteral("text"), summary(joined, left)},
            {QStringLiteral("joined"), joined},
            {QStringLiteral("left"), left},
            {QStringLiteral("details"), details}};
}

} // namespace Ui
