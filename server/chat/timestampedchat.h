// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"
#include "stomp/wire/secondnames.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Server {

/// The lobby in the words of the time-stamped chat: `{from, text}` is said, and
/// `{from, text, time: "21:00"}` is heard, by the host's clock and time zone.
namespace TimeStampedChat {

inline constexpr QByteArrayView request = Chat::lobbyRequest;
inline constexpr QByteArrayView topic = Chat::lobbyTopic;

/// nullopt unless it is a JSON object.
std::optional<Chat::MessageRequest> fromJson(const QByteArray &json);
QByteArray toJson(const Chat::RoomMessage &message);

} // namespace TimeStampedChat
} // namespace Server
