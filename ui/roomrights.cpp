// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomrights.h"

namespace Ui {

RoomRights rightsIn(const Chat::RoomInfo &room)
{
    const bool isForTwo = room.settings.visibility == Chat::Visibility::Direct;
    const bool isLobby = room.id == Chat::lobbyRoom();
    const bool owns = room.own.role == Chat::MemberRole::Owner && !isForTwo;
    const bool keepsOrder = room.own.role >= Chat::MemberRole::Moderator && !isForTwo;
    RoomRights rights;
    rights.name = owns && !isLobby;
    rights.topic = keepsOrder || isForTwo;
    rights.icon = owns || isForTwo;
    rights.entry = owns && !isLobby;
    rights.admits = keepsOrder && !isLobby;
    rights.order = keepsOrder;
    rights.keeping = owns || isForTwo;
    rights.earlier = owns;
    rights.archive = (owns && !isLobby) || isForTwo;
    rights.end = owns && !isLobby;
    rights.leave = !isForTwo;
    return rights;
}

} // namespace Ui
