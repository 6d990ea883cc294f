// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomtitle.h"

#include "ui/model/roomlistmodel.h"

#include <QCoreApplication>

namespace Ui {

QString roomTitle(const QModelIndex &room)
{
    return roomTitle(Chat::RoomId(room.data(RoomListModel::RoomIdRole).toString()),
                     room.data(RoomListModel::NameRole).toString());
}

QString roomTitle(const Chat::RoomId &room, const QString &name)
{
    const QString line = name.simplified();
    // What a host calls its lobby as long as nobody gave it another name, and what stands here
    // until the host has answered.
    if (room == Chat::lobbyRoom() &&
        (line == QStringLiteral("Lobby") || line == Chat::lobbyRoom().toString()))
        return QCoreApplication::translate("Ui::RoomTitle", "Lobby");
    return line;
}

} // namespace Ui
