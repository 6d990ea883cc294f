// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/ackmode.h"
#include "stomp/clientevent.h"
#include "stomp/frame.h"
#include "stomp/frameparser.h"
#include "stomp/heartbeat.h"
#include "stomp/limits.h"
#include "stomp/time.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

#include <chrono>
#include <optional>
#include <variant>

namespace Stomp {

/// The client's half of a STOMP conversation: bytes and time in, bytes and events out.
///
/// Owns no socket, no timer and no thread, so that a test can play a whole conversation in a
/// for-loop. Not thread-safe.
class ClientSession {
public:
    struct Options {
        Limits limits;
        HeartBeat heartBeat{std::chrono::seconds(10), std::chrono::seconds(10)};
        double heartBeatMargin = 2.0;
        std::chrono::milliseconds connectTimeout = std::chrono::seconds(10); ///< Until CONNECTED.
    };
    using Event = ClientSessionEvent;

    explicit ClientSession(Options options);

    /// Writes CONNECT with `accept-version` (all we speak), `heart-beat` and `headers` (host,
    /// login…).
    void connect(const Headers &headers, TimePoint now);

    /// Bytes of the server. Ignored once the session is over.
    void receive(QByteArrayView bytes, TimePoint now);
    /// A sign of life that is no whole read yet (half a WebSocket message).
    void noteActivity(TimePoint now);
    /// The next thing that happened; nullopt when more bytes are needed.
    std::optional<Event> nextEvent();

    /// The calls below write a frame when the session is open and do nothing otherwise.
    /// An empty `receipt` asks for none; `headers` are added as they are.
    void send(const QByteArray &destination, const QByteArray &body, const Headers &headers,
              const QByteArray &receipt, TimePoint now);
    void subscribe(const QByteArray &id, const QByteArray &destination, AckMode ack,
                   const Headers &headers, const QByteArray &receipt, TimePoint now);
    void unsubscribe(const QByteArray &id, const QByteArray &receipt, TimePoint now,
                     const Headers &headers = {});
    /// `message` as it was received; writes what the agreed version wants (id, or message-id and
    /// subscription). NACK does nothing in 1.0.
    void ack(const ClientEvent::MessageReceived &message, const QByteArray &transaction,
             TimePoint now, const Headers &headers = {});
    void nack(const ClientEvent::MessageReceived &message, const QByteArray &transaction,
              TimePoint now, const Headers &headers = {});
    void begin(const QByteArray &transaction, TimePoint now);
    void commit(const QByteArray &transaction, const QByteArray &receipt, TimePoint now);
    void abort(const QByteArray &transaction, TimePoint now);
    /// DISCONNECT; nothing is written after it. The session is over when its receipt arrives, or at
    /// once when none is asked for.
    void disconnect(const QByteArray &receipt, TimePoint now);

    /// The version agreed; V12 before CONNECTED.
    Version version() const { return m_version; }
    bool isOpen() const;
    bool isOver() const;

    /// Bytes for the server.
    QByteArray takeOutput();
    /// Writes a heart-beat when one is due; ends the session when the server is silent too long or
    /// has not sent CONNECTED in time.
    void tick(TimePoint now);
    /// When tick() must be called next; nullopt while nothing is timed.
    std::optional<TimePoint> deadline() const;

private:
    struct Subscription {
        QByteArray destination;
        AckMode ack = AckMode::Auto;
    };
    struct Idle {};
    struct Connecting {
        TimePoint deadline;
    };
    struct Open {};
    struct Disconnecting {
        QByteArray receipt;
    };
    struct Over {};

    std::optional<Event> handle(const Frame &frame);
    std::optional<Event> handleConnected(const Frame &frame);
    std::optional<Event> handleMessage(const Frame &frame);
    std::optional<Event> handleReceipt(const Frame &frame);
    std::optional<Event> handleError(const Frame &frame);
    std::optional<Event> fail(const QByteArray &message);

    bool isReading() const;
    AckMode ackMode(const QByteArray &subscription, const QByteArray &destination) const;
    void acknowledge(Command command, const ClientEvent::MessageReceived &message,
                     const QByteArray &transaction, TimePoint now, const Headers &headers);
    void put(const Frame &frame, TimePoint now);

    Options m_options;
    std::variant<Idle, Connecting, Open, Disconnecting, Over> m_phase;
    FrameParser m_parser;
    Version m_version = Version::V12;
    HeartBeatTimer m_beats;
    TimePoint m_lastReceived{}; ///< When CONNECTED came, for the heart-beats to start from.
    QHash<QByteArray, Subscription> m_subscriptions;
    QByteArray m_output;
    std::optional<ClientEvent::Failed> m_failure; ///< Until nextEvent() has reported it.
};

} // namespace Stomp
