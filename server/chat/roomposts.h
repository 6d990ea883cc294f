// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/roomdelivery.h"
#include "server/chat/roomentering.h"
#include "server/chat/roommaking.h"
#include "server/store/guard.h"

#include <functional>

namespace Server {

/// ENTER, TALK and LEAVE: from a request to the log, and from there to the room.
class RoomPosts {
public:
    RoomPosts(ChatParts &parts, RoomMaking &making, RoomEntering &entering, RoomDelivery &delivery)
        : m_parts(parts), m_making(making), m_entering(entering), m_delivery(delivery)
    {
    }

    /// SEND `/app/chat/message`.
    void message(const Peer &peer, const QByteArray &body, Completion done);
    /// What is said in a room, however it was asked for.
    void talk(const Peer &peer, const Chat::RoomId &room, const Chat::MessageRequest &request,
              Completion done)
    {
        post(peer, room, request, {}, std::move(done));
    }
    /// SEND `/app/chat/enterUser`.
    void enterUser(const Peer &peer, const QByteArray &body, Completion done);
    /// SEND to the room's topic. A body that is no message is what is said.
    void toTopic(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                 Completion done);
    /// Somebody else decided that they do not belong to the room any more. It is as if they had
    /// left; who keeps them out is the gate's to know.
    void expel(const Chat::RoomId &room, const Chat::UserId &user, Completion done);
    using Written = std::function<void(const tl::expected<Appended, Refusal> &)>;
    /// What has its stamps already: writes it, tells the room unless it knows already, answers.
    void write(const Chat::RoomMessage &message, Written answer);
    /// What else has to happen when somebody belongs to a room, or does not any more.
    void cameIn(const Chat::RoomId &room, const Chat::UserId &user);
    void wentOut(const Chat::RoomId &room, const Chat::UserId &user);
    /// What the session entered without staying, it leaves.
    void disconnected(const Peer &peer);

private:
    void post(const Peer &peer, const Chat::RoomId &room, const Chat::MessageRequest &request,
              const QString &enterText, Completion done);
    void say(const Peer &peer, Chat::RoomMessage message, Completion done);
    /// Unless it was said before: then the sender is to know that, whatever has become since.
    void refuse(const Chat::RoomMessage &message, const Refusal &refusal, Completion done);
    void enter(const Peer &peer, const Chat::RoomMessage &notice, bool stays, Completion done);
    void enterAgain(const Peer &peer, const Chat::RoomId &room, bool stays, Completion done);
    void letStay(const Peer &peer, const Chat::RoomId &room, Membership &membership,
                 Completion done);
    /// Of a membership that nothing holds any more.
    void end(const Chat::RoomId &room, const Chat::UserId &user);
    void leave(const Chat::RoomMessage &notice, Completion done);
    /// `notSaid` when nobody heard it: it failed, or was a repeat.
    void append(const Chat::RoomMessage &asked, Completion done,
                const std::function<void()> &notSaid = {});
    void memberChanged(const Chat::RoomId &room, const Chat::UserId &user, const QString &name,
                       bool guest);

    ChatParts &m_parts;
    RoomMaking &m_making;
    RoomEntering &m_entering;
    RoomDelivery &m_delivery;
    Guard m_guard;
};

} // namespace Server
