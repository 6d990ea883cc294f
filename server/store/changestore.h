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
    int earlierTexts = 50;                    ///< Of one message; the oldest go.
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

struct EarlierQuery {
    MessageRef message;
    Chat::UserId viewer;           ///< Who said it, unless `anyones`; NotAllowed otherwise.
    bool anyones = false;          ///< They may see what others said before.
    qint64 byteLimit = 512 * 1024; ///< Text bytes at most; one text is always given.
};

struct EarlierTexts {
    std::vector<EarlierText> texts; ///< Oldest first.
    bool more = false;              ///< There are older ones.
};

/// How far a look through all earlier texts has got: those of rooms that do not keep them go.
struct EarlierLook {
    qint64 after = 0;           ///< Those up to this number were looked at.
    int most = 200;             ///< In one go.
    qint64 byteLimit = 4 << 20; ///< Of text that goes in one go; one text always may.
};

struct EarlierSwept {
    qint64 upTo = 0; ///< What EarlierLook::after is to be next.
    int removed = 0;
    bool more = false; ///< There are others to look at.
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
    virtual void earlierTexts(const EarlierQuery &query, Answer<EarlierTexts> answer) = 0;
    virtual void sweepEarlier(const EarlierLook &look, Answer<EarlierSwept> answer) = 0;
};

} // namespace Server
