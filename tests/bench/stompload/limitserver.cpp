// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/limitserver.h"

#include "tests/bench/stompload/handshake.h"
#include "tests/bench/stompload/stompframing.h"
#include "tests/bench/stompload/wsframing.h"

#include <algorithm>
#include <cerrno>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <queue>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace Stompload {

namespace {

struct Connection;

struct Topic {
    struct Subscriber {
        Connection *connection;
        u32 slot; ///< Of its subscription.
    };
    std::vector<Subscriber> subscribers;
};

struct Subscription {
    std::string id;
    Topic *topic = nullptr;
    size_t position = 0; ///< In the topic's subscribers.
};

struct Connection {
    int descriptor = -1;
    bool established = false, webSocket = true, waitsToWrite = false, dirty = false;
    bool closing = false;
    u64 beatPeriod = 0; ///< Of the heart-beats we send; 0: none.
    std::vector<Subscription> subscriptions;
    std::string in, out;
    size_t outOffset = 0;
};

class LimitServer {
public:
    explicit LimitServer(bool coalesce) : m_coalesce(coalesce) {}
    [[noreturn]] void run(int port);

private:
    void accept(int listener);
    void endTurn();
    int beatHearts();
    void watch(Connection &connection, int operation, u32 events);
    void write(Connection &connection, const char *bytes, size_t count);
    void queue(Connection &connection, const char *bytes, size_t count);
    void flush(Connection &connection);
    void reply(Connection &connection, std::string_view payload, Opcode opcode = Opcode::Text);
    void readable(Connection &connection);
    long consume(Connection &connection, char *bytes, size_t count);
    long establish(Connection &connection, const char *bytes, size_t count);
    bool consumePayload(Connection &connection, const char *bytes, size_t count, size_t &used);
    void close(Connection &connection);
    void frameArrived(Connection &connection, const StompFrame &frame);
    void subscribe(Connection &connection, const StompFrame &frame);
    void unsubscribe(Subscription &subscription);
    void publish(const StompFrame &frame);
    void receipt(Connection &connection, const StompFrame &frame);

    const bool m_coalesce;
    int m_epoll = -1;
    std::unordered_map<std::string, std::unique_ptr<Topic>> m_topics;
    std::vector<Connection *> m_dirty; ///< Have something to send at the end of the turn.
    std::vector<Connection *> m_dead;  ///< To delete when no event of the turn can name them.
    /// When who gets a heart-beat; a dead one is deleted when its turn comes.
    std::priority_queue<std::pair<u64, Connection *>, std::vector<std::pair<u64, Connection *>>,
                        std::greater<>>
        m_beats;
    std::vector<char> m_buffer = std::vector<char>(1 << 18);
    std::string m_frame, m_tail, m_reply;
    u64 m_messageId = 0;
};

void LimitServer::watch(Connection &connection, int operation, u32 events)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = &connection;
    epoll_ctl(m_epoll, operation, connection.descriptor, &event);
}

