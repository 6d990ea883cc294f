// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/sockjs/framing.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace SockJs {

using Clock = std::chrono::steady_clock;
using TimePoint = Clock::time_point;

struct SessionOptions {
    std::chrono::milliseconds heartbeatPeriod = std::chrono::seconds(25);
    /// How long a session waits for its next receiver, and a closed one keeps its close frame.
    std::chrono::milliseconds disconnectDelay = std::chrono::seconds(5);
};

/// The way to the client for a while: one answer that is read as it grows, one poll, one WebSocket.
class Receiver {
public:
    virtual ~Receiver() = default;
    virtual void sendFrame(const QByteArray &frame) = 0;
    /// It takes no more frames: a poll that was answered, an answer that is long enough.
    virtual bool isFull() const = 0;
    /// No more frames come by it; the session knows it no longer.
    virtual void end() = 0;
};

/// One SockJS session: messages in order both ways, whatever receivers come and go. Knows no
/// socket, no HTTP, and nothing of what it carries; time is an argument.
///
/// Source: SockJS protocol 0.3.3.
class Session {
public:
    /// What the session is for. It may close() the session from any of these, not destroy it.
    class User {
    public:
        virtual ~User() = default;
        virtual void opened() = 0;
        virtual void received(const QStringList &messages) = 0;
        /// The end, told once, after which nothing is received. `byClient`: nobody came back, or
        /// the connection broke.
        virtual void closed(bool byClient) = 0;
        /// A receiver has taken the close frame.
        virtual void toldClosed() {}
    };

    Session(SessionOptions options, User &user, TimePoint now);
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// Gives it a receiver, which is told at once what there is to tell, and must outlive end() or
    /// detach(). Where there is one already the new one is told so and ended.
    void attach(Receiver &receiver, TimePoint now);
    /// The receiver is gone: because its peer hung up (`broken`), which ends the session too, for
    /// what was on its way may be lost; or because it was full. Of another receiver: nothing.
    void detach(Receiver &receiver, bool broken, TimePoint now);

    /// Takes messages of the client. False when there is nobody to take them.
    bool receive(const QStringList &messages);
    /// Queues one message until flush(). Dropped once the session is closed.
    void send(const Quoted &message);
    /// Hands what is queued to the receiver, in one frame; without a receiver it waits.
    void flush(TimePoint now);
    /// Sends what is queued, then the close frame, which later receivers get too. Without a
    /// receiver the next one gets both.
    void close(int code, const QString &reason, TimePoint now);
    /// Ends it at once and drops what is queued.
    void interrupt(TimePoint now);
    /// What it carries beats by itself: there are no heart-beat frames from here on.
    void stopBeating();
    /// What was handed out is still on its way: the wait for the next receiver begins anew.
    void postpone(TimePoint now);
    /// To be called at deadline(): beats, or ends what nobody came back to.
    void expire(TimePoint now);

    /// nullopt while nothing is timed.
    std::optional<TimePoint> deadline() const { return m_deadline; }
    bool isOpen() const { return m_state == State::Open; }
    /// Nothing keeps it any more; its owner may forget it.
    bool isOver() const { return m_state == State::Over; }
    bool hasReceiver() const { return m_receiver != nullptr; }
    /// Bytes that wait for a receiver.
    qint64 bytesQueued() const { return m_queuedBytes; }

private:
    enum class State { Fresh, Open, Closed, Over };

    void dismiss(TimePoint now);
    void sayClosed(Receiver &receiver);
    /// From now on.
    std::optional<TimePoint> nextBeat(TimePoint now) const;

    SessionOptions m_options;
    User &m_user;
    Receiver *m_receiver = nullptr;
    std::vector<Quoted> m_queue;
    qint64 m_queuedBytes = 0;
    QByteArray m_closeFrame; ///< Of a broken connection, until it is closed otherwise.
    std::optional<TimePoint> m_deadline;
    State m_state = State::Fresh;
    bool m_beats = true;
};

} // namespace SockJs
