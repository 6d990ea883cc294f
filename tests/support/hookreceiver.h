// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <algorithm>
#include <vector>

namespace TestSupport {

inline QByteArray ok(const QByteArray &body = "{}")
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

inline QByteArray status(int code, const QByteArray &more = {})
{
    return "HTTP/1.1 " + QByteArray::number(code) + " X\r\n" + more + "Content-Length: 0\r\n\r\n";
}

struct Taken {
    QByteArray head;
    QByteArray body;

    QByteArray header(const QByteArray &name) const
    {
        const QByteArrayList lines = head.split('\n');
        for (const QByteArray &line : lines) {
            if (line.toLower().startsWith(name.toLower() + ':'))
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }
};

/// Answers the n-th post with the n-th of `answers`, the last one from then on. "hang": never;
/// "cut": the connection is closed.
class HookReceiver : public QTcpServer {
public:
    HookReceiver()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }
    QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QUrl(QStringLiteral("http://%1:%2/in?a=b").arg(host).arg(serverPort()));
    }
    QByteArrayList bodies() const
    {
        QByteArrayList all;
        for (const Taken &one : taken)
            all << one.body;
        return all;
    }

    QByteArrayList answers{ok()};
    std::vector<Taken> taken;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &bytes = m_bytes[socket];
        bytes += socket->readAll();
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Taken one{bytes.first(end), bytes.mid(end + 4)};
        if (one.body.size() < one.header("Content-Length").toInt())
            return;
        bytes.clear();
        const QByteArray answer = answers[std::min(qsizetype(taken.size()), answers.size() - 1)];
        taken.push_back(one);
        if (answer == "cut")
            socket->abort();
        else if (answer != "hang")
            socket->write(answer);
    }
    QHash<QTcpSocket *, QByteArray> m_bytes;
};

} // namespace TestSupport
