// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QModelIndex>
#include <QString>

namespace Ui {

/// What a row of a RoomListModel is called on the screen: its name in one line. The lobby, which no
/// person named, is called in the reader's own language.
QString roomTitle(const QModelIndex &room);
/// The same for a room of that name.
QString roomTitle(const Chat::RoomId &room, const QString &name);

} // namespace Ui
