// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomposts.h"

#include "server/auth/authenticator.h"
#include "server/chat/logging.h"
#include "server/chat/refusals.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace Server {
namespace {

using Chat::MessageType;

/// JSON can spell half a surrogate pair, which no UTF-8 can carry.
QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

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

/// What a SEND straight to a room's topic says. JSON without a message in it is somebody's own
/// data, and said as it is.
Chat::MessageRequest requestOf(const QByteArray &body)
{
    auto request = Chat::MessageRequest::fromJson(body);
    if (request && (request->type != MessageType::Talk || !request->text.isEmpty()))
        return *request;
    const bool saysNothing =
        request && QJsonDocument::fromJson(body).object().contains(QStringLiteral("message"));
    if (saysNothing)
        return *request;
    Chat::MessageRequest verbatim;
    verbatim.text = QString::fromUtf8(body);
    return verbatim;
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
    post(peer, room, requestOf(body), enteredText(), std::move(done));
}

void RoomPosts::post(const Peer &peer, const Chat::RoomId &room,
                     const Chat::MessageRequest &request, const QString &enterText, Completion done)
{
    Chat::RoomMessage message;
    message.type = request.type;
    message.room = room;
    message.senderId = peer.principal.user;
    message.guest = peer.principal.isGuest();
    message.sender = message.guest ? cleanName(request.sender) : peer.principal.name;
    if (message.sender.isEmpty())
        message.sender = peer.principal.name;
    message.time = m_parts.options.now();
    if (!request.clientIdText.isEmpty()) {
        const auto id = Chat::parseClientMessageId(request.clientIdText);
        if (!id)
            return done(tl::unexpected(Refusals::badMessageId()));
        message.clientId = *id;
    }
    if (request.type == MessageType::Leave) {
        message.text = leftText(message.sender);
        leave(message, std::move(done));
        return;
    }
    if (request.type == MessageType::Talk) {
        message.text = wellFormed(request.text);
        if (!fits(message)) {
            return done(
                tl::unexpected(Refusals::tooLong("message", m_parts.options.textBytes, "bytes")));
        }
    }
    if (auto there = m_making.ensure(peer, room); !there)
        return done(tl::unexpected(there.error()));
    if (request.type == MessageType::Talk) {
        append(message, std::move(done));
    } else {
        message.text = enterText.arg(message.sender);
        enter(peer, message, request.stays, std::move(done));
    }
}

/// Whether everybody in the room can take it. A text that JSON has to spell out (control characters
/// take six bytes each) may be far longer on the wire than it is.
bool RoomPosts::fits(const Chat::RoomMessage &message) const
{
    constexpr qsizetype mostPerByte = 6;
    const qsizetype bytes = message.text.toUtf8().size();
    const qsizetype most = m_parts.options.textBytes;
    return bytes <= most / mostPerByte || (bytes <= most && message.toJson().size() <= 2 * most);
}

/// Writes, then tells the room unless it knows already, then completes.
void RoomPosts::append(const Chat::RoomMessage &message, Completion done)
{
    m_parts.store.append(
        message,
        m_guard([this, done = std::move(done)](const tl::expected<Appended, StoreError> &appended) {
            if (!appended)
                return done(tl::unexpected(Refusals::notStored(appended.error())));
            if (!appended->repeated) {
                m_parts.rooms.advance(appended->message.room, appended->message.sequence);
                m_parts.announcer.message(appended->message);
            }
            done({});
        }));
}

void RoomPosts::enter(const Peer &peer, const Chat::RoomMessage &notice, bool stays,
                      Completion done)
{
    const Chat::RoomId room = notice.room;
    const Chat::UserId user = notice.senderId;
    if (m_parts.memberships.find(room, user))
        return enterAgain(peer, room, stays, std::move(done));
    const int most = m_parts.options.membersPerRoom;
    if (m_parts.memberships.count(room) >= most)
        return done(tl::unexpected(Refusals::roomFull(most)));
    m_parts.memberships.add(room, user, {notice.sender, notice.guest, stays, false, {}});
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
        if (!stays)
            done(appended);
    });
    if (!stays)
        return;
    m_parts.store.addMember(
        {room, user, notice.sender, notice.guest},
        m_guard([this, room, user, done = std::move(done),
                 noticed](const tl::expected<StoredMember, StoreError> &added) {
            if (!*noticed) {
                if (added) // A member whom nobody saw coming; they will come again.
                    m_parts.store.removeMember(room, user, {});
                return done(*noticed);
            }
            if (!added) {
                m_parts.memberships.remove(room, user);
                return done(tl::unexpected(Refusals::notStored(added.error())));
            }
            done({});
        }));
}

/// No second notice; but what was asked first has to be written before this one is done.
void RoomPosts::enterAgain(const Peer &peer, const Chat::RoomId &room, bool stays, Completion done)
{
    const Chat::UserId user = peer.principal.user;
    const Membership *membership = m_parts.memberships.find(room, user);
    if (stays && !membership->stays) {
        const StoredMember member{room, user, membership->name, membership->guest};
        m_parts.memberships.letStay(room, user);
        m_parts.store.addMember(member, m_guard([this, room, user, session = peer.session,
                                                 done = std::move(done)](const auto &added) {
                                    if (!added) {
                                        m_parts.memberships.hold(room, user, session);
                                        return done(
                                            tl::unexpected(Refusals::notStored(added.error())));
                                    }
                                    done({});
                                }));
        return;
    }
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
    const Membership membership = *found;
    m_parts.memberships.remove(room, user);
    memberChanged(room, user, notice.sender, notice.guest);
    append(notice, [this, room, user, membership,
                    done = std::move(done)](const tl::expected<Outcome, Refusal> &appended) {
        if (appended && membership.stays) {
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
    for (const Chat::RoomId &room : m_parts.memberships.release(user, peer.session)) {
        const Membership *found = m_parts.memberships.find(room, user);
        if (!found)
            continue;
        const Membership membership = *found;
        Chat::RoomMessage notice;
        notice.type = MessageType::Leave;
        notice.room = room;
        notice.sender = membership.name;
        notice.senderId = user;
        notice.guest = membership.guest;
        notice.text = leftText(membership.name);
        notice.time = m_parts.options.now();
        leave(notice, [room](const tl::expected<Outcome, Refusal> &left) {
            if (!left)
                qCWarning(chatLog) << "leaving" << room.toString() << left.error().message;
        });
    }
}

void RoomPosts::memberChanged(const Chat::RoomId &room, const Chat::UserId &user,
                              const QString &name, bool guest)
{
    m_parts.announcer.person(room, m_parts.announcer.member(room, user, name, guest));
}

} // namespace Server
