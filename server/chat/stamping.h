// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/chat/chatoptions.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace Server {

/// A message as the room will see it, from what its sender claims: who it is from, when, and for
/// TALK the text. Refused when its text is too long or its id is none.
tl::expected<Chat::RoomMessage, Refusal> stampMessage(const ChatOptions &options, const Peer &peer,
                                                      const Chat::RoomId &room,
                                                      const Chat::MessageRequest &request);

/// A text as it may be said, whose lines all end with LF, so that nobody sees a line where others
/// see none; refused when it is too long.
tl::expected<QString, Refusal> checkedText(const ChatOptions &options, const QString &text);

/// What a SEND straight to a room's topic says. JSON without a message in it is somebody's own
/// data, and said as it is.
Chat::MessageRequest requestToTopic(const QByteArray &body);

} // namespace Server
