// SPDX-License-Identifier: GPL-3.0-or-later
// Worker: descriptors, buffers and WebSocket.
#include "tests/bench/stompload/handshake.h"
#include "tests/bench/stompload/worker.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Stompload {

// Any 16 bytes do: nobody checks that they are random.
static const char websocketKey[] = "c3RvbXBsb2FkIGNsaWVudA==";

// From 127.0.0.1, 127.0.0.2, …: one address has some 28,000 ports, and those of closed connections
// come back after a minute only.
static void leaveFrom(int descriptor, int source)
{
    if (source == 0)
        return;
    const int on = 1;
    setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + u32(source));
    if (bind(descriptor, reinterpret_cast<sockaddr *>(&from), sizeof from) != 0)
        die("127.0.0.%d: %s", source + 1, strerror(errno));
}

void Worker::start(Client &client)
{
    client.startedAt = nowNs();
    client.out.clear();
    client.in.clear();
    client.stomp.clear();
    client.outOffset = 0;
    client.waitsToWrite = true;
    client.descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (client.descriptor < 0) {
        m_findings.note(format("socket: %s", strerror(errno)));
        client.state = Client::State::Failed;
        m_load.failed++;
        return;
    }
    const int on = 1;
    setsockopt(client.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const Address &server = m_options.servers[size_t(client.server)];
    const char *host = server.host == "localhost" ? "127.0.0.1" : server.host.c_str();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(u16(server.port));
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1)
        die("--url wants an IPv4 address");
    leaveFrom(client.descriptor, client.index % m_options.sources);
    if (connect(client.descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) < 0 &&
        errno != EINPROGRESS) {
        m_findings.note(format("connect: %s", strerror(errno)));
        ::close(client.descriptor);
        client.descriptor = -1;
        client.state = Client::State::Failed;
        m_load.failed++;
        return;
    }
    client.state = Client::State::TcpConnecting;
    ++m_inProgress;
    watch(client, EPOLL_CTL_ADD, EPOLLIN | EPOLLOUT);
}

void Worker::drop(Client &client, const std::string &why)
{
    if (client.descriptor < 0)
        return;
    ::close(client.descriptor);
    client.descriptor = -1;
    const Client::State was = client.state;
    if (was == Client::State::Ready) {
        client.state = Client::State::Closed;
        if (m_load.currentMode() == Mode::Stop)
            return;
        m_load.dropped++;
        m_findings.note(format("client %d lost: %s", client.index, why.c_str()));
        if (!client.mute) {
            Room &room = *m_load.rooms[size_t(client.room)];
            const u64 published = room.published.load();
            const u64 missed = published - std::min(published, client.received);
            room.expected -= missed;
            m_load.lostToDrops += missed;
            room.live--;
        }
    } else if (was == Client::State::WsClosing || was == Client::State::Disconnecting) {
        client.state = Client::State::Closed;
        if (was == Client::State::Disconnecting)
            m_findings.note("closed before the RECEIPT of DISCONNECT");
        finishCycle(client);
    } else {
        client.state = Client::State::Failed;
        --m_inProgress;
        m_load.failed++;
        m_findings.note(
            format("client %d not connected: %s (state %d)", client.index, why.c_str(), int(was)));
        if (m_load.isChurning() && m_load.currentMode() == Mode::Run)
            start(client);
    }
}

void Worker::finishCycle(Client &client)
{
    bump(m_counters.cycles);
    if (m_load.isChurning() && m_load.currentMode() == Mode::Run)
        start(client);
}

void Worker::watch(Client &client, int operation, u32 events)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = &client;
    epoll_ctl(m_epoll, operation, client.descriptor, &event);
}

