// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/link.h"
#include "stomp/net/peercheck.h"

#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace Stomp {

/// A client's link over `ws://` or `wss://`, offering the STOMP subprotocols, newest first.
class WebSocketLink final : public Link {
    Q_OBJECT
public:
    /// Starts connecting at once. `largestMessage`: bytes of one incoming message at most.
    /// `check`: with `wss://`, whether who answers there is the one; nothing is sent before it has
    /// said so, and if not the link closes with otherPeerReason. Empty: whoever this computer
    /// trusts.
    explicit WebSocketLink(const QUrl &url, qint64 largestMessage = largestUsual,
                           PeerCheck check = {});
    static constexpr qint64 largestUsual = 4 * 1024 * 1024;
    ~WebSocketLink() override;

    bool isOpen() const override { return m_open; }
    void send(const OutgoingFrame &frame) override;
    void close(CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool) override {}
    qint64 bytesQueued() const override;
    QString peerName() const override;

private:
    void watchHandshake();
    void judge(const QSslSocket &socket, bool trusted);
    void refusePeer();
    void end(CloseCode code, const QString &reason);

    QWebSocket m_socket;
    PeerCheck m_check;
    bool m_judged = false; ///< m_check was asked.
    bool m_rightPeer = false;
    qint64 m_queued = 0;
    bool m_open = false;
    bool m_ended = false;
};

} // namespace Stomp
