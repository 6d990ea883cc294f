// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/alarms.h"
#include "server/doors/stream.h"
#include "server/doors/turnend.h"
#include "stomp/net/link.h"

#include <memory>

namespace Server {

/// The host's end of an open connection, whatever its framing.
///
/// What is sent in a turn of the event loop leaves together, in shared pieces. Closing is: flush,
/// close, deadline, abort; meanwhile what the peer sends is read and thrown away, for bytes left
/// unread would make the kernel reset the connection and take our last frames with it.
class AcceptedLink : public Stomp::Link, private Stream::User, private TurnWorker, private Alarm {
    Q_OBJECT
public:
    explicit AcceptedLink(std::unique_ptr<Stream> stream);
    ~AcceptedLink() override;

    /// Handles what came before there was a link; call it once, with somebody listening.
    void start(const QByteArray &bytes);

    bool isOpen() const override { return m_phase == Phase::Open; }
    void send(const Stomp::OutgoingFrame &frame) override;
    void close(Stomp::CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool reading) override;
    void sendNow() override;
    qint64 bytesQueued() const override;
    QString peerName() const override;

protected:
    virtual const QByteArray &bytesOf(const Stomp::OutgoingFrame &frame) const = 0;
    /// Handles bytes of the peer, which it may change, of an open link.
    virtual void take(char *bytes, qsizetype size) = 0;
    /// The last thing to be sent; empty for nothing.
    virtual QByteArray goodbye(Stomp::CloseCode code, const QString &reason) const = 0;
    /// Called once all that was queued is with the operating system, at the end of a turn and
    /// whenever it took something of what it had not taken before: what may be sent only then.
    virtual QByteArray takeSpareOutput() { return {}; }
    /// Called on an open link, after remindAfter().
    virtual void reminded() {}

    void remindAfter(std::chrono::milliseconds time);
    /// Has takeSpareOutput() asked at the end of this turn.
    void scheduleFlush();
    /// Bytes of messages, or none of a sign of life. False when we are closed or destroyed then.
    [[nodiscard]] bool tellReceived(const char *bytes, qsizetype size);
    /// The peer has said its goodbye.
    void closeByPeer(Stomp::CloseCode code, const QString &reason);
    Stomp::TimePoint lastSign() const { return m_lastSign; } ///< Of the peer being alive.
    bool isReading() const { return m_reading; }
    Reception &reception() const { return m_stream->reception(); }

private:
    enum class Phase : quint8 { Open, Closing, Ended };

    void readable() override;
    void written() override;
    void broken() override;
    void endOfTurn() override;
    void ring() override;
    void flush();
    void addSpareOutput();
    void peerEnded();
    void finishClosing();
    void end(Stomp::CloseCode code, const QString &reason);

    std::unique_ptr<Stream> m_stream;
    Stomp::TimePoint m_lastSign;
    QString m_closeReason;
    Stomp::CloseCode m_closeCode = Stomp::CloseCode::NoStatus;
    Phase m_phase = Phase::Open;
    bool m_scheduled = false;
    bool m_reading = true;
    bool m_shutDown = false;
    bool m_peerClosed = false;
};

} // namespace Server
