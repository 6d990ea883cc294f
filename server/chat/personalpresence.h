// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace Server {

/// Who can be reached how: takes what people say about it, and tells those who share a room with
/// them. However often somebody changes it, others hear of it at the pace of
/// ChatOptions::presencePace, the log at that of ChatOptions::lastSeenPace.
class PersonalPresence {
public:
    explicit PersonalPresence(ChatParts &parts);

    /// SEND `/app/chat/presence`.
    void change(const Peer &peer, const QByteArray &body, Completion done);
    /// The session takes part in the chat.
    void come(const Peer &peer);
    void disconnected(const Peer &peer);

private:
    struct Person {
        Principal principal;
        Chat::Timestamp told;
        Chat::Timestamp kept;
        bool toTell = false;
        bool toKeep = false;
    };
    void schedule(const Principal &principal, bool keep);
    void catchUp();
    void tell(const Principal &principal);
    void keep(const Chat::UserId &user);

    ChatParts &m_parts;
    std::map<Chat::UserId, Person> m_people; ///< Of whom something was told lately.
    QTimer m_timer;
};

} // namespace Server
