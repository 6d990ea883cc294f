// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/announcer.h"

#include "server/chat/timestampedchat.h"
#include "stomp/wire/destinations.h"

#include <QMetaObject>

namespace Server {
namespace {

bool isPublic(const StoredRoom &room)
{
    return room.settings.visibility == Chat::Visibility::Public;
}

/// Whoever owns the host has no other part than that in what is told to them alone.
Principal asViewer(const Chat::UserId &user)
{
    return {user, {}, Principal::Role::Guest, {}};
}

Chat::RoomInfo goneInfo(const Chat::RoomId &room)
{
    Chat::RoomInfo info;
    info.id = room;
    info.gone = true;
    return info;
}

} // namespace

Announcer::Announcer(Topics &topics, RoomDirectory &rooms, const Memberships &memberships,
                     const Presence &presence, const Attendances &attendances, Audiences &audiences,
                     const RoomAccess &access, const ChatOptions &options,
                     const QHash<Chat::UserId, Chat::Avatar> &avatars)
    : m_topics(topics), m_rooms(rooms), m_memberships(memberships), m_presence(presence),
      m_attendances(attendances), m_audiences(audiences), m_access(access), m_options(options),
      m_avatars(avatars)
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

void Announcer::message(const Chat::RoomMessage &message, Taken taken)
{
    m_topics.publish(publication(message));
    if (message.room == Chat::lobbyRoom() && message.type == Chat::MessageType::Talk) {
        m_topics.publish(
            publication(TimeStampedChat::topic.toByteArray(), TimeStampedChat::toJson(message)));
    }
    if (m_listener && taken == Taken::Here)
        m_listener(message);
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
    const StoredRoom *room = m_rooms.find(id);
    if (!room)
        return;
    if (isPublic(*room)) {
        m_topics.publish(publication(Chat::roomsTopic(), info(*room).toJson()));
        return;
    }
    for (const Chat::UserId &user : insiders(id))
        roomTo(user, id);
}

void Announcer::roomTo(const Chat::UserId &user, const Chat::RoomId &id)
{
    if (const StoredRoom *room = m_rooms.find(id))
        tell(user, Chat::ownRoomsQueue(), info(*room, asViewer(user)).toJson());
}

void Announcer::gone(const Chat::RoomId &room)
{
    m_topics.publish(publication(Chat::roomsTopic(), goneInfo(room).toJson()));
}

void Announcer::goneFor(const Chat::UserId &user, const Chat::RoomId &room)
{
    tell(user, Chat::ownRoomsQueue(), goneInfo(room).toJson());
}

void Announcer::roomChanged(const Chat::RoomId &id, const Principal &by, const QStringList &fields)
{
    const StoredRoom *room = m_rooms.find(id);
    if (!room)
        return;
    const Membership *membership = m_memberships.find(id, by.user);
    const Chat::RoomChangedEvent event{info(*room), by.user,
                                       membership ? membership->name : by.name, fields};
    m_topics.publish(publication(Chat::roomEventsTopic(id), event.toJson()));
}

void Announcer::invitation(const Chat::UserId &user, Chat::InvitationEvent event)
{
    if (const StoredRoom *room = m_rooms.find(event.room.id); room && !event.room.gone)
        event.room = info(*room, asViewer(user));
    tell(user, Chat::invitationsQueue(), event.toJson());
}

void Announcer::tell(const Chat::UserId &user, const QByteArray &queue, const QByteArray &json,
                     bool droppable)
{
    // `/user/queue/…` of that person; a slash in a name would end it.
    const QByteArray who = user.toString().toUtf8().replace('/', "%2F");
    Publication told = publication("/user/" + who + queue.sliced(sizeof("/user") - 1), json);
    told.droppable = droppable;
    m_topics.publish(told);
}

QList<Chat::UserId> Announcer::insiders(const Chat::RoomId &id) const
{
    QList<Chat::UserId> users = m_memberships.people(id).keys();
    for (const StoredGuest &guest : m_access.invited(id)) {
        if (!m_memberships.find(id, guest.user))
            users.append(guest.user);
    }
    return users;
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
        if (!isPublic(*room)) {
            // Who is not there is told when something else changes.
            for (const Chat::UserId &user : m_presence.people(id).keys())
                tell(user, Chat::ownRoomsQueue(), info(*room, asViewer(user)).toJson(), true);
            continue;
        }
        Publication counts = publication(Chat::roomsTopic(), info(*room).toJson());
        counts.droppable = true;
        m_topics.publish(counts);
    }
}

void Announcer::profile(const Chat::RoomId &room, const Chat::Member &member,
                        const QString &formerName)
{
    m_audiences.personChanged(room, member.id, member.here || member.member);
    m_topics.publish(publication(Chat::roomEventsTopic(room),
                                 Chat::PresenceEvent{room, member, formerName}.toJson()));
}

Chat::RoomInfo Announcer::info(const StoredRoom &room) const
{
    return {room.id,
            room.name,
            room.topic,
            room.last,
            room.revision,
            m_presence.count(room.id),
            m_memberships.count(room.id),
            room.settings,
            room.floor};
}

Chat::RoomInfo Announcer::info(const StoredRoom &room, const Principal &viewer) const
{
    Chat::RoomInfo shown = info(room);
    const Chat::MemberRole role = m_access.roleOf(viewer, room);
    // Who belongs to a room that is open to all has no more rights by that.
    if (role > Chat::MemberRole::Member || !room.settings.isOpen())
        shown.own.role = role;
    shown.own.invited = role == Chat::MemberRole::None && !room.settings.isOpen() &&
                        m_access.isInvited(viewer, room);
    if (role >= Chat::MemberRole::Moderator)
        shown.own.knocks = m_access.knocking(room.id);
    if (const StoredSanction *mute = m_access.muteOf(viewer, room.id))
        shown.own.muted = mute->info.ruling();
    if (const StoredSanction *ban = m_access.banOf(viewer, room.id))
        shown.own.banned = ban->info.ruling();
    if (room.settings.visibility != Chat::Visibility::Direct)
        return shown;
    const Memberships::People people = m_memberships.people(room.id);
    for (auto it = people.cbegin(); it != people.cend(); ++it) {
        if (it.key() != viewer.user)
            shown.name = it->name;
    }
    return shown;
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
            m_attendances.of(user, m_options.now()),
            membership ? membership->role : Chat::MemberRole::Member,
            m_avatars.value(user)};
}

} // namespace Server
