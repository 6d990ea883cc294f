// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomtitle.h"

#include "ui/model/roomlistmodel.h"

#include <QCoreApplication>

namespace Ui {

QString roomTitle(const QModelIndex &room)
{
    const QString name = room.data(RoomListModel::NameRole).toString().simplified();
    const bool lobby =
        room.data(RoomListModel::RoomIdRole).toString() == Chat::lobbyRoom().toString();
    // What a host calls its lobby as long as nobody gave it another name, and what stands here
    // until the host has answered.
    if (lobby && (name == QStringLiteral("Lobby") || name == Chat::lobbyRoom().toString()))
        return QCoreApplication::translate("Ui::RoomTitle", "Lobby");
    return name;
}

} // namespace Ui
