// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/ackmode.h"
#include "stomp/clientsession.h"
#include "stomp/headers.h"
#include "stomp/net/link.h"
#include "stomp/net/stompreceipt.h"
#include "stomp/net/stompsubscription.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Stomp {

/// A STOMP client that stays connected: a session, a link, and a new one when it breaks.
///
/// Lives in one thread. Subscriptions belong to the client and are made again on each new
/// connection; what was sent and has no receipt when the connection breaks is reported as failed
/// and never resent by itself, because only its owner knows whether a resend is harmless.
class StompClient : public QObject {
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(QString lastError READ lastError NOTIFY stateChanged)
public:
    enum class State {
        Disconnected, ///< Nobody asked for a connection, or it ended for good (see lastError()).
        Connecting,   ///< A link is being made, or CONNECTED is awaited.
        Connected,
        Waiting, ///< The connection broke; the next try is at nextTry().
        Closing, ///< DISCONNECT was sent; its receipt is awaited.
    };
    Q_ENUM(State)

    struct Options {
        ClientSession::Options session;
        std::chrono::milliseconds firstRetry = std::chrono::milliseconds(500);
        std::chrono::milliseconds longestRetry = std::chrono::seconds(30);
        /// At most this share of a wait is added by chance: not all come back at once.
        double jitter = 0.3;
        bool reconnects = true;
        /// A connection that lasted this long was a good one: the next wait is the first again.
        std::chrono::milliseconds stableAfter = std::chrono::seconds(5);
        std::chrono::milliseconds openTimeout = std::chrono::seconds(10); ///< For the link itself.
        std::chrono::milliseconds closeTimeout = std::chrono::seconds(2); ///< For the last receipt.
    };
    /// Makes an unconnected (or, for a loop, connected) link; called for each try.
    using LinkMaker = std::function<std::unique_ptr<Link>()>;
    /// Gives the headers of CONNECT for each try: host, login, passcode, tokens.
    using ConnectHeaders = std::function<Headers()>;
    /// Asked when CONNECT is refused, with the headers of ERROR, three times until it is let in, or
    /// told to wait: true, and the client comes back at once with other headers.
    using Persists = std::function<bool(const Headers &error)>;

    StompClient(LinkMaker makeLink, ConnectHeaders connectHeaders, Options options,
                QObject *parent = nullptr);
    ~StompClient() override;

    void setPersists(Persists persists) { m_persists = std::move(persists); }
    State state() const { return m_state; }
    /// What ended the last connection, in the peer's or the system's words; empty if nothing did.
    QString lastError() const { return m_lastError; }
    QDateTime since() const { return m_since; } ///< Of being Connected, or of its end; UTC.
    /// The next try while Waiting; UTC.
    std::optional<QDateTime> nextTry() const;
    const Headers &connectedHeaders() const { return m_connectedHeaders; } ///< Of the last one.
    /// The headers of the ERROR by which the last CONNECT was refused; empty where none was.
    const Headers &refusal() const { return m_refusal; }

    void connectToHost(); ///< And keeps trying until disconnectFromHost().
    /// DISCONNECT with a receipt, then the link is closed; Disconnected follows in any case.
    void disconnectFromHost();
    /// Tries at once instead of at nextTry(). Does nothing in another state than Waiting.
    void retryNow();
    /// Gives up a connection whose host does not answer in that time, and tries anew at once.
    void probe(std::chrono::milliseconds patience = std::chrono::seconds(5));

    /// The subscription is a child of the client; delete it to unsubscribe. Works in any state.
    StompSubscription *subscribe(const QByteArray &destination, const Headers &headers = {},
                                 AckMode ack = AckMode::Auto);
    /// SENDs with a receipt. The receipt is a child of the client and deletes itself after its one
    /// signal, which comes later than this call in any case; while not Connected it fails.
    StompReceipt *send(const QByteArray &destination, const QByteArray &body,
                       const Headers &headers = {});
    /// The host refused, and not by an ERROR: the receipt of a send() fails; else refused().
    void takeRefusal(const QByteArray &receipt, const QString &why);
    void ack(const ClientEvent::MessageReceived &message);
    void nack(const ClientEvent::MessageReceived &message);
    /// Transactions: frames sent with header `transaction` take effect together at commit().
    void begin(const QByteArray &transaction);
    StompReceipt *commit(const QByteArray &transaction);
    void abortTransaction(const QByteArray &transaction);

Q_SIGNALS:
    void stateChanged(Stomp::StompClient::State state);
    /// An ERROR frame of the host; the connection ends behind it.
    void errorReceived(const QString &message, const QString &body);
    void refused(const QByteArray &receipt, const QString &why);

private:
    friend class StompSubscription;
    void open();
    void read(const QByteArray &bytes);
    void drainEvents();
    void handle(const ClientEvent::Connected &event);
    void handle(const ClientEvent::MessageReceived &event);
    void handle(const ClientEvent::ReceiptReceived &event);
    void handle(const ClientEvent::ErrorReceived &event);
    void handle(const ClientEvent::Failed &event);
    void linkClosed(CloseCode code, const QString &reason);
    void dropLink();
    void dropConnection();
    void connectionLost(const QString &why);
    void leave(State state, const QString &why);
    void setState(State state);
    bool enterState(State state);
    void writeOutput();
    void armTimer();
    void unsubscribe(StompSubscription *subscription);
    void writeSubscribe(StompSubscription *subscription);
    StompReceipt *newReceipt();
    void watchNetwork();

    LinkMaker m_makeLink;
    ConnectHeaders m_connectHeaders;
    Persists m_persists;
    int m_persisted = 0; ///< Since it was let in last.
    Options m_options;
    State m_state = State::Disconnected;
    QString m_lastError;
    QDateTime m_since, m_nextTry;
    int m_failedTries = 0;
    std::unique_ptr<Link> m_link;
    std::optional<ClientSession> m_session;
    Headers m_connectedHeaders, m_refusal;
    QHash<QByteArray, StompSubscription *> m_subscriptions;
    QHash<QByteArray, StompReceipt *> m_receipts;
    quint64 m_lastId = 0;
    bool m_draining = false; ///< Inside a signal of the link, maybe.
    QTimer m_timer;          ///< The session's deadline, or the next try.
};

} // namespace Stomp
