// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/chat/chatoptions.h"
#include "server/store/store.h"

#include <QStringList>

#include <tl/expected.hpp>

namespace Server {

/// A room as a change makes it. Whoever asks has to be allowed to.
struct ShapedRoom {
    StoredRoom room;    ///< Its password, where there is a new one, has no hash yet.
    QStringList fields; ///< Those that are otherwise now.
};

/// Refused when a field has a value that no room, or not this one, can have.
tl::expected<ShapedRoom, Refusal> shapeRoom(const ChatOptions &options, const StoredRoom &room,
                                            const Chat::RoomChange &change);

} // namespace Server
