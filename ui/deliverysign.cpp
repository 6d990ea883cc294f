// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deliverysign.h"

#include "ui/model/refusalwords.h"
#include "ui/model/timelinemodel.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace Ui {

namespace {

QString signWords(const char *text)
{
    return QCoreApplication::translate("Ui::DeliverySign", text);
}

bool isAccepted(const QModelIndex &line)
{
    return line.data(TimelineModel::OwnRole).toBool() &&
           Delivery(line.data(TimelineModel::DeliveryRole).toInt()) == Delivery::Sent;
}

/// Of several own messages below each other the last one that the host has.
bool isNewestOfRun(const QModelIndex &line)
{
    const QModelIndex next = line.siblingAtRow(line.row() + 1);
    return !next.isValid() || !isAccepted(next) ||
           next.data(TimelineModel::GroupStartRole).toBool();
}

QString why(const QModelIndex &line)
{
    const QString text = line.data(TimelineModel::FailureRole).toString().simplified();
    return text.isEmpty() ? QString() : shownRefusal(text);
}

DeliverySign accepted(const QModelIndex &line)
{
    const QVariantMap receipt = line.data(TimelineModel::ReceiptRole).toMap();
    const int all = receipt.value(QStringLiteral("of")).toInt();
    const auto isForAll = [&](const char *count) {
        return all > 0 && receipt.value(QLatin1String(count)).toInt() >= all;
    };
    DeliverySign sign;
    sign.icon = isForAll("read")        ? QStringLiteral("eye")
                : isForAll("delivered") ? QStringLiteral("check-check")
                                        : QStringLiteral("check");
    const bool gotSomewhere = receipt.value(QStringLiteral("delivered")).toInt() > 0;
    const bool isDeleted = line.data(TimelineModel::DeletedRole).toBool();
    if (gotSomewhere && !isDeleted && isNewestOfRun(line))
        sign.words = receipt.value(QStringLiteral("text")).toString();
    return sign;
}

} // namespace

std::chrono::milliseconds DeliverySign::untilLong(Chat::Timestamp written)
{
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    // Whatever became of the clock since, it is known within that time.
    return std::clamp(written + longWait - now, std::chrono::milliseconds(0), longWait);
}

std::optional<std::chrono::milliseconds> DeliverySign::untilLong(const QModelIndex &line)
{
    if (Delivery(line.data(TimelineModel::DeliveryRole).toInt()) != Delivery::Waiting)
        return std::nullopt;
    const qint64 written = line.data(TimelineModel::TimeRole).toDateTime().toMSecsSinceEpoch();
    return untilLong(Chat::Timestamp(std::chrono::milliseconds(written)));
}

DeliverySign DeliverySign::of(const QModelIndex &line)
{
    const QString reason = why(line);
    switch (Delivery(line.data(TimelineModel::DeliveryRole).toInt())) {
    case Delivery::Waiting:
        return {QStringLiteral("clock"),
                reason.isEmpty()
                    ? signWords(QT_TRANSLATE_NOOP("Ui::DeliverySign", "Waiting to be sent"))
                    : signWords(QT_TRANSLATE_NOOP("Ui::DeliverySign", "Waiting: %1")).arg(reason),
                true, false};
    case Delivery::Failed:
        return {QStringLiteral("circle-alert"),
                reason.isEmpty()
                    ? signWords(QT_TRANSLATE_NOOP("Ui::DeliverySign", "Not sent"))
                    : signWords(QT_TRANSLATE_NOOP("Ui::DeliverySign", "Not sent: %1")).arg(reason),
                true, true};
    case Delivery::Sent:
        break;
    }
    return accepted(line);
}

QString DeliverySign::sentence(const QModelIndex &line)
{
    const QString reason = why(line);
    switch (Delivery(line.data(TimelineModel::DeliveryRole).toInt())) {
    case Delivery::Waiting: {
        const QString kept = signWords(QT_TRANSLATE_NOOP(
            "Ui::DeliverySign", "Kept on this computer and sent as soon as the host takes it"));
        return reason.isEmpty() ? kept : of(line).words + QStringLiteral("\n") + kept;
    }
    case Delivery::Failed:
        return of(line).words;
    case Delivery::Sent:
        break;
    }
    const QString details =
        line.data(TimelineModel::ReceiptRole).toMap().value(QStringLiteral("details")).toString();
    return details.isEmpty() ? signWords(QT_TRANSLATE_NOOP("Ui::DeliverySign", "The host has it"))
                             : details;
}

} // namespace Ui
