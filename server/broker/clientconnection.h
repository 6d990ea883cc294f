// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/broker/ratelimit.h"
#include "stomp/net/link.h"
#include "stomp/serversession.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace Server {

class ClientConnection;

/// What a client's connection asks of the broker.
class ConnectionEvents {
public:
    virtual ~ConnectionEvents() = default;
    virtual void connectRequested(ClientConnection &from, const Stomp::Headers &headers) = 0;
    virtual void sendRequested(ClientConnection &from,
                               const Stomp::ServerEvent::SendRequested &request,
                               Completion done) = 0;
    virtual void subscribeRequested(ClientConnection &from,
                                    const Stomp::ServerEvent::SubscribeRequested &request,
                                    Completion done) = 0;
    virtual void unsubscribeRequested(ClientConnection &from, const QByteArray &subscription) = 0;
    /// The session is over; nothing will be delivered to it any more. Comes once.
    virtual void ended(ClientConnection &connection) = 0;
    /// The link is gone as well; the connection may be deleted (later).
    virtual void closed(ClientConnection &connection) = 0;
    /// Look at the connection (ClientConnection::tick) at that moment.
    virtual void remind(ClientConnection &connection, Stomp::TimePoint when) = 0;
    /// It sends faster than its rates and is not read for a while.
    virtual void heldBack(ClientConnection &connection) = 0;
};

/// One client: its link, its session, and what it may cost us.
///
/// Bytes go from the link to the session, requests from the session to the broker, receipts and
/// messages back. A client that sends faster than its requests are done is no longer read, and one
/// that sends many at once takes turns with the others; one that does not read loses presence first
/// and then the connection, with a reason. Who sends faster than the rates is read later: nothing
/// is lost, and nobody else waits.
class ClientConnection : public QObject {
    Q_OBJECT
public:
    struct Limits {
        qint64 queueBytes = 4 * 1024 * 1024; ///< Not read by the peer yet.
        std::chrono::milliseconds queueTime = std::chrono::seconds(10); ///< Without any progress.
        int pendingRequests = 2000;            ///< Requests under way before the peer is held back.
        qint64 pendingBytes = 2 * 1024 * 1024; ///< The same for what they make us hold.
        std::chrono::milliseconds linger = std::chrono::seconds(2); ///< After DISCONNECT's receipt.
        Rate messages;                                              ///< See noteStored().
        Rate bytes;                 ///< Everything that is received.
        bool sparesLoopback = true; ///< The rates do not bind this computer's own.
    };

    ClientConnection(SessionNumber number, std::unique_ptr<Stomp::Link> link,
                     const Stomp::ServerSession::Options &sessionOptions, const Limits &limits,
                     ConnectionEvents &events);
    ~ClientConnection() override;

    SessionNumber number() const { return m_number; }
    const Principal &principal() const { return m_principal; }
    Peer peer() const { return {m_number, m_principal}; }
    QString peerName() const { return m_link->peerName(); }
    bool isInProcess() const { return m_link->isInProcess(); }
    Stomp::ServerSession &session() { return m_session; }

    /// Answers connectRequested().
    void accept(const Principal &principal, const QByteArray &sessionId,
                const Stomp::Headers &extra);
    void refuse(const QByteArray &message);

    /// One MESSAGE. `droppable`: left out when the peer is behind.
    void deliver(const Stomp::OutgoingFrame &frame, bool droppable, Stomp::TimePoint now);
    /// What it sent is on its way to the log, which its rate of messages is for.
    void noteStored(Stomp::TimePoint now);
    /// Ends the session as a slow consumer, soon: safe to call in the middle of a delivery.
    void tooSlow(const QString &why);

    /// Closes politely with that code; what is queued is sent first. Whatever still arrives is not
    /// acted upon.
    void close(Stomp::CloseCode code, const QString &reason);
    void tick(Stomp::TimePoint now);

private:
    void read(const QByteArray &bytes);
    void drain();
    void drainNextTurn();
    bool isBehind() const;
    void holdBack(const TokenBucket &bucket);
    void watchQueue(Stomp::TimePoint now);
    void handle(Stomp::ServerEvent::ConnectRequested &event);
    void handle(Stomp::ServerEvent::SendRequested &event);
    void handle(Stomp::ServerEvent::SubscribeRequested &event);
    void handle(Stomp::ServerEvent::UnsubscribeRequested &event);
    void handle(Stomp::ServerEvent::Acknowledged &event);
    void handle(Stomp::ServerEvent::TransactionCommitted &event);
    void handle(Stomp::ServerEvent::DisconnectRequested &event);
    void handle(Stomp::ServerEvent::Failed &event);
    /// `bytes`: what the request makes us hold until it is done.
    Completion begin(std::optional<QByteArray> receipt, qint64 bytes);
    void finish(const std::optional<QByteArray> &receipt, qint64 bytes,
                const tl::expected<Outcome, Refusal> &result);
    void finishDisconnect();
    void writeOutput();
    void end();
    void scheduleNext();

    SessionNumber m_number;
    std::unique_ptr<Stomp::Link> m_link;
    Stomp::ServerSession m_session;
    const Limits m_limits;
    ConnectionEvents &m_events;
    Principal m_principal;
    int m_pending = 0;
    qint64 m_pendingBytes = 0;
    TokenBucket m_messages;
    TokenBucket m_bytes;
    std::optional<Stomp::TimePoint> m_heldUntil; ///< For its rates.
    bool m_held = false; ///< Reading is paused until requests are done, or for its rates.
    bool m_draining = false;
    bool m_drainsLater = false; ///< This turn has had its share of events.
    bool m_ended = false;
    bool m_slow = false;
    bool m_disconnecting = false;
    std::optional<QByteArray> m_disconnectReceipt;
    std::optional<Stomp::TimePoint> m_lingerUntil;
    std::optional<Stomp::TimePoint> m_stalledSince;
    std::optional<Stomp::TimePoint> m_reminder; ///< The earliest one asked for.
};

} // namespace Server
