// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/alarms.h"
#include "server/doors/reception.h"
#include "server/doors/turnend.h"
#include "server/sockjs/session.h"

#include <QHostAddress>

#include <functional>
#include <memory>
#include <optional>

namespace Server {

/// A SockJS session within a door: with an alarm for its deadlines, what is said in a turn leaving
/// together, a place among the connections, and what it carries.
class SockJsSession final : private SockJs::Session::User, private Alarm, private TurnWorker {
public:
    using User = SockJs::Session::User;
    /// Makes what a new session carries; it is kept until the session is over.
    using Welcome = std::function<std::unique_ptr<User>(SockJsSession &)>;

    /// A receiver and what has not left it yet.
    class Receiver : public SockJs::Receiver {
    public:
        virtual qint64 bytesToWrite() const = 0;
    };

    /// `over` is called once, when nothing keeps the session; it must not destroy it at once.
    SockJsSession(SockJs::SessionOptions options, Reception::Place place, const QHostAddress &peer,
                  QByteArrayView transport, const Welcome &welcome, std::function<void()> over);
    ~SockJsSession() override;

    void attach(Receiver &receiver);
    void detach(Receiver &receiver, bool broken);
    bool receive(const QStringList &messages);
    /// Leaves at the end of the turn.
    void send(const SockJs::Quoted &message);
    void close(int code, const QString &reason);
    bool isOpen() const { return m_session.isOpen(); }

    /// Waiting for a receiver, or in it.
    qint64 bytesQueued() const;
    /// What is queued in the receiver went down.
    void drained();
    std::function<void()> whenDrained;

    const QHostAddress &peer() const { return m_peer; }
    /// By which it began: "xhr_streaming", "websocket"….
    QByteArrayView transport() const { return m_transport; }

private:
    void opened() override;
    void received(const QStringList &messages) override;
    void closed(bool byClient) override;
    void ring() override;
    void endOfTurn() override;
    void settle();

    Reception::Place m_place;
    QHostAddress m_peer;
    QByteArrayView m_transport;
    std::function<void()> m_over;
    SockJs::Session m_session;
    std::unique_ptr<User> m_user;
    Receiver *m_receiver = nullptr;
    std::optional<SockJs::TimePoint> m_alarmAt;
    bool m_scheduled = false;
};

} // namespace Server
