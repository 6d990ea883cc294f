// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/memberships.h"
#include "server/chat/receiptledger.h"
#include "server/store/store.h"
#include "stomp/wire/mentions.h"

#include <QMultiHash>

#include <algorithm>
#include <map>

namespace Server {

/// Whom what is said in a room reaches: who is there to get it, and whom it mentions.
class Audiences {
public:
    Audiences(const StoreContents &contents, const Memberships &memberships);

    ReceiptLedger &ledger(const Chat::RoomId &room) { return m_ledgers[room]; }

    /// Notes upon a message about to be stored whom it is for; whom it mentions is noted there
    /// already. Only TALK is for somebody.
    void note(Chat::RoomMessage &message);
    /// It was stored.
    void said(const Chat::RoomMessage &message);
    /// Whom a text of theirs speaks to, of those who belong to the room. Everybody is among them
    /// also where only a reader who knows nobody's name takes it so.
    std::vector<Chat::UserId> mentioned(const Chat::RoomId &room, const Chat::UserId &sender,
                                        const QString &text);

    /// Somebody came, went, or changed their name.
    void personChanged(const Chat::RoomId &room, const Chat::UserId &user, bool isThere);
    void roomDeleted(const Chat::RoomId &room);
    /// Of which something is kept.
    size_t rooms() const { return std::max(m_ledgers.size(), m_names.size()); }

private:
    struct Names {
        Chat::MentionNames names;
        QMultiHash<QString, Chat::UserId> people; ///< By their name in small letters.
    };
    const Names &names(const Chat::RoomId &room);

    const Memberships &m_memberships;
    std::map<Chat::RoomId, ReceiptLedger> m_ledgers;
    std::map<Chat::RoomId, Names> m_names; ///< Made when a text needs them.
};

} // namespace Server
