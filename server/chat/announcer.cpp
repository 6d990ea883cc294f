// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/announcer.h"

#include "server/chat/timestampedchat.h"
#include "stomp/wire/destinations.h"

#include <QMetaObject>

namespace Server {

Announcer::Announcer(Topics &topics, RoomDirectory &rooms, const Memberships &memberships,
                     const Presence &presence, const Attendances &attendances, Audiences &audiences,
                     const ChatOptions &options)
    : m_topics(topics), m_rooms(rooms), m_memberships(memberships), m_presence(presence),
      m_attendances(attendances), m_audiences(audiences), m_options(options)
{
}

Publication Announcer::publication(const QByteArray &destination, const QByteArray &json)
{
    return {destination,
            {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}},
            json,
            false};
}

Publication Announcer::publication(const Chat::RoomMessage &message)
{
    Publication publication = Announcer::publication(roomTopic(message.room), message.toJson());
    publication.headers.append(QByteArrayLiteral("seq"),
                               QByteArray::number(message.sequence.number));
    publication.acknowledgedAs = message.sequence.number;
    return publication;
}

void Announcer::message(const Chat::RoomMessage &message)
{
    m_topics.publish(publication(message));
    if (message.room == Chat::lobbyRoom() && message.type == Chat::MessageType::Talk) {
        m_topics.publish(
            publication(TimeStampedChat::topic.toByteArray(), TimeStampedChat::toJson(message)));
    }
}

void Announcer::changed(const Chat::RoomMessage &message)
{
    m_rooms.change(message.room, message.changes.revision);
    m_topics.publish(
        publication(Chat::roomEventsTopic(message.room), Chat::ChangedEvent{message}.toJson()));
}

void Announcer::reaction(const Chat::ReactionEvent &event)
{
    m_rooms.change(event.room, event.revision);
    m_topics.publish(publication(Chat::roomEventsTopic(event.room), event.toJson()));
}

void Announcer::room(const Chat::RoomId &id)
{
    m_changed.remove(id);
    if (const StoredRoom *room = m_rooms.find(id))
        m_topics.publish(publication(Chat::roomsTopic(), info(*room).toJson()));
}

void Announcer::person(const Chat::RoomId &room, const Chat::Member &member)
{
    m_audiences.personChanged(room, member.id, member.here || member.member);
    if (!m_rooms.isStored(room))
        return;
    event(room, member);
    if (m_changed.isEmpty()) {
        QMetaObject::invokeMethod(
            &m_turn, [this] { announceCounts(); }, Qt::QueuedConnection);
    }
    m_changed.insert(room);
}

void Announcer::attendance(const Chat::RoomId &room, const Principal &principal)
{
    if (m_rooms.isStored(room))
        event(room, member(room, principal.user, principal.name, principal.isGuest()));
}

void Announcer::event(const Chat::RoomId &room, const Chat::Member &member)
{
    Publication event =
        publication(Chat::roomEventsTopic(room), Chat::PresenceEvent{room, member}.toJson());
    event.droppable = true;
    m_topics.publish(event);
}

void Announcer::announceCounts()
{
    for (const Chat::RoomId &id : std::exchange(m_changed, {})) {
        const StoredRoom *room = m_rooms.find(id);
        if (!room)
            continue;
        Publication counts = publication(Chat::roomsTopic(), info(*room).toJson());
        counts.droppable = true;
        m_topics.publish(counts);
    }
}

Chat::RoomInfo Announcer::info(const StoredRoom &room) const
{
    return {room.id,
            room.name,
            room.topic,
            room.last,
            room.revision,
            m_presence.count(room.id),
            m_memberships.count(room.id)};
}

Chat::Member Announcer::member(const Chat::RoomId &room, const Chat::UserId &user,
                               const QString &name, bool guest) const
{
    const Membership *membership = m_memberships.find(room, user);
    // The name they entered with is what the room's messages show.
    return {user,
            membership ? membership->name : name,
            guest,
            m_presence.isHere(room, user),
            membership != nullptr,
            m_attendances.of(user, m_options.now())};
}

} // namespace Server