void Worker::write(Client &client, const char *bytes, size_t count)
{
    if (client.descriptor < 0)
        return;
    if (client.out.size() == client.outOffset) {
        client.out.clear();
        client.outOffset = 0;
        const ssize_t sent = ::send(client.descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent == ssize_t(count))
            return;
        if (sent < 0 && errno != EAGAIN)
            return; // the read side will report it
        if (sent > 0) {
            bytes += sent;
            count -= size_t(sent);
        }
        ++m_findings.blockedSends;
    }
    client.out.append(bytes, count);
    if (!client.waitsToWrite) {
        client.waitsToWrite = true;
        watch(client, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    }
}

void Worker::flush(Client &client)
{
    while (client.outOffset < client.out.size()) {
        const ssize_t sent =
            ::send(client.descriptor, client.out.data() + client.outOffset,
                   client.out.size() - client.outOffset, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0)
            return;
        client.outOffset += size_t(sent);
    }
    client.out.clear();
    client.outOffset = 0;
    if (client.waitsToWrite) {
        client.waitsToWrite = false;
        watch(client, EPOLL_CTL_MOD, EPOLLIN);
    }
}

void Worker::sendPayload(Client &client, std::string_view payload)
{
    if (m_options.tcp)
        write(client, payload.data(), payload.size());
    else
        sendWs(client, payload, m_options.binary ? Opcode::Binary : Opcode::Text);
}

void Worker::sendWs(Client &client, std::string_view payload, Opcode opcode)
{
    u32 key = 0;
    if (m_options.mask) {
        static thread_local u32 random = 0x9E3779B9u;
        random = random * 1664525u + 1013904223u;
        key = random | 1;
    }
    char head[longestWsHead];
    const size_t headLength = writeWsHead(head, opcode, payload.size(), true, key);
    m_wsOut.assign(head, headLength);
    m_wsOut.append(payload);
    if (key)
        applyMask(m_wsOut.data() + headLength, payload.size(), reinterpret_cast<const u8 *>(&key));
    write(client, m_wsOut.data(), m_wsOut.size());
}

void Worker::sendClose(Client &client)
{
    static const char normal[2] = {char(1000 >> 8), char(1000 & 255)};
    sendWs(client, std::string_view(normal, 2), Opcode::Close);
}

void Worker::tcpConnected(Client &client)
{
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(client.descriptor, SOL_SOCKET, SO_ERROR, &error, &length);
    if (error) {
        drop(client, format("connect: %s", strerror(error)));
        return;
    }
    flush(client); // stops waiting to write
    if (m_options.tcp) {
        connectStomp(client);
        return;
    }
    client.state = Client::State::Handshake;
    const Address &server = m_options.servers[size_t(client.server)];
    std::string request =
        format("GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n",
               server.path.c_str(), server.host.c_str(), server.port, websocketKey);
    if (!m_options.subprotocol.empty())
        request += "Sec-WebSocket-Protocol: " + m_options.subprotocol + "\r\n";
    for (const std::string &header : m_options.httpHeaders)
        request += header + "\r\n";
    request += "\r\n";
    write(client, request.data(), request.size());
}

void Worker::readable(Client &client)
{
    const size_t have = client.in.size();
    if (have > m_buffer.size() / 2)
        m_buffer.resize(have * 2 + (1 << 20));
    char *bytes = m_buffer.data();
    if (have) {
        memcpy(bytes, client.in.data(), have);
        client.in.clear();
    }
    const ssize_t got =
        ::recv(client.descriptor, bytes + have, m_buffer.size() - have, MSG_DONTWAIT);
    if (got < 0) {
        if (errno != EAGAIN)
            drop(client, strerror(errno));
        else if (have)
            client.in.assign(bytes, have);
        return;
    }
    if (got == 0) {
        drop(client, "closed by the server");
        return;
    }
    m_now = nowNs();
    client.lastReceived = m_now;
    bump(m_counters.bytes, u64(got));
    const size_t count = have + size_t(got);
    size_t used = 0;
    if (client.state == Client::State::Handshake && !readHandshake(client, bytes, count, used))
        return;
    if (!m_options.tcp)
        readWebSocket(client, bytes, count, used);
    else if (!readStomp(client, bytes, count))
        drop(client, "malformed STOMP");
}

// False when the answer is not whole yet or was refused.
bool Worker::readHandshake(Client &client, const char *bytes, size_t count, size_t &used)
{
    const std::string_view all(bytes, count);
    const size_t end = all.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        client.in.assign(bytes, count);
        return false;
    }
    const std::string_view head = all.substr(0, end + 2);
    if (head.compare(0, 12, "HTTP/1.1 101") != 0) {
        drop(client, "handshake answered " + std::string(head.substr(0, head.find("\r\n"))));
        return false;
    }
    static const std::string accept = websocketAccept(websocketKey);
    if (httpHeader(head, "Sec-WebSocket-Accept") != accept) {
        drop(client, "wrong Sec-WebSocket-Accept");
        return false;
    }
    used = end + 4;
    connectStomp(client);
    return true;
}

void Worker::readWebSocket(Client &client, char *bytes, size_t count, size_t used)
{
    while (used < count && client.descriptor >= 0) {
        const std::optional<WsHead> head = readWsHead(bytes + used, count - used);
        if (!head || count - used - head->headLength < head->payloadLength)
            break;
        char *payload = bytes + used + head->headLength;
        const size_t length = head->payloadLength;
        if (head->masked)
            applyMask(payload, length, head->key);
        used += head->headLength + length;
        if (head->carriesData()) {
            ++m_findings.wsMessages;
            if (!readStomp(client, payload, length)) {
                drop(client, "malformed STOMP");
                return;
            }
        } else if (head->opcode == Opcode::Ping) {
            ++m_findings.pings;
            sendWs(client, std::string_view(payload, length), Opcode::Pong);
        } else if (head->opcode == Opcode::Close) {
            const int code = length >= 2 ? u8(payload[0]) << 8 | u8(payload[1]) : 0;
            const std::string_view reason(payload + 2, length > 2 ? length - 2 : 0);
            if (client.state != Client::State::WsClosing)
                sendWs(client, std::string_view(payload, std::min<size_t>(length, 2)),
                       Opcode::Close);
            drop(client, format("WebSocket close %d %.*s", code, int(reason.size()),
                                reason.empty() ? "" : reason.data()));
            return;
        }
    }
    if (client.descriptor >= 0 && used < count)
        client.in.assign(bytes + used, count - used);
}

} // namespace Stompload
