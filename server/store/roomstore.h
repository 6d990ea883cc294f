// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <optional>

namespace Server {

/// Which messages of a room are to go, the oldest first. One that has to stay keeps all newer ones.
struct Erasing {
    Chat::RoomId room;
    std::optional<Chat::Timestamp> before = {}; ///< Said before that; nullopt: whenever.
    std::optional<Chat::Sequence> upTo = {};    ///< Up to this one; nullopt: all.
    Chat::Timestamp now = {};                   ///< For forgetSaid().
    int most = 200;                             ///< In one go.
};

struct Erased {
    int messages = 0;
    Chat::Sequence floor; ///< Of the room, from now on.
    bool more = false;    ///< There are others that are to go.
};

/// The part of the log that says what rooms are, who may come in, and what of them goes. Answers as
/// Store's do.
class RoomStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~RoomStore() = default;

    /// Writes the name, the topic, the settings and the password of a room, and gives it as it is
    /// then. When it kept nothing, and now does, what was said before is behind its floor.
    virtual void change(const StoredRoom &room, Answer<StoredRoom> answer) = 0;
    /// False when they do not belong to it.
    virtual void setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role,
                         Answer<bool> answer) = 0;
    /// Instead of what was known of them before.
    virtual void addGuest(const StoredGuest &guest, Answer<bool> answer) = 0;
    virtual void removeGuest(const Chat::RoomId &room, const Chat::UserId &user,
                             Answer<bool> answer) = 0;

    /// Messages go with all that belongs to them: reactions, earlier texts, words in the index,
    /// files in no other message. That they were said is known still: see findSaid().
    virtual void erase(const Erasing &erasing, Answer<Erased> answer) = 0;
    /// The room goes, with its members. NotAllowed: it has messages.
    virtual void remove(const Chat::RoomId &room, Answer<bool> answer) = 0;

    /// Where a message with that client id is, or was; NoSuchMessage.
    virtual void findSaid(const Chat::UserId &sender, const Chat::ClientMessageId &id,
                          Answer<Chat::Sequence> answer) = 0;
    /// The client ids of messages that went, or were never kept, before that time.
    virtual void forgetSaid(Chat::Timestamp before, Answer<int> answer) = 0;
};

} // namespace Server
