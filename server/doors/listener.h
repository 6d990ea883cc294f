// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/acceptedwebsocket.h"
#include "server/doors/forwarded.h"
#include "server/doors/guest.h"
#include "server/doors/httpconnection.h"
#include "server/doors/reception.h"
#include "stomp/net/link.h"

#include <QSocketNotifier>
#include <QTcpServer>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Server {

/// One port of a host: accepts connections, in TLS and plain, and turns them into links. Through
/// the HTTP door it answers requests and WebSocket handshakes; behind the other is STOMP straight
/// over TCP. Knows no room and no frame. Lives in the host's thread.
class Listener : public QTcpServer, private Doorkeeper, private TurnWorker, private Alarm {
    Q_OBJECT
public:
    enum class Door { Http, Tcp };
    enum class Plain { On, Loopback, Off }; ///< Who may come without TLS.
    struct Options {
        Door door = Door::Http;
        HttpLimits http; ///< headTime bounds the TLS handshake, and silence, at both doors.
        UpgradePolicy upgrade;
        QByteArrayList hostNames{"*"}; ///< What HTTP calls this host; see hostAllowed().
        QByteArrayList anyNamePaths;   ///< Answered whatever it is called.
        HttpBodyLimit bodyLimit;
        HttpReceiver receiver;
        AcceptedWebSocket::Options webSocket;
        DoorLimits limits;  ///< Shared with the door given along, if one is.
        ProxyCheck isProxy; ///< For DoorLimits, too.
        Plain plain = Plain::On;
        std::optional<QSslConfiguration> tls; ///< See readCertificate(); none: no TLS.
    };

    /// `handler` is for the HTTP door. `neighbour`: another door of the same host, whose limits,
    /// counters and timer are this one's too.
    Listener(Options options, HttpHandler handler, const Listener *neighbour = nullptr);
    ~Listener() override;

    bool listen(const QHostAddress &address = QHostAddress::Any, quint16 port = 0);
    /// For handshakes from now on; see UpgradePolicy.
    void setAllowedOrigins(QByteArrayList origins)
    {
        m_rules.upgrade.allowedOrigins = std::move(origins);
    }
    /// Completes no handshake from now on: 503. Whoever is in stays, and requests are answered.
    void refuseNew() { m_rules.upgrade.leaving = true; }
    /// For requests from now on; see hostAllowed().
    void setHostNames(QByteArrayList names) { m_rules.hostNames = std::move(names); }
    /// Stops accepting, and drops everybody who is no link and gets no long answer. Those stay.
    void stop();
    /// For connections from here on; with TLS alone, there must be a certificate.
    void setPlain(Plain plain) { m_options.plain = plain; }
    /// For connections from here on.
    void setCertificate(const QSslConfiguration &configuration);

    /// Of this door and its neighbours.
    const DoorCounters &counters() const { return m_reception->counters; }
    const Visits &visits() const { return m_reception->visits; }
    const std::shared_ptr<Reception> &reception() const { return m_reception; }
    int connections() const { return m_reception->connections(); }

Q_SIGNALS:
    /// A new link, open; the receiver owns it. Connect directly, in the same thread.
    void linkOpened(Stomp::Link *link);
    /// A new WebSocket of WebSocketKind::Messages, likewise.
    void messagesOpened(Server::AcceptedWebSocket *socket, const QByteArray &path);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    const QSslConfiguration *tls() const override;
    void arrived(Arrival &arrival) override;
    void keptSilent(Arrival &arrival) override;
    void upgradeRequested(HttpConnection &connection, const Upgrade &upgrade) override;
    void finished(HttpConnection &connection) override;
    void gone(Guest &guest) override;
    void endOfTurn() override;
    void ring() override;

    void acceptSome();
    void welcome(std::unique_ptr<Stream> stream);
    void refuse(std::unique_ptr<Stream> stream, const char *reason);
    /// Whether a line about somebody sent away may go to the log: one in a second.
    bool mayComplain();
    void sayFarewell(std::unique_ptr<Stream> stream, const QByteArray &lastWords);
    void open(AcceptedLink *link, const QByteArray &bytes);
    void openMessages(AcceptedWebSocket *socket, const QByteArray &path, const QByteArray &bytes);
    bool wantsTls(const Stream &stream) const;
    template <typename Kind, typename... Arguments>
    Kind &add(Arguments &&...arguments);

    Options m_options;
    HttpRules m_rules;
    std::shared_ptr<Reception> m_reception;
    std::unique_ptr<QSocketNotifier> m_acceptor; ///< On Unix; QTcpServer accepts elsewhere.
    std::unordered_map<const Guest *, std::unique_ptr<Guest>> m_guests;
    std::vector<std::unique_ptr<Guest>> m_gone;  ///< Until the end of the turn.
    std::optional<Stomp::TimePoint> m_fullSince; ///< No room for handshakes: accepts nobody.
    int m_refusals = 0;                          ///< Being told so.
    quint64 m_unlogged = 0;                      ///< Complaints that were left out.
    Stomp::TimePoint m_nextComplaint;
    bool m_refuses = false; ///< There was no room for too long.
    bool m_scheduled = false;
};

} // namespace Server
