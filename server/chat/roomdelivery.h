// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/roomreceipts.h"
#include "server/store/guard.h"

#include <QTimer>

#include <functional>
#include <map>
#include <vector>

namespace Server {

/// Hands what was said in a room to those who listen here, in the order of its numbers, whichever
/// host took it: what this host took waits until what another took before it is there.
///
/// StoredRoom::last of RoomDirectory is how far that is.
class RoomDelivery {
public:
    RoomDelivery(ChatParts &parts, RoomReceipts &receipts);

    /// The log answered: it has this message of ours.
    void said(const Appended &appended);
    /// Is told of what this host took in rooms of which the log keeps nothing.
    void setUnkeptListener(std::function<void(const Chat::RoomMessage &)> listener)
    {
        m_unkeptListener = std::move(listener);
    }
    /// Is told that others have said what is not known here, before it is read: first to be heard
    /// is who belongs to the room by then. After that goOn() is awaited.
    void setGapListener(std::function<void()> listener) { m_gapListener = std::move(listener); }
    /// Reads what is missed, of all rooms together.
    void goOn();
    /// Another host took this in such a room. What was lost on the way nobody can ask for, and what
    /// comes late is told late.
    void unkept(const Chat::RoomMessage &message);
    /// The log has that much of these rooms.
    void catchUp(const std::map<Chat::RoomId, Chat::Sequence> &rooms);

private:
    struct Line {
        Chat::RoomMessage message;
        Announcer::Taken taken;
    };
    struct Waiting {
        std::map<Chat::Sequence, Line> lines; ///< Not told yet; at first our own.
        Chat::Sequence upTo;
        bool asked = false;
    };
    void ask(const std::vector<Chat::RoomId> &rooms);
    void read(const std::vector<KnownPart> &rooms);
    /// Whether there is more that is missed.
    bool take(const Chat::RoomId &room, const History &found);
    void tell(const Chat::RoomMessage &message, Announcer::Taken taken);
    void tellLate(Line line);
    bool keepsNothing(const Chat::RoomId &room) const;
    Chat::Sequence last(const Chat::RoomId &room) const;

    ChatParts &m_parts;
    RoomReceipts &m_receipts;
    std::map<Chat::RoomId, Waiting> m_waiting;
    QTimer m_again; ///< After a failure.
    std::function<void(const Chat::RoomMessage &)> m_unkeptListener;
    std::function<void()> m_gapListener;
    Guard m_guard;
};

} // namespace Server
