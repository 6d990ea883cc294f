// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomentering.h"

#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "server/chat/roomrefusals.h"
#include "server/store/roomstore.h"

namespace Server {
namespace {

using Kind = Chat::InvitationEvent::Kind;
using Entry = RoomAccess::Entry;

constexpr int mostGuests = 1000; ///< Invited or knocking, of one room.

Chat::RoomInfo named(const Chat::RoomId &room)
{
    Chat::RoomInfo info;
    info.id = room;
    return info;
}

} // namespace

void RoomEntering::ask(const Peer &peer, const Chat::RoomMessage &notice, const QString &password,
                       const Answer &answer)
{
    const auto entry = m_parts.access.mayEnter(peer.principal, notice.room);
    if (!entry)
        return answer(tl::unexpected(entry.error()));
    switch (*entry) {
    case Entry::Open:
        return answer({});
    case Entry::Knock:
        return knock(notice, answer);
    case Entry::Password:
        break;
    }
    m_parts.passwords.check(
        *m_parts.rooms.find(notice.room), notice.senderId, password,
        m_guard([this, peer, notice, answer](const tl::expected<void, Refusal> &right) {
            // Much may have changed while it was looked at.
            const auto now = m_parts.access.mayEnter(peer.principal, notice.room);
            if (!right || !now)
                return answer(tl::unexpected(right ? now.error() : right.error()));
            const StoredRoom *room = m_parts.rooms.find(notice.room);
            if (room && room->settings.approves && *now != Entry::Open)
                return knock(notice, answer);
            answer({});
        }));
}

void RoomEntering::knock(const Chat::RoomMessage &notice, const Answer &answer)
{
    const auto wait = [answer] { answer(tl::unexpected(Refusals::notLetInYet())); };
    if (m_parts.invitations.find(notice.room, notice.senderId))
        return wait();
    const StoredGuest guest{notice.room, notice.senderId, notice.sender, notice.guest, true,
                            {},          notice.time};
    add(
        guest,
        [answer, wait](const tl::expected<Outcome, Refusal> &added) {
            if (added)
                wait();
            else
                answer(tl::unexpected(added.error()));
        },
        [this, guest] { tellKeepers(guest.room, Kind::Knocked, guest); });
}

void RoomEntering::forget(const Chat::RoomId &room, const Chat::UserId &user)
{
    const StoredGuest *known = m_parts.invitations.find(room, user);
    if (!known)
        return;
    const StoredGuest guest = *known;
    remove(
        room, user, [](const auto &) {},
        [this, guest] {
            if (guest.knocks)
                tellKeepers(guest.room, Kind::Answered, guest);
        });
}

void RoomEntering::add(const StoredGuest &guest, const Completion &done,
                       const std::function<void()> &tell)
{
    if (!m_parts.invitations.find(guest.room, guest.user) &&
        m_parts.invitations.count(guest.room) >= mostGuests)
        return done(tl::unexpected(Refusals::knocksFull()));
    m_parts.store.rooms().addGuest(
        guest, m_guard([this, guest, done, tell](const tl::expected<bool, StoreError> &added) {
            if (!added)
                return done(tl::unexpected(Refusals::notStored(added.error())));
            m_parts.invitations.add(guest);
            tell();
            done({});
        }));
}

void RoomEntering::remove(const Chat::RoomId &room, const Chat::UserId &user,
                          const Completion &done, const std::function<void()> &tell)
{
    m_parts.store.rooms().removeGuest(
        room, user,
        m_guard([this, room, user, done, tell](const tl::expected<bool, StoreError> &removed) {
            if (!removed)
                return done(tl::unexpected(Refusals::notStored(removed.error())));
            m_parts.invitations.remove(room, user);
            tell();
            done({});
        }));
}

void RoomEntering::tellKeepers(const Chat::RoomId &room, Kind kind, const StoredGuest &guest)
{
    for (const Chat::UserId &keeper : m_parts.access.keepers(room)) {
        m_parts.announcer.invitation(keeper, {kind, named(room), guest.user, guest.name});
        m_parts.announcer.roomTo(keeper, room);
    }
}

void RoomEntering::heard(const std::optional<StoredGuest> &before,
                         const std::optional<StoredGuest> &now)
{
    const StoredGuest &guest = now ? *now : before ? *before : StoredGuest();
    if (!m_parts.rooms.isStored(guest.room))
        return;
    if (now && now->knocks) {
        if (!before)
            tellKeepers(guest.room, Kind::Knocked, guest);
        return;
    }
    if (m_parts.access.isHidden({guest.user, {}, Principal::Role::Guest, {}}, guest.room))
        m_parts.announcer.goneFor(guest.user, guest.room);
    else
        m_parts.announcer.roomTo(guest.user, guest.room);
    if (before && before->knocks)
        tellKeepers(guest.room, Kind::Answered, guest);
    if (now && !(before && !before->knocks)) {
        const Membership *by = m_parts.memberships.find(guest.room, guest.by);
        m_parts.announcer.invitation(guest.user,
                                     {before ? Kind::Admitted : Kind::Invited, named(guest.room),
                                      guest.by, by ? by->name : QString()});
    }
}

void RoomEntering::invite(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                          Completion done)
{
    const auto request = Chat::InviteRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    const bool invited = m_parts.invitations.isInvited(room, request->user);
    if (m_parts.memberships.find(room, request->user) || invited == request->on)
        return done({});
    if (!request->on) {
        return remove(room, request->user, done, [this, room, user = request->user] {
            if (m_parts.access.isHidden({user, {}, Principal::Role::Guest, {}}, room))
                m_parts.announcer.goneFor(user, room);
            else
                m_parts.announcer.roomTo(user, room);
        });
    }
    if (m_parts.sanctions.find(Sanctions::Kind::Ban, room, request->user))
        return done(tl::unexpected(Refusals::isBanned()));
    const auto person = m_parts.findPerson(peer.principal, request->user);
    if (!person)
        return done(tl::unexpected(Refusals::noSuchPerson()));
    const StoredGuest guest{room,  request->user,       person->name,         person->guest,
                            false, peer.principal.user, m_parts.options.now()};
    add(guest, done, [this, guest, by = peer.principal] {
        m_parts.announcer.roomTo(guest.user, guest.room);
        m_parts.announcer.invitation(guest.user,
                                     {Kind::Invited, named(guest.room), by.user, by.name});
    });
}

void RoomEntering::admit(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                         Completion done)
{
    const auto request = Chat::AdmitRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    const StoredGuest *known = m_parts.invitations.find(room, request->user);
    if (!known || !known->knocks) {
        const bool isIn = m_parts.memberships.find(room, request->user) ||
                          m_parts.invitations.isInvited(room, request->user);
        return done(isIn && request->accept ? tl::expected<Outcome, Refusal>()
                                            : tl::unexpected(Refusals::noSuchPerson()));
    }
    StoredGuest guest = *known;
    const auto tell = [this, guest, accept = request->accept, by = peer.principal] {
        m_parts.announcer.roomTo(guest.user, guest.room);
        m_parts.announcer.invitation(guest.user, {accept ? Kind::Admitted : Kind::Rejected,
                                                  named(guest.room), by.user, by.name});
        tellKeepers(guest.room, Kind::Answered, guest);
    };
    if (!request->accept)
        return remove(room, request->user, done, tell);
    guest.knocks = false;
    guest.by = peer.principal.user;
    add(guest, done, tell);
}

void RoomEntering::knocks(const Peer &peer, const SubscriptionRef &subscription,
                          const QByteArray &destination, const Chat::RoomId &room, Completion done)
{
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    Chat::KnockList list{room, {}};
    for (const StoredGuest &guest : m_parts.invitations.knocks(room))
        list.knocks.push_back({guest.user, guest.name, guest.guest, guest.time});
    done({});
    m_parts.topics.reply(subscription, Announcer::publication(destination, list.toJson()));
}

} // namespace Server
