// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/brokeroptions.h"

namespace Server {

Stomp::ServerSession::Options sessionOptions(const BrokerOptions &options,
                                             const QByteArray &sessionId)
{
    Stomp::ServerSession::Options session = options.session;
    const Compatibility &compatibility = options.compatibility;
    session.errorOnPlainDisconnect = compatibility.errorOnPlainDisconnect;
    session.silentOnUnknownVersion = compatibility.silentOnUnknownVersion;
    session.ignoresMisuse = compatibility.ignoresMisuse;
    session.ignoresAcknowledgements = compatibility.ignoresAcknowledgements;
    session.keepsAllHeaders = compatibility.copiesAllHeaders;
    session.bareFrames = compatibility.springFrames;
    if (!compatibility.springFrames)
        return session;
    // The words of Spring's StompSubProtocolHandler and StompDecoder.
    session.texts.notConnected = "Unknown session: " + sessionId;
    session.texts.connectedAlready = "Session already exists";
    session.texts.silent = "Session closed.";
    session.texts.disconnected = "Session closed.";
    session.texts.unterminated = "Frame must be terminated with a null octet";
    session.texts.tooLong = "The configured STOMP buffer size limit of " +
                            QByteArray::number(session.limits.bodyBytes) +
                            " bytes has been exceeded";
    return session;
}

} // namespace Server
