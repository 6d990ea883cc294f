// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

/// Answers HTTP as a test wants it, one request a connection.
class ScriptedWeb : public QTcpServer {
public:
    /// A whole answer, from its first line on; the connection is closed behind it.
    using Answer = std::function<QByteArray(const QByteArray &request)>;

    explicit ScriptedWeb(Answer answer) : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
    }

    QUrl address() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    QList<QByteArray> requests; ///< Their heads, in order.
    int connections = 0;        ///< That said anything.
    int mostAtOnce = 0;
    bool holds = false; ///< Nobody is answered.

    static QByteArray answer(const QByteArray &status, const QByteArray &headers,
                             const QByteArray &body)
    {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        mostAtOnce = qMax(mostAtOnce, ++m_open);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_open;
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            const QByteArray bytes = socket->property("head").toByteArray() + socket->readAll();
            socket->setProperty("head", bytes);
            if (bytes.startsWith('\x16')) // a greeting of TLS, which is not spoken here
                return socket->disconnectFromHost();
            if (!socket->property("counted").toBool()) {
                socket->setProperty("counted", true);
                ++connections;
            }
            if (!isWhole(bytes) || socket->property("answered").toBool() || holds)
                return;
            socket->setProperty("answered", true);
            requests << bytes.first(bytes.indexOf("\r\n\r\n") + 2);
            socket->write(m_answer(requests.constLast()));
            socket->disconnectFromHost();
        });
    }

private:
    static bool isWhole(const QByteArray &bytes)
    {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        const qsizetype length = bytes.toLower().indexOf("\r\ncontent-length: ");
        if (end < 0 || length < 0 || length > end)
            return end >= 0;
        const qsizetype value = length + 18;
        return bytes.size() >=
               end + 4 + bytes.mid(value, bytes.indexOf('\r', value) - value).toLongLong();
    }

    const Answer m_answer;
    int m_open = 0;
};
