// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/station.h"

#include "discovery/announcementtext.h"
#include "discovery/logging.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;

namespace Discovery {
namespace {

int chance(int below)
{
    return QRandomGenerator::global()->bounded(below);
}

/// A hostile peer may make something due all the time, which is then done as often as this.
constexpr auto shortestTurn = 1ms;
constexpr auto longestTurn = 1h;

} // namespace

Station::Station(const SystemInterface &interface, SentPackets &sent)
    : m_interface(interface), m_sent(sent), m_responder(serviceType(), chance),
      m_browser(serviceType(), chance,
                [this](const QHostAddress &address) { return m_interface.link.mayBeNear(address); })
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Station::onTime);
}

Station::~Station()
{
    announce(std::nullopt, 1, Responder::Haste::Now);
}

// --- sockets ---------------------------------------------------------------------------------

bool Station::openOne(std::unique_ptr<GroupSocket> &socket, GroupSocket::Family family,
                      const QNetworkInterface &interface)
{
    socket = std::make_unique<GroupSocket>(interface, family);
    connect(socket.get(), &GroupSocket::received, this, &Station::handle);
    if (socket->open())
        return true;
    m_report.problem = socket->problem();
    qCDebug(discoveryLog) << m_interface.name << "cannot be used:" << m_report.problem;
    socket.reset();
    return false;
}

bool Station::open()
{
    m_report.problem.clear();
    m_ipv4.reset();
    m_ipv6.reset();
    const QNetworkInterface interface = QNetworkInterface::interfaceFromIndex(m_interface.index);
    const auto has = [this](QAbstractSocket::NetworkLayerProtocol protocol) {
        return std::any_of(
            m_interface.addresses.begin(), m_interface.addresses.end(),
            [protocol](const QHostAddress &address) { return address.protocol() == protocol; });
    };
    if (has(QAbstractSocket::IPv4Protocol))
        openOne(m_ipv4, GroupSocket::Family::Ipv4, interface);
    if (has(QAbstractSocket::IPv6Protocol))
        openOne(m_ipv6, GroupSocket::Family::Ipv6, interface);
    m_responder.setAddresses(m_interface.addresses, Clock::now());
    settle();
    return m_ipv4 || m_ipv6;
}

void Station::update(const SystemInterface &interface)
{
    m_interface = interface;
    open();
    m_browser.askAgain(Clock::now());
    settle();
}

// --- what is wanted --------------------------------------------------------------------------

void Station::announce(const std::optional<LocalService> &service, int number,
                       Responder::Haste haste)
{
    const TimePoint now = Clock::now();
    if (m_responder.isSilent())
        m_responder.setNumber(number, now);
    if (service)
        m_responder.publish(*service, haste, now);
    else
        m_responder.withdraw();
    settle();
}

void Station::setNumber(int number)
{
    m_responder.setNumber(number, Clock::now());
    settle();
}

void Station::setBrowsing(bool browsing)
{
    if (browsing)
        m_browser.start(Clock::now());
    else
        m_browser.stop();
    settle();
}

void Station::lookAgain(bool probe)
{
    m_browser.askAgain(Clock::now());
    if (probe && !m_responder.isSilent())
        m_responder.restart(Clock::now());
    settle();
}

// --- packets ---------------------------------------------------------------------------------

void Station::handle(const QNetworkDatagram &datagram)
{
    const uint index = datagram.interfaceIndex();
    if (index == 0 || index == static_cast<uint>(m_interface.index))
        take(datagram);
    else
        Q_EMIT strayed(index, datagram);
}

bool Station::isOwn(const QHostAddress &address) const
{
    return std::any_of(m_interface.addresses.begin(), m_interface.addresses.end(),
                       [&address](const QHostAddress &own) { return own.isEqual(address); });
}

void Station::take(const QNetworkDatagram &datagram)
{
    const TimePoint now = Clock::now();
    ++m_report.packetsHeard;
    const Endpoint from{datagram.senderAddress(), static_cast<quint16>(datagram.senderPort())};
    const bool ours = m_sent.contains(datagram.data(), now);
    const auto message = readMessage(datagram.data());
    // RFC 6762, 11: what was sent to the group is of this link, whatever its source.
    const bool ofThisLink =
        datagram.destinationAddress().isMulticast() || m_interface.link.reaches(from.address);
    if (!message || !ofThisLink || from.port == 0) {
        ++m_report.badPackets;
        Q_EMIT turned();
        return;
    }
    if (!ours) {
        ++m_report.packetsOfOthers;
        m_report.lastHeard = QDateTime::currentDateTimeUtc();
    }
    if (message->response && from.port == mdnsPort)
        m_browser.receive(*message, from.address, now);
    else if (!message->response && !(ours && isOwn(from.address)) && from.port == mdnsPort &&
             datagram.destinationAddress().isMulticast())
        m_browser.overhear(*message, now); // others' questions may be the same to the byte
    if (!ours || (!message->response && message->authorities.isEmpty()))
        m_responder.receive(*message, from, now);
    settle();
}

void Station::send(const Message &message, const std::optional<Endpoint> &to)
{
    const auto bytes = writeMessage(message);
    if (!bytes)
        return;
    if (!to)
        m_sent.note(*bytes, Clock::now());
    bool sent = false;
    for (GroupSocket *socket : {m_ipv4.get(), m_ipv6.get()}) {
        if (!socket)
            continue;
        if (socket->send(*bytes, to))
            sent = true;
        else if (!to)
            m_report.problem = socket->problem();
    }
    if (!sent)
        return;
    if (!to)
        m_report.problem.clear();
    ++(message.response ? m_report.answersSent : m_report.queriesSent);
}

void Station::onTime()
{
    const TimePoint now = Clock::now();
    m_responder.tick(now);
    m_browser.tick(now);
    settle();
}

void Station::settle()
{
    for (const Packet &packet : m_responder.takeOutput())
        send(packet.message, packet.to);
    for (const Message &message : m_browser.takeOutput())
        send(message, std::nullopt);
    std::optional<TimePoint> next = m_responder.deadline();
    const auto ofBrowser = m_browser.deadline();
    if (ofBrowser && (!next || *ofBrowser < *next))
        next = ofBrowser;
    if (next) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - Clock::now());
        m_timer.start(std::clamp<std::chrono::milliseconds>(wait, shortestTurn, longestTurn));
    } else {
        m_timer.stop();
    }
    if (m_browser.takeChanged())
        Q_EMIT servicesChanged();
    Q_EMIT turned();
}

InterfaceReport Station::report() const
{
    InterfaceReport report = m_report;
    report.use = m_ipv4 || m_ipv6 ? InterfaceReport::Use::Used : InterfaceReport::Use::Failed;
    return report;
}

} // namespace Discovery
