// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"

#include <QObject>
#include <QTimer>

#include <functional>
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

    /// Is told of whoever came, went or changed how they can be reached by way of this host.
    void setListener(std::function<void(const Principal &)> listener)
    {
        m_listener = std::move(listener);
    }
    /// Whether somebody can be reached by way of another host, which `session` stands for.
    void heard(const Principal &who, SessionNumber session, bool isReachable, bool isIdle);

private:
    struct Person {
        Principal principal;
        Chat::Timestamp told;
        Chat::Timestamp kept;
        bool toTell = false;
        bool toKeep = false;
    };
    void told(const Principal &principal);
    void schedule(const Principal &principal, bool keep);
    void catchUp();
    void tell(const Principal &principal);
    void keep(const Chat::UserId &user);

    ChatParts &m_parts;
    std::map<Chat::UserId, Person> m_people; ///< Of whom something was told lately.
    QTimer m_timer;
    std::function<void(const Principal &)> m_listener;
};

} // namespace Server
