// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/socketstream.h"

#include "server/doors/logging.h"

#include <QPointer>
#include <QSslSocket>

#include <algorithm>
#include <utility>

#if defined(Q_OS_UNIX)
#include <sys/socket.h>
#elif defined(Q_OS_WIN)
#include <winsock2.h>
#endif

namespace Server {
namespace {

/// Of what the peer sent; also of what waits for TLS to be undone.
constexpr qint64 socketReadBuffer = 32 * 1024;
/// What Qt is given to encrypt and write; the rest waits in pieces that are shared.
constexpr qint64 socketWriteBuffer = 64 * 1024;

} // namespace

void SocketStream::Later::operator()(QSslSocket *socket) const
{
    socket->disconnect();
    socket->deleteLater(); // see abort()
}

SocketStream::SocketStream(qintptr descriptor, const QHostAddress &peer, Reception::Place place)
    : Stream(peer, std::move(place)), m_socket(new QSslSocket)
{
    m_socket->setReadBufferSize(socketReadBuffer);
    connect(m_socket.get(), &QSslSocket::readyRead, this, &SocketStream::tellReadable);
    // In TLS that signal comes while the bytes are between two buffers, and counted in neither.
    connect(m_socket.get(), &QSslSocket::bytesWritten, this, [this] {
        if (!m_tls)
            tellWritten();
    });
    connect(m_socket.get(), &QSslSocket::encryptedBytesWritten, this, &SocketStream::tellWritten);
    connect(m_socket.get(), &QSslSocket::encrypted, this, [this] { m_established = true; });
    connect(m_socket.get(), &QSslSocket::disconnected, this, &SocketStream::disconnected);
    m_socket->setSocketDescriptor(descriptor);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (m_peer.isNull())
        m_peer = plainAddress(m_socket->peerAddress());
}

SocketStream::~SocketStream() = default;

void SocketStream::startTls(const QSslConfiguration &configuration)
{
    m_tls = true;
    m_socket->setSslConfiguration(configuration);
    m_socket->startServerEncryption();
}

bool SocketStream::isEncrypted() const
{
    return m_tls;
}

qsizetype SocketStream::read(char *to, qsizetype most)
{
    const qint64 size = m_socket->read(to, most);
    // Qt stops asking the system for more when a buffer is full, and notices room in it only when
    // its size is changed.
    m_socket->setReadBufferSize(0);
    m_socket->setReadBufferSize(socketReadBuffer);
    if (size > 0)
        return qsizetype(size);
    m_toldEnd = m_ended;
    return m_ended ? ended : 0;
}

qsizetype SocketStream::peek(char *to, qsizetype most)
{
    const qint64 size = m_socket->peek(to, most);
    if (size > 0)
        return qsizetype(size);
    return m_ended ? ended : 0;
}

void SocketStream::tellReadable()
{
    if (!m_reading || !m_user)
        return;
    const QPointer<SocketStream> alive(this);
    const qint64 before = m_socket->bytesAvailable();
    m_user->readable();
    if (!alive || !m_reading)
        return;
    // Qt tells of new bytes only, not of those that were left, and once of the end.
    const qint64 left = m_socket->bytesAvailable();
    if ((left > 0 && left < before) || (m_ended && !m_toldEnd))
        QMetaObject::invokeMethod(this, &SocketStream::tellReadable, Qt::QueuedConnection);
}

void SocketStream::setReading(bool reading)
{
    if (m_reading == reading)
        return;
    m_reading = reading;
    if (reading)
        QMetaObject::invokeMethod(this, &SocketStream::tellReadable, Qt::QueuedConnection);
}

qint64 SocketStream::socketBytes() const
{
    return m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite();
}

qint64 SocketStream::bytesToWrite() const
{
    return m_queue.bytes() + (m_ended ? 0 : socketBytes());
}

void SocketStream::flush()
{
    if (m_ended) {
        m_queue.clear();
        return;
    }
    while (m_queue.bytes() > 0) {
        const qint64 room = socketWriteBuffer - socketBytes();
        if (room <= 0)
            return;
        qint64 written = 0;
        m_queue.front(1, [&](const char *data, qsizetype size) {
            written = m_socket->write(data, std::min<qint64>(room, size));
        });
        if (written <= 0)
            return;
        m_queue.taken(written);
    }
}

void SocketStream::tellWritten()
{
    flush();
    if (m_user)
        m_user->written();
}

void SocketStream::shutdownWrite()
{
    if (std::exchange(m_shutDown, true))
        return;
        // Not through Qt, which would close at once, unread bytes and all: the kernel would reset
        // the connection and take our last bytes with it.
#if defined(Q_OS_UNIX)
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
#elif defined(Q_OS_WIN)
    ::shutdown(SOCKET(m_socket->socketDescriptor()), SD_SEND);
#else
    m_socket->disconnectFromHost();
#endif
}

void SocketStream::abort()
{
    m_ended = true;
    m_queue.clear();
    m_socket->disconnect(this);
    // Not at once: we may be inside one of its signals, and Qt 6.4 goes on decrypting with what
    // abort() has freed.
    QMetaObject::invokeMethod(m_socket.get(), &QSslSocket::abort, Qt::QueuedConnection);
}

void SocketStream::disconnected()
{
    m_ended = true;
    m_queue.clear();
    if (m_tls && !m_established) {
        ++reception().counters.tlsFailures;
        qCInfo(doorsLog) << "no TLS with" << peer().toString() << ':' << m_socket->errorString();
        if (m_user)
            m_user->broken();
        return;
    }
    tellReadable();
}

} // namespace Server
