// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/order.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace Server {

/// Somebody who may not speak or not be there, as the log keeps it.
struct StoredSanction {
    Chat::Sanction info; ///< Whether it is for devices and addresses is told by what stands below.
    Chat::RoomId room;   ///< Empty: the whole host.
    QList<QByteArray> devices; ///< Public keys.
    QStringList addresses;
};

} // namespace Server
