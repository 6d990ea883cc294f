// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawpeer.h"

#include <QHostAddress>
#include <QtEndian>

#include <utility>

#include <sys/socket.h>

RawPeer::RawPeer(quint16 port, QObject *parent) : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::connected, this, [this] { m_socket.write(m_waiting); });
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
        if (!m_reading)
            return;
        m_received += m_socket.readAll();
        if (!m_messages.isEmpty() && status() == 101)
            m_socket.write(std::exchange(m_messages, {}));
    });
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_closed = true; });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_closed = true; });
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void RawPeer::write(const QByteArray &bytes)
{
    if (isConnected())
        m_socket.write(bytes);
    else
        m_waiting += bytes;
}

void RawPeer::upgrade(const QByteArray &path, const QByteArray &headers)
{
    write("GET " + path +
          " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
          headers + "\r\n");
}

QByteArray RawPeer::webSocketFrame(int opcode, const QByteArray &payload)
{
    QByteArray frame;
    frame += char(0x80 | opcode);
    constexpr char masked = char(0x80);
    if (payload.size() < 126) {
        frame += char(masked | char(payload.size()));
    } else if (payload.size() < 65536) {
        frame += char(masked | 126);
        char size[2];
        qToBigEndian(quint16(payload.size()), size);
        frame.append(size, sizeof size);
    } else {
        frame += char(masked | 127);
        char size[8];
        qToBigEndian(quint64(payload.size()), size);
        frame.append(size, sizeof size);
    }
    frame.append(4, '\0'); // a mask of zeros masks nothing
    return frame + payload;
}

void RawPeer::sendText(const QByteArray &text)
{
    sendMessage(webSocketFrame(1, QByteArray(text).replace('^', '\0')));
}

void RawPeer::sendBinary(const QByteArray &bytes)
{
    sendMessage(webSocketFrame(2, bytes));
}

void RawPeer::sendMessage(const QByteArray &frame)
{
    if (status() == 101)
        m_socket.write(frame);
    else
        m_messages += frame;
}

void RawPeer::stopReading()
{
    m_reading = false;
    m_socket.setReadBufferSize(1);
}

void RawPeer::resumeReading()
{
    m_reading = true;
    m_socket.setReadBufferSize(0);
    m_received += m_socket.readAll();
}

void RawPeer::reset()
{
    const linger none{1, 0};
    ::setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    m_socket.abort();
    m_closed = true;
}

QByteArray RawPeer::head() const
{
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : m_received.first(end + 4);
}

QByteArray RawPeer::body() const
{
    return m_received.sliced(head().size());
}

int RawPeer::status() const
{
    return head().isEmpty() ? 0 : m_received.mid(9, 3).toInt();
}

QByteArray RawPeer::header(const QByteArray &name) const
{
    const QByteArrayList lines = head().split('\n');
    for (const QByteArray &line : lines) {
        if (line.size() > name.size() && line[name.size()] == ':' &&
            line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

QList<WebSocketMessage> RawPeer::messages() const
{
    QList<WebSocketMessage> messages;
    if (status() != 101)
        return messages;
    QByteArrayView rest = QByteArrayView(m_received).sliced(head().size());
    while (rest.size() >= 2) {
        qsizetype size = uchar(rest[1]) & 0x7f;
        qsizetype start = 2;
        if (size == 126) {
            if (rest.size() < 4)
                break;
            size = qFromBigEndian<quint16>(rest.data() + 2);
            start = 4;
        } else if (size == 127) {
            if (rest.size() < 10)
                break;
            size = qsizetype(qFromBigEndian<quint64>(rest.data() + 2));
            start = 10;
        }
        if (rest.size() < start + size)
            break;
        messages.append({uchar(rest[0]) & 0x0f, rest.sliced(start, size).toByteArray()});
        rest = rest.sliced(start + size);
    }
    return messages;
}

QByteArray RawPeer::stomp() const
{
    QByteArray all;
    const auto these = messages();
    for (const WebSocketMessage &message : these) {
        if (message.opcode == 1 || message.opcode == 2)
            all += message.payload;
    }
    return all;
}

int RawPeer::closeCode() const
{
    const auto these = messages();
    for (const WebSocketMessage &message : these) {
        if (message.opcode == 8 && message.payload.size() >= 2)
            return qFromBigEndian<quint16>(message.payload.constData());
    }
    return 0;
}
