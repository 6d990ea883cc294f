// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjssession.h"

#include <algorithm>
#include <utility>

namespace Server {

SockJsSession::SockJsSession(SockJs::SessionOptions options, Reception::Place place,
                             const QHostAddress &peer, QByteArrayView transport,
                             const Welcome &welcome, std::function<void()> over)
    : m_place(std::move(place)), m_peer(peer), m_transport(transport), m_over(std::move(over)),
      m_session(options, *this, SockJs::Clock::now()), m_user(welcome(*this))
{
    m_place.becomeLink();
    settle();
}

SockJsSession::~SockJsSession()
{
    m_place.reception().alarms.cancel(*this);
    if (m_scheduled)
        m_place.reception().turnEnd.cancel(this);
    if (m_session.hasReceiver())
        m_receiver->end();
}

/// Looks again when its deadline has come, or says that it is over.
void SockJsSession::settle()
{
    if (!m_session.hasReceiver())
        m_receiver = nullptr;
    if (m_session.isOver()) {
        m_place.reception().alarms.cancel(*this);
        if (m_over)
            std::exchange(m_over, nullptr)();
        return;
    }
    // A deadline that moved away is found out about when the alarm rings.
    if (m_alarmAt && *m_alarmAt <= m_session.deadline())
        return;
    m_alarmAt = m_session.deadline();
    const auto left = *m_alarmAt - SockJs::Clock::now();
    m_place.reception().alarms.set(
        *this,
        std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0)));
}

void SockJsSession::attach(Receiver &receiver)
{
    const bool first = !m_session.hasReceiver();
    if (first)
        m_receiver = &receiver;
    m_session.attach(receiver, SockJs::Clock::now());
    settle();
}

void SockJsSession::detach(Receiver &receiver, bool broken)
{
    m_session.detach(receiver, broken, SockJs::Clock::now());
    settle();
}

bool SockJsSession::receive(const QStringList &messages)
{
    return m_session.receive(messages);
}

void SockJsSession::send(const SockJs::Quoted &message)
{
    m_session.send(message);
    if (!std::exchange(m_scheduled, true))
        m_place.reception().turnEnd.schedule(this);
}

void SockJsSession::endOfTurn()
{
    m_scheduled = false;
    m_session.flush(SockJs::Clock::now());
    settle();
}

void SockJsSession::close(int code, const QString &reason)
{
    m_session.close(code, reason, SockJs::Clock::now());
    settle();
}

qint64 SockJsSession::bytesQueued() const
{
    return m_session.bytesQueued() + (m_receiver ? m_receiver->bytesToWrite() : 0);
}

void SockJsSession::drained()
{
    if (whenDrained)
        whenDrained();
}

void SockJsSession::ring()
{
    m_alarmAt.reset();
    m_session.expire(SockJs::Clock::now());
    settle();
}

void SockJsSession::opened()
{
    m_user->opened();
}

void SockJsSession::received(const QStringList &messages)
{
    m_user->received(messages);
}

void SockJsSession::closed(bool byClient)
{
    m_user->closed(byClient);
}

} // namespace Server
