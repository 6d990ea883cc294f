// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"
#include "server/broker/application.h"
#include "server/chat/chatoptions.h"
#include "server/store/store.h"

#include <QHash>

#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// Which rooms there are. A room asked for counts at once, so that many asked for together keep
/// within the limits, but shows only once the log has it.
class RoomDirectory {
public:
    RoomDirectory(const std::vector<StoredRoom> &rooms, const ChatOptions &options);

    /// Whether the log has it.
    bool isStored(const Chat::RoomId &room) const;
    /// nullptr unless the log has it.
    const StoredRoom *find(const Chat::RoomId &room) const;
    /// The lobby first, then by age.
    std::vector<StoredRoom> list() const;

    /// A room about to be written; refused when the host or its maker has too many.
    tl::expected<void, Refusal> reserve(const StoredRoom &room, Principal::Role makerRole);
    /// The log has it now. True when that is news; then what others may have said there already has
    /// not been heard here.
    bool confirm(const StoredRoom &room);
    /// It could not be written.
    void giveUp(const Chat::RoomId &room);

    void setTopic(const Chat::RoomId &room, const QString &topic);
    /// The log has its name, topic, settings, password and floor so.
    void change(const StoredRoom &room);
    void setCreator(const Chat::RoomId &room, const Chat::UserId &creator);
    void raiseFloor(const Chat::RoomId &room, Chat::Sequence floor);
    /// The log does not have it any more.
    void remove(const Chat::RoomId &room);
    /// The log says of the rooms that they made that `erasedUser` did. One that it does not have
    /// yet is given up; where it is asked to make it already, confirm() comes and this once more.
    void disown(const Chat::UserId &maker);
    /// Whether the room that they asked for is still about to be written.
    bool isReserved(const Chat::RoomId &room, const Chat::UserId &maker) const;
    void advance(const Chat::RoomId &room, Chat::Sequence last);
    void change(const Chat::RoomId &room, Chat::Revision last);

    /// An id like the name that no room has; one that nobody can guess where that is wanted.
    Chat::RoomId freeId(const QString &name, bool secret = false) const;

private:
    struct Entry {
        StoredRoom room;
        bool stored = false;
    };
    tl::expected<void, Refusal> reserveOfTwo(const StoredRoom &room);
    void count(const StoredRoom &room, int more);

    const ChatOptions &m_options;
    QHash<Chat::RoomId, Entry> m_rooms;
    QHash<Chat::UserId, int> m_made;  ///< Rooms by their maker.
    QHash<Chat::UserId, int> m_begun; ///< Conversations of two by who began them.
    int m_ofTwo = 0;
};

} // namespace Server
