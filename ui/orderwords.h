// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/orderrecord.h"

#include <QDateTime>

namespace Ui {

/// Who, and what they may not: "lee: banned from this room".
QString heldTitle(const OrderRecord::Held &held);
/// Until when by the clock of this computer, by whom, and why.
QString heldDetails(const OrderRecord::Held &held);
/// One entry of the audit: when, who, what, whom, and why.
QString entryText(const Chat::OrderEntry &entry);
/// Why one cannot write in a room, until when, and how long that is; empty when it is over.
QString mutedText(const Chat::Ruling &muted, const QDateTime &now);

} // namespace Ui