void LimitServer::queue(Connection &connection, const char *bytes, size_t count)
{
    connection.out.append(bytes, count);
    if (!connection.waitsToWrite) {
        connection.waitsToWrite = true;
        watch(connection, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    }
}

void LimitServer::write(Connection &connection, const char *bytes, size_t count)
{
    if (connection.descriptor < 0)
        return;
    if (m_coalesce) {
        connection.out.append(bytes, count);
        if (!connection.dirty) {
            connection.dirty = true;
            m_dirty.push_back(&connection);
        }
        return;
    }
    if (connection.out.size() == connection.outOffset) {
        const ssize_t sent =
            ::send(connection.descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent == ssize_t(count))
            return;
        if (sent < 0 && errno != EAGAIN)
            return;
        if (sent > 0) {
            bytes += sent;
            count -= size_t(sent);
        }
    }
    queue(connection, bytes, count);
}

void LimitServer::flush(Connection &connection)
{
    std::string &out = connection.out;
    while (connection.outOffset < out.size()) {
        const ssize_t sent = ::send(connection.descriptor, out.data() + connection.outOffset,
                                    out.size() - connection.outOffset, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0)
            break;
        connection.outOffset += size_t(sent);
    }
    if (connection.outOffset == out.size()) {
        out.clear();
        connection.outOffset = 0;
        if (out.capacity() > 65536)
            out.shrink_to_fit();
        if (connection.waitsToWrite) {
            connection.waitsToWrite = false;
            watch(connection, EPOLL_CTL_MOD, EPOLLIN);
        }
    } else if (!connection.waitsToWrite) {
        connection.waitsToWrite = true;
        watch(connection, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    }
}

void LimitServer::reply(Connection &connection, std::string_view payload, Opcode opcode)
{
    if (!connection.webSocket) {
        write(connection, payload.data(), payload.size());
        return;
    }
    char head[longestWsHead];
    m_reply.assign(head, writeWsHead(head, opcode, payload.size(), false, 0));
    m_reply.append(payload);
    write(connection, m_reply.data(), m_reply.size());
}

void LimitServer::publish(const StompFrame &frame)
{
    const std::string_view destination = frame.header("destination");
    const auto topic = m_topics.find(std::string(destination));
    ++m_messageId;
    if (topic == m_topics.end())
        return;
    m_tail = "destination:";
    m_tail += destination;
    const std::string_view contentType = frame.header("content-type");
    if (!contentType.empty()) {
        m_tail += "\ncontent-type:";
        m_tail += contentType;
    }
    m_tail +=
        format("\nmessage-id:%" PRIu64 "\ncontent-length:%zu\n\n", m_messageId, frame.body.size());
    m_tail += frame.body;
    m_tail += '\0';
    static constexpr std::string_view beginning = "MESSAGE\nsubscription:";
    for (const Topic::Subscriber &subscriber : topic->second->subscribers) {
        Connection &connection = *subscriber.connection;
        const std::string &id = connection.subscriptions[subscriber.slot].id;
        const size_t length = beginning.size() + id.size() + 1 + m_tail.size();
        m_frame.clear();
        if (connection.webSocket) {
            char head[longestWsHead];
            m_frame.append(head, writeWsHead(head, Opcode::Text, length, false, 0));
        }
        m_frame += beginning;
        m_frame += id;
        m_frame += '\n';
        m_frame += m_tail;
        write(connection, m_frame.data(), m_frame.size());
    }
}

void LimitServer::unsubscribe(Subscription &subscription)
{
    if (!subscription.topic)
        return;
    std::vector<Topic::Subscriber> &all = subscription.topic->subscribers;
    const size_t position = subscription.position;
    all[position] = all.back();
    all[position].connection->subscriptions[all[position].slot].position = position;
    all.pop_back();
    subscription.topic = nullptr;
}

void LimitServer::receipt(Connection &connection, const StompFrame &frame)
{
    const std::string_view id = frame.header("receipt");
    if (id.empty())
        return;
    std::string answer = "RECEIPT\nreceipt-id:" + std::string(id) + "\n\n";
    answer += '\0';
    reply(connection, answer);
}

void LimitServer::subscribe(Connection &connection, const StompFrame &frame)
{
    std::unique_ptr<Topic> &topic = m_topics[std::string(frame.header("destination"))];
    if (!topic)
        topic = std::make_unique<Topic>();
    Subscription subscription;
    subscription.id = std::string(frame.header("id"));
    subscription.topic = topic.get();
    subscription.position = topic->subscribers.size();
    connection.subscriptions.push_back(std::move(subscription));
    topic->subscribers.push_back({&connection, u32(connection.subscriptions.size() - 1)});
}

void LimitServer::frameArrived(Connection &connection, const StompFrame &frame)
{
    if (frame.command == "SEND") {
        publish(frame);
        receipt(connection, frame);
    } else if (frame.command == "CONNECT" || frame.command == "STOMP") {
        int clientSends = 0, clientWants = 0;
        sscanf(std::string(frame.header("heart-beat")).c_str(), "%d,%d", &clientSends,
               &clientWants);
        std::string answer =
            format("CONNECTED\nversion:1.2\nheart-beat:%d,%d\n\n", clientWants, clientSends);
        answer += '\0';
        reply(connection, answer);
        if (clientWants > 0 && !connection.beatPeriod) {
            connection.beatPeriod = u64(clientWants) * 1000000;
            m_beats.push({nowNs() + connection.beatPeriod, &connection});
        }
    } else if (frame.command == "SUBSCRIBE") {
        subscribe(connection, frame);
        receipt(connection, frame);
    } else if (frame.command == "UNSUBSCRIBE") {
        const std::string_view id = frame.header("id");
        for (Subscription &subscription : connection.subscriptions) {
            if (subscription.topic && subscription.id == id)
                unsubscribe(subscription);
        }
        receipt(connection, frame);
    } else if (frame.command == "DISCONNECT") {
        receipt(connection, frame);
    }
}

void LimitServer::close(Connection &connection)
{
    if (connection.descriptor < 0)
        return;
    for (Subscription &subscription : connection.subscriptions)
        unsubscribe(subscription);
    ::close(connection.descriptor);
    connection.descriptor = -1;
    if (!connection.beatPeriod)
        m_dead.push_back(&connection);
}

// Answers the upgrade, or sees that this is plain STOMP. Bytes used, 0: more needed, -1: close.
long LimitServer::establish(Connection &connection, const char *bytes, size_t count)
{
    if (count < 4)
        return 0;
    if (memcmp(bytes, "GET ", 4) != 0) {
        connection.webSocket = false;
        connection.established = true;
        return 0;
    }
    const size_t end = std::string_view(bytes, count).find("\r\n\r\n");
    if (end == std::string_view::npos)
        return count > 16384 ? -1 : 0;
    const std::string_view head(bytes, end + 2);
    std::string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                         "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
                         websocketAccept(httpHeader(head, "Sec-WebSocket-Key")) + "\r\n";
    const std::string protocols = httpHeader(head, "Sec-WebSocket-Protocol");
    if (protocols.find("v12.stomp") != std::string::npos)
        answer += "Sec-WebSocket-Protocol: v12.stomp\r\n";
    answer += "\r\n";
    write(connection, answer.data(), answer.size());
    connection.established = true;
    return long(end + 4);
}

// All whole frames of one payload; false: malformed. `used` counts the bytes of whole frames.
bool LimitServer::consumePayload(Connection &connection, const char *bytes, size_t count,
                                 size_t &used)
{
    while (used < count && connection.descriptor >= 0) {
        StompFrame frame;
        const long length = readStompFrame(bytes + used, count - used, frame);
        if (length <= 0)
            return length == 0;
        frameArrived(connection, frame);
        used += size_t(length);
    }
    return true;
}

// Uses up whole frames; gives the bytes used, or -1 to close.
long LimitServer::consume(Connection &connection, char *bytes, size_t count)
{
    size_t used = 0;
    if (!connection.established) {
        const long length = establish(connection, bytes, count);
        if (length < 0 || !connection.established)
            return length;
        used = size_t(length);
    }
    if (!connection.webSocket)
        return consumePayload(connection, bytes, count, used) ? long(used) : -1;
    while (used < count && connection.descriptor >= 0) {
        const std::optional<WsHead> head = readWsHead(bytes + used, count - used);
        if (!head || count - used - head->headLength < head->payloadLength)
            break;
        char *payload = bytes + used + head->headLength;
        const size_t length = head->payloadLength;
        if (head->masked)
            applyMask(payload, length, head->key);
        used += head->headLength + length;
        if (head->opcode == Opcode::Close) {
            reply(connection, std::string_view(payload, std::min<size_t>(length, 2)),
                  Opcode::Close);
            connection.closing = true;
            break;
        }
        if (head->opcode == Opcode::Ping)
            reply(connection, std::string_view(payload, length), Opcode::Pong);
        size_t payloadUsed = 0;
        // A STOMP frame may not go on in the next WebSocket message here.
        if (head->carriesData() &&
            (!consumePayload(connection, payload, length, payloadUsed) || payloadUsed < length))
            return -1;
    }
    return long(used);
}

void LimitServer::readable(Connection &connection)
{
    const size_t have = connection.in.size();
    if (have + 65536 > m_buffer.size())
        m_buffer.resize(have * 2 + 65536);
    char *bytes = m_buffer.data();
    if (have)
        memcpy(bytes, connection.in.data(), have);
    const ssize_t got =
        ::recv(connection.descriptor, bytes + have, m_buffer.size() - have, MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN)) {
        close(connection);
        return;
    }
    if (got < 0)
        return;
    connection.in.clear();
    const size_t count = have + size_t(got);
    const long used = consume(connection, bytes, count);
    if (used < 0) {
        close(connection);
    } else if (connection.closing) {
        flush(connection);
        close(connection);
    } else if (size_t(used) < count) {
        connection.in.assign(bytes + used, count - size_t(used));
    } else if (connection.in.capacity() > 1024) {
        std::string().swap(connection.in);
    }
}

void LimitServer::accept(int listener)
{
    for (;;) {
        const int descriptor = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0)
            return;
        const int on = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        Connection *connection = new Connection; // deleted by endTurn()
        connection->descriptor = descriptor;
        watch(*connection, EPOLL_CTL_ADD, EPOLLIN);
    }
}

