// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomorder.h"

#include "server/chat/logging.h"
#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "server/chat/roomrefusals.h"
#include "stomp/wire/destinations.h"

namespace Server {
namespace {

using Kind = Chat::Sanction::Kind;

} // namespace

tl::expected<Chat::OrderRequest, Refusal> RoomOrder::read(const Peer &peer, const Chat::RoomId &id,
                                                          const QByteArray &body) const
{
    auto request = Sanctioning::read(body);
    if (!request)
        return request;
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, id); !may)
        return tl::unexpected(may.error());
    if (request->user == peer.principal.user)
        return tl::unexpected(Refusals::notWithYourself());
    const StoredRoom &room = *m_parts.rooms.find(id);
    // Also while they are out of it: they may come back, and it is theirs then.
    if (room.creator == request->user && room.settings.visibility != Chat::Visibility::Direct)
        return tl::unexpected(Refusals::notOverThem());
    Principal them{request->user, {}, Principal::Role::Guest, {}};
    if (m_sanctioning.ownsHost(request->user))
        them.role = Principal::Role::Owner;
    if (m_parts.access.roleOf(them, room) >= m_parts.access.roleOf(peer.principal, room))
        return tl::unexpected(Refusals::notOverThem());
    return request;
}

void RoomOrder::mute(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                     const Completion &done)
{
    const auto request = read(peer, room, body);
    if (!request)
        return done(tl::unexpected(request.error()));
    const auto tell = [this, by = peer.principal](const StoredSanction &sanction, bool imposed) {
        m_sanctioning.tell(entryOf(m_parts, sanction, by, imposed));
        tellOwnPlace(sanction.room, sanction.info.user);
    };
    if (!request->on) {
        return m_sanctioning.lift(Kind::Mute, room, peer.principal, request->user, done,
                                  [tell](const StoredSanction &lifted) { tell(lifted, false); });
    }
    m_sanctioning.impose(Kind::Mute, room, peer.principal, *request,
                         m_guard([done, tell](const tl::expected<StoredSanction, Refusal> &made) {
                             if (!made)
                                 return done(tl::unexpected(made.error()));
                             tell(*made, true);
                             done({});
                         }));
}

void RoomOrder::ban(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                    const Completion &done)
{
    const auto request = read(peer, room, body);
    if (!request)
        return done(tl::unexpected(request.error()));
    if (!request->on) {
        return m_sanctioning.lift(Kind::Ban, room, peer.principal, request->user, done,
                                  [this, by = peer.principal](const StoredSanction &lifted) {
                                      m_sanctioning.tell(entryOf(m_parts, lifted, by, false));
                                      tellOwnPlace(lifted.room, lifted.info.user);
                                  });
    }
    m_sanctioning.impose(Kind::Ban, room, peer.principal, *request,
                         m_guard([this, by = peer.principal,
                                  done](const tl::expected<StoredSanction, Refusal> &made) {
                             if (!made)
                                 return done(tl::unexpected(made.error()));
                             putOut(entryOf(m_parts, *made, by, true));
                             m_parts.listeners.sweep(made->room); // whoever else it binds
                             done({});
                         }));
}

void RoomOrder::sendOut(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                        const Completion &done)
{
    const auto request = read(peer, room, body);
    if (!request)
        return done(tl::unexpected(request.error()));
    const auto person = m_parts.findPerson(peer.principal, request->user);
    if (!person || !m_parts.isThere(room, request->user))
        return done(tl::unexpected(Refusals::noSuchPerson()));
    Chat::OrderEntry entry =
        m_parts.audit.entry(Chat::OrderEntry::Action::SentOut, room, peer.principal);
    const Membership *membership = m_parts.memberships.find(room, request->user);
    entry.user = request->user;
    entry.name = membership ? membership->name : person->name;
    entry.reason = request->reason;
    m_parts.store.order().note(
        entry, m_parts.options.order,
        m_guard([this, entry, done](const tl::expected<bool, StoreError> &noted) {
            if (!noted)
                return done(tl::unexpected(Refusals::notStored(noted.error())));
            putOut(entry);
            done({});
        }));
}

void RoomOrder::heard(const Chat::OrderEntry &entry)
{
    using Action = Chat::OrderEntry::Action;
    const Principal by{entry.by, entry.byName, Principal::Role::Guest, {}};
    switch (entry.action) {
    case Action::SentOut:
    case Action::Banned:
        endHere(entry);
        m_parts.listeners.sweep(entry.room); // whoever else it binds
        return tellOwnPlace(entry.room, entry.user);
    case Action::Muted:
    case Action::Unmuted:
    case Action::Unbanned:
        m_sanctioning.tell(entry);
        return tellOwnPlace(entry.room, entry.user);
    case Action::Role:
        return m_parts.announcer.roomChanged(entry.room, by, {QStringLiteral("roles")});
    case Action::Settings:
        return m_parts.announcer.roomChanged(entry.room, by, entry.detail.split(u','));
    case Action::Deleted:
    case Action::Recovered:
        return;
    }
}

/// Whoever comes by this host hears of it, and they hear the room no more.
void RoomOrder::endHere(const Chat::OrderEntry &entry)
{
    m_sanctioning.tell(entry);
    Chat::OrderEntry toAll = entry;
    toAll.reason.clear(); // that is between the two
    m_parts.topics.publish(
        Announcer::publication(Chat::roomEventsTopic(entry.room), toAll.toJson()));
    m_parts.listeners.endAll(entry.room, entry.user);
}

void RoomOrder::putOut(const Chat::OrderEntry &entry)
{
    m_entering.forget(entry.room, entry.user);
    endHere(entry);
    m_posts.expel(
        entry.room, entry.user, m_guard([this, entry](const tl::expected<Outcome, Refusal> &left) {
            if (!left)
                qCWarning(chatLog) << "leaving" << entry.room.toString() << left.error().message;
            tellOwnPlace(entry.room, entry.user);
        }));
}

void RoomOrder::tellOwnPlace(const Chat::RoomId &room, const Chat::UserId &user)
{
    if (!m_parts.access.isHidden({user, {}, Principal::Role::Guest, {}}, room))
        m_parts.announcer.roomTo(user, room);
}

void RoomOrder::list(const Peer &peer, const SubscriptionRef &subscription,
                     const QByteArray &destination, const Chat::RoomId &room,
                     const Completion &done)
{
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    Chat::OrderList list{room, {}, {}};
    for (const StoredSanction &one : m_parts.sanctions.all(Kind::Mute, room))
        list.muted.push_back(one.info);
    for (const StoredSanction &one : m_parts.sanctions.all(Kind::Ban, room))
        list.banned.push_back(one.info);
    done({});
    m_parts.topics.reply(subscription, Announcer::publication(destination, list.toJson()));
}

void RoomOrder::audit(const Peer &peer, const SubscriptionRef &subscription,
                      const QByteArray &destination, const Chat::RoomId &room,
                      const Stomp::Headers &headers, const Completion &done)
{
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    m_sanctioning.audit(room, subscription, destination, headers, done);
}

} // namespace Server
