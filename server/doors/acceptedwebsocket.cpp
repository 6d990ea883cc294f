// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/acceptedwebsocket.h"

#include "server/doors/readbuffer.h"

#include <QHostAddress>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <chrono>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <sys/uio.h>
#endif

namespace Server {
namespace {

using Stomp::CloseCode;

/// How long a peer may take to read the last frames and to answer our close frame.
constexpr std::chrono::seconds closeDeadline{2};
constexpr std::chrono::milliseconds pausedFlushPeriod{20};
/// What is gathered before a write, whether the turn is over or not.
constexpr qint64 mostPerTurn = 256 * 1024;
constexpr qsizetype longestReason = 120; // a control frame carries 125 bytes, two are the code

QByteArray closeFrame(CloseCode code, const QString &reason)
{
    QByteArray text = reason.toUtf8();
    while (text.size() > longestReason || !QUtf8StringView(text).isValidUtf8())
        text.chop(1);
    char number[2];
    qToBigEndian(quint16(code), number);
    QByteArray frame;
    frame += char(0x88);
    frame += char(text.size() + 2);
    frame.append(number, sizeof number);
    return frame + text;
}

} // namespace

AcceptedWebSocket::AcceptedWebSocket(std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket,
                                     TurnEnd &turnEnd)
    : m_webSocket(std::move(webSocket)), m_socket(socket), m_turnEnd(&turnEnd)
{
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { Q_EMIT received(text.toUtf8()); });
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, &Link::received);
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, [this] {
        if (m_closing)
            end(m_closeCode, m_closeReason);
        else
            end(CloseCode(m_webSocket->closeCode()), m_webSocket->closeReason());
    });
    // Half a message is a sign of life too, which QWebSocket does not report.
    connect(m_socket, &QTcpSocket::readyRead, this, &Link::activity);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &AcceptedWebSocket::socketWrote);
}

AcceptedWebSocket::~AcceptedWebSocket()
{
    m_ended = true;
    if (m_scheduled && m_turnEnd)
        m_turnEnd->cancel(this);
    if (m_socket) {
        m_socket->blockSignals(false);
        m_socket->disconnect(this);
    }
    m_webSocket->disconnect(this);
    m_webSocket->abort();
    // We may be inside one of its signals.
    m_webSocket.release()->deleteLater();
}

void AcceptedWebSocket::send(const Stomp::OutgoingFrame &frame)
{
    if (!isOpen())
        return;
    const QByteArray &bytes = frame.webSocket();
    m_queue.push_back(bytes);
    m_queuedBytes += bytes.size();
    if (m_queuedBytes > mostPerTurn) {
        flush(); // A turn that brings megabytes must not look like a peer that does not read.
        return;
    }
    if (!m_scheduled && m_turnEnd) {
        m_scheduled = true;
        m_turnEnd->schedule(this);
    }
}

void AcceptedWebSocket::endOfTurn()
{
    m_scheduled = false;
    flush();
}

void AcceptedWebSocket::flush()
{
    if (m_queue.empty() || !m_socket || m_ended)
        return;
    // What the socket holds goes first; socketWrote() comes back here.
    if (m_socket->bytesToWrite() > 0)
        return;
#ifdef Q_OS_UNIX
    writeDirectly();
#else
    handRestToSocket();
#endif
}

void AcceptedWebSocket::sendNow()
{
    // What the socket holds waits for the next turn to try again, however much was read meanwhile.
    if (m_socket && !m_ended && m_socket->bytesToWrite() > 0)
        m_socket->flush();
    flush();
}

