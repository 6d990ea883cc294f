// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/attendance.h"

#include <QDateTime>
#include <QString>

namespace Ui {

/// "Online", "Away", "Do not disturb" or "Offline", in the reader's language.
QString availabilityWord(Chat::Availability state);

/// When somebody was there last, shorter the nearer to `now` it is: "last seen 14:02". Both in
/// local time; empty when `seen` is invalid.
QString lastSeenText(const QDateTime &seen, const QDateTime &now);

} // namespace Ui
