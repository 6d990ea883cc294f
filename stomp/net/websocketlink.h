// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/link.h"

#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace Stomp {

/// A client's link over `ws://` or `wss://`, offering the STOMP subprotocols, newest first.
class WebSocketLink final : public Link {
    Q_OBJECT
public:
    /// Starts connecting at once. `largestMessage`: bytes of one incoming message at most.
    /// `fingerprint`: SHA-256 of the one certificate that is taken with `wss://`, whoever signed
    /// it; empty: any that this computer trusts.
    explicit WebSocketLink(const QUrl &url, qint64 largestMessage = 4 * 1024 * 1024,
                           QByteArray fingerprint = {});
    ~WebSocketLink() override;

    bool isOpen() const override { return m_open; }
    void send(const OutgoingFrame &frame) override;
    void close(CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool) override {}
    qint64 bytesQueued() const override;
    QString peerName() const override;

private:
    bool isWantedPeer() const;
    void end(CloseCode code, const QString &reason);

    QWebSocket m_socket;
    QByteArray m_fingerprint;
    qint64 m_queued = 0;
    bool m_open = false;
    bool m_ended = false;
};

} // namespace Stomp
