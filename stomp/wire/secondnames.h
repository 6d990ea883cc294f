// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Chat {

/// The lobby in the words of the time-stamped chat: spoken to, and heard.
constexpr QByteArrayView lobbyRequest = "/app/chat";
constexpr QByteArrayView lobbyTopic = "/topic/messages";

/// What has a second name, by its first: the lobby's topic, or `/app/chat/message`. Any other
/// destination as it is.
QByteArray firstName(const QByteArray &destination);

} // namespace Chat
