// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/link.h"

#include <deque>
#include <memory>
#include <utility>

namespace Stomp {

/// One end of a connection within the process, through the real codec and no socket.
///
/// The ends may live in two threads; bytes cross as queued values. Each end is owned and used by
/// its own thread only.
class LoopLink final : public Link {
    Q_OBJECT
public:
    ~LoopLink() override;

    /// Two ends that are connected to each other, both made in the calling thread; move one with
    /// moveToThread() before anything is connected to it.
    static std::pair<std::unique_ptr<LoopLink>, std::unique_ptr<LoopLink>> pair();

    bool isOpen() const override { return m_open; }
    void send(const OutgoingFrame &frame) override;
    void close(CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool reading) override;
    qint64 bytesQueued() const override;
    QString peerName() const override;
    QString transport() const override { return QStringLiteral("loop"); }
    bool isInProcess() const override { return true; }

private:
    struct Wire; // what both ends share: a mutex, the two ends, bytes under way
    LoopLink(std::shared_ptr<Wire> wire, int side);
    void peerSent(const QByteArray &bytes);
    void deliver(const QByteArray &bytes);
    void deliverHeld();
    void end(CloseCode code, const QString &reason);

    std::shared_ptr<Wire> m_wire;
    int m_side;
    bool m_open = true;
    bool m_reading = true;
    std::deque<QByteArray> m_held; ///< Came while nobody read.
};

} // namespace Stomp
