// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storedhistory.h"
#include "server/store/storedrooms.h"
#include "stomp/wire/messages.h"

#include <QString>

#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace Server {

/// Why the log did not do what it was asked.
enum class StoreError {
    Full, ///< The disk or the quota is full; nothing was written.
    NoSuchRoom,
    NoSuchMessage,
    NoSuchFile,  ///< Or one that is not complete.
    NotAllowed,  ///< It is somebody else's.
    TooMany,     ///< A bound that the request named.
    Unwritable,  ///< Permission, or a read-only file system.
    TooNew,      ///< The data was written by a newer version of the program.
    Locked,      ///< Another host has this data open.
    Corrupt,     ///< The file is damaged.
    Unfinished,  ///< A repair, a restore or a migration was cut short.
    Unreachable, ///< The database is away; whether it did what was asked last is not known.
    Conflict,    ///< Another host was in the way, again and again.
    Failed,      ///< Anything else; the log has the text.
};

/// Whether the error concerns one request only: it asked for what cannot be, and nothing was tried.
inline bool isRefusal(StoreError error)
{
    return error == StoreError::NoSuchRoom || error == StoreError::NoSuchMessage ||
           error == StoreError::NoSuchFile || error == StoreError::NotAllowed ||
           error == StoreError::TooMany;
}

/// What became of an append.
struct Appended {
    Chat::RoomMessage message; ///< With its sequence; for a repeat, as it was stored first.
    bool repeated = false; ///< The sender's client id was in the log already: nothing was added.
};

/// Messages that are written together, and the rooms that they may be the first in.
struct MessageBatch {
    std::vector<StoredRoom> rooms; ///< Those that exist already stay as they are.
    std::vector<Chat::RoomMessage> messages;
};

class AccountStore;
class ErasingStore;
class ChangeStore;
class RoomStore;
class SearchStore;
class FileStore;
class ReadStore;
class HookStore;
class OrderStore;
class NewsStore;

/// The log: what was said, in which order; and the rooms it was said in.
///
/// Asynchronous: each call returns at once and its answer is called later, in the thread the
/// store was made in, in the order of the calls. Once an answer says success, the change survives
/// kill -9 and, with synchronous storage, a power cut. A write that failed, but not because of what
/// it asked for, fails all that were asked before its answer was called, so that nothing comes
/// before what its caller will try again; they are told in the same turn, before reads that came
/// earlier. What only takes away is tried all the same: it may be what makes room. After the store
/// is destroyed no answer is called any more.
class Store {
public:
    template <typename T>
    using Answer = std::function<void(tl::expected<T, StoreError>)>;

    virtual ~Store() = default;

    /// Gives the message the room's next sequence and writes it. The pair of senderId and clientId
    /// written before gives the first one's sequence again and writes nothing.
    virtual void append(const Chat::RoomMessage &message, Answer<Appended> answer) = 0;
    /// All of it or nothing, the messages' sequences in their order; repeats as in append().
    virtual void appendAll(const MessageBatch &batch, Answer<std::vector<Appended>> answer) = 0;
    /// Makes a room; one with that id that exists already is given back as it is.
    virtual void createRoom(const StoredRoom &room, Answer<StoredRoom> answer) = 0;
    virtual void setTopic(const Chat::RoomId &room, const QString &topic,
                          Answer<StoredRoom> answer) = 0;
    /// What is said from here on they have to read.
    /// Whoever belongs to it already keeps their role.
    virtual void addMember(const StoredMember &member, Answer<StoredMember> answer) = 0;
    virtual void removeMember(const Chat::RoomId &room, const Chat::UserId &user,
                              Answer<bool> answer) = 0;
    virtual void history(const HistoryQuery &query, Answer<History> answer) = 0;
    /// What follows in these rooms, each named once, as history() would give it. A room that there
    /// is not is left out.
    virtual void following(const std::vector<KnownPart> &rooms, Answer<Histories> answer) = 0;

    /// What becomes of what was said; lives as long as the log.
    virtual ChangeStore &changes() = 0;
    /// What rooms are; likewise.
    virtual RoomStore &rooms() = 0;
    /// Finds what was said; lives as long as the log.
    virtual SearchStore &searches() = 0;
    /// Which files there are; likewise.
    virtual FileStore &files() = 0;
    /// How far people have read; likewise.
    virtual ReadStore &reads() = 0;
    /// Which hooks there are; likewise.
    virtual HookStore &hooks() = 0;
    /// Who people are, and what lets go of everything of theirs; likewise.
    virtual AccountStore &accounts() = 0;
    virtual ErasingStore &erasing() = 0;
    /// Who may not speak or not be here; likewise.
    virtual OrderStore &order() = 0;
    /// What other hosts change; likewise.
    virtual NewsStore &news() = 0;

    /// Writes everything asked for so far, then answers; for an orderly shutdown.
    virtual void flush(Answer<bool> answer) = 0;
};

} // namespace Server
