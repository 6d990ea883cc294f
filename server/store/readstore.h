// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "stomp/wire/reads.h"

#include <vector>

namespace Server {

/// Stands for everybody in a message's list of who is mentioned.
inline Chat::UserId everybodyMentioned()
{
    return Chat::UserId(QStringLiteral("*"));
}

struct UnreadQuery {
    Chat::UserId user;
    std::vector<Chat::RoomId> rooms; ///< Those that they do not belong to are passed over.
    int most = 9999;                 ///< What is counted of one room.
    int budget = 20000; ///< Messages counted in all, then it ends; the first room is always done.
    std::vector<Chat::UserId> without = {}; ///< What these said is not counted.
};

struct UnreadFound {
    std::vector<Chat::UnreadCount> counts;
    size_t asked = 0; ///< How many of the query's rooms, from the first, are done.
};

/// A message as its sender's receipts need it.
struct SentMessage {
    Chat::Sequence sequence;
    Chat::UserId sender;
    int audience = 0;
};

/// The part of the log that knows how far people have read. Answers as Store's do.
class ReadStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~ReadStore() = default;

    /// Moves markers on, never back; those of people who do not belong to the room are passed over.
    virtual void advance(const std::vector<StoredMarker> &markers, Answer<bool> answer) = 0;
    /// Others' TALK behind the marker that is not deleted, and how much of it mentions them; but
    /// for what the query leaves out.
    virtual void unread(const UnreadQuery &query, Answer<UnreadFound> answer) = 0;
    /// The newest TALK with a known audience, oldest first.
    virtual void recent(const Chat::RoomId &room, int limit,
                        Answer<std::vector<SentMessage>> answer) = 0;

    virtual void attend(const StoredAttendance &attendance, Answer<bool> answer) = 0;
    /// Forgets guests that were last seen before; gives how many.
    virtual void forgetGuests(Chat::Timestamp before, Answer<int> answer) = 0;
};

} // namespace Server
