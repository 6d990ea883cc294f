// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/looplink.h"

#include <QMetaObject>
#include <QMutexLocker>
#include <QPointer>

#include <array>

namespace Stomp {

/// What both ends know of each other. An end reaches the other only under the mutex and only by
/// posting to it, so that neither can be destroyed in the middle of the other's call.
struct LoopLink::Wire {
    QMutex mutex;
    std::array<LoopLink *, 2> ends{};
    std::array<qint64, 2> underWay{}; ///< Bytes sent by each side that the other has not read.

    /// Runs `call` in the thread of that side's end; false when the end is gone.
    template <typename Call>
    bool post(int side, Call call)
    {
        LoopLink *end = ends[size_t(side)];
        if (!end)
            return false;
        QMetaObject::invokeMethod(end, std::move(call), Qt::QueuedConnection);
        return true;
    }
};

LoopLink::LoopLink(std::shared_ptr<Wire> wire, int side) : m_wire(std::move(wire)), m_side(side)
{
    m_wire->ends[size_t(side)] = this;
}

LoopLink::~LoopLink()
{
    const QMutexLocker lock(&m_wire->mutex);
    m_wire->ends[size_t(m_side)] = nullptr;
    if (!m_open)
        return;
    LoopLink *peer = m_wire->ends[size_t(1 - m_side)];
    m_wire->post(1 - m_side, [peer] { peer->end(CloseCode::NoStatus, {}); });
}

std::pair<std::unique_ptr<LoopLink>, std::unique_ptr<LoopLink>> LoopLink::pair()
{
    const auto wire = std::make_shared<Wire>();
    return {std::unique_ptr<LoopLink>(new LoopLink(wire, 0)),
            std::unique_ptr<LoopLink>(new LoopLink(wire, 1))};
}

void LoopLink::send(const OutgoingFrame &frame)
{
    if (!m_open)
        return;
    const QMutexLocker lock(&m_wire->mutex);
    LoopLink *peer = m_wire->ends[size_t(1 - m_side)];
    const QByteArray bytes = frame.stomp();
    if (m_wire->post(1 - m_side, [peer, bytes] { peer->peerSent(bytes); }))
        m_wire->underWay[size_t(m_side)] += bytes.size();
}

void LoopLink::peerSent(const QByteArray &bytes)
{
    if (m_reading && m_held.empty())
        deliver(bytes);
    else
        m_held.push_back(bytes);
}

void LoopLink::setReading(bool reading)
{
    if (m_reading == reading)
        return;
    m_reading = reading;
    if (reading && !m_held.empty())
        QMetaObject::invokeMethod(this, &LoopLink::deliverHeld, Qt::QueuedConnection);
}

void LoopLink::deliverHeld()
{
    const QPointer<LoopLink> alive(this);
    while (alive && m_reading && !m_held.empty()) {
        const QByteArray bytes = std::move(m_held.front());
        m_held.pop_front();
        deliver(bytes);
    }
}

void LoopLink::deliver(const QByteArray &bytes)
{
    {
        const QMutexLocker lock(&m_wire->mutex);
        m_wire->underWay[size_t(1 - m_side)] -= bytes.size();
        LoopLink *peer = m_wire->ends[size_t(1 - m_side)];
        m_wire->post(1 - m_side, [peer] { Q_EMIT peer->drained(); });
    }
    if (!m_open)
        return;
    const QPointer<LoopLink> alive(this);
    Q_EMIT activity();
    if (alive)
        Q_EMIT received(bytes);
}

void LoopLink::close(CloseCode code, const QString &reason)
{
    if (!m_open)
        return;
    {
        const QMutexLocker lock(&m_wire->mutex);
        LoopLink *peer = m_wire->ends[size_t(1 - m_side)];
        m_wire->post(1 - m_side, [peer, code, reason] { peer->end(code, reason); });
    }
    end(code, reason);
}

void LoopLink::abort()
{
    close(CloseCode::NoStatus, {});
}

void LoopLink::end(CloseCode code, const QString &reason)
{
    if (!m_open)
        return;
    m_open = false;
    Q_EMIT closed(code, reason);
}

qint64 LoopLink::bytesQueued() const
{
    const QMutexLocker lock(&m_wire->mutex);
    return m_wire->underWay[size_t(m_side)];
}

QString LoopLink::peerName() const
{
    return QStringLiteral("loop");
}

} // namespace Stomp
