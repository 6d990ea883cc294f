// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace Server {

/// What hosts tell each other about. Its name goes over the wire, so it never changes; a host
/// passes over what has a name that it does not know.
enum class Channel {
    Changes, ///< Something is new in the log.
    Topic,   ///< A message of a destination that is no room.
    Said,    ///< Something in a room of which the log keeps nothing.
    Typing,  ///< Somebody writes in a room.
    Signal,  ///< A message of the signalling door.
    Queue,   ///< Something is new in a queue.
    Control, ///< What a host asks of the others: to end sessions, to read something anew.
};

QByteArray channelName(Channel channel);
std::optional<Channel> channelOfName(QByteArrayView name);

} // namespace Server
