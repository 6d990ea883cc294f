// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/listener.h"
#include "tests/support/testcertificate.h"

#include <QSslSocket>
#include <QTest>

#include <memory>
#include <vector>

#include <sys/socket.h>

namespace TestSupport {

inline const QByteArray upgrade = "GET /ws-stomp HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
                                  "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
inline const QByteArray getRequest = "GET /a?b HTTP/1.1\r\nHost: h:1\r\n\r\n";

/// A frame whose mask changes nothing.
inline QByteArray frame(int first, const QByteArray &payload)
{
    return QByteArray(1, char(first)) + char(0x80 | payload.size()) + QByteArray(4, '\0') + payload;
}

/// A client that keeps all it reads.
struct Peer : QSslSocket {
    explicit Peer(quint16 port, bool tls = false, const QString &host = QStringLiteral("127.0.0.1"))
    {
        connect(this, &QSslSocket::readyRead, this, [this] {
            if (reads)
                bytes += readAll();
        });
        if (tls)
            connectToHostEncrypted(host, port);
        else
            connectToHost(host, port);
    }
    bool isGone() const { return state() == UnconnectedState; }
    /// From here on what the server sends stays in the kernel.
    void stopReading()
    {
        reads = false;
        setReadBufferSize(1024);
    }
    void resumeReading()
    {
        reads = true;
        setReadBufferSize(0);
        bytes += readAll();
    }
    /// Sends what there is to send, and says that there is no more; goes on reading.
    bool halfClose()
    {
        return (bytesToWrite() == 0 || waitForBytesWritten()) &&
               ::shutdown(int(socketDescriptor()), SHUT_WR) == 0;
    }
    QByteArray bytes;
    bool reads = true;
};

/// Both doors of a host and the links that come of them; the test derives from it.
class DoorsFixture : public QObject {
protected:
    static const TestCertificate &certificate()
    {
        static const TestCertificate made;
        return made;
    }
    static void trustCertificate()
    {
        if (certificate().isMade())
            certificate().trust();
    }
    void needTls()
    {
        if (!certificate().isMade())
            QSKIP("no openssl program");
        m_options.tls = certificate().forHost();
    }
    void reset()
    {
        m_options = {};
        m_received.clear();
        m_closed = 0;
    }
    void close()
    {
        m_tcp.reset();
        m_http.reset();
        m_links.clear();
    }
    void open(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        using namespace Server;
        m_options.door = Listener::Door::Http;
        m_http = std::make_unique<Listener>(m_options, [](const HttpRequest &request) {
            return HttpResponse::text(200, request.target);
        });
        m_options.door = Listener::Door::Tcp;
        m_tcp = std::make_unique<Listener>(m_options, nullptr, m_http.get());
        for (Listener *door : {m_http.get(), m_tcp.get()}) {
            connect(door, &Listener::linkOpened, this, [this](Stomp::Link *link) {
                m_links.emplace_back(link);
                connect(link, &Stomp::Link::received, this,
                        [this](const QByteArray &bytes) { m_received += bytes; });
                connect(link, &Stomp::Link::closed, this, [this] { ++m_closed; });
            });
            QVERIFY(door->listen(address));
        }
    }

    Server::Listener::Options m_options;
    std::unique_ptr<Server::Listener> m_http;
    std::unique_ptr<Server::Listener> m_tcp;
    std::vector<std::unique_ptr<Stomp::Link>> m_links;
    QByteArray m_received;
    int m_closed = 0;
};

} // namespace TestSupport
