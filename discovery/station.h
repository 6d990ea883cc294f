// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/browser.h"
#include "discovery/groupsocket.h"
#include "discovery/responder.h"
#include "discovery/sentpackets.h"
#include "discovery/systeminterface.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace Discovery {

/// One interface on which hosts are looked for and one may be announced: its sockets, and the rules
/// with the time of the day. Lives in the thread of its Stations.
class Station : public QObject {
    Q_OBJECT
public:
    /// `sent` is that of all stations and outlives it.
    Station(const SystemInterface &interface, SentPackets &sent);
    /// Takes back what was announced.
    ~Station() override;

    /// Opens what sockets it can. False when there is no way to the network; the report says why.
    bool open();
    /// Its addresses changed, or it was away: sockets anew.
    void update(const SystemInterface &interface);

    /// The number is that of the name if nothing was announced here. nullopt: takes back what was.
    void announce(const std::optional<LocalService> &service, int number, Responder::Haste haste);
    void setNumber(int number);
    void setBrowsing(bool browsing);
    /// Asks, and says what there is to say, anew.
    void lookAgain(bool probe);
    /// A packet for this interface that came by another's socket.
    void take(const QNetworkDatagram &datagram);

    const SystemInterface &interface() const { return m_interface; }
    int number() const { return m_responder.number(); }
    bool hasWon() const { return m_responder.hasWon(); }
    QString instance() const { return m_responder.instance(); }
    QList<FoundService> services() const { return m_browser.services(); }
    /// As it is now, but for hostsHeard.
    InterfaceReport report() const;

Q_SIGNALS:
    /// Something was heard or sent, or another name is tried or was won.
    void turned();
    /// services() changed.
    void servicesChanged();
    /// Came by its socket, for the interface with that index.
    void strayed(uint index, const QNetworkDatagram &datagram);

private:
    bool openOne(std::unique_ptr<GroupSocket> &socket, GroupSocket::Family family,
                 const QNetworkInterface &interface);
    void handle(const QNetworkDatagram &datagram);
    bool isOwn(const QHostAddress &address) const;
    void onTime();
    /// Sends what there is to send, and plans the next turn.
    void settle();
    void send(const Message &message, const std::optional<Endpoint> &to);

    SystemInterface m_interface;
    SentPackets &m_sent;
    std::unique_ptr<GroupSocket> m_ipv4;
    std::unique_ptr<GroupSocket> m_ipv6;
    Responder m_responder;
    Browser m_browser;
    QTimer m_timer;
    InterfaceReport m_report;
};

} // namespace Discovery
