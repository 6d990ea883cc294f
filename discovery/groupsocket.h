// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/allowance.h"
#include "discovery/packet.h"

#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QUdpSocket>

namespace Discovery {

/// The group of mDNS on one interface and in one family of addresses. The port is shared with
/// whatever else on this computer speaks mDNS.
class GroupSocket : public QObject {
    Q_OBJECT
public:
    enum class Family { Ipv4, Ipv6 };
    /// Packets that are read in a second; what is beyond that is dropped unread.
    static constexpr int mostASecond = 500;

    GroupSocket(const QNetworkInterface &interface, Family family);

    /// False when there is no way to the group; problem() says why.
    bool open();
    QString problem() const { return m_problem; }
    /// To the group, or to one alone: then false if that one is not of this family.
    bool send(const QByteArray &bytes, const std::optional<Endpoint> &to);

Q_SIGNALS:
    /// Of this interface; or to this computer alone, whichever interface it came by.
    void received(const QNetworkDatagram &datagram);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void read();
    bool fail();

    QNetworkInterface m_interface;
    Family m_family;
    QHostAddress m_group;
    QUdpSocket m_socket;
    Allowance m_readable;
    QString m_problem;
};

} // namespace Discovery
