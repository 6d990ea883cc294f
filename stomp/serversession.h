// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/ackledger.h"
#include "stomp/frame.h"
#include "stomp/frameparser.h"
#include "stomp/heartbeat.h"
#include "stomp/serverevent.h"
#include "stomp/serversessionoptions.h"
#include "stomp/time.h"
#include "stomp/transactions.h"

#include <QByteArray>
#include <QByteArrayView>

#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace Stomp {

/// The server's half of a STOMP conversation: bytes and time in, bytes and events out.
///
/// Owns no socket, no timer and no thread. Checks every frame against the version, its required
/// headers and the limits; keeps subscriptions, the acknowledgement ledger and open transactions
/// of one peer. Whatever the peer does wrong ends in one ERROR frame and `Failed`.
/// Not thread-safe.
class ServerSession {
public:
    using Options = ServerSessionOptions;
    using Event = ServerSessionEvent;

    ServerSession(Options options, TimePoint now);

    /// Bytes of the peer. Ignored once the session is over.
    void receive(QByteArrayView bytes, TimePoint now);
    /// A sign of life that is no whole read yet (half a WebSocket message).
    void noteActivity(TimePoint now);
    /// The next thing to act upon; nullopt when there is none (or while a CONNECT is undecided).
    std::optional<Event> nextEvent();

    /// CONNECTED with version, heart-beat, server and session, then `extra`. The session stays on
    /// the version it negotiated. Only after ConnectRequested.
    void accept(const QByteArray &sessionId, const Headers &extra, TimePoint now);
    /// ERROR with that message (and a body for people), then the session is over. In any state but
    /// over; nextEvent() gives Failed. `receipt`: of the frame at fault. `extra`: more headers.
    void fail(const QByteArray &message, const QByteArray &body = {},
              const std::optional<QByteArray> &receipt = std::nullopt, const Headers &extra = {});

    /// Answers DisconnectRequested once all before it is done: the receipt it asked for, or the
    /// ERROR of Options::errorOnPlainDisconnect, after which the session is over.
    void finishDisconnect(const std::optional<QByteArray> &receipt);

    /// `extra`: headers behind receipt-id.
    void sendReceipt(const QByteArray &receipt, const Headers &extra = {});

    /// Whether a MESSAGE may go to that subscription: it exists and the session is open.
    bool isSubscribed(const QByteArray &subscription) const;
    /// The mode of an open subscription; Auto for an unknown one.
    AckMode ackMode(const QByteArray &subscription) const;
    /// False for a 1.0 subscription without id: its MESSAGEs carry no `subscription` header.
    bool namesSubscription(const QByteArray &subscription) const;
    /// Takes a message into the ledger of a Client or ClientIndividual subscription and gives the
    /// value of its `ack` header (the message-id itself in 1.0 and 1.1, whose ACK names that).
    /// Empty for an Auto subscription, which needs no `ack` header; nullopt when
    /// Limits::unacknowledged is reached or there is no such subscription.
    std::optional<QByteArray> track(const QByteArray &subscription, const QByteArray &messageId);
    /// Messages awaiting ACK, oldest first: what a queue may hand to somebody else. Still known
    /// after the session is over, and after UnsubscribeRequested until the next nextEvent().
    std::vector<QByteArray> unacknowledged(const QByteArray &subscription) const;

    qsizetype unacknowledgedCount() const { return m_ledger.size(); }
    /// Whole frames of the peer so far.
    quint64 framesReceived() const { return m_framesReceived; }

    /// The version agreed; V10 before CONNECT.
    Version version() const { return m_version; }
    bool isDeciding() const { return std::holds_alternative<Deciding>(m_phase); }
    bool isOpen() const;
    bool isOver() const;
    bool beats() const { return m_beats.sendPeriod().count() > 0; } ///< Toward the peer.
    /// Bytes for the peer that the session itself wrote (CONNECTED, RECEIPT, ERROR, EOL).
    QByteArray takeOutput();
    /// Tells that the owner wrote to the peer by itself (MESSAGE), so no heart-beat is due.
    void noteSent(TimePoint now) { m_beats.sent(now); }

    /// Writes a heart-beat when one is due; ends the session when the peer is silent too long or
    /// has not sent CONNECT in time.
    void tick(TimePoint now);
    /// When tick() must be called next; nullopt while nothing is timed.
    std::optional<TimePoint> deadline() const;

private:
    struct Subscription {
        AckMode ack = AckMode::Auto;
        bool hasOwnId = true;
        qsizetype bytes = 0; ///< Of id and destination.
    };
    struct AwaitingConnect {
        TimePoint deadline;
    };
    /// CONNECT is read; the owner has not answered it.
    struct Deciding {
        Version version;
        HeartBeat theirs;
    };
    struct Open {
        std::map<QByteArray, Subscription> subscriptions; ///< Few; a hash had room for 48.
        Transactions transactions;
        qsizetype subscriptionBytes = 0;
    };
    struct Disconnecting {};
    struct Over {};

    std::optional<Event> handle(const Frame &frame);
    std::optional<Event> handleConnect(const Frame &frame);
    std::optional<Event> handleOpen(const Frame &frame, Open &open);
    std::optional<Event> handleSend(const Frame &frame, Open &open);
    std::optional<Event> handleSubscribe(const Frame &frame, Open &open);
    std::optional<Event> handleUnsubscribe(const Frame &frame, Open &open);
    std::optional<Event> handleAck(const Frame &frame, Open &open);
    std::optional<Event> handleTransaction(const Frame &frame, Open &open);
    std::optional<Event> handleCommit(const Frame &frame, std::vector<Frame> actions);
    std::optional<Event> handleDisconnect(const Frame &frame);

    std::optional<Event> hold(const Frame &frame, const QByteArray &transaction, Open &open);
    std::optional<Event> reject(const Frame &frame, const QByteArray &message);
    std::optional<Event> ignore(const Frame &frame); ///< But for its receipt.
    /// A misuse that Options::ignoresMisuse may forgive.
    std::optional<Event> misuse(const Frame &frame, const QByteArray &message);
    QByteArray describeFault(ParseError error) const;
    void end(const QByteArray &message, Headers headers, const QByteArray &body);
    std::optional<Event> takeFailure();

    std::optional<AckLedger::Number> acknowledgedMessage(const Frame &frame) const;
    const Subscription *openSubscription(const QByteArray &subscription) const;
    Options m_options;
    std::variant<AwaitingConnect, Deciding, Open, Disconnecting, Over> m_phase;
    FrameParser m_parser;
    AckLedger m_ledger;
    Version m_version = Version::V10;
    quint64 m_framesReceived = 0;
    HeartBeatTimer m_beats;
    QByteArray m_output;
    std::optional<QByteArray> m_closedSubscription; ///< Leaves the ledger with the next event.
    std::optional<ServerEvent::Failed> m_failure;   ///< Until nextEvent() has reported it.
};

} // namespace Stomp
