// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/heartbeat.h"
#include "stomp/limits.h"

#include <QByteArray>

#include <chrono>

namespace Stomp {

/// How a ServerSession behaves. The defaults are the specification's; the switches are for clients
/// that were written for a server which does otherwise.
struct ServerSessionOptions {
    Limits limits;
    HeartBeat heartBeat{std::chrono::seconds(10), std::chrono::seconds(10)};
    double heartBeatMargin = 3.0; ///< Silent periods before a peer is dead.
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(10); ///< Until CONNECT.
    QByteArray server; ///< `server` of CONNECTED; empty: left out.

    /// DISCONNECT without a receipt is answered with an ERROR.
    bool errorOnPlainDisconnect = false;
    /// CONNECT without accept-version, or with none that we speak, is not answered at all.
    bool silentOnUnknownVersion = false;
    /// Frames that lack a destination or an id, name a subscription, message or transaction that
    /// is not there (or is there already) or an unknown ack mode do nothing, but get their receipt;
    /// a SEND of an unknown transaction is one of none.
    bool ignoresMisuse = false;
    /// `ack` of SUBSCRIBE, ACK, NACK and transactions mean nothing, but get their receipts; what is
    /// sent in a transaction is sent at once.
    bool ignoresAcknowledgements = false;
    /// Of SEND's headers `receipt` and `transaction` are handed on, too.
    bool keepsAllHeaders = false;
    /// CONNECTED says version, heart-beat and what accept() adds; ERROR says `message` and an empty
    /// body.
    bool bareFrames = false;

    /// What ERROR says where peers are known to compare it.
    struct Texts {
        QByteArray notConnected = "The first frame must be CONNECT";
        QByteArray connectedAlready = "The session is connected already";
        QByteArray silent = "No heart-beat in time";
        QByteArray disconnected = "The session is closed"; ///< See errorOnPlainDisconnect.
        QByteArray unterminated = "The frame does not end where content-length says";
        QByteArray tooLong; ///< Of a head or a body; empty: each has its own text.
    };
    Texts texts;
};

} // namespace Stomp
