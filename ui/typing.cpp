// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/typing.h"

#include "ui/composer.h"
#include "ui/model/chatclient.h"
#include "ui/model/company.h"

#include <utility>

namespace Ui {

Typing::Typing(ChatClient &client, Composer &composer) : QObject(&composer), m_client(client)
{
    connect(&composer, &Composer::written, this, &Typing::take);
    // The others are told by the message itself.
    connect(&composer, &Composer::said, this,
            [this](const Chat::RoomId &room) { m_client.company()->spoke(room); });
    connect(&composer, &Composer::roomShown, this, [this, shown = &composer] {
        if (!m_room.isEmpty() && shown->room() != m_room)
            m_client.company()->typing(std::exchange(m_room, {}), false);
    });
}

void Typing::take(const Chat::RoomId &room, bool writes)
{
    const int speech = m_client.rooms()->indexOf(room).data(RoomListModel::SpeechRole).toInt();
    if (RoomListModel::Speech(speech) != RoomListModel::Speech::Free)
        return;
    m_room = room;
    m_client.company()->typing(room, writes);
}

} // namespace Ui
