// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomkeeping.h"

#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "server/chat/roomrefusals.h"
#include "server/chat/roomshape.h"
#include "server/store/roomstore.h"

namespace Server {
namespace {

using Chat::MemberRole;
using Chat::Visibility;

/// Whether they may do all of that.
RoomAccess::Verdict mayShape(const RoomAccess &access, const Principal &who, const StoredRoom &room,
                             const Chat::RoomChange &change)
{
    // A topic says something, whatever is changed beside it.
    if (const StoredSanction *mute = change.topic ? access.muteOf(who, room.id) : nullptr)
        return tl::unexpected(Refusals::mutedThere(mute->info.ruling()));
    Chat::RoomChange rest = change;
    rest.topic.reset();
    if (change.topic && rest == Chat::RoomChange())
        return access.maySetTopic(who, room.id);
    if (room.settings.visibility == Visibility::Direct)
        return access.mayHear(who, room.id); // both may what one may
    rest.slowMode.reset();
    rest.readOnly.reset();
    rest.approves.reset();
    rest.locked.reset();
    return rest == Chat::RoomChange() ? access.mayKeepOrder(who, room.id)
                                      : access.mayOwn(who, room.id);
}

} // namespace

void RoomKeeping::inTurn(const Chat::RoomId &room, const Completion &done,
                         const std::function<void(Completion)> &work)
{
    std::deque<Work> &turns = m_turns[room];
    turns.push_back([this, room, done, work] {
        work([this, room, done](const tl::expected<Outcome, Refusal> &outcome) {
            done(outcome);
            next(room);
        });
    });
    if (turns.size() == 1)
        turns.front()();
}

void RoomKeeping::next(const Chat::RoomId &room)
{
    const auto turns = m_turns.find(room);
    turns->pop_front();
    if (turns->empty()) {
        m_turns.erase(turns);
        return;
    }
    const Work work = turns->front(); // it may change the queue
    work();
}

void RoomKeeping::change(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                         Completion done)
{
    const auto change = Chat::RoomChange::fromJson(body);
    if (!change)
        return done(tl::unexpected(Refusals::badSettings()));
    inTurn(room, done,
           [this, by = peer.principal, room, change = *change](const Completion &ready) {
               apply(by, room, change, ready);
           });
}

void RoomKeeping::setTopic(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                           Completion done)
{
    const auto request = Chat::RoomRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    Chat::RoomChange change;
    change.topic = request->topic;
    inTurn(room, done, [this, by = peer.principal, room, change](const Completion &ready) {
        apply(by, room, change, ready);
    });
}

tl::expected<ShapedRoom, Refusal> RoomKeeping::shape(const Principal &by, const Chat::RoomId &id,
                                                     const Chat::RoomChange &change) const
{
    const StoredRoom *room = m_parts.access.find(by, id);
    if (!room)
        return tl::unexpected(Refusals::noSuchRoom());
    if (auto may = mayShape(m_parts.access, by, *room, change); !may)
        return tl::unexpected(may.error());
    return shapeRoom(m_parts.options, *room, change);
}

void RoomKeeping::apply(const Principal &by, const Chat::RoomId &id, const Chat::RoomChange &change,
                        const Completion &done)
{
    const auto shaped = shape(by, id, change);
    if (!shaped)
        return done(tl::unexpected(shaped.error()));
    if (shaped->fields.isEmpty())
        return done({});
    if (!change.password || change.password->isEmpty())
        return write(by, shaped->room, shaped->fields, done);
    m_parts.passwords.hash(*change.password,
                           m_guard([this, by, id, change, done](const QByteArray &hash) {
                               if (hash.isEmpty())
                                   return done(tl::unexpected(Refusals::passwordsBusy()));
                               // That took a while: they may have lost their role, or everything.
                               auto shaped = shape(by, id, change);
                               if (!shaped)
                                   return done(tl::unexpected(shaped.error()));
                               shaped->room.passwordHash = hash;
                               write(by, shaped->room, shaped->fields, done);
                           }));
}

void RoomKeeping::write(const Principal &by, const StoredRoom &room, const QStringList &fields,
                        const Completion &done)
{
    m_parts.store.rooms().change(
        room, m_guard([this, by, fields, done](const tl::expected<StoredRoom, StoreError> &made) {
            if (!made)
                return done(tl::unexpected(Refusals::notStored(made.error())));
            const StoredRoom *known = m_parts.rooms.find(made->id);
            if (!known)
                return done(tl::unexpected(Refusals::noSuchRoom()));
            const StoredRoom before = *known;
            m_parts.rooms.change(*made);
            tell(by, before, *made, fields);
            noteChange(by, made->id, fields);
            done({});
        }));
}

void RoomKeeping::noteChange(const Principal &by, const Chat::RoomId &room,
                             const QStringList &fields)
{
    // Anybody may set a topic, and the log keeps so many entries: theirs would push out the others.
    if (fields == QStringList{QStringLiteral("topic")} && !m_parts.access.mayKeepOrder(by, room))
        return;
    Chat::OrderEntry entry = m_parts.audit.entry(Chat::OrderEntry::Action::Settings, room, by);
    entry.detail = fields.join(u',');
    m_parts.audit.note(entry);
}

void RoomKeeping::tell(const Principal &by, const StoredRoom &before, const StoredRoom &now,
                       const QStringList &fields)
{
    if (before.settings.keepsEarlier && !now.settings.keepsEarlier)
        m_parts.earlier.stopped();
    // Who may not hear any more is not told what it has become.
    m_parts.listeners.sweep(now.id);
    if (before.settings.visibility == Visibility::Public &&
        now.settings.visibility != Visibility::Public)
        m_parts.announcer.gone(now.id);
    m_parts.announcer.room(now.id);
    m_parts.announcer.roomChanged(now.id, by, fields);
}

void RoomKeeping::setRole(const Peer &peer, const Chat::RoomId &id, const QByteArray &body,
                          Completion done)
{
    const auto request = Chat::RoleRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    if (auto may = m_parts.access.mayOwn(peer.principal, id); !may)
        return done(tl::unexpected(may.error()));
    const StoredRoom *room = m_parts.rooms.find(id);
    if (room->creator == request->user && request->role != MemberRole::Owner)
        return done(tl::unexpected(Refusals::lastOwner()));
    const Membership *membership = m_parts.memberships.find(id, request->user);
    if (!membership)
        return done(tl::unexpected(Refusals::noSuchPerson()));
    if (membership->role == request->role)
        return done({});
    // A role is a reason to stay.
    m_parts.store.addMember({id, request->user, membership->name, membership->guest}, {});
    m_parts.store.rooms().setRole(
        id, request->user, request->role,
        m_guard([this, by = peer.principal, id, request = *request,
                 done = std::move(done)](const tl::expected<bool, StoreError> &made) {
            if (!made)
                return done(tl::unexpected(Refusals::notStored(made.error())));
            const Membership *there = m_parts.memberships.find(id, request.user);
            if (!there || !*made)
                return done(tl::unexpected(Refusals::noSuchPerson())); // they left meanwhile
            m_parts.memberships.letStay(id, request.user);
            m_parts.memberships.setRole(id, request.user, request.role);
            m_parts.announcer.person(
                id, m_parts.announcer.member(id, request.user, there->name, there->guest));
            m_parts.announcer.roomTo(request.user, id);
            Chat::OrderEntry entry = m_parts.audit.entry(Chat::OrderEntry::Action::Role, id, by);
            entry.user = request.user;
            entry.name = there->name;
            entry.detail = Chat::memberRoleName(request.role);
            m_parts.audit.note(entry);
            m_parts.announcer.roomChanged(id, by, {QStringLiteral("roles")});
            done({});
        }));
}

void RoomKeeping::remove(const Peer &peer, const Chat::RoomId &id, Completion done)
{
    inTurn(id, done, [this, by = peer.principal, id](const Completion &ready) {
        if (auto may = m_parts.access.mayOwn(by, id); !may)
            return ready(tl::unexpected(may.error()));
        if (id == Chat::lobbyRoom())
            return ready(tl::unexpected(Refusals::notForLobby()));
        StoredRoom room = *m_parts.rooms.find(id);
        if (room.settings.deleteAt)
            return ready({});
        room.settings.deleteAt = m_parts.options.now() + m_parts.options.roomGrace;
        write(by, room, {QStringLiteral("deleteAt")}, ready);
    });
}

void RoomKeeping::restore(const Peer &peer, const Chat::RoomId &id, Completion done)
{
    inTurn(id, done, [this, by = peer.principal, id](const Completion &ready) {
        if (auto may = m_parts.access.mayOwn(by, id); !may)
            return ready(tl::unexpected(may.error()));
        StoredRoom room = *m_parts.rooms.find(id);
        if (!room.settings.deleteAt)
            return ready(tl::unexpected(Refusals::notEnding()));
        room.settings.deleteAt.reset();
        write(by, room, {QStringLiteral("deleteAt")}, ready);
    });
}

} // namespace Server
