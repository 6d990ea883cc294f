// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomaccess.h"

#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "server/chat/roomrefusals.h"
#include "server/store/readstore.h"

#include <algorithm>

namespace Server {
namespace {

using Chat::MemberRole;
using Chat::Visibility;
using Verdict = RoomAccess::Verdict;

Verdict no(const Refusal &refusal)
{
    return tl::unexpected(refusal);
}

/// Whether anything can be said or changed there.
Verdict isOpenToWords(const StoredRoom &room)
{
    if (room.settings.deleteAt)
        return no(Refusals::roomEnds());
    return room.settings.archived ? no(Refusals::roomArchived()) : Verdict();
}

} // namespace

bool RoomAccess::mayList(const Principal &who, const StoredRoom &room) const
{
    return room.settings.visibility == Visibility::Public ||
           m_memberships.find(room.id, who.user) || isInvited(who, room);
}

/// Whoever made a room and left it may come back.
bool RoomAccess::isInvited(const Principal &who, const StoredRoom &room) const
{
    return m_invitations.isInvited(room.id, who.user) ||
           (room.creator == who.user && room.settings.visibility != Visibility::Direct);
}

std::vector<StoredGuest> RoomAccess::invited(const Chat::RoomId &room) const
{
    std::vector<StoredGuest> guests = m_invitations.all(room);
    std::erase_if(guests, [](const StoredGuest &guest) { return guest.knocks; });
    return guests;
}

QList<Chat::UserId> RoomAccess::keepers(const Chat::RoomId &id) const
{
    QList<Chat::UserId> users;
    const StoredRoom *room = m_rooms.find(id);
    if (!room)
        return users;
    const Memberships::People people = m_memberships.people(id);
    for (auto it = people.cbegin(); it != people.cend(); ++it) {
        if (it->role >= MemberRole::Moderator && it.key() != room->creator)
            users.append(it.key());
    }
    const bool isPublic = room->settings.visibility == Visibility::Public;
    if (isPublic || m_memberships.find(id, room->creator))
        users.append(room->creator);
    const Chat::UserId ownerOfHost(QStringLiteral("owner"));
    if (isPublic && !users.contains(ownerOfHost))
        users.append(ownerOfHost);
    return users;
}

int RoomAccess::knocking(const Chat::RoomId &room) const
{
    return int(m_invitations.knocks(room).size());
}

const StoredRoom *RoomAccess::find(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = m_rooms.find(id);
    return room && mayList(who, *room) ? room : nullptr;
}

bool RoomAccess::isHidden(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = m_rooms.find(id);
    return room && !mayList(who, *room);
}

MemberRole RoomAccess::roleOf(const Principal &who, const StoredRoom &room) const
{
    const Membership *membership = m_memberships.find(room.id, who.user);
    const bool isPublic = room.settings.visibility == Visibility::Public;
    const bool made = room.creator == who.user && room.settings.visibility != Visibility::Direct;
    // Whoever owns the host owns what everybody sees, and has no say in what is others' own.
    if (isPublic ? made || who.role == Principal::Role::Owner : made && membership)
        return MemberRole::Owner;
    return membership ? membership->role : MemberRole::None;
}

const StoredSanction *RoomAccess::sanctionOf(Sanctions::Kind kind, const Principal &who,
                                             const Chat::RoomId &id) const
{
    const StoredRoom *room = m_rooms.find(id);
    if (!room)
        return nullptr;
    const MemberRole role = roleOf(who, *room);
    if (role == MemberRole::Owner)
        return nullptr; // whatever they were when it began
    return m_sanctions.binding(kind, id, who, role == MemberRole::Moderator);
}

const StoredSanction *RoomAccess::muteOf(const Principal &who, const Chat::RoomId &room) const
{
    return sanctionOf(Sanctions::Kind::Mute, who, room);
}

const StoredSanction *RoomAccess::banOf(const Principal &who, const Chat::RoomId &room) const
{
    return sanctionOf(Sanctions::Kind::Ban, who, room);
}

bool RoomAccess::hears(const Chat::UserId &user, const Chat::RoomId &id) const
{
    const StoredRoom *room = m_rooms.find(id);
    return !room || room->settings.isOpen() || m_memberships.find(id, user);
}

Verdict RoomAccess::mayHear(const Principal &who, const Chat::RoomId &room) const
{
    if (const StoredSanction *ban = banOf(who, room)) {
        return no(isHidden(who, room) ? Refusals::noSuchRoom()
                                      : Refusals::bannedThere(ban->info.ruling()));
    }
    if (hears(who.user, room) || keepsOrder(who, room))
        return {};
    return no(isHidden(who, room) ? Refusals::noSuchRoom() : Refusals::membersOnly());
}

tl::expected<RoomAccess::Entry, Refusal> RoomAccess::mayEnter(const Principal &who,
                                                              const Chat::RoomId &id) const
{
    const StoredRoom *room = m_rooms.find(id);
    const StoredSanction *ban = banOf(who, id);
    if (ban && mayList(who, *room))
        return tl::unexpected(Refusals::bannedThere(ban->info.ruling()));
    if (!room || m_memberships.find(id, who.user))
        return Entry::Open;
    if (!mayList(who, *room) || room->settings.visibility == Visibility::Direct)
        return tl::unexpected(Refusals::noSuchRoom());
    if (room->settings.deleteAt)
        return tl::unexpected(Refusals::roomEnds());
    if (isInvited(who, *room) || keepsOrder(who, id))
        return Entry::Open;
    if (room->settings.locked)
        return tl::unexpected(Refusals::roomLocked());
    if (room->settings.archived && !room->settings.isOpen())
        return tl::unexpected(Refusals::roomArchived());
    if (room->settings.password)
        return Entry::Password;
    return room->settings.approves ? Entry::Knock : Entry::Open;
}

/// Whether something can be said or changed there at all, and by them.
Verdict RoomAccess::mayTakePart(const Principal &who, const StoredRoom &room) const
{
    if (auto heard = mayHear(who, room.id); !heard)
        return heard;
    if (const StoredSanction *mute = muteOf(who, room.id))
        return no(Refusals::mutedThere(mute->info.ruling()));
    return isOpenToWords(room);
}

Verdict RoomAccess::maySay(const Principal &who, const Chat::RoomId &id,
                           const Mentioned &mentioned) const
{
    if (auto made = mayMake(who, id); !made)
        return made;
    const StoredRoom *room = m_rooms.find(id);
    if (!room)
        return {};
    if (auto part = mayTakePart(who, *room); !part)
        return part;
    if (keepsOrder(who, id))
        return {};
    if (room->settings.readOnly)
        return no(Refusals::readOnly());
    const auto wait = m_slow.wait(id, who.user, room->settings.slowMode, m_options.now());
    return wait ? no(Refusals::tooSoon(*wait)) : mayCall(id, mentioned);
}

Verdict RoomAccess::mayBotSay(const Chat::RoomId &id, const Chat::UserId &maker,
                              const Mentioned &mentioned) const
{
    const StoredRoom *room = m_rooms.find(id);
    if (!room)
        return no(Refusals::noSuchRoom());
    const Principal made{maker, {}, Principal::Role::Guest, {}};
    if (muteOf(made, id) || banOf(made, id) || m_sanctions.find(Sanctions::Kind::Ban, {}, maker))
        return no(Refusals::makerMuted());
    if (auto open = isOpenToWords(*room); !open)
        return open;
    return room->settings.readOnly ? no(Refusals::readOnly()) : mayCall(id, mentioned);
}

/// One word disturbs everybody, so where there are many only who keeps order has it.
Verdict RoomAccess::mayCall(const Chat::RoomId &id, const Mentioned &mentioned) const
{
    const int most = m_options.calledAtOnce;
    const bool calls =
        std::find(mentioned.begin(), mentioned.end(), everybodyMentioned()) != mentioned.end();
    return calls && m_memberships.count(id) > most ? no(Refusals::tooManyToCall(most)) : Verdict();
}

Verdict RoomAccess::mayChangeThere(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = m_rooms.find(id);
    return room ? mayTakePart(who, *room) : no(Refusals::noSuchRoom());
}

Verdict RoomAccess::mayEdit(const Principal &who, const Chat::RoomId &id,
                            const Mentioned &mentioned) const
{
    if (auto part = mayChangeThere(who, id); !part)
        return part;
    if (keepsOrder(who, id))
        return {};
    return m_rooms.find(id)->settings.readOnly ? no(Refusals::readOnly()) : mayCall(id, mentioned);
}

Verdict RoomAccess::mayReact(const Principal &who, const Chat::RoomId &id) const
{
    return mayChangeThere(who, id);
}

Verdict RoomAccess::mayPin(const Principal &who, const Chat::RoomId &id) const
{
    if (auto part = mayChangeThere(who, id); !part)
        return part;
    if (keepsOrder(who, id))
        return {};
    if (m_rooms.find(id)->settings.readOnly)
        return no(Refusals::readOnly());
    const bool belongs = m_memberships.find(id, who.user) != nullptr;
    return who.isGuest() && !belongs ? no(Refusals::onlyMembersPin()) : Verdict();
}

Verdict RoomAccess::mayLeave(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = find(who, id);
    return room && room->settings.visibility == Visibility::Direct ? no(Refusals::cannotLeave())
                                                                   : Verdict();
}

bool RoomAccess::keepsOrder(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = m_rooms.find(id);
    return room && roleOf(who, *room) >= MemberRole::Moderator;
}

Verdict RoomAccess::mayKeepOrder(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = find(who, id);
    if (!room)
        return no(Refusals::noSuchRoom());
    return keepsOrder(who, id) ? Verdict() : no(Refusals::notKeepingOrder());
}

Verdict RoomAccess::mayOwn(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = find(who, id);
    if (!room)
        return no(Refusals::noSuchRoom());
    return roleOf(who, *room) == MemberRole::Owner ? Verdict() : no(Refusals::notOwner());
}

Verdict RoomAccess::maySetTopic(const Principal &who, const Chat::RoomId &id) const
{
    const StoredRoom *room = find(who, id);
    if (!room)
        return no(Refusals::noSuchRoom());
    if (auto part = mayTakePart(who, *room); !part)
        return part;
    const bool theirs = keepsOrder(who, id) || room->settings.visibility == Visibility::Direct;
    if (who.isGuest() && !theirs)
        return no(Refusals::topicIsNotYours());
    return room->settings.readOnly && !theirs ? no(Refusals::readOnly()) : Verdict();
}

Verdict RoomAccess::mayMake(const Principal &who, const Chat::RoomId &id) const
{
    if (m_rooms.find(id) && !isHidden(who, id))
        return {};
    if (!m_options.openRooms && who.role != Principal::Role::Owner && isHidden(who, id))
        return no(Refusals::roomsClosed()); // as if it were not there
    return isHidden(who, id) || Chat::isDirectRoom(id) ? no(Refusals::noSuchRoom()) : Verdict();
}

SlowMode::Time RoomAccess::noteSaid(const Principal &who, const Chat::RoomId &id)
{
    const StoredRoom *room = m_rooms.find(id);
    if (!room || room->settings.slowMode.count() == 0)
        return std::nullopt;
    return m_slow.note(id, who.user, room->settings.slowMode, m_options.now());
}

void RoomAccess::takeBackSaid(const Principal &who, const Chat::RoomId &id, SlowMode::Time before)
{
    const StoredRoom *room = m_rooms.find(id);
    if (room && room->settings.slowMode.count() > 0)
        m_slow.takeBack(id, who.user, before);
}

} // namespace Server
