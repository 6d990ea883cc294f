// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QVariantMap>

#include <vector>

namespace Ui {

/// Several notices in a row, as one: `text` ("3 people came in, 1 left"), `joined`, `left`, and as
/// `details` the newest of them, oldest first, each with `sender`, `type` and `time`. Who came and
/// left again in between counts in neither. `run`: newest first.
QVariantMap condensedNotices(const std::vector<const Chat::RoomMessage *> &run);

} // namespace Ui
