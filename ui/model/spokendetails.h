// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QModelIndex>

namespace Ui {

/// What stands beside a line of the timeline, for who does not see it: when it was said, what it
/// answers, that it is pinned, and the emoji on it. As Qt::AccessibleDescriptionRole gives it.
QString spokenDetails(const Chat::RoomMessage &message);

/// What a line of a timeline is to be announced by: who, and the beginning of what they said.
QString announcedLine(const QModelIndex &line);

} // namespace Ui
