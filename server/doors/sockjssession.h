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
#include <vector>

namespace Server {

/// A SockJS session within a door: with an alarm for its deadlines, what is said in a turn leaving
/// together, a place among the sessions, and what it carries.
class SockJsSession final : private SockJs::Session::User, private Alarm, private TurnWorker {
public:
    /// What it carries; it may close() or abort() the session from any of these.
    class User : public SockJs::Session::User {
    public:
        /// bytesQueued() went down.
        virtual void drained() {}
        /// At the end of a turn something is left that the client has not taken.
        virtual void behind() {}
        /// Bytes of the client came, though maybe no whole message.
        virtual void active() {}
        /// The client sends no more, and may still read. False: there is nobody to answer it.
        virtual bool peerFinished() { return false; }
        /// Behind closed(): the client has it, or nobody asks for it any more.
        virtual void gone() {}
    };
    /// Makes what a new session carries; it is kept until the session is over.
    using Welcome = std::function<std::unique_ptr<User>(SockJsSession &)>;

    /// A receiver and what has not left it yet. One that was ended with something left says so by
    /// leaves(), and left() when it has left.
    class Receiver : public SockJs::Receiver {
    public:
        virtual qint64 bytesToWrite() const = 0;
        /// Hands to the operating system what it takes.
        virtual void sendNow() {}
        /// False: leave the client's bytes where they are, if they come by this way.
        virtual void setReading(bool) {}
        /// Drops what has not left, and the connection. One that was not ended is detached by that.
        virtual void drop() = 0;
        /// The session knows an ended receiver no longer, and is maybe no more.
        virtual void forget() = 0;
    };

    /// `over` is called once, when nothing keeps the session; it must not destroy it at once.
    SockJsSession(SockJs::SessionOptions options, Reception::Place place, const QHostAddress &peer,
                  QByteArrayView transport, const Welcome &welcome, std::function<void()> over);
    ~SockJsSession() override;

    void attach(Receiver &receiver);
    void detach(Receiver &receiver, bool broken);
    /// How the client said its goodbye, by a WebSocket, before that is detached.
    void noteGoodbye(int code, const QString &reason);
    int goodbyeCode() const { return m_goodbyeCode; }
    const QString &goodbyeReason() const { return m_goodbyeReason; }
    /// Until left(), a client that cannot have read to the end of an answer is not missed.
    void leaves(Receiver &receiver);
    void left(Receiver &receiver);
    bool receive(const QStringList &messages);
    void noteActivity() { m_user->active(); }
    void peerFinished();
    /// What is queued in the receiver went down.
    void drained() { m_user->drained(); }
    /// The operating system did not take all of it.
    void behind() { m_user->behind(); }

    /// Leaves at the end of the turn.
    void send(const SockJs::Quoted &message);
    void sendNow();
    void close(int code, const QString &reason);
    /// Drops what is queued, and the connection.
    void abort();
    void setReading(bool reading);
    bool isReading() const { return m_reading || !m_session.isOpen(); }
    /// Once it is read again, or closed: what the client's next messages wait for. At once where so
    /// many wait that this client seems not to.
    void whenRead(std::function<void()> then);
    void stopBeating();
    /// Nobody can come back any more: closed without a receiver it is gone at once.
    void expectNobody();
    bool isOpen() const { return m_session.isOpen(); }
    /// Waiting for a receiver, or in one.
    qint64 bytesQueued() const;

    const QHostAddress &peer() const { return m_peer; }
    /// By which it began: "xhr-streaming", "websocket"….
    QByteArrayView transport() const { return m_transport; }

private:
    void opened() override { m_user->opened(); }
    void received(const QStringList &messages) override { m_user->received(messages); }
    void closed(bool byClient) override { m_user->closed(byClient); }
    void toldClosed() override { m_told = true; }
    void ring() override;
    void endOfTurn() override;
    void settle();
    void tellRead();

    Reception::Place m_place;
    QHostAddress m_peer;
    QByteArrayView m_transport;
    std::function<void()> m_over;
    SockJs::Session m_session;
    std::unique_ptr<User> m_user;
    Receiver *m_receiver = nullptr;
    Receiver *m_leaving = nullptr; ///< Ended, and not read to its end.
    std::vector<std::function<void()>> m_whenRead;
    std::optional<SockJs::TimePoint> m_alarmAt;
    QString m_goodbyeReason;
    int m_goodbyeCode = 1005; ///< None.
    bool m_scheduled = false;
    bool m_reading = true;
    bool m_expectsNobody = false;
    bool m_told = false; ///< The client has the close frame, or will when it has read on.
    bool m_gone = false;
};

} // namespace Server
