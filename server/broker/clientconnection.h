// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerstatus.h"
#include "server/broker/connectionevents.h"
#include "server/broker/ratelimit.h"
#include "stomp/net/link.h"
#include "stomp/serversession.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace Server {

/// One client: its link, its session, and what it may cost us.
///
/// Bytes go from the link to the session, requests from the session to the broker, receipts and
/// messages back. A client that sends faster than its requests are done is no longer read, and one
/// that sends many at once takes turns with the others; one that does not read loses presence first
/// and then the connection, with a reason. Who sends faster than the rates is read later: nothing
/// is lost, and nobody else waits.
///
/// A peer that has sent its last byte is answered all the same, and then closed.
///
/// A refusal is an ERROR unless the client wants to be told otherwise (ConnectionEvents::refused).
/// Receipts come when their requests are done, in whatever order that is. An ERROR is the last
/// frame: it names the request at fault, and what is under way then is done without a receipt.
class ClientConnection : public QObject {
    Q_OBJECT
public:
    struct Limits {
        qint64 consumerBytes = 256 * 1024;   ///< Not read yet: it gets no more from queues.
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
    QString transport() const { return m_link->transport(); }
    qint64 bytesQueued() const { return m_link->bytesQueued(); }
    bool isInProcess() const { return m_link->isInProcess(); }
    const QByteArray &sessionId() const { return m_sessionId; } ///< Of CONNECTED; empty before.
    Stomp::ServerSession &session() { return m_session; }
    const Stomp::ServerSession &session() const { return m_session; }
    /// False once nothing it is asked for will be answered.
    bool isAlive() const { return !m_ended && !m_session.isOver(); }

    /// Answers connectRequested().
    void accept(const Principal &principal, const QByteArray &sessionId,
                const Stomp::Headers &extra);
    /// Or ends what was accepted; with an ERROR in any case. `extra`: its headers behind `message`.
    void refuse(const QByteArray &message, const QByteArray &body = {},
                const Stomp::Headers &extra = {});
    /// Who it is from now on; the same person.
    void setPrincipal(const Principal &principal) { m_principal = principal; }

    /// One MESSAGE. `droppable`: left out when the peer is behind.
    void deliver(const Stomp::OutgoingFrame &frame, bool droppable, Stomp::TimePoint now);
    /// Whether a queue may hand it something: the session is open and the peer reads.
    bool hasRoom();
    /// ConnectionEvents::roomIn() tells when it is worth trying again.
    void waitForRoom();
    /// What it sent is on its way to the log, which its rate of messages is for.
    void noteStored(Stomp::TimePoint now);
    /// How long it is not read for its rates; 0: it is.
    std::chrono::milliseconds heldFor(Stomp::TimePoint now) const;
    /// Ends the session as a slow consumer, soon: safe to call in the middle of a delivery.
    void tooSlow(const QString &why);

    /// Closes politely; what is queued is sent first. Whatever still arrives is not acted upon.
    void close(Stomp::CloseCode code, const QString &reason);
    /// The same (1001) once all that was asked for has its answer.
    void leave(const QString &reason);
    bool isLeaving() const { return m_leaving.has_value(); }
    void tick(Stomp::TimePoint now);

private:
    void read(const QByteArray &bytes);
    void drain();
    void drainNextTurn();
    void closeIfAnswered();
    bool isBehind() const;
    void holdBack(const TokenBucket &bucket, Stomp::TimePoint now);
    void watchQueue(Stomp::TimePoint now);
    void lookForRoom();
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
    Committed beginCommit(const Stomp::ServerEvent::TransactionCommitted &event);
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
    BrokerCounters &m_counters;
    Principal m_principal;
    QByteArray m_sessionId;
    int m_pending = 0;
    qint64 m_pendingBytes = 0;
    TokenBucket m_messages;
    TokenBucket m_bytes;
    std::optional<Stomp::TimePoint> m_heldUntil; ///< For its rates.
    std::optional<Stomp::TimePoint> m_paceTold;  ///< When it was last told how long.
    bool m_held = false; ///< Reading is paused until requests are done, or for its rates.
    bool m_draining = false;
    bool m_drainsLater = false; ///< This turn has had its share of events.
    bool m_ended = false;
    bool m_slow = false;
    std::optional<QString> m_leaving; ///< Why it is closed as soon as nothing is under way.
    bool m_disconnecting = false;
    bool m_peerFinished = false; ///< It has sent all it ever will.
    quint64 m_framesCounted = 0;
    std::optional<Stomp::TimePoint> m_roomCheck; ///< A queue waits for room; look then at last.
    std::optional<QByteArray> m_disconnectReceipt;
    std::optional<Stomp::TimePoint> m_lingerUntil;
    std::optional<Stomp::TimePoint> m_stalledSince;
    std::optional<Stomp::TimePoint> m_reminder; ///< The earliest one asked for.
};

} // namespace Server
