// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomsoftwo.h"

#include "server/chat/refusals.h"
#include "server/chat/roomrefusals.h"

namespace Server {

void RoomsOfTwo::open(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::InviteRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const Principal &who = peer.principal;
    if (request->user == who.user)
        return done(tl::unexpected(Refusals::notWithYourself()));
    const Chat::RoomId id = Chat::directRoom(who.user, request->user);
    if (m_parts.access.find(who, id)) {
        m_parts.announcer.roomTo(who.user, id);
        return done({});
    }
    const auto person = m_parts.findPerson(who, request->user);
    if (!person)
        return done(tl::unexpected(Refusals::noSuchPerson()));
    const Two two{{id, who.user, who.name, who.isGuest()},
                  {id, request->user, person->name, person->guest}};
    StoredRoom room{
        id, who.name + QStringLiteral(", ") + person->name, {}, who.user, m_parts.options.now(),
        {}};
    room.settings.visibility = Chat::Visibility::Direct;
    if (m_parts.rooms.isStored(id)) // and nobody is in it: the host was killed as it was made
        return join(id, two, done);
    if (auto reserved = m_parts.rooms.reserve(room, who.role); !reserved)
        return done(tl::unexpected(reserved.error()));
    write(room, two, done);
}

void RoomsOfTwo::write(const StoredRoom &room, const Two &two, const Completion &done)
{
    m_parts.store.createRoom(
        room, m_guard([this, two, done](const tl::expected<StoredRoom, StoreError> &made) {
            if (!made) {
                m_parts.rooms.giveUp(two.one.room);
                return done(tl::unexpected(Refusals::notStored(made.error())));
            }
            m_parts.rooms.confirm(*made);
            join(made->id, two, done);
        }));
}

void RoomsOfTwo::join(const Chat::RoomId &room, const Two &two, const Completion &done)
{
    for (const StoredMember &member : {two.one, two.other}) {
        if (!m_parts.memberships.find(room, member.user))
            m_parts.memberships.add(room, member.user,
                                    {member.name, member.guest, true, true, 0, {}});
    }
    m_parts.listeners.sweep(room); // whoever guessed the id and waited there
    for (const StoredMember &member : {two.one, two.other})
        m_parts.announcer.person(
            room, m_parts.announcer.member(room, member.user, member.name, member.guest));
    m_parts.store.addMember(two.one, {});
    m_parts.store.addMember(
        two.other, m_guard([this, room, done](const tl::expected<StoredMember, StoreError> &added) {
            if (!added) {
                m_parts.memberships.forget(room);
                return done(tl::unexpected(Refusals::notStored(added.error())));
            }
            m_parts.announcer.room(room);
            done({});
        }));
}

} // namespace Server
