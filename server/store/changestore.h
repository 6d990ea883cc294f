// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "stomp/wire/messages.h"

#include <QString>

#include <vector>

namespace Server {

struct MessageRef {
    Chat::RoomId room;
    Chat::Sequence sequence;
};

/// A change of a text. Only TALK that is not deleted has one to change.
struct TextChange {
    MessageRef message;
    Chat::UserId by;
    bool anyones = false;      ///< They may change what others said; NotAllowed otherwise.
    bool keepsEarlier = false; ///< What was said before is kept for earlierTexts().
    Chat::Timestamp time;
    std::vector<Chat::UserId> mentioned = {}; ///< By the text from now on.
};

struct ReactionChange {
    MessageRef message;
    Chat::UserId user;
    QString name;
    QString emoji;
    bool on = true;
    int emojisPerMessage = 20; ///< TooMany past it.
};

struct PinChange {
    MessageRef message;
    Chat::Timestamp time;
    bool on = true;
    int pinsPerRoom = 100; ///< TooMany past it.
};

/// What became of a change.
struct Changed {
    Chat::RoomMessage message; ///< As it is now, without `mine`.
    bool repeated = false;     ///< It was so already: nothing was written.
};

struct Reacted {
    Chat::Revision revision;
    int count = 0; ///< Of that emoji on that message, now.
    bool repeated = false;
};

struct ChangesQuery {
    Chat::RoomId room;
    Chat::Revision after;
    Chat::UserId viewer; ///< Whose reactions are `mine`.
    int limit = 100;
    qint64 byteLimit = 512 * 1024; ///< Text bytes at most; one message is always given.
};

struct PinsQuery {
    Chat::RoomId room;
    Chat::UserId viewer;           ///< Whose reactions are `mine`.
    qint64 byteLimit = 512 * 1024; ///< Text bytes at most; one message is always given.
};

struct Changes {
    std::vector<Chat::RoomMessage> messages; ///< By rising revision, each once.
    Chat::Revision last; ///< There is nothing before this one that the messages do not show.
    bool more = false;
};

/// What a text was before it was edited or deleted.
struct EarlierText {
    QString text;
    Chat::Timestamp until;
};

/// The part of the log that changes what was said. Each change that is one gets the room's next
/// revision. Answers as Store's do.
class ChangeStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~ChangeStore() = default;

    virtual void edit(const TextChange &change, const QString &text, Answer<Changed> answer) = 0;
    /// The text is gone; the message keeps its place.
    virtual void remove(const TextChange &change, Answer<Changed> answer) = 0;
    virtual void react(const ReactionChange &change, Answer<Reacted> answer) = 0;
    virtual void pin(const PinChange &change, Answer<Changed> answer) = 0;

    virtual void changes(const ChangesQuery &query, Answer<Changes> answer) = 0;
    /// By the time they were pinned; where they have more text than that, the last pinned.
    virtual void pinned(const PinsQuery &query, Answer<History> answer) = 0;
    /// Oldest first.
    virtual void earlierTexts(const MessageRef &message,
                              Answer<std::vector<EarlierText>> answer) = 0;
};

} // namespace Server
