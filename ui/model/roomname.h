// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QStringList>

namespace Ui {

/// The id of a room from the name a person gave it: letters and digits in lower case and Hangul
/// kept, all else turned into single `-` between them; random where nothing is left. The same name
/// gives the same id, so two people who open "Lunch" meet in one room.
Chat::RoomId makeRoomId(const QString &name);

/// The same with a short random ending, for when the id is taken.
Chat::RoomId makeRoomIdWithEnding(const QString &name);

/// One that nobody guesses, for a room that not everybody sees: 122 random bits.
Chat::RoomId makeSecretRoomId();

/// What a group of these people is called as long as nobody gave it a name: the first four of them
/// in their order, and how many more ("Kim, Lee, Park, Choi +2"); the same for whoever reads it.
/// One line of at most 64 UTF-16 units; empty where no name has anything that can be seen.
QString groupName(const QStringList &people);

} // namespace Ui
