// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roommaking.h"

#include "server/auth/names.h"
#include "server/chat/logging.h"
#include "server/chat/refusals.h"

namespace Server {

void RoomMaking::makeLobby()
{
    if (m_parts.rooms.isStored(Chat::lobbyRoom()))
        return;
    m_parts.rooms.reserve(lobby(), Principal::Role::Owner);
    write(lobby(), [](const tl::expected<Made, Refusal> &made) {
        if (!made)
            qCCritical(chatLog) << "the lobby is" << made.error().message;
    });
}

void RoomMaking::create(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::RoomRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    make(peer.principal, *request, [done = std::move(done)](const auto &made) {
        if (made)
            done({});
        else
            done(tl::unexpected(made.error()));
    });
}

void RoomMaking::make(const Principal &maker, const Chat::RoomRequest &request, Answer answer)
{
    const ChatOptions &options = m_parts.options;
    if (request.name.size() > options.nameLength)
        return answer(tl::unexpected(Refusals::tooLong("name", options.nameLength, "characters")));
    if (request.topic.size() > options.topicLength)
        return answer(
            tl::unexpected(Refusals::tooLong("topic", options.topicLength, "characters")));
    const QString name = cleanLine(request.name, options.nameLength);
    auto id = Chat::parseRoomId(request.roomText);
    if (!id) {
        if (!request.roomText.isEmpty() || name.isEmpty())
            return answer(tl::unexpected(Refusals::badRoomId()));
        id = m_parts.rooms.freeId(name);
    }
    if (const StoredRoom *known = m_parts.rooms.find(*id))
        return answer(Made{*known});
    const StoredRoom room{*id,
                          name.isEmpty() ? id->toString() : name,
                          cleanLine(request.topic, options.topicLength),
                          maker.user,
                          options.now(),
                          {}};
    if (auto reserved = m_parts.rooms.reserve(room, maker.role); !reserved)
        return answer(tl::unexpected(reserved.error()));
    write(room, std::move(answer));
}

tl::expected<void, Refusal> RoomMaking::ensure(const Peer &peer, const Chat::RoomId &id)
{
    const auto missing = reserve(peer, id);
    if (!missing)
        return tl::unexpected(missing.error());
    // When this fails, what is asked of the room next fails by itself.
    if (*missing)
        write(**missing, [](const auto &) {});
    return {};
}

tl::expected<std::optional<StoredRoom>, Refusal> RoomMaking::reserve(const Peer &peer,
                                                                     const Chat::RoomId &id)
{
    if (m_parts.rooms.isStored(id))
        return std::nullopt;
    const bool isLobby = id == Chat::lobbyRoom(); // The disk was full when the host started.
    const StoredRoom room =
        isLobby ? lobby()
                : StoredRoom{id, id.toString(), {}, peer.principal.user, m_parts.options.now(), {}};
    const auto role = isLobby ? Principal::Role::Owner : peer.principal.role;
    if (auto reserved = m_parts.rooms.reserve(room, role); !reserved)
        return tl::unexpected(reserved.error());
    return room;
}

StoredRoom RoomMaking::lobby() const
{
    return {Chat::lobbyRoom(), m_parts.options.lobbyName, {}, {}, m_parts.options.now(), {}};
}

bool RoomMaking::written(const StoredRoom &room)
{
    const bool isNew = m_parts.rooms.confirm(room);
    if (isNew)
        m_parts.announcer.room(room.id);
    return isNew;
}

void RoomMaking::giveUp(const std::vector<StoredRoom> &rooms)
{
    for (const StoredRoom &room : rooms)
        m_parts.rooms.giveUp(room.id);
}

void RoomMaking::write(const StoredRoom &room, Answer answer)
{
    m_parts.store.createRoom(room, m_guard([this, id = room.id, answer = std::move(answer)](
                                               const tl::expected<StoredRoom, StoreError> &made) {
                                 if (!made) {
                                     m_parts.rooms.giveUp(id);
                                     answer(tl::unexpected(Refusals::notStored(made.error())));
                                     return;
                                 }
                                 const bool isNew = written(*made);
                                 answer(Made{*made, isNew});
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
