// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roommaking.h"

#include "server/auth/names.h"
#include "server/chat/logging.h"
#include "server/chat/refusals.h"

namespace Server {

void RoomMaking::makeLobby()
{
    const auto id = Chat::lobbyRoom();
    if (m_parts.rooms.isStored(id))
        return;
    const StoredRoom lobby{id, m_parts.options.lobbyName, {}, {}, m_parts.options.now(), {}};
    m_parts.rooms.reserve(lobby, Principal::Role::Owner);
    write(lobby, [](const tl::expected<Outcome, Refusal> &made) {
        if (!made)
            qCCritical(chatLog) << "the lobby is" << made.error().message;
    });
}

void RoomMaking::create(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::RoomRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const ChatOptions &options = m_parts.options;
    if (request->name.size() > options.nameLength)
        return done(tl::unexpected(Refusals::tooLong("name", options.nameLength, "characters")));
    if (request->topic.size() > options.topicLength)
        return done(tl::unexpected(Refusals::tooLong("topic", options.topicLength, "characters")));
    const QString name = cleanLine(request->name, options.nameLength);
    auto id = Chat::parseRoomId(request->roomText);
    if (!id) {
        if (!request->roomText.isEmpty() || name.isEmpty())
            return done(tl::unexpected(Refusals::badRoomId()));
        id = m_parts.rooms.freeId(name);
    }
    if (m_parts.rooms.isStored(*id))
        return done({});
    const StoredRoom room{*id,
                          name.isEmpty() ? id->toString() : name,
                          cleanLine(request->topic, options.topicLength),
                          peer.principal.user,
                          options.now(),
                          {}};
    if (auto reserved = m_parts.rooms.reserve(room, peer.principal.role); !reserved)
        return done(tl::unexpected(reserved.error()));
    write(room, std::move(done));
}

tl::expected<void, Refusal> RoomMaking::ensure(const Peer &peer, const Chat::RoomId &id)
{
    if (m_parts.rooms.isStored(id))
        return {};
    if (id == Chat::lobbyRoom()) { // The disk was full when the host started.
        makeLobby();
        return {};
    }
    const StoredRoom room{id, id.toString(), {}, peer.principal.user, m_parts.options.now(), {}};
    if (auto reserved = m_parts.rooms.reserve(room, peer.principal.role); !reserved)
        return reserved;
    // When this fails, what is asked of the room next fails by itself.
    write(room, [](const auto &) {});
    return {};
}

void RoomMaking::write(const StoredRoom &room, Completion done)
{
    m_parts.store.createRoom(room, m_guard([this, id = room.id, done = std::move(done)](
                                               const tl::expected<StoredRoom, StoreError> &made) {
                                 if (!made) {
                                     m_parts.rooms.giveUp(id);
                                     done(tl::unexpected(Refusals::notStored(made.error())));
                                     return;
                                 }
                                 if (m_parts.rooms.confirm(*made))
                                     m_parts.announcer.room(id);
                                 done({});
                             }));
}

void RoomMaking::setTopic(const Peer &peer, const Chat::RoomId &id, const QByteArray &body,
                          Completion done)
{
    const auto request = Chat::RoomRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const StoredRoom *room = m_parts.rooms.find(id);
    if (!room)
        return done(tl::unexpected(Refusals::noSuchRoom()));
    if (peer.principal.isGuest() && room->creator != peer.principal.user)
        return done(tl::unexpected(Refusals::topicIsNotYours()));
    const qsizetype longest = m_parts.options.topicLength;
    if (request->topic.size() > longest)
        return done(tl::unexpected(Refusals::tooLong("topic", longest, "characters")));
    m_parts.store.setTopic(
        id, cleanLine(request->topic, longest),
        m_guard([this, id,
                 done = std::move(done)](const tl::expected<StoredRoom, StoreError> &changed) {
            if (!changed)
                return done(tl::unexpected(Refusals::notStored(changed.error())));
            m_parts.rooms.setTopic(id, changed->topic);
            m_parts.announcer.room(id);
            done({});
        }));
}

} // namespace Server
