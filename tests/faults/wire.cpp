// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/wire.h"

#include <QPointer>

#include <algorithm>
#include <utility>

#include <sys/socket.h>

namespace {

constexpr std::chrono::milliseconds dripInterval{4};
constexpr qsizetype dripSize = 61;

/// close() sends an RST, and nothing of what waits.
void abortWithReset(QTcpSocket &socket)
{
    if (socket.socketDescriptor() >= 0) {
        const linger now{1, 0};
        ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    socket.abort();
}

} // namespace

Pipe::Pipe(std::unique_ptr<QTcpSocket> client, quint16 hostPort) : m_client(std::move(client))
{
    connect(m_client.get(), &QTcpSocket::readyRead, this, [this] { take(Way::ToHost); });
    connect(m_client.get(), &QTcpSocket::disconnected, this, [this] { sideEnded(Way::ToHost); });
    m_drip.setInterval(dripInterval);
    connect(&m_drip, &QTimer::timeout, this, [this] {
        pass(Way::ToHost);
        if (!m_ended)
            pass(Way::ToClient);
    });
    if (hostPort == 0) {
        m_toHost.lost = true;
        return;
    }
    m_host = std::make_unique<QTcpSocket>();
    connect(m_host.get(), &QTcpSocket::readyRead, this, [this] { take(Way::ToClient); });
    connect(m_host.get(), &QTcpSocket::disconnected, this, [this] { sideEnded(Way::ToClient); });
    connect(m_host.get(), &QTcpSocket::errorOccurred, this, [this] {
        if (m_host->state() == QAbstractSocket::UnconnectedState)
            sideEnded(Way::ToClient);
    });
    connect(m_host.get(), &QTcpSocket::connected, this, [this] { pass(Way::ToHost); });
    m_host->connectToHost(QHostAddress(QHostAddress::LocalHost), hostPort);
    take(Way::ToHost); // what came before anybody listened
}

Pipe::~Pipe()
{
    m_client->disconnect(this);
    abortWithReset(*m_client);
    if (m_host) {
        m_host->disconnect(this);
        abortWithReset(*m_host);
    }
}

void Pipe::take(Way way)
{
    QTcpSocket *source = way == Way::ToHost ? m_client.get() : m_host.get();
    Stream &stream = this->stream(way);
    const QByteArray bytes = source->readAll();
    if (stream.lost)
        return;
    stream.waiting += bytes;
    pass(way);
}

void Pipe::pass(Way way, bool everything)
{
    Stream &stream = this->stream(way);
    QTcpSocket *target = this->target(way);
    if (m_ended || stream.held || stream.lost || !target || stream.waiting.isEmpty() ||
        target->state() != QAbstractSocket::ConnectedState)
        return;
    if (stream.cut) {
        // A part of it, and never the last byte.
        target->write(stream.waiting.first(stream.waiting.size() / 2));
        end();
        return;
    }
    const qsizetype size = m_drip.isActive() && !everything
                               ? std::min(dripSize, stream.waiting.size())
                               : stream.waiting.size();
    target->write(stream.waiting.first(size));
    stream.waiting.remove(0, size);
}

void Pipe::hold(Way way)
{
    stream(way).held = true;
}

void Pipe::release(Way way)
{
    stream(way).held = false;
    pass(way);
    if (m_ghost && way == Way::ToHost)
        end();
}

void Pipe::trickle(bool on)
{
    if (on) {
        m_drip.start();
        return;
    }
    m_drip.stop();
    pass(Way::ToHost, true);
    if (!m_ended)
        pass(Way::ToClient, true);
}

void Pipe::lose(Way way)
{
    stream(way).lost = true;
    stream(way).waiting.clear();
}

void Pipe::cutAtNext(Way way)
{
    stream(way).cut = true;
    pass(way);
}

void Pipe::reset()
{
    if (m_ended)
        return;
    m_client->disconnect(this);
    abortWithReset(*m_client);
    if (m_host) {
        m_host->disconnect(this);
        abortWithReset(*m_host);
    }
    end();
}

void Pipe::leaveGhost()
{
    if (m_ended || m_ghost)
        return;
    m_ghost = true;
    m_client->disconnect(this);
    abortWithReset(*m_client);
    lose(Way::ToClient);
}

void Pipe::sideEnded(Way from)
{
    // What is lost takes the news with it: the other side is to find out by itself.
    if (m_ended || stream(from).lost || m_ghost)
        return;
    if (stream(from).held || !stream(from).waiting.isEmpty())
        pass(from, true);
    end();
}

void Pipe::end()
{
    if (std::exchange(m_ended, true))
        return;
    m_drip.stop();
    for (QTcpSocket *socket : {m_client.get(), m_host.get()}) {
        if (!socket)
            continue;
        socket->disconnect(this);
        socket->disconnectFromHost(); // behind what was written
    }
    Q_EMIT ended();
}

Wire::Wire(QObject *parent) : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &Wire::accept);
    listen();
}

