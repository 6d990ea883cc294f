// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/hostorder.h"

#include "server/broker/sessions.h"
#include "server/chat/orderrefusals.h"
#include "server/chat/roomrefusals.h"
#include "stomp/wire/destinations.h"

namespace Server {
namespace {

using Kind = Chat::Sanction::Kind;
const Chat::RoomId noRoom;

bool ownsIt(const Peer &peer)
{
    return peer.principal.role == Principal::Role::Owner;
}

} // namespace

void HostOrder::ban(const Peer &peer, const QByteArray &body, const Completion &done)
{
    const auto request = Sanctioning::read(body);
    if (!request)
        return done(tl::unexpected(request.error()));
    if (!ownsIt(peer))
        return done(tl::unexpected(Refusals::ownerBans()));
    if (request->user == peer.principal.user)
        return done(tl::unexpected(Refusals::notWithYourself()));
    if (!request->on) {
        return m_sanctioning.lift(Kind::Ban, noRoom, peer.principal, request->user, done,
                                  [](const StoredSanction &) {});
    }
    m_sanctioning.impose(Kind::Ban, noRoom, peer.principal, *request,
                         m_guard([this, by = peer.principal,
                                  done](const tl::expected<StoredSanction, Refusal> &made) {
                             if (!made)
                                 return done(tl::unexpected(made.error()));
                             shutOut(entryOf(m_parts, *made, by, true),
                                     Refusals::bannedHere(made->info.ruling()));
                             done({});
                         }));
}

void HostOrder::heard(const Chat::OrderEntry &entry)
{
    const StoredSanction *ban = m_parts.sanctions.find(Kind::Ban, noRoom, entry.user);
    if (entry.action == Chat::OrderEntry::Action::Banned && ban)
        shutOut(entry, Refusals::bannedHere(ban->info.ruling()));
}

void HostOrder::shutOut(Chat::OrderEntry entry, const Refusal &why)
{
    entry.reason.clear();
    for (const StoredRoom &room : m_parts.rooms.list()) {
        if (!m_parts.isThere(room.id, entry.user))
            continue;
        m_parts.topics.publish(
            Announcer::publication(Chat::roomEventsTopic(room.id), entry.toJson()));
    }
    if (m_parts.options.shutOut)
        m_parts.options.shutOut();
    if (!m_parts.options.sessions)
        return;
    m_parts.options.sessions->end(
        [this](const Peer &one) {
            return m_parts.sanctions.refusal(one.principal, one.principal.address).has_value();
        },
        why);
}

void HostOrder::list(const Peer &peer, const SubscriptionRef &subscription,
                     const QByteArray &destination, const Completion &done)
{
    if (!ownsIt(peer))
        return done(tl::unexpected(Refusals::ownerBans()));
    Chat::OrderList list;
    for (const StoredSanction &one : m_parts.sanctions.all(Kind::Ban, noRoom))
        list.banned.push_back(one.info);
    done({});
    m_parts.topics.reply(subscription, Announcer::publication(destination, list.toJson()));
}

void HostOrder::audit(const Peer &peer, const SubscriptionRef &subscription,
                      const QByteArray &destination, const Stomp::Headers &headers,
                      const Completion &done)
{
    if (!ownsIt(peer))
        return done(tl::unexpected(Refusals::ownerBans()));
    m_sanctioning.audit(noRoom, subscription, destination, headers, done);
}

} // namespace Server
