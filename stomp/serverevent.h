// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/ackmode.h"
#include "stomp/headers.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

namespace Stomp {

/// What a client's frames ask of the server, checked and ready to act upon.
/// `receipt` is the id to hand to ServerSession::sendReceipt() once the request is done.
namespace ServerEvent {

/// CONNECT or STOMP: answer with ServerSession::accept() or fail(), now or later. Until then no
/// further frame is read.
struct ConnectRequested {
    Headers headers;
};
struct SendRequested {
    QByteArray destination;
    Headers headers; ///< As sent, without destination, content-length and (unless told) receipt,
                     ///< transaction.
    QByteArray body;
    std::optional<QByteArray> receipt;
};
struct SubscribeRequested {
    QByteArray id; ///< Unique in the session; in 1.0 without an id, one made by the session.
    QByteArray destination;
    AckMode ack = AckMode::Auto;
    Headers headers; ///< As sent.
    std::optional<QByteArray> receipt;
};
struct UnsubscribeRequested {
    QByteArray id;
    std::optional<QByteArray> receipt;
    Headers headers{}; ///< As sent.
};
/// ACK or NACK, resolved to the messages it covers: in `Client` mode all earlier ones of the
/// same subscription too.
struct Acknowledged {
    QByteArray subscription;
    /// In the order they were tracked. Empty only in a transaction, where misuse is forgiven: then
    /// nothing but its receipt is due.
    std::vector<QByteArray> messageIds;
    bool positive = true; ///< False for NACK.
    std::optional<QByteArray> receipt;
    bool requeue = true; ///< False for a NACK with `requeue:false`: nobody else shall have it.
};
/// COMMIT: do all of it or nothing, in this order, then give the receipts of the actions and
/// last the commit's own.
struct TransactionCommitted {
    std::vector<std::variant<SendRequested, Acknowledged>> actions;
    std::optional<QByteArray> receipt;
};
/// DISCONNECT. Frames before it are done first; nothing after it is read. Give its receipt last
/// of all, then let the client close, with a deadline.
struct DisconnectRequested {
    std::optional<QByteArray> receipt;
};
/// The conversation is over: the ERROR is in the output already; flush it, then close. Comes once
/// and last, whether the session found the fault or its owner called ServerSession::fail().
struct Failed {
    QByteArray message;  ///< For the log; the same text the peer got.
    bool silent = false; ///< The peer sent no heart-beat in time.
};

} // namespace ServerEvent

/// Everything a ServerSession reports.
using ServerSessionEvent =
    std::variant<ServerEvent::ConnectRequested, ServerEvent::SendRequested,
                 ServerEvent::SubscribeRequested, ServerEvent::UnsubscribeRequested,
                 ServerEvent::Acknowledged, ServerEvent::TransactionCommitted,
                 ServerEvent::DisconnectRequested, ServerEvent::Failed>;

} // namespace Stomp
