// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjssocket.h"

#include "server/doors/logging.h"

#include <utility>

namespace Server {
namespace {

constexpr auto brokenFraming = Stomp::CloseCode(3000);

} // namespace

SockJsSocket::SockJsSocket(std::unique_ptr<AcceptedWebSocket> socket) : m_socket(std::move(socket))
{
    connect(m_socket.get(), &Stomp::Link::received, this, &SockJsSocket::take);
    connect(m_socket.get(), &Stomp::Link::closed, this, &SockJsSocket::closed);
    connect(m_socket.get(), &Stomp::Link::drained, this, [this] {
        if (m_session)
            m_session->drained();
    });
}

SockJsSocket::~SockJsSocket()
{
    if (SockJsSession *session = std::exchange(m_session, nullptr))
        session->detach(*this, true);
}

void SockJsSocket::start(SockJsSession &session)
{
    m_session = &session;
    session.attach(*this);
}

void SockJsSocket::take(const QByteArray &message)
{
    if (!m_session)
        return;
    if (const auto messages = SockJs::readWebSocketPayload(message)) {
        m_session->receive(*messages);
        return;
    }
    qCInfo(doorsLog) << m_socket->peerName() << "sent what is no SockJS message";
    m_socket->close(brokenFraming, QStringLiteral("Broken framing."));
}

void SockJsSocket::closed()
{
    if (SockJsSession *session = std::exchange(m_session, nullptr))
        session->detach(*this, true);
    deleteLater();
}

void SockJsSocket::sendFrame(const QByteArray &frame)
{
    m_socket->send(Stomp::OutgoingFrame(frame));
}

void SockJsSocket::end()
{
    m_session = nullptr;
    m_socket->close(Stomp::CloseCode::Normal, QStringLiteral("Normal closure"));
}

} // namespace Server
