// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/stompload/loadbody.h"
#include "tests/bench/stompload/options.h"

#include <atomic>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace Stompload {

class Worker;

/// Which messages of one publisher a client has seen.
struct Track {
    u32 next = 0;
    std::unordered_set<u32> missing;
};

/// One connection. Only its worker touches it while threads run.
struct Client {
    enum class State {
        Idle,
        TcpConnecting,
        Handshake,
        StompConnecting,
        Subscribing,
        Ready,
        Disconnecting,
        WsClosing,
        Closed,
        Failed,
    };

    int descriptor = -1;
    int index = 0;
    int room = 0;
    int member = 0; ///< Its place in the room.
    int server = 0; ///< Which of Options::servers it is at.
    State state = State::Idle;
    bool waitsToWrite = false;
    bool sawProbe = false;
    bool mute = false; ///< Publishes without a subscription.
    u32 sequence = 0;  ///< Of its next message, as a publisher.
    std::string subscriptionId, destination;
    std::string out;   ///< Not yet taken by the kernel, from outOffset on.
    std::string in;    ///< The beginning of a WebSocket frame or of the handshake's answer.
    std::string stomp; ///< The beginning of a STOMP frame.
    size_t outOffset = 0;
    u64 startedAt = 0, lastReceived = 0;
    u64 received = 0;
    u64 heartBeatOut = 0, heartBeatIn = 0; ///< As agreed, nanoseconds; 0: none.
    std::vector<Track> tracks;             ///< One for each publisher of the room.
};

/// One destination with its members.
struct Room {
    int index = 0;
    std::vector<Client *> members;
    std::vector<Client *> publishers;
    size_t turn = 0; ///< Whose turn to publish it is.
    int live = 0;    ///< Members that are to get each message.
    Worker *owner = nullptr;
    std::atomic<u64> published{0}, expected{0}, delivered{0};
    std::atomic<u32> probed{0};
    u64 nextProbe = 0;
    std::string sendHead; ///< Up to and with the blank line.
};

/// What all workers are to do now.
enum class Mode { Connect, Probe, Run, Drain, Stop };

/// Everything the workers share.
struct Load {
    explicit Load(const Options &options);
    ~Load();

    Mode currentMode() const { return mode.load(std::memory_order_relaxed); }
    bool isChurning() const { return options.phase == "churn"; }
    /// Of one who publishes, by the number in its messages.
    int serverOf(u32 publisher) const { return clients[publisher]->server; }
    /// Wakes every worker, so that it sees a new mode at once.
    void wakeAll();
    /// Ends the threads.
    void stop();

    const Options options;
    const LoadBody body;
    std::vector<std::unique_ptr<Worker>> workers;
    std::vector<std::unique_ptr<Client>> clients;
    std::vector<std::unique_ptr<Room>> rooms;
    std::atomic<Mode> mode{Mode::Connect};
    std::atomic<bool> measuring{false};
    std::atomic<u64> ready{0}, failed{0}, dropped{0}, lostToDrops{0};
    std::atomic<u64> rateStart{0}; ///< When the open loop's schedule begins.
};

} // namespace Stompload
