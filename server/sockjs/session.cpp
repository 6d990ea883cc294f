// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/session.h"

#include <utility>

namespace SockJs {
namespace {

constexpr int connectionInterrupted = 1002;
constexpr int anotherConnectionOpen = 2010;

} // namespace

Session::Session(SessionOptions options, User &user, TimePoint now)
    : m_options(options), m_user(user),
      m_closeFrame(closeFrame(connectionInterrupted, QStringLiteral("Connection interrupted"))),
      m_deadline(now + options.disconnectDelay)
{
}

void Session::attach(Receiver &receiver, TimePoint now)
{
    if (m_receiver) {
        receiver.sendFrame(
            closeFrame(anotherConnectionOpen, QStringLiteral("Another connection still open")));
        receiver.end();
        return;
    }
    // A closed session is not kept alive by those who ask for it: a client that never stops asking
    // would keep it for ever.
    if (m_state == State::Closed || m_state == State::Over) {
        sayClosed(receiver);
        return;
    }
    m_receiver = &receiver;
    m_deadline = nextBeat(now);
    if (m_state == State::Fresh) {
        m_state = State::Open;
        receiver.sendFrame(openFrame());
        if (receiver.isFull())
            dismiss(now);
        m_user.opened();
    }
    flush(now);
}

void Session::sayClosed(Receiver &receiver)
{
    // What was said before the end comes before it: by a poll of its own, if need be.
    if (!m_queue.empty()) {
        receiver.sendFrame(messageFrame(std::exchange(m_queue, {})));
        m_queuedBytes = 0;
    }
    const bool tells = !receiver.isFull();
    if (tells)
        receiver.sendFrame(m_closeFrame);
    receiver.end();
    if (tells)
        m_user.toldClosed();
}

std::optional<TimePoint> Session::nextBeat(TimePoint now) const
{
    return m_beats ? std::optional(now + m_options.heartbeatPeriod) : std::nullopt;
}

void Session::stopBeating()
{
    m_beats = false;
    if (m_receiver)
        m_deadline.reset();
}

void Session::postpone(TimePoint now)
{
    if (m_state == State::Open && !m_receiver)
        m_deadline = now + m_options.disconnectDelay;
}

void Session::detach(Receiver &receiver, bool broken, TimePoint now)
{
    if (m_receiver != &receiver)
        return;
    m_receiver = nullptr;
    m_deadline = now + m_options.disconnectDelay;
    if (!broken)
        return;
    m_state = State::Closed;
    m_queue.clear();
    m_queuedBytes = 0;
    m_user.closed(true);
}

void Session::dismiss(TimePoint now)
{
    std::exchange(m_receiver, nullptr)->end();
    m_deadline = now + m_options.disconnectDelay;
}

bool Session::receive(const QStringList &messages)
{
    if (m_state != State::Open)
        return m_state == State::Closed;
    if (!messages.isEmpty())
        m_user.received(messages);
    return true;
}

void Session::send(const Quoted &message)
{
    if (m_state != State::Open && m_state != State::Fresh)
        return;
    m_queue.push_back(message);
    m_queuedBytes += message.size();
}

void Session::flush(TimePoint now)
{
    if (!m_receiver || m_queue.empty())
        return;
    const auto queue = std::exchange(m_queue, {});
    m_queuedBytes = 0;
    m_receiver->sendFrame(messageFrame(queue));
    m_deadline = nextBeat(now);
    if (m_receiver && m_receiver->isFull())
        dismiss(now);
}

void Session::close(int code, const QString &reason, TimePoint now)
{
    if (m_state == State::Closed || m_state == State::Over)
        return;
    m_state = State::Closed;
    m_closeFrame = closeFrame(code, reason);
    m_deadline = now + m_options.disconnectDelay;
    if (Receiver *receiver = std::exchange(m_receiver, nullptr))
        sayClosed(*receiver);
    m_user.closed(false);
}

void Session::interrupt(TimePoint now)
{
    if (m_state == State::Closed || m_state == State::Over)
        return;
    m_state = State::Closed;
    m_queue.clear();
    m_queuedBytes = 0;
    m_deadline = now + m_options.disconnectDelay;
    if (Receiver *receiver = std::exchange(m_receiver, nullptr))
        receiver->end();
    m_user.closed(false);
}

void Session::expire(TimePoint now)
{
    if (!m_deadline || now < *m_deadline || m_state == State::Over)
        return;
    if (m_receiver) {
        m_deadline = nextBeat(now);
        m_receiver->sendFrame(heartbeatFrame());
        if (m_receiver && m_receiver->isFull())
            dismiss(now);
        return;
    }
    const bool wasClosed = m_state == State::Closed;
    m_state = State::Over;
    m_queue.clear();
    m_queuedBytes = 0;
    if (!wasClosed)
        m_user.closed(true);
}

} // namespace SockJs
