// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomretention.h"

#include "server/chat/logging.h"
#include "server/chat/roomhooks.h"

#include <utility>

namespace Server {
namespace {

using Keep = Chat::Retention::Keep;
using namespace std::chrono_literals;

/// So long a message that is gone is known to have been said, should it be sent again.
constexpr auto saidTime = std::chrono::hours(24 * 7);
constexpr auto forgetTime = std::chrono::hours(1);

bool endsNow(const StoredRoom &room, Chat::Timestamp now)
{
    return room.settings.deleteAt && *room.settings.deleteAt <= now;
}

} // namespace

RoomRetention::RoomRetention(ChatParts &parts, RoomHooks &hooks) : m_parts(parts), m_hooks(hooks)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(parts.options.retentionTime);
    m_again.setSingleShot(true);
    m_again.setInterval(parts.options.retentionRetry);
    QObject::connect(&m_again, &QTimer::timeout, &m_again, [this] { look(); });
}

std::optional<Erasing> RoomRetention::dueOf(const StoredRoom &room) const
{
    const Chat::Timestamp now = m_parts.options.now();
    const Chat::Retention &retention = room.settings.retention;
    Erasing erasing{room.id, {}, {}, now};
    if (endsNow(room, now) || retention.keep == Keep::Nothing)
        return erasing;
    if (retention.keep == Keep::Days) {
        erasing.before = now - std::chrono::hours(24) * retention.count;
        return erasing;
    }
    erasing.upTo = Chat::Sequence{room.last.number - retention.count};
    const bool isDue = retention.keep == Keep::Messages && *erasing.upTo > room.floor;
    return isDue ? std::optional(erasing) : std::nullopt;
}

void RoomRetention::look()
{
    if (!m_due.empty())
        return;
    m_again.stop();
    m_parts.earlier.look();
    forgetSaid();
    for (const StoredRoom &room : m_parts.rooms.list()) {
        if (const auto due = dueOf(room))
            m_due.push_back(*due);
    }
    if (!m_due.empty())
        erase(m_due.front(), false);
}

void RoomRetention::erase(const Erasing &erasing, bool erasedBefore)
{
    m_parts.store.rooms().erase(
        erasing,
        m_guard([this, erasing, erasedBefore](const tl::expected<Erased, StoreError> &done) {
            if (!done) {
                qCWarning(chatLog) << "not erased in" << erasing.room.toString() << "for now: error"
                                   << int(done.error());
                m_hasFailed = true;
                return next(); // the others do not wait for it
            }
            const bool erased = erasedBefore || done->messages > 0;
            m_parts.rooms.raiseFloor(erasing.room, done->floor);
            if (done->more)
                return erase(erasing, erased);
            finish(erasing.room, erased);
            next();
        }));
}

void RoomRetention::next()
{
    m_due.pop_front();
    if (!m_due.empty())
        erase(m_due.front(), false);
    else if (std::exchange(m_hasFailed, false))
        m_again.start();
}

void RoomRetention::finish(const Chat::RoomId &id, bool erased)
{
    const StoredRoom *room = m_parts.rooms.find(id);
    if (!room)
        return;
    if (endsNow(*room, m_parts.options.now()))
        removeRoom(id);
    else if (erased)
        m_parts.announcer.room(id); // with its floor
}

void RoomRetention::removeRoom(const Chat::RoomId &id)
{
    m_parts.store.rooms().remove(
        id, m_guard([this, id](const tl::expected<bool, StoreError> &removed) {
            if (removed) // else something was said meanwhile; the next look finds it
                roomGone(id);
        }));
}

void RoomRetention::roomGone(const Chat::RoomId &id)
{
    const StoredRoom *room = m_parts.rooms.find(id);
    if (!room)
        return;
    if (room->settings.visibility == Chat::Visibility::Public) {
        m_parts.announcer.gone(id);
    } else {
        for (const Chat::UserId &user : m_parts.announcer.insiders(id))
            m_parts.announcer.goneFor(user, id);
    }
    m_parts.memberships.forget(id);
    m_parts.sanctions.forget(id);
    m_parts.invitations.forget(id);
    m_parts.audiences.roomDeleted(id);
    m_hooks.roomDeleted(id);
    m_parts.rooms.remove(id);
}

void RoomRetention::forgetSaid()
{
    const Chat::Timestamp now = m_parts.options.now();
    if (m_forgot && now - *m_forgot < forgetTime)
        return;
    m_forgot = now;
    m_parts.store.rooms().forgetSaid(now - saidTime, {});
}

} // namespace Server
