// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/roomhooks.h"

#include <QByteArray>

#include <optional>

namespace Server {

/// What the body of a post to a hook says; nullopt when that is nothing.
///
/// JSON, as `{"text", "username", "id"}`, or with a first attachment that has a text or a fallback,
/// as Slack's have; a form with such JSON as its `payload`, or with a `text`; any other text as it
/// is. JSON counts as such in a form too: curl calls everything one.
std::optional<RoomHooks::Words> readHookWords(const QByteArray &mediaType, const QByteArray &body);

} // namespace Server
