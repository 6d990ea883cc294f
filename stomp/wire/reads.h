// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace Chat {

/// SEND `/app/chat/room/{id}/seen`: how far one has got in a room. Both are cumulative, and the
/// host never goes back; what was read was delivered. A field left out is 0.
struct SeenReport {
    Sequence delivered;
    Sequence read;

    QByteArray toJson() const;
    /// nullopt for what no sequence can be.
    static std::optional<SeenReport> fromJson(const QByteArray &json);
};

/// How far one message of one's own got. Of people who belonged to the room or were in it when it
/// was said, without its sender.
struct Receipt {
    Sequence sequence;
    int of = 0; ///< How many those people are.
    int delivered = 0;
    int read = 0;
    int unconfirmed = 0; ///< Not delivered as far as known, and their programs never tell.
    friend bool operator==(const Receipt &, const Receipt &) = default;
};

/// On `/user/queue/chat/receipts`: of one's own recent messages, those for which something has
/// changed. Reply to SUBSCRIBE `/app/chat/room/{id}/receipts`: all of them.
struct ReceiptReport {
    RoomId room;
    std::vector<Receipt> receipts; ///< By sequence.

    QByteArray toJson() const;
    static std::optional<ReceiptReport> fromJson(const QByteArray &json);
};

/// On `/user/queue/chat/unread` when one's read marker of a room has moved: what is unread there.
struct UnreadCount {
    RoomId room;
    Sequence last;    ///< Newest of the room that was looked at.
    Sequence read;    ///< The read marker.
    int unread = 0;   ///< Others' TALK behind it that is not deleted; 9999: that many or more.
    int mentions = 0; ///< Of these, how many speak to one.

    QByteArray toJson() const;
    static std::optional<UnreadCount> fromJson(const QByteArray &json);
    friend bool operator==(const UnreadCount &, const UnreadCount &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/unread`: `{"rooms":[UnreadCount…]}`, of all rooms one belongs to.
QByteArray unreadListJson(const std::vector<UnreadCount> &counts);
std::optional<std::vector<UnreadCount>> unreadListFromJson(const QByteArray &json);

} // namespace Chat
