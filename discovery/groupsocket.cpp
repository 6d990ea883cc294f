// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/groupsocket.h"

#include "discovery/logging.h"

#include <QEvent>
#include <QSocketNotifier>
#include <QVariant>

namespace Discovery {
namespace {

constexpr int packetsATurn = 64;

} // namespace

GroupSocket::GroupSocket(const QNetworkInterface &interface, Family family)
    : m_interface(interface), m_family(family),
      m_group(family == Family::Ipv4 ? QStringLiteral("224.0.0.251") : QStringLiteral("ff02::fb")),
      m_readable(mostASecond)
{
    if (family == Family::Ipv6)
        m_group.setScopeId(interface.name());
    connect(&m_socket, &QUdpSocket::readyRead, this, &GroupSocket::read);
}

bool GroupSocket::fail()
{
    m_problem = m_socket.errorString();
    m_socket.close();
    return false;
}

bool GroupSocket::open()
{
    const auto any = m_family == Family::Ipv4 ? QHostAddress::AnyIPv4 : QHostAddress::AnyIPv6;
    if (!m_socket.bind(any, mdnsPort, QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint))
        return fail();
    if (!m_socket.joinMulticastGroup(m_group, m_interface))
        return fail();
    // Qt says nothing of a packet without a single byte, and so nothing of any behind it, for ever:
    // what wakes the socket is listened to by ourselves.
    const auto notifiers = m_socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->installEventFilter(this);
    }
    m_socket.setMulticastInterface(m_interface);
    m_socket.setSocketOption(QAbstractSocket::MulticastTtlOption, 255);
    // Other programs of this computer are to hear us.
    m_socket.setSocketOption(QAbstractSocket::MulticastLoopbackOption, 1);
    return true;
}

bool GroupSocket::send(const QByteArray &bytes, const std::optional<Endpoint> &to)
{
    const bool isIpv4 = to && to->address.protocol() == QAbstractSocket::IPv4Protocol;
    if (to && isIpv4 != (m_family == Family::Ipv4))
        return false;
    const qint64 sent = to ? m_socket.writeDatagram(bytes, to->address, to->port)
                           : m_socket.writeDatagram(bytes, m_group, mdnsPort);
    m_problem = sent < 0 ? m_socket.errorString() : QString();
    return sent >= 0;
}

bool GroupSocket::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return QObject::eventFilter(watched, event);
    read();
    return true;
}

void GroupSocket::read()
{
    for (int i = 0; i < packetsATurn && m_socket.hasPendingDatagrams(); ++i) {
        if (!m_readable.take(Clock::now())) {
            m_socket.receiveDatagram(0);
            continue;
        }
        const QNetworkDatagram datagram = m_socket.receiveDatagram(longestMessage + 1);
        if (!datagram.isValid())
            continue;
        // The system gives what came to the group by any interface to all sockets of the port.
        const uint index = datagram.interfaceIndex();
        if (datagram.destinationAddress().isMulticast() && index != 0 &&
            index != static_cast<uint>(m_interface.index()))
            continue;
        Q_EMIT received(datagram);
    }
    if (m_socket.hasPendingDatagrams())
        QMetaObject::invokeMethod(this, &GroupSocket::read, Qt::QueuedConnection);
}

} // namespace Discovery
