// SPDX-License-Identifier: GPL-3.0-or-later
// Worker: its loop, and what each mode does in a turn.
#include "tests/bench/stompload/worker.h"

#include <algorithm>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Stompload {

static constexpr u64 second = 1000000000;

Worker::Worker(Load &load)
    : m_load(load), m_options(load.options), m_wake(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
}

Worker::~Worker()
{
    ::close(m_wake);
}

void Worker::startThread()
{
    m_thread = std::thread([this] { loop(); });
}

void Worker::wake()
{
    eventfd_write(m_wake, 1);
}

void Worker::loop()
{
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_event wakeEvent{};
    wakeEvent.events = EPOLLIN;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &wakeEvent);
    std::vector<epoll_event> events(512);
    while (m_load.mode.load() != Mode::Stop) {
        m_now = nowNs();
        turn();
        const u64 until = nextTurn();
        const u64 now = nowNs();
        const u64 wait = until > now ? until - now : 0;
        const timespec timeout{time_t(wait / second), long(wait % second)};
        const int count =
            epoll_pwait2(m_epoll, events.data(), int(events.size()), &timeout, nullptr);
        m_now = nowNs();
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[size_t(i)];
            if (!event.data.ptr) {
                eventfd_t ignored;
                eventfd_read(m_wake, &ignored);
                continue;
            }
            Client &client = *static_cast<Client *>(event.data.ptr);
            if (client.descriptor < 0)
                continue;
            if (client.state == Client::State::TcpConnecting) {
                if (event.events & (EPOLLOUT | EPOLLERR | EPOLLHUP))
                    tcpConnected(client);
                continue;
            }
            if (event.events & EPOLLOUT)
                flush(client);
            if (client.descriptor >= 0 && (event.events & (EPOLLIN | EPOLLERR | EPOLLHUP)))
                readable(client);
        }
    }
    closeAll();
    ::close(m_epoll);
}

void Worker::turn()
{
    const Mode mode = m_load.currentMode();
    if (mode == Mode::Connect || (mode == Mode::Run && m_load.isChurning()))
        connectMore();
    else if (mode == Mode::Probe)
        probeRooms();
    else if (mode == Mode::Run && m_options.phase == "fanout")
        fillWindows();
    else if (mode == Mode::Run && m_options.phase == "rate")
        keepRate();
    beatHearts();
}

// Modes are looked at every 20 ms at least.
u64 Worker::nextTurn() const
{
    u64 until = m_now + 20000000;
    if (!m_schedule.empty() && m_load.currentMode() == Mode::Run)
        until = std::min(until, m_schedule.top().first);
    if (!m_heartBeats.empty())
        until = std::min(until, m_heartBeats.top().first);
    return until;
}

void Worker::connectMore()
{
    const int share = (m_options.parallel + m_options.threads - 1) / m_options.threads;
    while (m_inProgress < share && m_nextStart < m_clients.size())
        start(*m_clients[m_nextStart++]);
}

void Worker::probeRooms()
{
    for (Room *room : m_rooms) {
        if (m_now >= room->nextProbe && room->probed.load() < u32(room->live)) {
            room->nextProbe = m_now + second / 2;
            publish(*room, m_now, true);
        }
    }
}

void Worker::fillWindows()
{
    for (Room *room : m_rooms) {
        for (int guard = m_options.window; guard > 0; --guard) {
            const u64 expected = room->expected.load(std::memory_order_relaxed);
            const u64 delivered = room->delivered.load(std::memory_order_relaxed);
            const u64 allowed = u64(m_options.window - 1) * u64(room->live);
            if (room->live <= 0 || (expected > delivered && expected - delivered > allowed))
                break;
            if (!publish(*room, nowNs()))
                break;
        }
    }
}

// The time in a body is the one of the schedule: a late sender cannot hide.
void Worker::keepRate()
{
    const u64 gap = u64(1e9 / m_options.rate);
    if (!m_scheduled) {
        m_scheduled = true;
        const u64 begin = m_load.rateStart.load();
        for (const Room *room : m_rooms)
            m_schedule.push({begin + gap * u64(room->index) / u64(m_options.rooms), room->index});
    }
    u64 now = nowNs();
    while (!m_schedule.empty() && m_schedule.top().first <= now) {
        const auto [due, room] = m_schedule.top();
        m_schedule.pop();
        if (m_load.measuring.load(std::memory_order_relaxed))
            m_findings.sendLag.add(now - due);
        publish(*m_load.rooms[size_t(room)], due);
        m_schedule.push({due + gap, room});
        now = nowNs();
    }
}

void Worker::beatHearts()
{
    while (!m_heartBeats.empty() && m_heartBeats.top().first <= m_now) {
        const auto [due, index] = m_heartBeats.top();
        m_heartBeats.pop();
        Client &client = *m_load.clients[size_t(index)];
        if (client.state != Client::State::Ready)
            continue;
        if (client.heartBeatOut) {
            sendPayload(client, "\n");
            ++m_findings.heartBeatsOut;
        }
        if (client.heartBeatIn && m_now - client.lastReceived > client.heartBeatIn * 2)
            ++m_findings.heartBeatsLate;
        m_heartBeats.push(
            {due + (client.heartBeatOut ? client.heartBeatOut : client.heartBeatIn), index});
    }
}

bool Worker::publish(Room &room, u64 time, bool probe)
{
    Client *publisher = nullptr;
    for (size_t i = 0; i < room.publishers.size() && !publisher; ++i) {
        Client *candidate = room.publishers[room.turn++ % room.publishers.size()];
        if (candidate->state == Client::State::Ready)
            publisher = candidate;
    }
    if (!publisher)
        return false;
    m_stompOut.assign(room.sendHead);
    if (probe) {
        m_load.body.append(m_stompOut, probePublisher, 0, time);
    } else {
        const u32 number = u32(publisher->member * m_options.rooms + publisher->room);
        m_load.body.append(m_stompOut, number, publisher->sequence++, time);
        room.published.fetch_add(1);
        room.expected.fetch_add(u64(room.live));
        bump(m_counters.publishes);
    }
    m_stompOut += '\0';
    sendPayload(*publisher, m_stompOut);
    return true;
}

void Worker::closeAll()
{
    for (Client *client : m_clients) {
        if (client->descriptor < 0)
            continue;
        if (client->state == Client::State::Ready) {
            static const char frame[] = "DISCONNECT\n\n"; // its NUL goes too
            sendPayload(*client, std::string_view(frame, sizeof frame));
            if (!m_options.tcp)
                sendClose(*client);
        }
        ::close(client->descriptor);
        client->descriptor = -1;
    }
}

} // namespace Stompload
