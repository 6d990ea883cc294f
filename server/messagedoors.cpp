// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/messagedoors.h"

#include "server/doors/acceptedwebsocket.h"
#include "server/logging.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace Server {
namespace {

using Stomp::Clock;
using Stomp::CloseCode;

constexpr qint64 mostUnread = 1024 * 1024; ///< Of a peer that is told what others say.
/// What one peer may have the others told: each of them counts once for every 4 KiB begun.
constexpr Rate tellingRate{2000, 20000};
constexpr Rate lineRate{10, 100};
constexpr auto tooMuch = CloseCode(1008);
constexpr auto tryAgainLater = CloseCode(1013);

void tell(AcceptedWebSocket &socket, const QByteArray &message)
{
    if (socket.bytesQueued() > mostUnread)
        socket.close(CloseCode::SlowConsumer, QStringLiteral("Too slow"));
    else
        socket.send(Stomp::OutgoingFrame(message));
}

} // namespace

const MessageDoors::Endpoint MessageDoors::endpoints[] = {
    {"/room", &MessageDoors::joinSignalling, true}, // signalling, from pages of anywhere
    {"/myHandler", &MessageDoors::echo, false},     // plain handler
};

MessageDoors::MessageDoors() : m_lines(lineRate, Clock::now()) {}

bool MessageDoors::knows(QByteArrayView path)
{
    for (const Endpoint &endpoint : endpoints) {
        if (path == endpoint.path)
            return true;
    }
    return false;
}

QByteArrayList MessageDoors::openPaths()
{
    QByteArrayList paths;
    for (const Endpoint &endpoint : endpoints) {
        if (endpoint.anyOrigin)
            paths.append(endpoint.path.toByteArray());
    }
    return paths;
}

void MessageDoors::open(AcceptedWebSocket *socket, QByteArrayView path)
{
    socket->setParent(this);
    socket->setSession(++m_lastSocket);
    connect(socket, &Stomp::Link::closed, socket, &QObject::deleteLater);
    for (const Endpoint &endpoint : endpoints) {
        if (path == endpoint.path)
            (this->*endpoint.open)(socket);
    }
}

void MessageDoors::shutOut(const Bans &bans)
{
    const auto sockets = findChildren<AcceptedWebSocket *>(QString(), Qt::FindDirectChildrenOnly);
    for (AcceptedWebSocket *socket : sockets) {
        if (bans.refusalFrom(socket->peerName()))
            socket->close(CloseCode(1008), QStringLiteral("banned from this host"));
    }
}

void MessageDoors::close()
{
    const auto sockets = findChildren<AcceptedWebSocket *>(QString(), Qt::FindDirectChildrenOnly);
    for (AcceptedWebSocket *socket : sockets)
        socket->close(CloseCode::GoingAway, QStringLiteral("the host is closing"));
}

void MessageDoors::joinSignalling(AcceptedWebSocket *socket)
{
    const QString peer =
        m_signalling.join([socket](const QByteArray &json) { tell(*socket, json); });
    if (peer.isEmpty()) {
        socket->close(tryAgainLater, QStringLiteral("Too many are here already"));
        return;
    }
    const auto bucket = std::make_shared<TokenBucket>(tellingRate, Clock::now());
    connect(socket, &Stomp::Link::received, this,
            [this, socket, peer, bucket](const QByteArray &message) {
                if (message.size() > Signalling::longestMessage) {
                    socket->close(CloseCode::TooBig, QStringLiteral("Too long a message"));
                    return;
                }
                const auto told = m_signalling.say(peer, message);
                if (!told)
                    log(*socket, "said on /room what is no message");
                bucket->take(std::max(told.value_or(1), 1) * (1 + message.size() / 4096),
                             Clock::now());
                if (bucket->readyAt())
                    socket->close(tooMuch, QStringLiteral("Too much at once"));
            });
    connect(socket, &Stomp::Link::closed, this, [this, peer] { m_signalling.leave(peer); });
}

void MessageDoors::echo(AcceptedWebSocket *socket)
{
    connect(socket, &Stomp::Link::received, this, [this, socket](const QByteArray &message) {
        log(*socket, "said " + QByteArray::number(message.size()) + " bytes on /myHandler");
        tell(*socket, message);
    });
}

void MessageDoors::log(const AcceptedWebSocket &socket, const QByteArray &what)
{
    m_lines.take(0, Clock::now()); // what has come since
    if (m_lines.readyAt()) {
        ++m_unlogged;
        return;
    }
    m_lines.take(1, Clock::now());
    if (const quint64 more = std::exchange(m_unlogged, 0); more > 0)
        qCInfo(hostLog) << more << "more of the same";
    qCInfo(hostLog).noquote() << "socket" << socket.session() << socket.peerName() << what;
}

} // namespace Server
