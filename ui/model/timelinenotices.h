// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QVariantMap>

#include <vector>

namespace Ui {

/// Several notices in a row, as one: `text` ("A and B came in; C left"), `joined`, `left`, `count`
/// of notices, `first`, the sequence of the oldest, and as `details` the newest of them, oldest
/// first, each with `sender`, `type`, `time` and the `text` of its line. Who came and left again in
/// between counts in neither. `run`: newest first.
QVariantMap condensedNotices(const std::vector<const Chat::RoomMessage *> &run);

/// The lines of those `details`, as one text.
QString listedNotices(const QVariantMap &condensed);

} // namespace Ui
