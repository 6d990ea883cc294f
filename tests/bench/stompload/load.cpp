// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/load.h"

#include "tests/bench/stompload/worker.h"

namespace Stompload {

static std::string sendHead(const Options &options, int room, size_t bodyLength)
{
    std::string head = "SEND\ndestination:" + expand(options.sendPattern, room) + "\n";
    if (!options.contentType.empty())
        head += "content-type:" + options.contentType + "\n";
    for (const std::string &header : options.sendHeaders)
        head += header + "\n";
    return head + format("content-length:%zu\n\n", bodyLength);
}

Load::Load(const Options &wanted) : options(wanted), body(options)
{
    for (int i = 0; i < options.threads; ++i)
        workers.push_back(std::make_unique<Worker>(*this));
    for (int i = 0; i < options.rooms; ++i) {
        rooms.push_back(std::make_unique<Room>());
        Room &room = *rooms.back();
        room.index = i;
        room.owner = workers[size_t(i % options.threads)].get();
        room.owner->add(room);
        room.sendHead = sendHead(options, i, body.length());
    }
    for (int i = 0; i < options.clients; ++i) {
        clients.push_back(std::make_unique<Client>());
        Client &client = *clients.back();
        client.index = i;
        client.room = i % options.rooms;
        client.member = i / options.rooms;
        // Next to each other in a room, and the first ones of all rooms, at different ones.
        client.server = (client.member + client.room) % int(options.servers.size());
        client.subscriptionId = options.uniqueSubscriptionId ? format("sub-%d", i) : "sub-0";
        client.destination = expand(options.subscribePattern, client.room);
        client.tracks.resize(size_t(options.publishers));
        Room &room = *rooms[size_t(client.room)];
        room.members.push_back(&client);
        const bool publishes = client.member < options.publishers;
        client.mute = publishes && options.mutePublishers;
        if (publishes)
            room.publishers.push_back(&client);
        Worker &worker = publishes ? *room.owner : *workers[size_t(i % options.threads)];
        worker.add(client);
    }
}

Load::~Load() = default;

void Load::wakeAll()
{
    for (const auto &worker : workers)
        worker->wake();
}

void Load::stop()
{
    mode = Mode::Stop;
    wakeAll();
    for (const auto &worker : workers)
        worker->join();
}

} // namespace Stompload
