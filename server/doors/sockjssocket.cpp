// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjssocket.h"

#include "server/doors/logging.h"

#include <utility>

namespace Server {
namespace {

constexpr auto brokenFraming = Stomp::CloseCode(3000);

} // namespace

SockJsSocket::SockJsSocket(std::unique_ptr<AcceptedWebSocket> socket, std::function<void()> over)
    : m_socket(std::move(socket)), m_over(std::move(over))
{
    using Stomp::Link;
    connect(m_socket.get(), &Link::received, this, &SockJsSocket::take);
    connect(m_socket.get(), &Link::closed, this, &SockJsSocket::closed);
    connect(m_socket.get(), &Link::activity, this, [this] {
        if (m_session)
            m_session->noteActivity();
    });
    connect(m_socket.get(), &Link::drained, this, [this] {
        if (m_session)
            m_session->drained();
    });
    connect(m_socket.get(), &Link::behind, this, [this] {
        if (m_session)
            m_session->behind();
    });
    connect(m_socket.get(), &Link::peerFinished, this, [this] {
        if (m_session)
            m_session->peerFinished();
    });
}

SockJsSocket::~SockJsSocket()
{
    m_socket->disconnect(this);
    leave();
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

void SockJsSocket::closed(Stomp::CloseCode code, const QString &reason)
{
    if (m_session)
        m_session->noteGoodbye(int(code), reason);
    leave();
    if (m_over)
        std::exchange(m_over, nullptr)();
}

void SockJsSocket::leave()
{
    if (SockJsSession *session = std::exchange(m_session, nullptr)) {
        if (m_ended)
            session->left(*this);
        else
            session->detach(*this, true);
    }
}

void SockJsSocket::sendFrame(const QByteArray &frame)
{
    m_socket->send(Stomp::OutgoingFrame(frame));
}

void SockJsSocket::end()
{
    m_ended = true;
    if (m_session)
        m_session->leaves(*this); // until the client has closed, too
    m_socket->close(Stomp::CloseCode::Normal, QStringLiteral("Normal closure"));
}

} // namespace Server
