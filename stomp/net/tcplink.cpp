// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/tcplink.h"

#include <QSslConfiguration>
#include <QTimer>

#include <chrono>

namespace Stomp {
namespace {

constexpr std::chrono::seconds partingTime{3};
/// Taken from the system before we look at it: who is not read fills its own buffers.
constexpr qint64 readBuffer = 64 * 1024;

} // namespace

TcpLink::TcpLink(const Options &options) : m_options(options)
{
    m_socket.setReadBufferSize(readBuffer);
    connect(&m_socket, &QSslSocket::connected, this, [this] {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        if (!m_options.tls)
            opens();
    });
    connect(&m_socket, &QSslSocket::encrypted, this, &TcpLink::opens);
    connect(&m_socket, &QSslSocket::readyRead, this, &TcpLink::read);
    connect(&m_socket, &QSslSocket::bytesWritten, this, &Link::drained);
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &Link::drained);
    connect(&m_socket, &QSslSocket::disconnected, this, [this] {
        m_reading = true; // what came before the end is told before it
        read();
        end(m_closing ? CloseCode::Normal : CloseCode::NoStatus,
            m_closing ? QString() : m_socket.errorString());
    });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this] {
        if (!m_open) { // else disconnected() follows
            const bool isTrusted = m_socket.sslHandshakeErrors().isEmpty();
            end(isTrusted ? CloseCode::NoStatus : CloseCode::NotTrusted, m_socket.errorString());
        }
    });
    if (!m_options.tls) {
        m_socket.connectToHost(m_options.host, m_options.port);
        return;
    }
    if (!m_options.authorities.isEmpty()) {
        QSslConfiguration configuration = m_socket.sslConfiguration();
        configuration.setCaCertificates(m_options.authorities);
        m_socket.setSslConfiguration(configuration);
    }
    m_socket.connectToHostEncrypted(m_options.host, m_options.port);
}

TcpLink::~TcpLink()
{
    m_ended = true;
    m_socket.disconnect(this);
    m_socket.abort();
}

void TcpLink::opens()
{
    if (m_ended)
        return;
    m_open = true;
    Q_EMIT opened();
}

void TcpLink::read()
{
    // Whoever listens may stop reading in between.
    while (m_open && m_reading && !m_ended && m_socket.bytesAvailable() > 0)
        Q_EMIT received(m_socket.read(readBuffer));
}

void TcpLink::send(const OutgoingFrame &frame)
{
    if (m_open && !m_ended && !m_closing)
        m_socket.write(frame.stomp());
}

void TcpLink::close(CloseCode, const QString &)
{
    if (m_ended || m_closing)
        return;
    if (!m_open) {
        abort();
        return;
    }
    m_closing = true;
    // A peer that reads nothing would keep the socket closing for ever.
    QTimer::singleShot(partingTime, this, &TcpLink::abort);
    m_socket.disconnectFromHost();
}

void TcpLink::abort()
{
    if (m_ended)
        return;
    m_socket.disconnect(this);
    m_socket.abort();
    end(m_closing ? CloseCode::Normal : CloseCode::NoStatus, {});
}

void TcpLink::setReading(bool reading)
{
    if (m_reading == reading)
        return;
    m_reading = reading;
    if (reading) // behind whoever is about to look at what came before
        QMetaObject::invokeMethod(this, &TcpLink::read, Qt::QueuedConnection);
}

qint64 TcpLink::bytesQueued() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

void TcpLink::end(CloseCode code, const QString &reason)
{
    if (m_ended)
        return;
    m_ended = true;
    m_open = false;
    Q_EMIT closed(code, reason);
}

} // namespace Stomp
