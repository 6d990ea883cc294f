// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accountstore.h"
#include "server/store/store.h"
#include "stomp/wire/changes.h"

#include <optional>
#include <vector>

namespace Server {

/// What other hosts have changed, as the log has it now: that is not older than the change, and may
/// be newer. In the order of the members here it can be taken over.
struct LogNews {
    struct Room {
        Chat::RoomId id;
        std::optional<StoredRoom> room; ///< nullopt: it is gone.
    };
    /// A room in which something was said, or changed that was said, and nothing else is new.
    struct Said {
        Chat::RoomId room;
        Chat::Sequence last;
        Chat::Revision revision;
    };
    struct Member {
        Chat::RoomId room;
        Chat::UserId user;
        std::optional<StoredMember> member; ///< nullopt: they do not belong to it.
    };
    struct Guest {
        Chat::RoomId room;
        Chat::UserId user;
        std::optional<StoredGuest> guest; ///< nullopt: neither invited nor knocking.
    };
    struct Account {
        Chat::UserId user;
        std::optional<StoredAccount> account; ///< Without devices. nullopt: there is none.
        bool password = false;                ///< That has changed.
        std::vector<QByteArray> lostDevices;  ///< Keys that do not let in as them any more.
    };
    struct Admission {
        QString mark;
        std::optional<StoredAdmission> admission; ///< nullopt: not let in any more.
    };

    std::vector<Room> rooms; ///< Something may have been said there, too.
    std::vector<Said> said;
    std::vector<Member> members;
    std::vector<Guest> guests;
    std::vector<Chat::ReactionEvent> reactions;
    std::vector<StoredMarker> markers;
    std::vector<StoredAttendance> attendance;
    std::optional<std::vector<StoredSanction>> sanctions; ///< All; nullopt: nothing new.
    std::vector<Chat::OrderEntry> entries;                ///< What was done to keep order.
    std::optional<std::vector<StoredHook>> hooks;         ///< Likewise.
    std::optional<std::vector<StoredInvitation>> invitations;
    std::vector<Admission> admissions;
    std::vector<Account> accounts;

    NewsCursor next;   ///< To go on from.
    bool more = false; ///< There is more already.
    bool lost = false; ///< Some of it was forgotten before it was read.
};

/// The part of a log that tells what other hosts change in it. Of a log of one's own there is never
/// any. Answers as Store's do.
class NewsStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~NewsStore() = default;

    /// What came behind the cursor, bounded. After the database was away what this host wrote last
    /// is among it: nobody knows else whether it was written.
    virtual void news(const NewsCursor &from, Answer<LogNews> answer) = 0;
    /// Some of what every host has heard long ago goes; whether there is more of it.
    virtual void forgetNews(Answer<bool> answer) = 0;
};

} // namespace Server
