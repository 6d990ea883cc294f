// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/channel.h"
#include "server/cluster/clusterstatus.h"
#include "server/cluster/hostname.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace Server {

/// How hosts that share a log tell each other at once what is new.
///
/// Anything may be lost, at any time: what must not be is in the log. But what one host says is
/// heard in the order in which it said it, and nothing twice; and a loss is told, by missed() or by
/// connected(). Nobody hears themself. Knows no room. All in the host's thread; signals never come
/// from within a call.
class Cluster : public QObject {
    Q_OBJECT

public:
    using Fields = QHash<QByteArray, QByteArray>;

    static constexpr qsizetype payloadBytes = 1024 * 1024 + 64 * 1024;
    static constexpr qsizetype fieldNameBytes = 512;
    static constexpr qsizetype fieldValueBytes = 64 * 1024;
    static constexpr qsizetype fieldCount = 65536;
    /// Names and values of one host's fields together.
    static constexpr qsizetype allFieldBytes = 4 * 1024 * 1024;

    /// What this host is to the others, as long as this object lives.
    const HostName &self() const { return m_self; }
    /// Nothing is sent or heard before, but for fields, which are kept. Once.
    virtual void start() = 0;
    virtual bool isConnected() const = 0;
    virtual ClusterStatus status() const = 0;

    /// Tells every other host that is there now. Past payloadBytes, and while not connected, it is
    /// dropped and counted.
    void tell(Channel channel, const QByteArray &payload);
    /// What the others know of this host as long as it lives; they hear it when they come, too.
    /// What is past the bounds above is dropped and counted.
    void set(const QByteArray &field, const QByteArray &value);
    void unset(const QByteArray &field);
    /// Of this host.
    const Fields &fields() const { return m_fields; }

Q_SIGNALS:
    void told(const Server::HostName &from, Server::Channel channel, const QByteArray &payload);
    /// nullopt: it is unset. All that stands is told anew before each connected(), so the same may
    /// come twice.
    void fieldChanged(const Server::HostName &host, const QByteArray &field,
                      const std::optional<QByteArray> &value);
    /// It ended, or nothing was heard of it for some 15 seconds; its fields are no more. Should it
    /// come back, it tells them anew. Nobody is gone while this host is not connected.
    void hostGone(const Server::HostName &host);
    /// Something that this host told was lost: whoever listens looks into the log.
    void missed(const Server::HostName &from);
    /// From now on what is told is heard; what was told before may be lost. After each reconnect.
    void connected();
    void disconnected();

protected:
    explicit Cluster(HostName self);

    /// On their way to all others; within the bounds.
    virtual void pass(Channel channel, const QByteArray &payload) = 0;
    /// fields() has it already.
    virtual void passField(const QByteArray &field, const std::optional<QByteArray> &value) = 0;

    quint64 m_sent = 0;
    quint64 m_received = 0;
    quint64 m_dropped = 0;

private:
    void drop(const char *what);

    const HostName m_self;
    Fields m_fields;
    qsizetype m_fieldBytes = 0;
    bool m_dropTold = false;
};

} // namespace Server
