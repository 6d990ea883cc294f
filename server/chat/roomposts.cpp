// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomposts.h"

#include "server/chat/logging.h"
#include "server/chat/refusals.h"
#include "server/chat/stamping.h"
#include "server/store/roomstore.h"

#include <memory>

namespace Server {
namespace {

using Chat::MessageType;

QString enteredText()
{
    return QStringLiteral("%1님이 입장했습니다.");
}

QString enteredUserText()
{
    return QStringLiteral("%1 님 입장!!");
}

QString leftText(const QString &sender)
{
    return QStringLiteral("%1 님 퇴장!!").arg(sender);
}

} // namespace

void RoomPosts::message(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::MessageRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const auto room = Chat::parseRoomId(request->roomText);
    if (!room)
        return done(tl::unexpected(Refusals::badRoomId()));
    post(peer, *room, *request, enteredText(), std::move(done));
}

void RoomPosts::enterUser(const Peer &peer, const QByteArray &body, Completion done)
{
    auto request = Chat::MessageRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const auto room = Chat::parseRoomId(request->roomText);
    if (!room)
        return done(tl::unexpected(Refusals::badRoomId()));
    request->type = MessageType::Enter;
    post(peer, *room, *request, enteredUserText(), std::move(done));
}

void RoomPosts::toTopic(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                        Completion done)
{
    post(peer, room, requestToTopic(body), enteredText(), std::move(done));
}

void RoomPosts::post(const Peer &peer, const Chat::RoomId &room,
                     const Chat::MessageRequest &request, const QString &enterText, Completion done)
{
    const auto stamped = stampMessage(m_parts.options, peer, room, request);
    if (!stamped)
        return done(tl::unexpected(stamped.error()));
    Chat::RoomMessage message = *stamped;
    // A guest's name is what they say it is: a notice must not say it for them.
    if (const StoredSanction *mute = m_parts.access.muteOf(peer.principal, room);
        mute && request.type != MessageType::Talk) {
        const Membership *membership = m_parts.memberships.find(room, message.senderId);
        // The mute may be another's, whose device or address it binds.
        const bool isTheirs = mute->info.user == message.senderId;
        message.sender = membership ? membership->name
                         : isTheirs ? mute->info.name
                                    : peer.principal.name;
    }
    if (request.type == MessageType::Leave) {
        if (auto may = m_parts.access.mayLeave(peer.principal, room); !may)
            return done(tl::unexpected(may.error()));
        message.text = leftText(message.sender);
        leave(message, std::move(done));
        return;
    }
    if (request.type == MessageType::Talk)
        return say(peer, std::move(message), std::move(done));
    message.text = enterText.arg(message.sender);
    if (m_parts.memberships.find(room, message.senderId))
        return enterAgain(peer, room, request.stays, std::move(done));
    if (auto may = m_parts.access.mayMake(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    m_entering.ask(peer, message, request.password,
                   [this, peer, message, stays = request.stays,
                    done = std::move(done)](const tl::expected<void, Refusal> &may) {
                       if (!may)
                           return done(tl::unexpected(may.error()));
                       if (auto there = m_making.ensure(peer, message.room); !there)
                           return done(tl::unexpected(there.error()));
                       enter(peer, message, stays, done);
                   });
}

void RoomPosts::say(const Peer &peer, Chat::RoomMessage message, Completion done)
{
    const Chat::RoomId room = message.room;
    message.hostNotes.mentioned = m_parts.audiences.mentioned(room, message.senderId, message.text);
    if (auto may = m_parts.access.maySay(peer.principal, room, message.hostNotes.mentioned); !may)
        return refuse(message, may.error(), std::move(done));
    if (auto there = m_making.ensure(peer, room); !there)
        return done(tl::unexpected(there.error()));
    const auto before = m_parts.access.noteSaid(peer.principal, room);
    append(message, std::move(done), [this, who = peer.principal, room, before] {
        m_parts.access.takeBackSaid(who, room, before);
    });
}

void RoomPosts::refuse(const Chat::RoomMessage &message, const Refusal &refusal, Completion done)
{
    if (message.clientId.isEmpty())
        return done(tl::unexpected(refusal));
    m_parts.store.rooms().findSaid(
        message.senderId, message.clientId,
        m_guard([refusal,
                 done = std::move(done)](const tl::expected<Chat::Sequence, StoreError> &said) {
            if (said)
                return done({});
            done(tl::unexpected(said.error() == StoreError::NoSuchMessage
                                    ? refusal
                                    : Refusals::notStored(said.error())));
        }));
}

void RoomPosts::write(const Chat::RoomMessage &asked, Written answer)
{
    Chat::RoomMessage message = asked;
    m_parts.audiences.note(message);
    m_parts.store.append(message, m_guard([this, answer = std::move(answer)](
                                              const tl::expected<Appended, StoreError> &appended) {
                             if (!appended)
                                 return answer(
                                     tl::unexpected(Refusals::notStored(appended.error())));
                             m_delivery.said(*appended);
                             answer(*appended);
                         }));
}

void RoomPosts::append(const Chat::RoomMessage &message, Completion done,
                       const std::function<void()> &notSaid)
{
    write(message,
          [done = std::move(done), notSaid](const tl::expected<Appended, Refusal> &written) {
              if (notSaid && (!written || written->repeated))
                  notSaid();
              if (written)
                  done({});
              else
                  done(tl::unexpected(written.error()));
          });
}

void RoomPosts::enter(const Peer &peer, const Chat::RoomMessage &notice, bool stays,
                      Completion done)
{
    const Chat::RoomId room = notice.room;
    const Chat::UserId user = notice.senderId;
    if (m_parts.memberships.find(room, user)) // meanwhile
        return enterAgain(peer, room, stays, std::move(done));
    const int most = m_parts.options.membersPerRoom;
    if (m_parts.memberships.count(room) >= most)
        return done(tl::unexpected(Refusals::roomFull(most)));
    m_parts.memberships.add(room, user, {notice.sender, notice.guest, stays, false, 0, {}});
    if (!stays)
        m_parts.memberships.hold(room, user, peer.session);

    // Both are asked at once, so that what the client says next comes behind the notice.
    auto noticed = std::make_shared<tl::expected<Outcome, Refusal>>();
    append(notice, [this, room, user, notice, stays, done,
                    noticed](const tl::expected<Outcome, Refusal> &appended) {
        *noticed = appended;
        Membership *membership = m_parts.memberships.find(room, user);
        if (membership && appended)
            membership->settled = true;
        else if (membership && !membership->settled)
            m_parts.memberships.remove(room, user);
        memberChanged(room, user, notice.sender, notice.guest);
        if (appended)
            cameIn(room, user);
        else
            m_parts.listeners.sweep(room, user);
        if (!stays)
            done(appended);
    });
    if (!stays)
        return;
    m_parts.store.addMember(
        {room, user, notice.sender, notice.guest},
        m_guard([this, room, user, name = notice.sender, guest = notice.guest,
                 done = std::move(done),
                 noticed](const tl::expected<StoredMember, StoreError> &added) {
            if (!*noticed) {
                if (added) // A member whom nobody saw coming; they will come again.
                    m_parts.store.removeMember(room, user, {});
                return done(*noticed);
            }
            if (!added) {
                m_parts.memberships.remove(room, user);
                memberChanged(room, user, name, guest);
                m_parts.listeners.sweep(room, user);
                return done(tl::unexpected(Refusals::notStored(added.error())));
            }
            done({});
        }));
}

/// No second notice; but what was asked first has to be written before this one is done.
void RoomPosts::enterAgain(const Peer &peer, const Chat::RoomId &room, bool stays, Completion done)
{
    const Chat::UserId user = peer.principal.user;
    Membership *membership = m_parts.memberships.find(room, user);
    if (stays && !membership->stays)
        return letStay(peer, room, *membership, std::move(done));
    if (!stays && !membership->stays)
        m_parts.memberships.hold(room, user, peer.session);
    if (membership->settled)
        return done({});
    m_parts.store.flush(m_guard([this, room, user, done = std::move(done)](const auto &) {
        if (m_parts.memberships.find(room, user))
            done({});
        else
            done(tl::unexpected(Refusals::notStored(StoreError::Failed)));
    }));
}

/// Whether they stay is known when the log has answered; till then no session's end ends it.
void RoomPosts::letStay(const Peer &peer, const Chat::RoomId &room, Membership &membership,
                        Completion done)
{
    const Chat::UserId user = peer.principal.user;
    ++membership.asked;
    m_parts.memberships.hold(room, user, peer.session);
    m_parts.store.addMember(
        {room, user, membership.name, membership.guest},
        m_guard([this, room, user,
                 done = std::move(done)](const tl::expected<StoredMember, StoreError> &added) {
            Membership *there = m_parts.memberships.find(room, user);
            const bool awaited = there && there->asked > 0;
            if (awaited)
                --there->asked;
            if (added && awaited)
                m_parts.memberships.letStay(room, user);
            else if (added && !(there && there->stays)) // They have left meanwhile.
                m_parts.store.removeMember(room, user, {});
            else if (!added && awaited && !there->isHeld())
                end(room, user); // Their sessions went while it looked as if they stayed.
            if (added)
                return done({});
            done(tl::unexpected(Refusals::notStored(added.error())));
        }));
}

void RoomPosts::leave(const Chat::RoomMessage &notice, Completion done)
{
    const Chat::RoomId room = notice.room;
    const Chat::UserId user = notice.senderId;
    const Membership *found = m_parts.memberships.find(room, user);
    if (!found) {
        // Left already, perhaps a moment ago: then that has to be written first.
        m_parts.store.flush(m_guard([done = std::move(done)](const auto &) { done({}); }));
        return;
    }
    const bool stays = found->stays || found->asked > 0;
    Membership membership = *found;
    membership.asked = 0;
    m_parts.memberships.remove(room, user);
    memberChanged(room, user, notice.sender, notice.guest);
    append(notice, [this, room, user, membership, stays,
                    done = std::move(done)](const tl::expected<Outcome, Refusal> &appended) {
        if (appended)
            wentOut(room, user);
        if (appended && stays) {
            m_parts.store.removeMember(
                room, user, m_guard([done](const auto &removed) {
                    if (removed)
                        done({});
                    else
                        done(tl::unexpected(Refusals::notStored(removed.error())));
                }));
            return;
        }
        if (!appended && membership.stays && !m_parts.memberships.find(room, user)) {
            m_parts.memberships.add(room, user, membership);
            memberChanged(room, user, membership.name, membership.guest);
        }
        done(appended);
    });
}

void RoomPosts::disconnected(const Peer &peer)
{
    const Chat::UserId user = peer.principal.user;
    for (const Chat::RoomId &room : m_parts.memberships.release(user, peer.session))
        end(room, user);
}

void RoomPosts::end(const Chat::RoomId &room, const Chat::UserId &user)
{
    expel(room, user, [room](const tl::expected<Outcome, Refusal> &left) {
        if (!left)
            qCWarning(chatLog) << "leaving" << room.toString() << left.error().message;
    });
}

void RoomPosts::expel(const Chat::RoomId &room, const Chat::UserId &user, Completion done)
{
    const Membership *membership = m_parts.memberships.find(room, user);
    if (!membership)
        return done({});
    Chat::RoomMessage notice;
    notice.type = MessageType::Leave;
    notice.room = room;
    notice.sender = membership->name;
    notice.senderId = user;
    notice.guest = membership->guest;
    notice.text = leftText(membership->name);
    notice.time = m_parts.options.now();
    leave(notice, std::move(done));
}

void RoomPosts::cameIn(const Chat::RoomId &room, const Chat::UserId &user)
{
    m_entering.entered(room, user);
    const StoredRoom *known = m_parts.rooms.find(room);
    if (known && !known->settings.isOpen())
        m_parts.announcer.roomTo(user, room);
}

void RoomPosts::wentOut(const Chat::RoomId &room, const Chat::UserId &user)
{
    m_parts.listeners.sweep(room, user);
    const StoredRoom *known = m_parts.rooms.find(room);
    if (!known || known->settings.isOpen() || m_parts.memberships.find(room, user))
        return;
    if (m_parts.access.isHidden({user, {}, Principal::Role::Guest, {}}, room))
        m_parts.announcer.goneFor(user, room);
    else
        m_parts.announcer.roomTo(user, room);
}

void RoomPosts::memberChanged(const Chat::RoomId &room, const Chat::UserId &user,
                              const QString &name, bool guest)
{
    m_parts.announcer.person(room, m_parts.announcer.member(room, user, name, guest));
}

} // namespace Server
