// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/passwords.h"
#include "server/broker/application.h"
#include "server/chat/chatoptions.h"
#include "server/store/store.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <tl/expected.hpp>
#include <utility>

namespace Server {

/// Rooms' passwords: their hashes are made and compared in other threads, and nobody tries many.
class RoomPasswords {
public:
    explicit RoomPasswords(const ChatOptions &options);
    /// Lets what runs end; nothing is answered any more.
    ~RoomPasswords();

    /// Answers later, or at once where it is refused unlooked at.
    void check(const StoredRoom &room, const Chat::UserId &user, const QString &password,
               std::function<void(tl::expected<void, Refusal>)> answer);
    /// Answers later; empty when it could not be made.
    void hash(const QString &password, std::function<void(const QByteArray &hash)> answer);

    static constexpr qsizetype longest = 128; ///< UTF-16 units.

private:
    struct Tries {
        int wrong = 0;
        Chat::Timestamp until; ///< Nothing is tried before.
    };
    std::optional<std::chrono::milliseconds> wait(const Chat::RoomId &room,
                                                  const Chat::UserId &user);
    void noteWrong(const Chat::RoomId &room, const Chat::UserId &user);

    const ChatOptions &m_options;
    QHash<std::pair<Chat::RoomId, Chat::UserId>, Tries> m_tries;
    QHash<Chat::RoomId, Tries> m_triesOfAll; ///< `until` ends the minute they are counted in.
    PasswordChecks m_checks;
    QObject m_home;
    QThreadPool m_hashing;
};

} // namespace Server
