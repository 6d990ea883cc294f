// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/headers.h"
#include "stomp/version.h"

#include <QByteArray>

#include <optional>
#include <variant>

namespace Stomp {

/// What a server's frames mean to a client.
namespace ClientEvent {

struct Connected {
    Version version;
    Headers headers; ///< All of CONNECTED.
};
struct MessageReceived {
    QByteArray subscription; ///< Empty in 1.0 when the server gave none.
    QByteArray destination;
    QByteArray messageId;
    QByteArray ack; ///< What to hand to ClientSession::ack(); empty when none is needed.
    Headers headers;
    QByteArray body;
};
struct ReceiptReceived {
    QByteArray id;
};
/// ERROR: the server is about to close; the session is over.
struct ErrorReceived {
    QByteArray message;
    std::optional<QByteArray> receipt;
    QByteArray body;
    Headers headers = {}; ///< All of ERROR.
};
/// The session ended by what the client itself found out: broken bytes, silence, no CONNECTED.
struct Failed {
    QByteArray message;
};

} // namespace ClientEvent

/// Everything a ClientSession reports.
using ClientSessionEvent =
    std::variant<ClientEvent::Connected, ClientEvent::MessageReceived, ClientEvent::ReceiptReceived,
                 ClientEvent::ErrorReceived, ClientEvent::Failed>;

} // namespace Stomp