void LimitServer::endTurn()
{
    for (Connection *connection : m_dirty) {
        connection->dirty = false;
        if (connection->descriptor >= 0)
            flush(*connection);
    }
    m_dirty.clear();
    for (Connection *connection : m_dead)
        delete connection;
    m_dead.clear();
}

// Writes those that are due; milliseconds until the next one, -1 for never.
int LimitServer::beatHearts()
{
    const u64 now = m_beats.empty() ? 0 : nowNs();
    while (!m_beats.empty() && m_beats.top().first <= now) {
        const auto [due, connection] = m_beats.top();
        m_beats.pop();
        if (connection->descriptor < 0) {
            m_dead.push_back(connection);
            continue;
        }
        reply(*connection, "\n");
        m_beats.push({due + connection->beatPeriod, connection});
    }
    return m_beats.empty() ? -1 : int((m_beats.top().first - now + 999999) / 1000000);
}

void LimitServer::run(int port)
{
    raiseDescriptorLimit();
    signal(SIGPIPE, SIG_IGN);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(u16(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 ||
        listen(listener, 4096) != 0)
        die("port %d: %s", port, strerror(errno));
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_event listening{};
    listening.events = EPOLLIN;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, listener, &listening);
    fprintf(stderr, "limit server on 127.0.0.1:%d, pid %d\n", port, int(getpid()));
    std::vector<epoll_event> events(256);
    for (;;) {
        const int time = beatHearts();
        endTurn();
        const int count = epoll_wait(m_epoll, events.data(), int(events.size()), time);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[size_t(i)];
            if (!event.data.ptr) {
                accept(listener);
                continue;
            }
            Connection &connection = *static_cast<Connection *>(event.data.ptr);
            if (connection.descriptor >= 0 && (event.events & EPOLLOUT))
                flush(connection);
            if (connection.descriptor >= 0 && (event.events & ~u32(EPOLLOUT)))
                readable(connection);
        }
    }
}

} // namespace

void serveLimit(int port, bool coalesce)
{
    LimitServer(coalesce).run(port);
}

} // namespace Stompload
