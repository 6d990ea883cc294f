// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

namespace Server {

/// Makes a socket whose read buffer was full read again, once there is room in it.
///
/// QAbstractSocket stops asking the system for more when its buffer is full, and notices room only
/// when the size of the buffer is changed.
inline void readOnAfterFullBuffer(QTcpSocket &socket)
{
    const qint64 size = socket.readBufferSize();
    socket.setReadBufferSize(0);
    socket.setReadBufferSize(size);
}

} // namespace Server
