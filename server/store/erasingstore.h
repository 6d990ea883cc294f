// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "stomp/wire/changes.h"

#include <QString>

#include <vector>

namespace Server {

/// Who stands where somebody stood whose messages were erased: user id and name.
inline const Chat::UserId erasedUser{QStringLiteral("erased")};
inline const QString erasedName{QStringLiteral("(erased)")};

/// Some of what was erased, for whoever holds it still.
struct ErasedPiece {
    std::vector<Chat::RoomMessage> messages;    ///< As they are now.
    std::vector<Chat::ReactionEvent> reactions; ///< Taken back.
    bool done = false;                          ///< There was nothing more.
};

/// The part of the log that lets go of everything of somebody's. Their messages stay as marks in
/// their places, so that the order and the answers of others do; but their texts, files, reactions
/// and names are gone, and nobody knows whose they were. What was begun goes on after a crash.
/// Answers as Store's do.
class ErasingStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~ErasingStore() = default;

    /// Begins with all that there is of them now, also when it was begun before: their account,
    /// memberships and uploads are gone with it. `keptUntil`: their name is nobody's before.
    virtual void begin(const Chat::UserId &user, Chat::Timestamp time, Chat::Timestamp keptUntil,
                       Answer<bool> answer) = 0;
    /// What was begun and is not done.
    virtual void unfinished(Answer<std::vector<Chat::UserId>> answer) = 0;
    /// A piece that takes the log a moment only. Done: also when nothing was begun.
    virtual void goOn(const Chat::UserId &user, Chat::Timestamp time,
                      Answer<ErasedPiece> answer) = 0;
};

} // namespace Server
