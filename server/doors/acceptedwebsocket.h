// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/acceptedlink.h"
#include "server/doors/websocketparser.h"

#include <chrono>

namespace Server {

/// The host's end of a WebSocket connection, in frames of its own (RFC 6455).
///
/// A peer that is silent is pinged, and aborted when nothing comes back; any byte is a sign of
/// life. Pings are answered at the end of the turn, and one that comes while the peer does not
/// read takes the place of the one before (RFC 6455, 5.5.3).
class AcceptedWebSocket final : public AcceptedLink {
    Q_OBJECT
public:
    struct Options {
        qint64 messageBytes = 1024 * 1024 + 64 * 1024; ///< The largest message; 1009 above.
        std::chrono::milliseconds pingTime = std::chrono::seconds(25); ///< Silence; 0: no pings.
        std::chrono::milliseconds pongTime = std::chrono::seconds(20); ///< For the answer.
        bool wholeMessages = false; ///< received() comes once for each message that is not empty.
    };

    AcceptedWebSocket(std::unique_ptr<Stream> stream, const Options &options);

    QString transport() const override { return QStringLiteral("websocket"); }

protected:
    const QByteArray &bytesOf(const Stomp::OutgoingFrame &frame) const override;
    void take(char *bytes, qsizetype size) override;
    QByteArray goodbye(Stomp::CloseCode code, const QString &reason) const override;
    QByteArray takeSpareOutput() override;
    void reminded() override;

private:
    WebSocketParser m_parser;
    std::chrono::milliseconds m_pingTime;
    std::chrono::milliseconds m_pongTime;
    bool m_pinged = false; ///< And nothing came since.
    bool m_wholeMessages;
    QByteArray m_message; ///< So far, where whole ones are wanted.
    QByteArray m_control; ///< A ping or a pong to send; null for none.
};

} // namespace Server
