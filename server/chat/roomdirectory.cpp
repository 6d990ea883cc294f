// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomdirectory.h"

#include "server/chat/refusals.h"
#include "server/store/erasingstore.h"

#include <algorithm>
#include <tuple>

namespace Server {
namespace {

constexpr qsizetype longestMadeId = 48;

/// The name with what no id may hold turned into single dashes.
QString idLike(const QString &name)
{
    QString id;
    for (const QChar c : name) {
        if (Chat::parseRoomId(QString(c) + u'x'))
            id += c;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    id.truncate(longestMadeId);
    while (id.endsWith(u'-'))
        id.chop(1);
    return id;
}

bool isOfTwo(const StoredRoom &room)
{
    return room.settings.visibility == Chat::Visibility::Direct;
}

} // namespace

RoomDirectory::RoomDirectory(const std::vector<StoredRoom> &rooms, const ChatOptions &options)
    : m_options(options)
{
    for (const StoredRoom &room : rooms) {
        confirm(room);
        advance(room.id, room.last);
        change(room.id, room.revision);
    }
}

bool RoomDirectory::isStored(const Chat::RoomId &room) const
{
    return find(room) != nullptr;
}

const StoredRoom *RoomDirectory::find(const Chat::RoomId &room) const
{
    const auto it = m_rooms.constFind(room);
    return it != m_rooms.cend() && it->stored ? &it->room : nullptr;
}

std::vector<StoredRoom> RoomDirectory::list() const
{
    std::vector<StoredRoom> rooms;
    for (const Entry &entry : m_rooms) {
        if (entry.stored)
            rooms.push_back(entry.room);
    }
    const auto place = [](const StoredRoom &room) {
        return std::tuple(room.id != Chat::lobbyRoom(), room.created, room.id);
    };
    std::sort(rooms.begin(), rooms.end(),
              [&](const StoredRoom &a, const StoredRoom &b) { return place(a) < place(b); });
    return rooms;
}

tl::expected<void, Refusal> RoomDirectory::reserve(const StoredRoom &room,
                                                   Principal::Role makerRole)
{
    if (m_rooms.contains(room.id))
        return {};
    if (isOfTwo(room))
        return reserveOfTwo(room);
    if (m_rooms.size() - m_ofTwo >= m_options.rooms)
        return tl::unexpected(Refusals::tooManyRooms());
    if (makerRole != Principal::Role::Owner) {
        if (!m_options.openRooms)
            return tl::unexpected(Refusals::roomsClosed());
        if (m_made.value(room.creator) >= m_options.roomsPerIdentity)
            return tl::unexpected(Refusals::tooManyOwnRooms(m_options.roomsPerIdentity));
    }
    count(room, 1);
    m_rooms.insert(room.id, {room, false});
    return {};
}

/// Whoever may make no rooms may talk to somebody all the same.
tl::expected<void, Refusal> RoomDirectory::reserveOfTwo(const StoredRoom &room)
{
    if (m_ofTwo >= m_options.directRooms)
        return tl::unexpected(Refusals::tooManyRooms());
    if (m_begun.value(room.creator) >= m_options.directRoomsPerIdentity)
        return tl::unexpected(Refusals::tooManyOwnRooms(m_options.directRoomsPerIdentity));
    count(room, 1);
    m_rooms.insert(room.id, {room, false});
    return {};
}

void RoomDirectory::count(const StoredRoom &room, int more)
{
    QHash<Chat::UserId, int> &made = isOfTwo(room) ? m_begun : m_made;
    if ((made[room.creator] += more) <= 0)
        made.remove(room.creator);
    if (isOfTwo(room))
        m_ofTwo += more;
}

bool RoomDirectory::confirm(const StoredRoom &room)
{
    auto it = m_rooms.find(room.id);
    if (it == m_rooms.end()) {
        it = m_rooms.insert(room.id, {room, false});
        count(room, 1);
    }
    if (it->stored)
        return false;
    *it = {room, true};
    it->room.last = {};
    it->room.revision = {};
    // The operator names the lobby anew whenever they like.
    if (room.id == Chat::lobbyRoom() && !m_options.lobbyName.isEmpty())
        it->room.name = m_options.lobbyName;
    return true;
}

void RoomDirectory::giveUp(const Chat::RoomId &room)
{
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end() || it->stored)
        return;
    count(it->room, -1);
    m_rooms.erase(it);
}

void RoomDirectory::setTopic(const Chat::RoomId &room, const QString &topic)
{
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->room.topic = topic;
}

void RoomDirectory::change(const StoredRoom &room)
{
    const auto it = m_rooms.find(room.id);
    if (it == m_rooms.end())
        return;
    it->room.name = room.name;
    it->room.topic = room.topic;
    it->room.settings = room.settings;
    it->room.passwordHash = room.passwordHash;
    it->room.floor = std::max(it->room.floor, room.floor);
}

void RoomDirectory::setCreator(const Chat::RoomId &room, const Chat::UserId &creator)
{
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end())
        return;
    count(it->room, -1);
    it->room.creator = creator;
    count(it->room, 1);
}

void RoomDirectory::raiseFloor(const Chat::RoomId &room, Chat::Sequence floor)
{
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->room.floor = std::max(it->room.floor, floor);
}

void RoomDirectory::remove(const Chat::RoomId &room)
{
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end())
        return;
    count(it->room, -1);
    m_rooms.erase(it);
}

void RoomDirectory::disown(const Chat::UserId &maker)
{
    m_rooms.removeIf([&](const auto &one) {
        const bool isGivenUp = !one.value().stored && one.value().room.creator == maker;
        if (isGivenUp)
            count(one.value().room, -1);
        return isGivenUp;
    });
    for (Entry &entry : m_rooms) {
        if (entry.room.creator != maker)
            continue;
        count(entry.room, -1);
        entry.room.creator = erasedUser;
        count(entry.room, 1);
    }
}

bool RoomDirectory::isReserved(const Chat::RoomId &room, const Chat::UserId &maker) const
{
    const auto it = m_rooms.constFind(room);
    return it != m_rooms.cend() && !it->stored && it->room.creator == maker;
}

void RoomDirectory::advance(const Chat::RoomId &room, Chat::Sequence last)
{
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->room.last = std::max(it->room.last, last);
}

void RoomDirectory::change(const Chat::RoomId &room, Chat::Revision last)
{
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->room.revision = std::max(it->room.revision, last);
}

Chat::RoomId RoomDirectory::freeId(const QString &name, bool secret) const
{
    const QString wanted = idLike(name);
    if (const auto id = Chat::parseRoomId(wanted); id && !secret && !m_rooms.contains(*id))
        return *id;
    const QString prefix = secret             ? QStringLiteral("p-")
                           : wanted.isEmpty() ? QStringLiteral("room-")
                                              : wanted + u'-';
    for (;;) {
        const QString random = Chat::makeClientMessageId().toString();
        const auto id = Chat::RoomId(prefix + (secret ? random : random.left(8)));
        if (!m_rooms.contains(id))
            return id;
    }
}

} // namespace Server
