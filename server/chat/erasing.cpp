// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/erasing.h"

#include "server/chat/logging.h"
#include "server/store/roomstore.h"

#include <QTimer>

#include <algorithm>

namespace Server {
namespace {

constexpr std::chrono::hours nameKept{30 * 24};
/// Between two pieces, for everybody else; and after one that failed.
constexpr std::chrono::milliseconds pause{5};
constexpr std::chrono::seconds afterFailure{10};
/// One behind the other; nobody makes the host keep more of them than this.
constexpr std::size_t mostWaiting = 100;

} // namespace

void PeopleErasing::resume()
{
    m_parts.store.erasing().unfinished(
        m_guard([this](const tl::expected<std::vector<Chat::UserId>, StoreError> &users) {
            if (!users)
                return;
            for (const Chat::UserId &user : *users) {
                qCInfo(chatLog) << "going on to erase" << user.toString();
                forgetAgain(user, 1); // the host may have ended before it did
            }
        }));
}

void PeopleErasing::begin(const Chat::UserId &user, Begun begun)
{
    if (m_waiting.size() >= mostWaiting)
        return begun(tl::unexpected(StoreError::TooMany));
    write(user, [this, user, begun = std::move(begun)](const tl::expected<bool, StoreError> &done) {
        if (!done)
            return begun(done);
        qCInfo(chatLog) << "erasing" << user.toString();
        // First they are nowhere any more: their end writes nothing of them then.
        m_parts.sanctions.forget(user);
        forgetMade(user);
        leaveRooms(user);
        m_parts.attendances.forget(user);
        begun(done);
        // What their sessions sent till their end, the log has before the first of these; and what
        // came of that (who makes a room is in it afterwards), before the second.
        forgetAgain(user, 2);
    });
}

void PeopleErasing::forgetAgain(const Chat::UserId &user, int times)
{
    if (times == 0)
        return queue(user);
    write(user, [this, user, times](const tl::expected<bool, StoreError> &) {
        forgetMade(user);
        leaveRooms(user);
        forgetAgain(user, times - 1);
    });
}

void PeopleErasing::write(const Chat::UserId &user, Begun written)
{
    const Chat::Timestamp now = m_parts.options.now();
    m_parts.store.erasing().begin(user, now, now + nameKept, m_guard(std::move(written)));
}

void PeopleErasing::queue(const Chat::UserId &user)
{
    if (std::find(m_waiting.begin(), m_waiting.end(), user) != m_waiting.end())
        return; // the log begins anew with what came meanwhile
    m_waiting.push_back(user);
    if (m_waiting.size() == 1)
        goOn();
}

/// Rooms stay, and are nobody's; a hook speaks by its maker's leave, so it goes with them.
void PeopleErasing::forgetMade(const Chat::UserId &user)
{
    m_parts.rooms.disown(user);
    m_hooks.makerErased(user);
}

void PeopleErasing::leaveRooms(const Chat::UserId &user)
{
    for (const StoredRoom &room : m_parts.rooms.list()) {
        giveUpKnocking(room.id, user);
        const Membership *membership = m_parts.memberships.find(room.id, user);
        if (!membership)
            continue;
        const Membership was = *membership;
        m_parts.memberships.remove(room.id, user);
        if (room.settings.visibility == Chat::Visibility::Direct)
            forgetName(room);
        m_parts.announcer.person(room.id,
                                 m_parts.announcer.member(room.id, user, was.name, was.guest));
    }
}

/// A room of two is called by its people. The log calls it otherwise by now, but what was set there
/// meanwhile brought the name back.
void PeopleErasing::forgetName(const StoredRoom &room)
{
    StoredRoom nameless = room;
    nameless.name = erasedName;
    m_parts.store.rooms().change(
        nameless, m_guard([this](const tl::expected<StoredRoom, StoreError> &changed) {
            if (!changed) {
                qCWarning(chatLog) << "a room of two keeps the name of who was erased";
                return;
            }
            m_parts.rooms.change(*changed);
            for (const Chat::UserId &left : m_parts.memberships.people(changed->id).keys())
                m_parts.announcer.roomTo(left, changed->id);
        }));
}

/// The log has forgotten that they knocked or were invited; so do we, and who would let them in.
void PeopleErasing::giveUpKnocking(const Chat::RoomId &room, const Chat::UserId &user)
{
    const StoredGuest *guest = m_parts.invitations.find(room, user);
    if (!guest)
        return;
    const bool knocked = guest->knocks;
    m_parts.invitations.remove(room, user);
    for (const Chat::UserId &keeper : m_parts.access.keepers(room)) {
        if (knocked) {
            Chat::RoomInfo named;
            named.id = room;
            m_parts.announcer.invitation(
                keeper, {Chat::InvitationEvent::Kind::Answered, named, user, erasedName});
        }
        m_parts.announcer.roomTo(keeper, room);
    }
}

void PeopleErasing::goOn()
{
    const Chat::UserId user = m_waiting.front();
    m_parts.store.erasing().goOn(
        user, m_parts.options.now(),
        m_guard([this, user](const tl::expected<ErasedPiece, StoreError> &piece) {
            if (!piece) {
                qCWarning(chatLog) << "erasing" << user.toString() << "goes on later";
                m_waiting.pop_front(); // and nobody waits for that
                m_waiting.push_back(user);
                return goOnIn(afterFailure);
            }
            for (const Chat::ReactionEvent &reaction : piece->reactions)
                m_parts.announcer.reaction(reaction);
            for (const Chat::RoomMessage &message : piece->messages)
                m_parts.announcer.changed(message);
            if (piece->done) {
                qCInfo(chatLog) << "erased" << user.toString();
                m_waiting.pop_front();
            }
            if (!m_waiting.empty())
                goOnIn(pause);
        }));
}

void PeopleErasing::goOnIn(std::chrono::milliseconds time)
{
    QTimer::singleShot(time, [go = m_guard([this] { goOn(); })]() mutable { go(); });
}

} // namespace Server
