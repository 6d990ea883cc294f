// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QModelIndex>
#include <QString>

#include <chrono>
#include <optional>

namespace Ui {

/// What stands beside an own message: how far it got.
///
/// The icon says what holds for everybody (with the host, delivered to all, read by all), or that
/// it waits or failed; how many it is, the words say, at the newest of several in a row only.
struct DeliverySign {
    QString icon;  ///< As Appearance knows it.
    QString words; ///< Beside it; may be none.
    /// The words are shown cut where there is no room for them, and not left out.
    bool mustSay = false;
    bool isProblem = false;

    /// What waits for less is on its way as usual.
    static constexpr std::chrono::milliseconds longWait{5000};
    /// How much is left until what was written then, by this computer's clock, has waited for long;
    /// 0 when it has.
    static std::chrono::milliseconds untilLong(Chat::Timestamp written);
    /// The same of a line; nullopt of one that does not wait.
    static std::optional<std::chrono::milliseconds> untilLong(const QModelIndex &line);

    /// Of a line of a TimelineModel that is one's own.
    static DeliverySign of(const QModelIndex &line);
    /// More than is drawn, for a tooltip.
    static QString sentence(const QModelIndex &line);
};

} // namespace Ui
