// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/addressrange.h"
#include "server/auth/bans.h"
#include "server/chat/chatoptions.h"
#include "server/store/store.h"

#include <QHash>

#include <vector>

namespace Server {

/// Who may not speak in a room, or not be there, or not on the whole host. What has ended counts no
/// more, by the host's clock. As the log has it.
class Sanctions final : public Bans {
public:
    using Kind = Chat::Sanction::Kind;

    /// The options must outlive it.
    Sanctions(const std::vector<StoredSanction> &all, const ChatOptions &options);

    // `room` empty: of the whole host. What is given is valid until the next change.
    /// By that person's id alone; nullptr: none.
    const StoredSanction *find(Kind kind, const Chat::RoomId &room, const Chat::UserId &user) const;
    /// By id, device or address. `spared`: somebody else's marks do not count for them.
    const StoredSanction *binding(Kind kind, const Chat::RoomId &room, const Principal &who,
                                  bool spared) const;
    /// The oldest first.
    std::vector<StoredSanction> all(Kind kind, const Chat::RoomId &room) const;

    /// These are all that the log has.
    void replace(const std::vector<StoredSanction> &all);
    /// Instead of the one of that person's before it.
    void add(const StoredSanction &sanction);
    void remove(Kind kind, const Chat::RoomId &room, const Chat::UserId &user);
    void forget(const Chat::RoomId &room) { m_rooms.remove(room); }
    /// They were erased: it binds them as before, and says less.
    void forget(const Chat::UserId &user);

    std::optional<AccessDenied> refusal(const Principal &who, const QString &peer) const override;
    std::optional<AccessDenied> refusalFrom(const QString &peer) const override;

private:
    struct Imposed {
        StoredSanction sanction;
        std::vector<AddressRange> ranges; ///< Its addresses, read.
    };
    bool holds(const StoredSanction &sanction) const;
    static bool isMarked(const Imposed &one, const Principal &who, const AddressRange &from);

    const ChatOptions &m_options;
    QHash<Chat::RoomId, std::vector<Imposed>> m_rooms;
};

} // namespace Server
