// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roommaking.h"

#include "server/auth/names.h"
#include "server/chat/accountrefusals.h"
#include "server/chat/logging.h"
#include "server/chat/refusals.h"
#include "server/chat/roomrefusals.h"
#include "server/chat/roomshape.h"

namespace Server {

void RoomMaking::makeLobby()
{
    if (m_parts.rooms.isStored(Chat::lobbyRoom()))
        return;
    m_parts.rooms.reserve(lobby(), Principal::Role::Owner);
    write(lobby(), {}, [](const tl::expected<Made, Refusal> &made) {
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
        id = m_parts.rooms.freeId(name, request.settings.visibility == Chat::Visibility::Private);
    }
    if (auto may = m_parts.access.mayMake(maker, *id); !may)
        return answer(tl::unexpected(may.error()));
    if (const StoredRoom *known = m_parts.rooms.find(*id))
        return answer(Made{*known});
    const StoredRoom plain{*id,
                           name.isEmpty() ? id->toString() : name,
                           cleanLine(request.topic, options.topicLength),
                           maker.user,
                           options.now(),
                           {}};
    Chat::RoomChange settings = request.settings;
    settings.name.reset(); // those of the request itself count
    settings.topic.reset();
    const auto shaped = shapeRoom(options, plain, settings);
    if (!shaped)
        return answer(tl::unexpected(shaped.error()));
    if (auto reserved = m_parts.rooms.reserve(shaped->room, maker.role); !reserved)
        return answer(tl::unexpected(reserved.error()));
    if (!shaped->room.settings.password)
        return write(shaped->room, maker, answer);
    m_parts.passwords.hash(*settings.password, m_guard([this, room = shaped->room, maker,
                                                        answer](const QByteArray &hash) mutable {
        if (hash.isEmpty()) {
            m_parts.rooms.giveUp(room.id);
            return answer(tl::unexpected(Refusals::passwordsBusy()));
        }
        if (!m_parts.rooms.isReserved(room.id, maker.user)) // nobody is left to own it
            return answer(tl::unexpected(Refusals::erased()));
        room.passwordHash = hash;
        write(room, maker, answer);
    }));
}

tl::expected<void, Refusal> RoomMaking::ensure(const Peer &peer, const Chat::RoomId &id)
{
    const auto missing = reserve(peer, id);
    if (!missing)
        return tl::unexpected(missing.error());
    // When this fails, what is asked of the room next fails by itself.
    if (*missing)
        write(**missing, peer.principal, [](const auto &) {});
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
    if (isNew) {
        m_parts.announcer.room(room.id);
        if (!room.creator.isEmpty())
            m_parts.announcer.roomTo(room.creator, room.id);
    }
    return isNew;
}

void RoomMaking::giveUp(const std::vector<StoredRoom> &rooms)
{
    for (const StoredRoom &room : rooms)
        m_parts.rooms.giveUp(room.id);
}

void RoomMaking::write(const StoredRoom &room, const Principal &maker, const Answer &answer)
{
    m_parts.store.createRoom(
        room, m_guard([this, id = room.id, maker,
                       answer](const tl::expected<StoredRoom, StoreError> &made) {
            if (!made) {
                m_parts.rooms.giveUp(id);
                answer(tl::unexpected(Refusals::notStored(made.error())));
                return;
            }
            const bool isNew = m_parts.rooms.confirm(*made);
            if (isNew) {
                const bool hidden = made->settings.visibility == Chat::Visibility::Private;
                if (hidden)
                    addMaker(*made, maker);
                m_parts.listeners.sweep(id); // they waited there, and may not any more
                if (hidden)
                    m_parts.announcer.person(
                        id, m_parts.announcer.member(id, maker.user, maker.name, maker.isGuest()));
                m_parts.announcer.room(id);
                if (!hidden)
                    m_parts.announcer.roomTo(maker.user, id); // what they may do with it
            }
            answer(Made{*made, isNew});
        }));
}

/// Whoever makes a room that not everybody sees is in it. Should the log not have it so, they may
/// enter as one who was invited.
void RoomMaking::addMaker(const StoredRoom &room, const Principal &maker)
{
    constexpr auto role = Chat::MemberRole::Owner;
    m_parts.memberships.add(room.id, maker.user,
                            {maker.name, maker.isGuest(), true, true, 0, {}, role});
    m_parts.store.addMember({room.id, maker.user, maker.name, maker.isGuest(), role}, {});
}

} // namespace Server
