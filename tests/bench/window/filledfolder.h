// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QString>

#include <vector>

/// A room in which people have talked.
struct TalkedRoom {
    Chat::RoomId id;
    int messages = 0;
};

/// Writes a host's data folder with these rooms: texts, people, answers and links as in a chat,
/// the same each time, and already in the index of the search. False when the disk does not take
/// it.
bool fillFolder(const QString &folder, const std::vector<TalkedRoom> &rooms);
