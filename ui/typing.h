// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QObject>

namespace Ui {

class ChatClient;
class Composer;

/// Tells the others in a room that one writes there, where one can say something at all.
class Typing : public QObject {
    Q_OBJECT
public:
    /// A child of the composer; the client must outlive it.
    Typing(ChatClient &client, Composer &composer);

private:
    void take(const Chat::RoomId &room, bool writes);

    ChatClient &m_client;
    Chat::RoomId m_room; ///< Where one wrote last.
};

} // namespace Ui
