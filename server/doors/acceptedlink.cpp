// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/acceptedlink.h"

#include <QMetaMethod>
#include <QPointer>

#include <chrono>
#include <utility>

namespace Server {
namespace {

using Stomp::CloseCode;

/// How long a peer may take to read the last frames and to answer our goodbye.
constexpr std::chrono::seconds goodbyeDeadline{2};
/// What is gathered before a write, whether the turn is over or not.
constexpr qint64 mostPerTurn = 256 * 1024;

} // namespace

AcceptedLink::AcceptedLink(std::unique_ptr<Stream> stream)
    : m_stream(std::move(stream)), m_lastSign(Stomp::Clock::now())
{
    m_stream->place().becomeLink();
    m_stream->setUser(this);
}

AcceptedLink::~AcceptedLink()
{
    m_phase = Phase::Ended;
    if (m_scheduled)
        reception().turnEnd.cancel(this);
    reception().alarms.cancel(*this);
}

void AcceptedLink::start(const QByteArray &bytes)
{
    const QPointer<AcceptedLink> alive(this);
    if (!bytes.isEmpty()) {
        QByteArray own(bytes);
        take(own.data(), own.size());
    }
    // More may have come meanwhile, or all of it is still there.
    if (alive && isOpen())
        readable();
}

void AcceptedLink::remindAfter(std::chrono::milliseconds time)
{
    reception().alarms.set(*this, time);
}

void AcceptedLink::readable()
{
    auto &buffer = reception().readBuffer;
    const qsizetype size = m_stream->read(buffer.data(), qsizetype(buffer.size()));
    if (size == Stream::ended) {
        peerEnded();
        return;
    }
    if (size == 0 || m_phase != Phase::Open)
        return;
    m_lastSign = Stomp::Clock::now();
    reception().visits.note(m_stream->peer(), m_lastSign);
    take(buffer.data(), size);
}

/// Nothing more comes from the peer. If it can still hear us it is owed what it asked for.
void AcceptedLink::peerEnded()
{
    const bool first = !std::exchange(m_peerClosed, true);
    m_stream->flush();
    if (!m_stream->isHalfOpen())
        abort();
    else if (m_phase == Phase::Closing)
        finishClosing();
    else if (!isSignalConnected(QMetaMethod::fromSignal(&Link::peerFinished)))
        abort();
    else if (first)
        Q_EMIT peerFinished();
}

bool AcceptedLink::tellReceived(const char *bytes, qsizetype size)
{
    const QPointer<AcceptedLink> alive(this);
    if (size > 0)
        Q_EMIT received(QByteArray(bytes, size));
    else
        Q_EMIT activity();
    return alive && isOpen();
}

void AcceptedLink::send(const Stomp::OutgoingFrame &frame)
{
    if (!isOpen())
        return;
    m_stream->queue(bytesOf(frame));
    // A turn that brings megabytes must not look like a peer that does not read.
    if (m_stream->bytesToWrite() > mostPerTurn) {
        m_stream->flush();
        if (m_stream->bytesToWrite() == 0)
            return;
    }
    scheduleFlush();
}

void AcceptedLink::sendNow()
{
    if (isOpen())
        m_stream->flush();
}

void AcceptedLink::scheduleFlush()
{
    if (!std::exchange(m_scheduled, true))
        reception().turnEnd.schedule(this);
}

void AcceptedLink::endOfTurn()
{
    m_scheduled = false;
    if (isOpen())
        flush();
}

void AcceptedLink::flush()
{
    m_stream->flush();
    if (m_stream->bytesToWrite() == 0)
        addSpareOutput();
    else
        Q_EMIT behind();
}

void AcceptedLink::addSpareOutput()
{
    if (const QByteArray spare = takeSpareOutput(); !spare.isEmpty()) {
        m_stream->queue(spare);
        m_stream->flush();
    }
}

void AcceptedLink::written()
{
    if (m_phase == Phase::Closing) {
        finishClosing();
        return;
    }
    // Whoever takes what we send is alive.
    m_lastSign = Stomp::Clock::now();
    m_stream->flush();
    addSpareOutput(); // or a peer that reads, but never all of it, would wait for it for ever
    Q_EMIT drained();
}

void AcceptedLink::close(CloseCode code, const QString &reason)
{
    if (!isOpen())
        return;
    m_phase = Phase::Closing;
    m_closeCode = code;
    m_closeReason = reason;
    m_stream->queue(goodbye(code, reason));
    m_stream->flush();
    m_stream->setReading(true);
    reception().alarms.set(*this, goodbyeDeadline);
    finishClosing();
}

void AcceptedLink::closeByPeer(CloseCode code, const QString &reason)
{
    m_peerClosed = true;
    close(code, reason);
}

void AcceptedLink::finishClosing()
{
    if (m_stream->bytesToWrite() > 0)
        return;
    if (m_peerClosed) {
        end(m_closeCode, m_closeReason);
        return;
    }
    if (!std::exchange(m_shutDown, true))
        m_stream->shutdownWrite();
}

void AcceptedLink::ring()
{
    if (m_phase == Phase::Closing)
        abort();
    else if (isOpen())
        reminded();
}

void AcceptedLink::abort()
{
    end(m_phase == Phase::Closing ? m_closeCode : CloseCode::NoStatus, m_closeReason);
}

void AcceptedLink::broken()
{
    abort();
}

void AcceptedLink::setReading(bool reading)
{
    if (!isOpen() || m_reading == reading)
        return;
    m_reading = reading;
    m_stream->setReading(reading);
}

void AcceptedLink::end(CloseCode code, const QString &reason)
{
    if (m_phase == Phase::Ended)
        return;
    m_phase = Phase::Ended;
    reception().alarms.cancel(*this);
    m_stream->abort();
    Q_EMIT closed(code, reason);
}

qint64 AcceptedLink::bytesQueued() const
{
    return m_stream->bytesToWrite();
}

QString AcceptedLink::peerName() const
{
    return m_stream->peer().toString();
}

} // namespace Server
