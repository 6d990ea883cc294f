// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpSocket>

#include <optional>

namespace TestSupport {

/// One request on a connection of its own, and what comes of it; or several, typed by hand.
class HttpPeer : public QTcpSocket {
public:
    explicit HttpPeer(quint16 port, const QByteArray &request = {},
                      const QHostAddress &from = QHostAddress())
    {
        connect(this, &QTcpSocket::readyRead, this, [this] {
            if (m_reads)
                bytes += readAll();
        });
        if (!from.isNull())
            bind(from);
        connectToHost(QHostAddress::LocalHost, port);
        write(request);
    }
    HttpPeer(quint16 port, const QByteArray &method, const QByteArray &path,
             const QByteArray &body = {}, const QByteArray &headers = {})
        : HttpPeer(port, method + ' ' + path + " HTTP/1.1\r\nHost: h\r\n" + headers +
                             (method == "POST"
                                  ? "Content-Length: " + QByteArray::number(body.size()) + "\r\n"
                                  : QByteArray()) +
                             "\r\n" + body)
    {
    }

    /// From here on what comes stays in the kernel.
    void stopReading()
    {
        m_reads = false;
        setReadBufferSize(1024);
    }
    void resumeReading()
    {
        m_reads = true;
        setReadBufferSize(0);
        bytes += readAll();
    }

    bool hasHead() const { return bytes.contains("\r\n\r\n"); }
    QByteArray head() const { return bytes.left(bytes.indexOf("\r\n\r\n") + 2); }
    int status() const { return hasHead() ? bytes.mid(9, 3).toInt() : 0; }
    /// Null where there is none.
    QByteArray header(const QByteArray &name) const
    {
        const QByteArray all = head();
        const qsizetype at = all.toLower().indexOf("\r\n" + name.toLower() + ": ");
        if (at < 0)
            return {};
        const qsizetype value = at + name.size() + 4;
        return all.mid(value, all.indexOf("\r\n", value) - value);
    }
    bool isChunked() const { return header("Transfer-Encoding") == "chunked"; }
    /// What has come of the first answer's body, without the frames of chunks.
    QByteArray body() const
    {
        if (!hasHead())
            return {};
        const QByteArray rest = bytes.mid(bytes.indexOf("\r\n\r\n") + 4);
        if (!isChunked())
            return rest.left(header("Content-Length").isNull()
                                 ? rest.size()
                                 : header("Content-Length").toLongLong());
        QByteArray whole;
        for (const auto &chunk : chunks())
            whole += chunk;
        return whole;
    }
    /// The chunks that have come; the last one is empty.
    QByteArrayList chunks() const
    {
        QByteArrayList found;
        qsizetype at = bytes.indexOf("\r\n\r\n") + 4;
        while (at < bytes.size()) {
            const qsizetype end = bytes.indexOf("\r\n", at);
            if (end < 0)
                break;
            const qsizetype size = bytes.mid(at, end - at).toLongLong(nullptr, 16);
            if (bytes.size() < end + 2 + size + 2)
                break;
            found.append(bytes.mid(end + 2, size));
            if (size == 0)
                break;
            at = end + 2 + size + 2;
        }
        return found;
    }
    bool isDone() const
    {
        if (!hasHead())
            return false;
        if (isChunked()) {
            const QByteArrayList all = chunks();
            return !all.isEmpty() && all.last().isEmpty();
        }
        if (status() == 204 || status() == 304)
            return true;
        if (header("Content-Length").isNull())
            return isGone();
        return body().size() == header("Content-Length").toLongLong();
    }
    bool isGone() const { return state() == UnconnectedState; }

    QByteArray bytes;

private:
    bool m_reads = true;
};

} // namespace TestSupport