void AcceptedWebSocket::writeDirectly()
{
#ifdef Q_OS_UNIX
    constexpr size_t mostPieces = 256;
    std::array<iovec, mostPieces> pieces;
    size_t sent = 0; // whole messages of m_queue
    bool blocked = false;
    while (sent < m_queue.size() && !blocked) {
        const size_t count = std::min(m_queue.size() - sent, mostPieces);
        for (size_t i = 0; i < count; ++i) {
            QByteArray &message = m_queue[sent + i];
            pieces[i] = {const_cast<char *>(message.constData()), size_t(message.size())};
        }
        msghdr header{};
        header.msg_iov = pieces.data();
        header.msg_iovlen = count;
        const ssize_t written =
            ::sendmsg(int(m_socket->socketDescriptor()), &header, MSG_DONTWAIT | MSG_NOSIGNAL);
        qsizetype left = std::max<ssize_t>(written, 0);
        m_queuedBytes -= left;
        size_t whole = 0;
        while (whole < count && left >= m_queue[sent + whole].size())
            left -= m_queue[sent + whole++].size();
        sent += whole;
        if (whole == count)
            continue;
        // The kernel is full, or the connection broken: the message it stopped in goes to the
        // socket, which waits for room (or finds out what is wrong) and keeps our place.
        blocked = true;
        const QByteArray rest = m_queue[sent].sliced(left);
        m_queuedBytes -= rest.size();
        ++sent;
        m_socket->write(rest);
    }
    m_queue.erase(m_queue.begin(), m_queue.begin() + std::ptrdiff_t(sent));
#endif
}

void AcceptedWebSocket::handRestToSocket()
{
    for (const QByteArray &message : m_queue)
        m_socket->write(message);
    m_queue.clear();
    m_queuedBytes = 0;
}

void AcceptedWebSocket::socketWrote()
{
    if (!m_socket || m_ended)
        return;
    const qint64 before = m_lastQueued;
    if (m_socket->bytesToWrite() == 0) {
        flush();
#ifdef Q_OS_UNIX
        if (m_closing && m_socket->bytesToWrite() == 0)
            ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
#endif
    }
    m_lastQueued = bytesQueued();
    // While reading is paused a timer brings us here, progress or not.
    if (!m_pausedFlush || m_lastQueued < before)
        Q_EMIT drained();
}

void AcceptedWebSocket::close(CloseCode code, const QString &reason)
{
    if (!isOpen())
        return;
    m_closing = true;
    m_closeCode = code;
    m_closeReason = reason;
    if (!m_socket || m_socket->state() != QAbstractSocket::ConnectedState) {
        abort();
        return;
    }
    if (m_pausedFlush)
        setReading(true);
    if (m_ended)
        return;
    // We write the close frame and half-close, and go on reading what the peer still sends: bytes
    // left unread would make the kernel reset the connection and take our last frames with it.
    // QWebSocket does not see them any more: it would go on answering pings.
    QObject::disconnect(m_socket, &QTcpSocket::readyRead, m_webSocket.get(), nullptr);
    connect(m_socket, &QTcpSocket::readyRead, this, [this] { m_socket->readAll(); });
    m_socket->setReadBufferSize(0);
    handRestToSocket();
    m_socket->write(closeFrame(code, reason));
    QTimer::singleShot(closeDeadline, this, &AcceptedWebSocket::abort);
}

void AcceptedWebSocket::abort()
{
    if (m_ended)
        return;
    m_queue.clear();
    m_queuedBytes = 0;
    m_webSocket->abort();
    end(CloseCode::NoStatus, {});
}

void AcceptedWebSocket::setReading(bool reading)
{
    if (!m_socket || m_ended || reading == !m_pausedFlush)
        return;
    if (!reading) {
        // QWebSocket reads whenever it is told that there are bytes. While it is not told, the
        // socket fills its bounded buffer and then leaves the rest to the kernel and the peer.
        m_socket->blockSignals(true);
        m_pausedFlush = std::make_unique<QTimer>();
        connect(m_pausedFlush.get(), &QTimer::timeout, this, &AcceptedWebSocket::socketWrote);
        m_pausedFlush->start(pausedFlushPeriod);
        return;
    }
    m_pausedFlush.release()->deleteLater();
    m_socket->blockSignals(false);
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        abort();
        return;
    }
    Q_EMIT m_socket->readyRead();
    if (m_socket)
        readOnAfterFullBuffer(*m_socket);
}

void AcceptedWebSocket::end(CloseCode code, const QString &reason)
{
    if (m_ended)
        return;
    m_ended = true;
    Q_EMIT closed(code, reason);
}

qint64 AcceptedWebSocket::bytesQueued() const
{
    return m_queuedBytes + (m_socket ? m_socket->bytesToWrite() : 0);
}

QString AcceptedWebSocket::peerName() const
{
    const QHostAddress address = m_webSocket->peerAddress();
    bool isIPv4 = false; // a socket for both protocols says ::ffff:192.168.0.5
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    return isIPv4 ? QHostAddress(ipv4).toString() : address.toString();
}

} // namespace Server
