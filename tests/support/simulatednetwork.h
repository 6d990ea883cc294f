// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/announcementtext.h"
#include "discovery/browser.h"
#include "discovery/responder.h"

#include <functional>
#include <memory>
#include <random>
#include <vector>

/// A network of computers with a Responder and a Browser each, in a time of its own. What is sent
/// goes through the codec, and comes back to its sender as from a real network.
class SimulatedNetwork {
public:
    struct Sent {
        Discovery::TimePoint at;
        size_t from = 0;
        Discovery::Message message;
        std::optional<Discovery::Endpoint> to;
    };
    struct Node {
        QHostAddress address;
        Discovery::Responder responder;
        Discovery::Browser browser;
        bool reachable = true;
    };

    explicit SimulatedNetwork(unsigned seed = 1) : m_dice(seed) {}

    Discovery::Random random()
    {
        return
            [this](int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_dice); };
    }
    /// A computer with that address, silent.
    Node &add(const QString &address)
    {
        nodes.push_back(std::unique_ptr<Node>(new Node{
            QHostAddress(address), Discovery::Responder(Discovery::serviceType(), random()),
            Discovery::Browser(Discovery::serviceType(), random(),
                               [](const QHostAddress &) { return true; })}));
        nodes.back()->responder.setAddresses({nodes.back()->address}, now);
        return *nodes.back();
    }
    /// One that announces a host.
    Node &addHost(const QString &name, const QString &address, quint16 port = 7610)
    {
        Node &node = add(address);
        node.responder.publish(service(name, address.toLatin1(), port),
                               Discovery::Responder::Haste::Now, now);
        return node;
    }
    static Discovery::LocalService service(const QString &name, QByteArray id, quint16 port)
    {
        Discovery::Announcement told;
        told.name = name;
        told.hostId = QString::fromLatin1(id);
        told.version = QStringLiteral("0.1.0");
        id.replace('.', '-').replace(':', '-');
        return {name, "madang-" + id, port, Discovery::writeAnnouncement(told)};
    }

    /// Lets time pass.
    void run(std::chrono::milliseconds time)
    {
        const Discovery::TimePoint end = now + time;
        deliver();
        while (true) {
            std::optional<Discovery::TimePoint> next;
            for (const auto &node : nodes) {
                for (const auto &deadline :
                     {node->responder.deadline(), node->browser.deadline()}) {
                    if (deadline && (!next || *deadline < *next))
                        next = deadline;
                }
            }
            if (!next || *next > end)
                break;
            // As a timer: never before its time, and at least a moment later.
            now = std::max(now + std::chrono::milliseconds(1), *next);
            for (const auto &node : nodes) {
                node->responder.tick(now);
                node->browser.tick(now);
            }
            deliver();
        }
        now = std::max(now, end);
    }

    /// Packets since `since` that the rule takes.
    int count(Discovery::TimePoint since, const std::function<bool(const Sent &)> &rule) const
    {
        int count = 0;
        for (const Sent &sent : log)
            count += sent.at >= since && rule(sent) ? 1 : 0;
        return count;
    }

    Discovery::TimePoint now{std::chrono::hours(1)};
    std::vector<std::unique_ptr<Node>> nodes;
    std::vector<Sent> log;
    /// Whether the network loses this on its way to that one.
    std::function<bool(const Sent &, size_t to)> loses = [](const Sent &, size_t) { return false; };

private:
    void deliver()
    {
        for (bool more = true; more;) {
            more = false;
            for (size_t from = 0; from < nodes.size(); ++from) {
                std::vector<Discovery::Packet> packets = nodes[from]->responder.takeOutput();
                for (const Discovery::Message &message : nodes[from]->browser.takeOutput())
                    packets.push_back({message, std::nullopt});
                for (const Discovery::Packet &packet : packets) {
                    more = true;
                    carry({now, from, packet.message, packet.to});
                }
            }
        }
    }
    void carry(const Sent &sent)
    {
        log.push_back(sent);
        const auto bytes = Discovery::writeMessage(sent.message);
        Q_ASSERT(bytes);
        const auto message = Discovery::readMessage(*bytes);
        Q_ASSERT(message && *message == sent.message);
        for (size_t to = 0; to < nodes.size(); ++to) {
            Node &node = *nodes[to];
            const bool ours = to == sent.from;
            if (sent.to && sent.to->address != node.address)
                continue;
            if (!ours && (!node.reachable || !nodes[sent.from]->reachable || loses(sent, to)))
                continue;
            const Discovery::Endpoint from{nodes[sent.from]->address, Discovery::mdnsPort};
            if (message->response)
                node.browser.receive(*message, from.address, now);
            else if (!ours && !sent.to)
                node.browser.overhear(*message, now);
            if (!ours || (!message->response && message->authorities.isEmpty()))
                node.responder.receive(*message, from, now);
        }
    }

    std::mt19937 m_dice;
};
