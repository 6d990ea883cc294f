// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/guard.h"

#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// How rooms come into being and change.
class RoomMaking {
public:
    /// A room that was asked for.
    struct Made {
        StoredRoom room;
        bool isNew = false; ///< There was none of that id; else it is as it was.
    };
    using Answer = std::function<void(const tl::expected<Made, Refusal> &)>;

    explicit RoomMaking(ChatParts &parts) : m_parts(parts) {}

    /// Writes the lobby if the log does not have it.
    void makeLobby();
    /// SEND `/app/chat/createroom`.
    void create(const Peer &peer, const QByteArray &body, Completion done);
    /// Answers now or later, once the log has it.
    void make(const Principal &maker, const Chat::RoomRequest &request, Answer answer);
    /// For the first ENTER or TALK: the room is there for whatever is asked of the log next.
    tl::expected<void, Refusal> ensure(const Peer &peer, const Chat::RoomId &room);

    /// The room to be written with whatever is first said in it, kept for the caller until
    /// written() or giveUp(); nullopt when the log has it.
    tl::expected<std::optional<StoredRoom>, Refusal> reserve(const Peer &peer,
                                                             const Chat::RoomId &room);
    /// True when that is news.
    bool written(const StoredRoom &room);
    void giveUp(const std::vector<StoredRoom> &rooms);

private:
    StoredRoom lobby() const;
    void write(const StoredRoom &room, const Principal &maker, const Answer &answer);
    void addMaker(const StoredRoom &room, const Principal &maker);

    ChatParts &m_parts;
    Guard m_guard;
};

} // namespace Server
