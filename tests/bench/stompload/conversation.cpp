// SPDX-License-Identifier: GPL-3.0-or-later
// Worker: the STOMP conversation of one client.
#include "tests/bench/stompload/worker.h"

#include <algorithm>
#include <cstdio>

namespace Stompload {

void Worker::connectStomp(Client &client)
{
    client.state = Client::State::StompConnecting;
    std::string frame = "CONNECT\naccept-version:" + m_options.acceptVersion +
                        "\nhost:" + m_options.virtualHost + "\n";
    if (!m_options.login.empty())
        frame += "login:" + m_options.login + "\n";
    if (!m_options.passcode.empty())
        frame += "passcode:" + m_options.passcode + "\n";
    frame += format("heart-beat:%d,%d\n", m_options.heartBeatOut, m_options.heartBeatIn);
    for (const std::string &header : m_options.connectHeaders)
        frame += header + "\n";
    frame += '\n';
    frame += '\0';
    sendPayload(client, frame);
}

void Worker::subscribe(Client &client)
{
    client.state = Client::State::Subscribing;
    std::string frame = "SUBSCRIBE\nid:" + client.subscriptionId +
                        "\ndestination:" + client.destination + "\nack:auto\n";
    for (const std::string &header : m_options.subscribeHeaders)
        frame += header + "\n";
    if (m_options.receipt)
        frame += "receipt:sub\n";
    frame += '\n';
    frame += '\0';
    sendPayload(client, frame);
    if (!m_options.receipt)
        becomeReady(client);
}

void Worker::becomeReady(Client &client)
{
    client.state = Client::State::Ready;
    client.lastReceived = nowNs();
    m_findings.connectLatency.add(client.lastReceived - client.startedAt);
    --m_inProgress;
    m_load.ready++;
    if (client.heartBeatOut || client.heartBeatIn)
        m_heartBeats.push(
            {client.lastReceived + (client.heartBeatOut ? client.heartBeatOut : client.heartBeatIn),
             client.index});
    if (m_load.isChurning()) {
        client.state = Client::State::Disconnecting;
        static const char frame[] = "DISCONNECT\nreceipt:bye\n\n"; // its NUL goes too
        sendPayload(client, std::string_view(frame, sizeof frame));
    }
}

// False when the connection must go.
bool Worker::readStomp(Client &client, const char *bytes, size_t count)
{
    const bool buffered = !client.stomp.empty();
    if (buffered) {
        client.stomp.append(bytes, count);
        bytes = client.stomp.data();
        count = client.stomp.size();
    }
    size_t used = 0;
    while (used < count && client.descriptor >= 0) {
        StompFrame frame;
        const long length = readStompFrame(bytes + used, count - used, frame);
        if (length == 0)
            break;
        if (length < 0) {
            ++m_findings.badFrames;
            m_findings.note("malformed STOMP frame");
            return false;
        }
        frameArrived(client, frame);
        used += size_t(length);
    }
    if (client.descriptor < 0)
        return true;
    if (buffered)
        client.stomp.erase(0, used);
    else if (used < count)
        client.stomp.assign(bytes + used, count - used);
    return true;
}

void Worker::frameArrived(Client &client, const StompFrame &frame)
{
    if (frame.command.empty()) {
        ++m_findings.heartBeatsIn;
    } else if (frame.command == "MESSAGE") {
        delivered(client, frame);
    } else if (frame.command == "RECEIPT") {
        receiptArrived(client);
    } else if (frame.command == "CONNECTED") {
        connected(client, frame);
    } else if (frame.command == "ERROR") {
        ++m_findings.errorFrames;
        m_findings.note("ERROR: " + std::string(frame.header("message")) + " " +
                        std::string(frame.body.substr(0, 120)));
    }
}

void Worker::connected(Client &client, const StompFrame &frame)
{
    if (client.state != Client::State::StompConnecting)
        return;
    int serverSends = 0, serverWants = 0;
    const std::string heartBeat(frame.header("heart-beat"));
    if (!heartBeat.empty())
        sscanf(heartBeat.c_str(), "%d,%d", &serverSends, &serverWants);
    const auto agreed = [](int ours, int theirs) {
        return ours && theirs ? u64(std::max(ours, theirs)) * 1000000 : 0;
    };
    client.heartBeatOut = agreed(m_options.heartBeatOut, serverWants);
    client.heartBeatIn = agreed(m_options.heartBeatIn, serverSends);
    if (client.mute)
        becomeReady(client);
    else
        subscribe(client);
}

void Worker::receiptArrived(Client &client)
{
    if (client.state == Client::State::Subscribing) {
        becomeReady(client);
    } else if (client.state == Client::State::Disconnecting) {
        client.state = Client::State::WsClosing;
        if (m_options.tcp)
            drop(client, "done");
        else
            sendClose(client);
    }
}

void Worker::delivered(Client &client, const StompFrame &frame)
{
    const std::optional<Mark> mark = m_load.body.read(frame.body);
    if (!mark) {
        ++m_findings.badFrames;
        m_findings.note("a MESSAGE body without the mark");
        return;
    }
    Room &room = *m_load.rooms[size_t(client.room)];
    if (m_options.verify)
        verify(client, frame, *mark);
    if (mark->publisher == probePublisher) {
        if (!client.sawProbe) {
            client.sawProbe = true;
            room.probed++;
        }
        return;
    }
    const size_t track = mark->publisher / u32(m_options.rooms);
    if (mark->publisher % u32(m_options.rooms) != u32(client.room) ||
        track >= client.tracks.size()) {
        ++m_findings.badFrames;
        m_findings.note("a MESSAGE of another room");
        return;
    }
    if (!isNew(client.tracks[track], mark->sequence))
        return;
    ++client.received;
    bump(m_counters.deliveries);
    if (m_load.measuring.load(std::memory_order_relaxed))
        noteLatency(client, *mark);
    const u64 deliveries = room.delivered.fetch_add(1, std::memory_order_relaxed) + 1;
    const u64 open = room.expected.load(std::memory_order_relaxed) - deliveries;
    // The window of a room that another thread fills has just opened.
    if (room.owner != this && open == u64(m_options.window - 1) * u64(room.live))
        room.owner->wake();
}

void Worker::noteLatency(const Client &client, const Mark &mark)
{
    const u64 latency = m_now > mark.time ? m_now - mark.time : 0;
    m_findings.latency.add(latency);
    if (m_options.servers.size() == 1)
        return;
    const bool here = m_load.serverOf(mark.publisher) == client.server;
    (here ? m_findings.latencyHere : m_findings.latencyAcross).add(latency);
}

bool Worker::isNew(Track &track, u32 sequence)
{
    if (sequence == track.next) {
        ++track.next;
    } else if (sequence > track.next) {
        for (u32 missing = track.next; missing < sequence && track.missing.size() < 100000;
             ++missing)
            track.missing.insert(missing);
        track.next = sequence + 1;
    } else if (track.missing.erase(sequence)) {
        ++m_findings.outOfOrder;
    } else {
        ++m_findings.duplicates;
        return false;
    }
    return true;
}

void Worker::verify(const Client &client, const StompFrame &frame, const Mark &mark)
{
    if (m_load.body.isIntact(frame.body, mark) &&
        frame.header("subscription") == client.subscriptionId &&
        !frame.header("message-id").empty() && !frame.header("destination").empty())
        return;
    ++m_findings.badFrames;
    m_findings.note("a MESSAGE that is not what was sent: " + std::string(frame.head));
}

} // namespace Stompload
