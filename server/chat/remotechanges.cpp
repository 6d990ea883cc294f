// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/remotechanges.h"

#include "server/auth/entrance.h"
#include "server/chat/logging.h"

#include <utility>

namespace Server {
namespace {

constexpr std::chrono::minutes forgettingTime{10};

bool isSameShape(const StoredRoom &a, const StoredRoom &b)
{
    return a.name == b.name && a.topic == b.topic && a.settings == b.settings &&
           a.passwordHash == b.passwordHash && a.floor == b.floor;
}

} // namespace

RemoteChanges::RemoteChanges(Service chat, NewsCursor from) : m_chat(chat), m_known(std::move(from))
{
    for (const StoredRoom &room : chat.parts.rooms.list())
        m_revisions.insert(room.id, room.revision);
}

void RemoteChanges::start(std::chrono::milliseconds pace)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(pace);
    m_chat.delivery.setGapListener([this] { look(); });
    QObject::connect(&m_forgetting, &QTimer::timeout, &m_forgetting, [this] { forgetOld(); });
    m_forgetting.start(forgettingTime);
    look();
}

void RemoteChanges::look()
{
    if (std::exchange(m_asked, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    m_chat.parts.store.news().news(m_known,
                                   m_guard([this](const tl::expected<LogNews, StoreError> &news) {
                                       m_asked = false;
                                       if (news) // else the timer tries again
                                           heard(*news);
                                   }));
}

void RemoteChanges::heard(const LogNews &news)
{
    if (news.lost) { // as after a long pause of this machine
        if (m_lost)
            std::exchange(m_lost, nullptr)();
        return;
    }
    m_known = news.next;
    for (const auto &[room, reactions] : std::exchange(m_missed, {}))
        takeChanges(room, reactions);
    take(news);
    if (!news.more)
        m_chat.delivery.goOn();
    if (news.more || m_again)
        look();
}

void RemoteChanges::forgetOld()
{
    m_chat.parts.store.news().forgetNews(
        m_guard([this](const tl::expected<bool, StoreError> &more) {
            if (more && *more)
                forgetOld();
        }));
}

void RemoteChanges::take(const LogNews &news)
{
    ChatParts &parts = m_chat.parts;
    if (news.sanctions)
        parts.sanctions.replace(*news.sanctions);
    // Who belongs to a room before what it says: it may speak to them alone.
    for (const LogNews::Room &room : news.rooms) {
        if (room.room && parts.rooms.confirm(*room.room))
            parts.announcer.room(room.id);
    }
    for (const LogNews::Member &one : news.members)
        takeMember(one);
    for (const LogNews::Guest &one : news.guests)
        takeGuest(one);
    for (const LogNews::Room &room : news.rooms)
        takeRoom(room);
    takeSaid(news);
    takeOrder(news);
    for (const StoredMarker &marker : news.markers)
        m_chat.receipts.heard(marker);
    for (const StoredAttendance &one : news.attendance)
        parts.attendances.heard(one);
    if (news.hooks)
        m_chat.hooks.replace(*news.hooks);
    if (Entrance *entrance = parts.options.entrance) {
        if (news.invitations)
            entrance->setInvitations(*news.invitations);
        for (const LogNews::Admission &one : news.admissions)
            entrance->setAdmission(one.mark, one.admission);
    }
    for (const LogNews::Account &one : news.accounts)
        m_chat.people.heard(one);
}

void RemoteChanges::takeRoom(const LogNews::Room &one)
{
    ChatParts &parts = m_chat.parts;
    if (!one.room) {
        m_revisions.remove(one.id);
        return m_chat.retention.roomGone(one.id);
    }
    const StoredRoom *known = parts.rooms.find(one.id);
    if (!known)
        return;
    const StoredRoom before = *known;
    StoredRoom now = *one.room;
    if (one.id == Chat::lobbyRoom())
        now.name = before.name; // each host calls it as it was told to
    if (!isSameShape(before, now)) {
        parts.rooms.change(now);
        // Who may not hear any more is not told what it has become.
        parts.listeners.sweep(one.id);
        constexpr auto isPublic = Chat::Visibility::Public;
        if (before.settings.visibility == isPublic && now.settings.visibility != isPublic)
            parts.announcer.gone(one.id);
        parts.announcer.room(one.id);
    }
    if (before.creator != now.creator)
        parts.rooms.setCreator(one.id, now.creator);
}

void RemoteChanges::takeSaid(const LogNews &news)
{
    std::vector<LogNews::Said> said = news.said;
    for (const LogNews::Room &one : news.rooms) {
        if (one.room)
            said.push_back({one.id, one.room->last, one.room->revision});
    }
    std::map<Chat::RoomId, Chat::Sequence> rooms;
    for (const LogNews::Said &one : said)
        rooms.emplace(one.room, one.last);
    m_chat.delivery.catchUp(rooms);
    for (const LogNews::Said &one : said) {
        // Not by what the directory knows: this host's own changes are there before older ones.
        if (!m_chat.parts.rooms.find(one.room) || one.revision <= m_revisions.value(one.room))
            continue;
        std::vector<Chat::ReactionEvent> reactions;
        for (const Chat::ReactionEvent &event : news.reactions) {
            if (event.room == one.room)
                reactions.push_back(event);
        }
        takeChanges(one.room, reactions);
    }
}

/// Asked behind what was said there, so that nobody hears of a change before the message.
void RemoteChanges::takeChanges(const Chat::RoomId &room,
                                const std::vector<Chat::ReactionEvent> &reactions)
{
    m_chat.parts.store.changes().changes(
        {room, m_revisions.value(room), {}},
        m_guard([this, room, reactions](const tl::expected<Changes, StoreError> &found) {
            if (!found) {
                // What is missed for another reason would be so again.
                if (found.error() == StoreError::Unreachable ||
                    found.error() == StoreError::Conflict)
                    m_missed.emplace_back(room, reactions);
                return;
            }
            Announcer &announcer = m_chat.parts.announcer;
            for (const Chat::RoomMessage &message : found->messages) {
                bool isReaction = false;
                for (const Chat::ReactionEvent &event : reactions) {
                    if (event.sequence != message.sequence)
                        continue;
                    announcer.reaction(event);
                    isReaction = isReaction || event.revision == message.changes.revision;
                }
                if (!isReaction)
                    announcer.changed(message);
            }
            m_chat.parts.rooms.change(room, found->last);
            m_revisions.insert(room, std::max(m_revisions.value(room), found->last));
            if (found->more)
                takeChanges(room, reactions);
        }));
}

void RemoteChanges::takeMember(const LogNews::Member &one)
{
    ChatParts &parts = m_chat.parts;
    Membership *known = parts.memberships.find(one.room, one.user);
    const auto tell = [&](const QString &name, bool guest) {
        parts.announcer.person(one.room, parts.announcer.member(one.room, one.user, name, guest));
    };
    if (!one.member) {
        if (!known || !known->stays || known->asked > 0)
            return; // They may be here all the same, as long as their session is.
        const Membership was = *known;
        parts.memberships.remove(one.room, one.user);
        tell(was.name, was.guest);
        return m_chat.posts.wentOut(one.room, one.user);
    }
    const StoredMember &member = *one.member;
    if (!known) {
        parts.memberships.add(one.room, one.user,
                              {member.name, member.guest, true, true, 0, {}, member.role});
        tell(member.name, member.guest);
        return m_chat.posts.cameIn(one.room, one.user);
    }
    const bool isNews = known->role != member.role || known->name != member.name;
    known->name = member.name;
    parts.memberships.letStay(one.room, one.user);
    parts.memberships.setRole(one.room, one.user, member.role);
    if (!isNews)
        return;
    tell(member.name, member.guest);
    parts.announcer.roomTo(one.user, one.room);
}

void RemoteChanges::takeGuest(const LogNews::Guest &one)
{
    ChatParts &parts = m_chat.parts;
    const StoredGuest *known = parts.invitations.find(one.room, one.user);
    const std::optional<StoredGuest> before = known ? std::optional(*known) : std::nullopt;
    if (one.guest)
        parts.invitations.add(*one.guest);
    else
        parts.invitations.remove(one.room, one.user);
    m_chat.entering.heard(before, one.guest);
}

void RemoteChanges::takeOrder(const LogNews &news)
{
    for (const Chat::OrderEntry &entry : news.entries) {
        if (entry.room.isEmpty())
            m_chat.hostOrder.heard(entry);
        else if (m_chat.parts.rooms.isStored(entry.room))
            m_chat.order.heard(entry);
    }
}

} // namespace Server
