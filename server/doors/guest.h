// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/alarms.h"
#include "server/doors/stream.h"

#include <QSslConfiguration>

#include <memory>

namespace Server {

class Arrival;
class Guest;
class HttpConnection;
struct Upgrade;

/// Whom guests tell what becomes of them. A guest that has told may be destroyed once it has
/// returned, not before.
class Doorkeeper {
public:
    /// How TLS is spoken here; null where it is not.
    virtual const QSslConfiguration *tls() const = 0;
    /// It said its first byte, which is still unread, in TLS or plain.
    virtual void arrived(Arrival &arrival) = 0;
    /// It said nothing in time.
    virtual void keptSilent(Arrival &arrival) = 0;
    /// Its handshake may be completed; what follows is in takeRest().
    virtual void upgradeRequested(HttpConnection &connection, const Upgrade &upgrade) = 0;
    /// Its last answer is queued.
    virtual void finished(HttpConnection &connection) = 0;
    /// The connection is closed, or is of no more use.
    virtual void gone(Guest &guest) = 0;

protected:
    ~Doorkeeper() = default;
};

/// Somebody who came in and is no link: a stream, a deadline, and what is made of its bytes.
class Guest : protected Stream::User, protected Alarm {
public:
    Guest(std::unique_ptr<Stream> stream, Doorkeeper &doorkeeper);
    ~Guest() override;

    /// The connection, with all that was not read; this object has no more to do.
    std::unique_ptr<Stream> takeStream();
    const Stream &stream() const { return *m_stream; }
    /// It carries something that is to be ended in order.
    virtual bool isBusy() const { return false; }

protected:
    void broken() override { m_doorkeeper.gone(*this); }
    void ringAfter(std::chrono::milliseconds time);

    std::unique_ptr<Stream> m_stream; ///< Null once it was taken.
    Doorkeeper &m_doorkeeper;
};

} // namespace Server
