// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomtyping.h"

#include "server/chat/refusals.h"
#include "stomp/wire/destinations.h"

namespace Server {
namespace {

constexpr std::chrono::seconds typingPause{2};
constexpr std::chrono::seconds typingLasts{5};

} // namespace

void RoomTyping::typing(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                        const Completion &done)
{
    const auto request = Chat::TypingRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::badPresence()));
    if (auto may = m_parts.access.mayHear(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    if (!m_parts.access.find(peer.principal, room))
        return done(tl::unexpected(Refusals::noSuchRoom()));
    const Chat::UserId user = peer.principal.user;
    if (!m_parts.isThere(room, user))
        return done(tl::unexpected(Refusals::notInRoom()));
    done({});
    if (m_parts.access.muteOf(peer.principal, room))
        return;
    if (m_parts.presence.count(room) > m_parts.options.typingPeople)
        return;
    const Chat::Timestamp now = m_parts.options.now();
    forgetOld(now);
    const Key key{user, room};
    const auto held = m_typists.find(key);
    if (!request->on) {
        if (held == m_typists.end() || !held->second.on)
            return;
        held->second.on = false;
        return tell(peer.principal, room, false);
    }
    const bool tooEarly = held != m_typists.end() && now >= held->second.since &&
                          now - held->second.since < typingPause;
    if (tooEarly)
        return;
    m_typists[key] = {now, true};
    tell(peer.principal, room, true);
}

void RoomTyping::forgetOld(Chat::Timestamp now)
{
    if (now >= m_cleaned && now - m_cleaned < typingLasts)
        return;
    m_cleaned = now;
    std::erase_if(m_typists, [now](const auto &typist) {
        return now < typist.second.since || now - typist.second.since >= typingLasts;
    });
}

void RoomTyping::disconnected(const Peer &peer)
{
    const Chat::UserId user = peer.principal.user;
    for (auto it = m_typists.lower_bound({user, {}});
         it != m_typists.end() && it->first.first == user;)
        it = m_typists.erase(it);
}

void RoomTyping::tell(const Principal &who, const Chat::RoomId &room, bool on)
{
    const Membership *membership = m_parts.memberships.find(room, who.user);
    const QString name = membership ? membership->name : who.name;
    const Chat::TypingEvent event{room, who.user, name, on};
    heard(event);
    if (m_listener)
        m_listener(event);
}

void RoomTyping::heard(const Chat::TypingEvent &typing)
{
    if (!m_parts.rooms.isStored(typing.room))
        return;
    Publication event = Announcer::publication(Chat::roomEventsTopic(typing.room), typing.toJson());
    event.droppable = true;
    event.notTo = typing.user;
    m_parts.topics.publish(event);
}

} // namespace Server
