// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/httpconnection.h"

#include "server/doors/logging.h"
#include "server/doors/readbuffer.h"

#include <algorithm>

namespace Server {
namespace {

constexpr std::chrono::seconds lastReadDeadline{2};
constexpr qint64 mostUnread = 64 * 1024; ///< Answers a peer may leave unread and still ask.
constexpr QByteArrayView endOfHead = "\r\n\r\n";

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<QTcpSocket> socket, const HttpLimits &limits,
                               const UpgradePolicy &policy, HttpHandler handler)
    : m_socket(std::move(socket)), m_limits(limits), m_policy(policy), m_handler(std::move(handler))
{
    // One byte more than a head may have, to see that it is too long.
    m_socket->setReadBufferSize(limits.headBytes + 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::timeOut);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, [this] {
        if (!m_closing && m_socket->bytesAvailable() > 0)
            read(); // requests that waited for their answers to be read
    });
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::finished);
    m_timer.start(limits.headTime);
}

HttpConnection::~HttpConnection()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket.release()->deleteLater(); // we may be inside one of its signals
}

std::unique_ptr<QTcpSocket> HttpConnection::takeSocket()
{
    m_timer.stop();
    m_socket->disconnect(this);
    return std::move(m_socket);
}

void HttpConnection::read()
{
    if (m_closing) {
        m_socket->readAll();
        return;
    }
    if (m_socket->bytesToWrite() > mostUnread)
        return;
    if (m_idle) {
        m_idle = false;
        m_timer.start(m_limits.headTime);
    }
    // A connection may carry several requests at once; each turn of the loop reads one. A peer
    // that asks on and on but reads no answer is left waiting, until its time is up.
    while (m_socket && !m_closing && m_socket->bytesAvailable() > 0 &&
           m_socket->bytesToWrite() <= mostUnread) {
        const qint64 before = m_socket->bytesAvailable();
        if (m_parser)
            readBody();
        else
            readHead();
        if (!m_socket || m_socket->bytesAvailable() == before)
            return;
        readOnAfterFullBuffer(*m_socket);
    }
}

void HttpConnection::readHead()
{
    const QByteArray bytes = m_socket->peek(m_limits.headBytes + 1);
    // EOLs before a request are legal noise (RFC 9112, 2.2).
    const auto firstByte =
        std::find_if(bytes.begin(), bytes.end(), [](char c) { return c != '\r' && c != '\n'; });
    if (const qsizetype noise = firstByte - bytes.begin(); noise > 0) {
        m_socket->skip(noise);
        return;
    }
    const qsizetype from = std::max<qsizetype>(0, m_searched - endOfHead.size());
    const qsizetype end = bytes.indexOf(endOfHead, from);
    m_searched = bytes.size();
    if (end < 0) {
        if (bytes.size() > m_limits.headBytes)
            refuse(431, "The request's headers are too large.");
        return;
    }
    m_searched = 0;
    const QByteArrayView head = QByteArrayView(bytes).first(end + endOfHead.size());
    HttpParser parser(m_limits);
    if (const auto taken = parser.put(head); !taken) {
        refuse(taken.error().status, taken.error().text);
        return;
    }
    if (!parser.headDone()) {
        refuse(400, "This is not a well-formed HTTP request.");
        return;
    }
    const HttpRequest request = parser.request();
    if (asksForUpgrade(request)) {
        const auto upgrade = checkUpgrade(request, m_policy);
        if (!upgrade) {
            m_socket->skip(head.size());
            answer(upgrade.error());
        } else if (m_socket->bytesAvailable() > head.size() || !parser.done()) {
            // QWebSocketServer would lose them, and no client may send before it has our answer.
            refuse(400, "Nothing may follow a handshake before it is answered.");
        } else {
            Q_EMIT upgradeRequested(*upgrade);
        }
        return;
    }
    m_socket->skip(head.size());
    m_parser.emplace(std::move(parser));
    if (!m_parser->done()) {
        m_idle = false;
        m_timer.start(m_limits.bodyTime);
        if (m_parser->expectsContinue())
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        return;
    }
    readBody();
}

void HttpConnection::readBody()
{
    if (!m_parser->done()) {
        const QByteArray bytes = m_socket->peek(m_socket->bytesAvailable());
        const auto taken = m_parser->put(bytes);
        if (!taken) {
            refuse(taken.error().status, taken.error().text);
            return;
        }
        m_socket->skip(*taken);
        if (!m_parser->done())
            return;
    }
    HttpRequest request = m_parser->request();
    request.peer = m_socket->peerAddress();
    answer(m_handler(request));
}

void HttpConnection::answer(HttpResponse response)
{
    const bool head = m_parser && m_parser->request().method == "HEAD";
    const bool keepAlive = m_parser && m_parser->keepAlive();
    m_parser.reset();
    m_socket->write(writeResponse(response, keepAlive, !head));
    if (keepAlive) {
        m_idle = true;
        m_timer.start(m_limits.idleTime);
        return;
    }
    m_closing = true;
    m_timer.start(lastReadDeadline);
    // Bytes left unread would make the kernel reset the connection and take the answer with it.
    m_socket->setReadBufferSize(0);
    m_socket->readAll();
    m_socket->disconnectFromHost();
}

void HttpConnection::refuse(int status, const QByteArray &line)
{
    qCDebug(doorsLog) << "HTTP" << status << "to" << m_socket->peerAddress().toString();
    m_parser.reset();
    answer(HttpResponse::text(status, line));
}

void HttpConnection::timeOut()
{
    if (m_closing || m_idle || (!m_parser && m_socket->bytesAvailable() == 0)) {
        m_socket->abort();
        Q_EMIT finished();
        return;
    }
    refuse(408, "The request did not arrive in time.");
}

} // namespace Server
