// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/relay/relayheaders.h"
#include "stomp/clientsession.h"

#include <functional>
#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace Server {

/// One conversation with the broker behind: requests, bytes and time in; bytes, events and
/// completions out.
///
/// Owns no socket, no timer and no thread. What is asked before the broker has let us in waits for
/// that, in its order. Each request but a settling without one asks for a receipt, so that what is
/// under way is bounded by who asks. Messages are acknowledged one by one, whatever the client's
/// mode; what comes by a queue to one that acknowledges nothing is so once it is handed on.
class UpstreamSession {
public:
    struct Options {
        RelayKind kind = RelayKind::RabbitMq;
        Stomp::ClientSession::Options session;
        Stomp::Headers connect; ///< host, login, passcode.
        int prefetch = 100;     ///< Unacknowledged at once in one subscription.
    };
    struct Opened {};
    struct Delivered {
        QByteArray subscription;
        Downstream::Message message;
    };
    struct Ended {
        Refusal why;
    };
    using Event = std::variant<Opened, Delivered, Ended>;

    UpstreamSession(Options options, Upstream::Client client);

    void connect(Stomp::TimePoint now);
    void receive(QByteArrayView bytes, Stomp::TimePoint now) { m_session.receive(bytes, now); }
    void noteActivity(Stomp::TimePoint now) { m_session.noteActivity(now); }
    /// Pulls the next frame; completions of receipts are called meanwhile.
    std::optional<Event> nextEvent(Stomp::TimePoint now);

    void send(const Upstream::Send &send, Completion done, Stomp::TimePoint now);
    void subscribe(const Upstream::Subscribe &subscribe, Completion done, Stomp::TimePoint now);
    void unsubscribe(const QByteArray &id, bool forGood, Completion done, Stomp::TimePoint now);
    /// An empty completion asks for no receipt.
    void settle(const Upstream::Settle &settle, Completion done, Stomp::TimePoint now);
    void commit(const std::vector<Upstream::Action> &actions, Completion done,
                Stomp::TimePoint now);
    /// Without a receipt.
    void publish(const Publication &publication, Stomp::TimePoint now);

    /// What became of what was delivered: kept until its ACK, or nobody's.
    void handed(const Delivered &delivered, bool taken, Stomp::TimePoint now);
    bool holds(const QByteArray &subscription, const QByteArray &messageId) const;

    /// The connection is gone: what is asked for is refused, and so is what comes after.
    void fail(const Refusal &why);
    /// Nothing is asked for after it; hasLeft() once the broker knows.
    void disconnect(Stomp::TimePoint now);

    bool isOpen() const { return m_session.isOpen(); }
    bool hasLeft() const { return m_session.isOver(); }
    QByteArray takeOutput() { return m_session.takeOutput(); }
    void tick(Stomp::TimePoint now) { m_session.tick(now); }
    std::optional<Stomp::TimePoint> deadline() const { return m_session.deadline(); }

private:
    using Message = Stomp::ClientEvent::MessageReceived;
    struct Subscription {
        Upstream::Subscribe asked;
        bool settlesItself = false;         ///< Acknowledges what its client does not.
        std::map<QByteArray, Message> held; ///< By message id; no bodies.
    };
    using Request = std::function<void(Stomp::TimePoint)>;

    /// Why nothing can be asked of that destination, which is `there` in the broker's words.
    std::optional<Refusal> whyNot(const QByteArray &destination,
                                  const std::optional<QByteArray> &there) const;
    /// Now, or once we are let in.
    void whenOpen(Request request, Stomp::TimePoint now);
    QByteArray receiptFor(Completion done);
    void finish(const QByteArray &receipt, const tl::expected<Outcome, Refusal> &result);
    std::optional<Delivered> delivered(Message &&message, Stomp::TimePoint now);
    void write(const Upstream::Send &send, const QByteArray &transaction, const QByteArray &receipt,
               Stomp::TimePoint now);
    void write(const Upstream::Settle &settle, const QByteArray &transaction,
               const QByteArray &receipt, Stomp::TimePoint now);

    Options m_options;
    Upstream::Client m_client;
    DestinationMap m_map;
    RelayHeaders m_headers;
    Stomp::ClientSession m_session;
    std::vector<Request> m_waiting;
    std::map<QByteArray, Completion> m_receipts;
    std::map<QByteArray, Subscription> m_subscriptions;
    std::optional<Refusal> m_failure;
    bool m_letIn = false;
    quint64 m_lastReceipt = 0;
    quint64 m_lastTransaction = 0;
};

} // namespace Server
