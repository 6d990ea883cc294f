// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/reception.h"
#include "server/doors/writequeue.h"

#include <QHostAddress>

namespace Server {

/// The bytes of one accepted connection, plain or in TLS. To destroy it is to close it.
///
/// It has one user at a time and calls it as the last thing it does: the user may destroy it from
/// within.
class Stream {
public:
    /// Whom it tells what happens.
    class User {
    public:
        /// There are bytes, or there is their end: read() tells. Again and again, until read.
        virtual void readable() = 0;
        /// bytesToWrite() went down after flush() could not write all of it.
        virtual void written() = 0;
        /// It failed while writing, or before it was fit for reading.
        virtual void broken() = 0;

    protected:
        ~User() = default;
    };
    static constexpr qsizetype ended = -1; ///< What read() says behind the last byte.

    Stream(const QHostAddress &peer, Reception::Place place)
        : m_peer(peer), m_place(std::move(place))
    {
    }
    virtual ~Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    void setUser(User *user) { m_user = user; }

    /// Reads what is there, at most that much; 0 for nothing yet, or `ended`.
    virtual qsizetype read(char *to, qsizetype most) = 0;
    /// The same, and leaves it there.
    virtual qsizetype peek(char *to, qsizetype most) = 0;
    /// False: leave the peer's bytes where they are. True at first.
    virtual void setReading(bool reading) = 0;

    /// Whether the peer may hear us though read() said `ended`: it closed one direction only.
    virtual bool isHalfOpen() const = 0;

    /// Adds bytes to what flush() writes.
    void queue(const QByteArray &bytes) { m_queue.add(bytes); }
    /// Gives the operating system all it takes now, in one piece; the rest follows by itself, and
    /// written() tells. Never calls the user.
    virtual void flush() = 0;
    /// Queued and not taken by the operating system, in TLS as well.
    virtual qint64 bytesToWrite() const { return m_queue.bytes(); }
    /// Says that nothing more comes from here. Once bytesToWrite() is 0.
    virtual void shutdownWrite() = 0;
    /// Closes at once and drops what is queued; the user hears no more.
    virtual void abort() = 0;

    virtual bool isEncrypted() const = 0;
    const QHostAddress &peer() const { return m_peer; }
    /// Who is behind a proxy, from now on.
    void setPeer(const QHostAddress &peer) { m_peer = peer; }
    Reception &reception() const { return m_place.reception(); }
    Reception::Place &place() { return m_place; }

protected:
    User *m_user = nullptr;
    WriteQueue m_queue;
    QHostAddress m_peer;

private:
    Reception::Place m_place;
};

} // namespace Server
