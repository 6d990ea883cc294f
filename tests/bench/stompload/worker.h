// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/stompload/histogram.h"
#include "tests/bench/stompload/load.h"
#include "tests/bench/stompload/wsframing.h"

#include <functional>
#include <queue>
#include <thread>
#include <utility>

namespace Stompload {

/// Read by the main thread while the worker counts.
struct Counters {
    std::atomic<u64> deliveries{0}, publishes{0}, bytes{0}, cycles{0};
};

/// What a worker saw; read by others after join() only.
struct Findings {
    Histogram latency, connectLatency, sendLag;
    Histogram latencyHere, latencyAcross; ///< From one's own server, and from another.
    u64 duplicates = 0, outOfOrder = 0, badFrames = 0, errorFrames = 0;
    u64 heartBeatsIn = 0, heartBeatsOut = 0, heartBeatsLate = 0;
    u64 pings = 0, blockedSends = 0, wsMessages = 0;
    std::string firstError;

    void note(const std::string &error)
    {
        if (firstError.empty())
            firstError = error;
    }
};

/// One thread with its own epoll and its share of the clients and rooms.
class Worker {
public:
    explicit Worker(Load &load);
    ~Worker();

    void add(Client &client) { m_clients.push_back(&client); }
    void add(Room &room) { m_rooms.push_back(&room); }
    void startThread();
    void join() { m_thread.join(); }
    /// From any thread.
    void wake();

    const Counters &counters() const { return m_counters; }
    const Findings &findings() const { return m_findings; }

private:
    using Due = std::pair<u64, int>; // time, index of client or room
    using DueQueue = std::priority_queue<Due, std::vector<Due>, std::greater<Due>>;

    // connection.cpp: descriptors, buffers, WebSocket.
    void start(Client &client);
    void drop(Client &client, const std::string &why);
    void finishCycle(Client &client);
    void watch(Client &client, int operation, u32 events);
    void write(Client &client, const char *bytes, size_t count);
    void flush(Client &client);
    void sendPayload(Client &client, std::string_view payload);
    void sendWs(Client &client, std::string_view payload, Opcode opcode);
    void sendClose(Client &client);
    void tcpConnected(Client &client);
    void readable(Client &client);
    bool readHandshake(Client &client, const char *bytes, size_t count, size_t &used);
    void readWebSocket(Client &client, char *bytes, size_t count, size_t used);

    // conversation.cpp: STOMP.
    void connectStomp(Client &client);
    void subscribe(Client &client);
    void becomeReady(Client &client);
    bool readStomp(Client &client, const char *bytes, size_t count);
    void frameArrived(Client &client, const StompFrame &frame);
    void connected(Client &client, const StompFrame &frame);
    void receiptArrived(Client &client);
    void delivered(Client &client, const StompFrame &frame);
    void noteLatency(const Client &client, const Mark &mark);
    bool isNew(Track &track, u32 sequence);
    void verify(const Client &client, const StompFrame &frame, const Mark &mark);

    // worker.cpp: what to do when.
    void loop();
    void turn();
    void connectMore();
    void probeRooms();
    void fillWindows();
    void keepRate();
    void beatHearts();
    u64 nextTurn() const;
    bool publish(Room &room, u64 time, bool probe = false);
    void closeAll();

    Load &m_load;
    const Options &m_options;
    int m_epoll = -1, m_wake = -1;
    std::vector<Client *> m_clients;
    std::vector<Room *> m_rooms;
    size_t m_nextStart = 0;
    int m_inProgress = 0; ///< Connects under way.
    u64 m_now = 0;
    DueQueue m_heartBeats, m_schedule;
    bool m_scheduled = false;
    std::vector<char> m_buffer = std::vector<char>(1 << 20);
    std::string m_stompOut, m_wsOut;
    std::thread m_thread;
    alignas(64) Counters m_counters;
    alignas(64) Findings m_findings;
};

/// Only one thread writes each counter, so no locked instruction is needed.
inline void bump(std::atomic<u64> &counter, u64 by = 1)
{
    counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
}

} // namespace Stompload
