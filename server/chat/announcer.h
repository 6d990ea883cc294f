// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/topics.h"
#include "server/chat/attendances.h"
#include "server/chat/audiences.h"
#include "server/chat/chatoptions.h"
#include "server/chat/memberships.h"
#include "server/chat/presence.h"
#include "server/chat/roomaccess.h"
#include "server/chat/roomdirectory.h"
#include "stomp/wire/changes.h"
#include "stomp/wire/roomevents.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>

namespace Server {

/// Tells the rooms' topics what happened.
class Announcer {
public:
    Announcer(Topics &topics, RoomDirectory &rooms, const Memberships &memberships,
              const Presence &presence, const Attendances &attendances, Audiences &audiences,
              const RoomAccess &access, const ChatOptions &options,
              const QHash<Chat::UserId, Chat::Avatar> &avatars);

    /// Is told of everything that is said by way of this host, when the room is.
    void setListener(std::function<void(const Chat::RoomMessage &)> listener)
    {
        m_listener = std::move(listener);
    }
    /// Which of the hosts that share the log had it written.
    enum class Taken { Here, Elsewhere };
    /// To the room's topic.
    void message(const Chat::RoomMessage &message, Taken taken);
    /// To the room's events: a message was edited, deleted or pinned.
    void changed(const Chat::RoomMessage &message);
    void reaction(const Chat::ReactionEvent &event);
    /// A room was made or is otherwise now; never dropped. To the topic of rooms, and of one that
    /// not everybody may see to the queues of those who do.
    void room(const Chat::RoomId &room);
    /// The same to one person, with what they are to it.
    void roomTo(const Chat::UserId &user, const Chat::RoomId &room);
    /// There is no such room any more, for everybody or for one person.
    void gone(const Chat::RoomId &room);
    void goneFor(const Chat::UserId &user, const Chat::RoomId &room);
    /// To the room's events: somebody changed what it is.
    void roomChanged(const Chat::RoomId &room, const Principal &by, const QStringList &fields);
    void invitation(const Chat::UserId &user, Chat::InvitationEvent event);
    /// Somebody's `here` or `member` changed: to the room's events now, and its counts to the
    /// topic of rooms once in this turn of the event loop.
    void person(const Chat::RoomId &room, const Chat::Member &member);
    /// How somebody of the room can be reached changed: to the room's events.
    void attendance(const Chat::RoomId &room, const Principal &principal);

    /// What they are called or look like changed; never dropped. `formerName`: empty when the same.
    void profile(const Chat::RoomId &room, const Chat::Member &member, const QString &formerName);

    /// As everybody sees it.
    Chat::RoomInfo info(const StoredRoom &room) const;
    /// With what it is to one person.
    Chat::RoomInfo info(const StoredRoom &room, const Principal &viewer) const;
    /// Those who see a room that not everybody does.
    QList<Chat::UserId> insiders(const Chat::RoomId &room) const;
    /// Somebody as the room's other people see them.
    Chat::Member member(const Chat::RoomId &room, const Chat::UserId &user, const QString &name,
                        bool guest) const;

    /// One message of a room, as a publication.
    static Publication publication(const Chat::RoomMessage &message);
    /// A JSON text for that destination.
    static Publication publication(const QByteArray &destination, const QByteArray &json);

private:
    void announceCounts();
    void event(const Chat::RoomId &room, const Chat::Member &member);
    void tell(const Chat::UserId &user, const QByteArray &queue, const QByteArray &json,
              bool droppable = false);

    Topics &m_topics;
    RoomDirectory &m_rooms;
    const Memberships &m_memberships;
    const Presence &m_presence;
    const Attendances &m_attendances;
    Audiences &m_audiences;
    const RoomAccess &m_access;
    const ChatOptions &m_options;
    const QHash<Chat::UserId, Chat::Avatar> &m_avatars;
    QSet<Chat::RoomId> m_changed;
    std::function<void(const Chat::RoomMessage &)> m_listener;
    QObject m_turn; ///< What is queued for the end of the turn dies with it.
};

} // namespace Server
