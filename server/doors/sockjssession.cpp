// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjssession.h"

#include <algorithm>
#include <utility>

namespace Server {
namespace {

/// What is gathered before it goes out, whether the turn is over or not.
constexpr qint64 mostPerTurn = 256 * 1024;
/// Well-behaved clients wait with one post at a time.
constexpr size_t mostWaiting = 8;

} // namespace

SockJsSession::SockJsSession(SockJs::SessionOptions options, Reception::Place place,
                             const QHostAddress &peer, QByteArrayView transport,
                             const Welcome &welcome, std::function<void()> over)
    : m_place(std::move(place)), m_peer(peer), m_transport(transport), m_over(std::move(over)),
      m_session(options, *this, SockJs::Clock::now()), m_user(welcome(*this))
{
    settle();
}

SockJsSession::~SockJsSession()
{
    m_place.reception().alarms.cancel(*this);
    if (m_scheduled)
        m_place.reception().turnEnd.cancel(this);
    if (m_session.hasReceiver())
        m_receiver->end();
    if (m_leaving)
        m_leaving->forget();
    tellRead();
}

/// Looks again when its deadline has come, or says that it is over.
void SockJsSession::settle()
{
    if (!m_session.hasReceiver())
        m_receiver = nullptr;
    if (isReading())
        tellRead();
    const bool over = m_session.isOver();
    const bool lost = m_expectsNobody && !m_session.isOpen() && !m_session.hasReceiver();
    if ((over || ((m_told || lost) && !m_leaving)) && !std::exchange(m_gone, true))
        m_user->gone();
    if (over) {
        m_place.reception().alarms.cancel(*this);
        if (Receiver *receiver = std::exchange(m_leaving, nullptr))
            receiver->drop();
        if (m_over)
            std::exchange(m_over, nullptr)();
        return;
    }
    const auto deadline = m_session.deadline();
    // A deadline that moved away is found out about when the alarm rings.
    if (!deadline || (m_alarmAt && *m_alarmAt <= *deadline))
        return;
    m_alarmAt = deadline;
    const auto left = *m_alarmAt - SockJs::Clock::now();
    m_place.reception().alarms.set(
        *this,
        std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0)));
}

void SockJsSession::attach(Receiver &receiver)
{
    const bool waits = m_session.bytesQueued() > 0;
    if (!m_session.hasReceiver()) {
        m_receiver = &receiver;
        if (!m_reading)
            receiver.setReading(false);
    }
    m_session.attach(receiver, SockJs::Clock::now());
    settle();
    if (waits)
        m_user->drained();
}

void SockJsSession::detach(Receiver &receiver, bool broken)
{
    m_session.detach(receiver, broken, SockJs::Clock::now());
    settle();
}

void SockJsSession::noteGoodbye(int code, const QString &reason)
{
    m_goodbyeCode = code;
    m_goodbyeReason = reason;
}

void SockJsSession::leaves(Receiver &receiver)
{
    if (m_leaving)
        m_leaving->forget();
    m_leaving = &receiver;
}

void SockJsSession::left(Receiver &receiver)
{
    if (m_leaving != &receiver)
        return;
    m_leaving = nullptr;
    m_session.postpone(SockJs::Clock::now());
    m_user->drained();
    settle();
}

bool SockJsSession::receive(const QStringList &messages)
{
    return m_session.receive(messages);
}

void SockJsSession::peerFinished()
{
    if (!m_user->peerFinished())
        abort();
}

void SockJsSession::send(const SockJs::Quoted &message)
{
    m_session.send(message);
    // A turn that brings megabytes must not look like a client that does not read.
    if (m_session.bytesQueued() > mostPerTurn)
        sendNow();
    if (!std::exchange(m_scheduled, true))
        m_place.reception().turnEnd.schedule(this);
}

void SockJsSession::sendNow()
{
    m_session.flush(SockJs::Clock::now());
    if (m_session.hasReceiver())
        m_receiver->sendNow();
    settle();
}

void SockJsSession::endOfTurn()
{
    m_scheduled = false;
    m_session.flush(SockJs::Clock::now());
    settle();
    if (bytesQueued() > 0)
        m_user->behind();
}

void SockJsSession::close(int code, const QString &reason)
{
    m_session.close(code, reason, SockJs::Clock::now());
    settle();
}

void SockJsSession::abort()
{
    if (Receiver *receiver = std::exchange(m_leaving, nullptr))
        receiver->drop();
    if (m_session.hasReceiver())
        m_receiver->drop();
    m_session.interrupt(SockJs::Clock::now());
    m_told = true; // there is nothing to be told
    settle();
}

void SockJsSession::setReading(bool reading)
{
    m_reading = reading;
    if (m_session.hasReceiver())
        m_receiver->setReading(reading);
    if (reading)
        tellRead();
}

void SockJsSession::whenRead(std::function<void()> then)
{
    if (isReading() || m_whenRead.size() >= mostWaiting)
        then();
    else
        m_whenRead.push_back(std::move(then));
}

void SockJsSession::tellRead()
{
    for (const auto &then : std::exchange(m_whenRead, {}))
        then();
}

void SockJsSession::expectNobody()
{
    m_expectsNobody = true;
    settle(); // it may be closed already
}

void SockJsSession::stopBeating()
{
    m_session.stopBeating();
}

qint64 SockJsSession::bytesQueued() const
{
    return m_session.bytesQueued() + (m_session.hasReceiver() ? m_receiver->bytesToWrite() : 0) +
           (m_leaving ? m_leaving->bytesToWrite() : 0);
}

void SockJsSession::ring()
{
    m_alarmAt.reset();
    if (m_leaving)
        m_session.postpone(SockJs::Clock::now());
    m_session.expire(SockJs::Clock::now());
    settle();
}

} // namespace Server