void Wire::listen()
{
    // Somebody else may have got our port for a moment, as a client's end.
    if (m_server.listen(QHostAddress::LocalHost, m_port))
        m_port = m_server.serverPort();
    else
        QTimer::singleShot(std::chrono::milliseconds(20), this, [this] {
            if (!m_server.isListening() && m_refusing == 0)
                listen();
        });
}

void Wire::accept()
{
    while (QTcpSocket *accepted = m_server.nextPendingConnection()) {
        accepted->setParent(nullptr);
        ++m_connections;
        auto pipe = std::make_unique<Pipe>(std::unique_ptr<QTcpSocket>(accepted),
                                           m_silent > 0 ? quint16(0) : m_hostPort);
        if (m_losing > 0) {
            pipe->lose(Pipe::Way::ToHost);
            pipe->lose(Pipe::Way::ToClient);
        }
        Pipe *made = pipe.get();
        connect(made, &Pipe::ended, this, [this, made] {
            // Inside one of its signals, and its sockets still write.
            QTimer::singleShot(std::chrono::milliseconds(500), this, [this, made] {
                std::erase_if(m_pipes, [made](const auto &pipe) { return pipe.get() == made; });
            });
        });
        m_pipes.push_back(std::move(pipe));
    }
}

void Wire::endLater(std::chrono::milliseconds after, std::function<void()> end)
{
    QTimer::singleShot(after, Qt::PreciseTimer, this, std::move(end));
}

void Wire::begin(const Fault &fault)
{
    using Kind = Fault::Kind;
    std::vector<QPointer<Pipe>> pipes;
    for (const auto &pipe : m_pipes) {
        if (!pipe->isGhost())
            pipes.emplace_back(pipe.get());
    }
    const auto forThese = [pipes](auto act) {
        for (const QPointer<Pipe> &pipe : pipes) {
            if (pipe)
                act(*pipe);
        }
    };
    switch (fault.kind) {
    case Kind::Delay:
        forThese([](Pipe &pipe) {
            pipe.hold(Pipe::Way::ToHost);
            pipe.hold(Pipe::Way::ToClient);
        });
        return endLater(fault.lasts, [forThese] {
            forThese([](Pipe &pipe) {
                pipe.release(Pipe::Way::ToHost);
                pipe.release(Pipe::Way::ToClient);
            });
        });
    case Kind::Trickle:
        forThese([](Pipe &pipe) { pipe.trickle(true); });
        return endLater(fault.lasts,
                        [forThese] { forThese([](Pipe &pipe) { pipe.trickle(false); }); });
    case Kind::BlackHole:
        forThese([](Pipe &pipe) {
            pipe.lose(Pipe::Way::ToHost);
            pipe.lose(Pipe::Way::ToClient);
        });
        ++m_losing;
        return endLater(fault.lasts, [this] { m_losing = std::max(0, m_losing - 1); });
    case Kind::DeafHost:
        return forThese([](Pipe &pipe) { pipe.lose(Pipe::Way::ToHost); });
    case Kind::DeafClient:
        return forThese([](Pipe &pipe) { pipe.lose(Pipe::Way::ToClient); });
    case Kind::HalfOpen:
        forThese([](Pipe &pipe) { pipe.reset(); });
        ++m_silent;
        return endLater(fault.lasts, [this] { m_silent = std::max(0, m_silent - 1); });
    case Kind::Refuse:
        forThese([](Pipe &pipe) { pipe.reset(); });
        m_server.close();
        ++m_refusing;
        return endLater(fault.lasts, [this] {
            m_refusing = std::max(0, m_refusing - 1);
            if (m_refusing == 0 && !m_server.isListening())
                listen();
        });
    case Kind::CutToHost:
        return forThese([](Pipe &pipe) { pipe.cutAtNext(Pipe::Way::ToHost); });
    case Kind::CutToClient:
        return forThese([](Pipe &pipe) { pipe.cutAtNext(Pipe::Way::ToClient); });
    case Kind::Reset:
        return forThese([](Pipe &pipe) { pipe.reset(); });
    case Kind::Ghost:
        // It talks on for a while before its end breaks.
        forThese([](Pipe &pipe) { pipe.hold(Pipe::Way::ToHost); });
        endLater(fault.lasts / 3, [forThese] { forThese([](Pipe &pipe) { pipe.leaveGhost(); }); });
        return endLater(fault.lasts, [forThese] {
            forThese([](Pipe &pipe) { pipe.release(Pipe::Way::ToHost); });
        });
    case Kind::ClientKilled:
    case Kind::HostKilled:
    case Kind::HostStopped:
    case Kind::DiskFull:
        return; // not the network's
    }
}

void Wire::heal()
{
    m_losing = m_silent = m_refusing = 0;
    if (!m_server.isListening())
        listen();
    for (const auto &pipe : m_pipes) {
        pipe->trickle(false);
        if (pipe->isGhost()) {
            pipe->lose(Pipe::Way::ToHost);
        } else {
            pipe->release(Pipe::Way::ToClient);
        }
        pipe->release(Pipe::Way::ToHost);
    }
}
