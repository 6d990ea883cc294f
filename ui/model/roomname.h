// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

namespace Ui {

/// The id of a room from the name a person gave it: letters and digits in lower case and Hangul
/// kept, all else turned into single `-` between them; random where nothing is left. The same name
/// gives the same id, so two people who open "Lunch" meet in one room.
Chat::RoomId makeRoomId(const QString &name);

/// The same with a short random ending, for when the id is taken.
Chat::RoomId makeRoomIdWithEnding(const QString &name);

} // namespace Ui
