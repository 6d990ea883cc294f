// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/unreadcounts.h"

#include "server/chat/refusals.h"
#include "stomp/wire/destinations.h"

#include <QStringList>

#include <algorithm>
#include <optional>
#include <utility>

namespace Server {
namespace {

/// Several devices of one person may come back together.
constexpr int mostListings = 8;
constexpr qsizetype mostLeftOut = 500;

/// Whom the header names, with commas between them; nullopt: what it says is no such list.
std::optional<std::vector<Chat::UserId>> leftOut(const Stomp::Headers &headers)
{
    std::vector<Chat::UserId> users;
    const QString named = QString::fromUtf8(headers.value("without", {}));
    if (named.isEmpty())
        return users;
    const QStringList ids = named.split(u',');
    if (ids.size() > mostLeftOut)
        return std::nullopt;
    for (const QString &id : ids) {
        const auto user = Chat::parseUserId(id);
        if (!user)
            return std::nullopt;
        users.push_back(*user);
    }
    return users;
}

} // namespace

UnreadCounts::UnreadCounts(ChatParts &parts) : m_parts(parts)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tellOwed(); });
}

void UnreadCounts::list(const Peer &peer, const SubscriptionRef &subscription,
                        const QByteArray &destination, const Stomp::Headers &headers,
                        Completion done)
{
    const Chat::UserId user = peer.principal.user;
    Listing listing{subscription, destination, std::move(done), {user, {}}, {}};
    const auto without = leftOut(headers);
    if (!without)
        return listing.done(tl::unexpected(
            Refusals::badHeader("without", "up to 500 ids of people with commas between them")));
    listing.query.without = *without;
    if (const auto named = headers.value("room")) {
        const auto room = Chat::parseRoomId(QString::fromUtf8(*named));
        if (!room)
            return listing.done(tl::unexpected(Refusals::badRoomId()));
        const bool hears = m_parts.access.mayHear(peer.principal, *room).has_value();
        listing.query.rooms.push_back(hears ? *room : Chat::RoomId()); // as of one there is not
    } else {
        listing.query.rooms = m_parts.memberships.roomsOf(user);
    }
    if (m_listings.value(user) >= mostListings)
        return listing.done(tl::unexpected(Refusals::askingAlready()));
    ++m_listings[user];
    goOn(std::move(listing));
}

/// A person may be behind in many rooms: the log counts some of them at a time, and does other
/// things in between.
void UnreadCounts::goOn(Listing listing)
{
    const UnreadQuery query = listing.query;
    m_parts.store.reads().unread(
        query, m_guard([this, listing = std::move(listing)](
                           const tl::expected<UnreadFound, StoreError> &found) mutable {
            auto &rooms = listing.query.rooms;
            if (found) {
                listing.found.insert(listing.found.end(), found->counts.begin(),
                                     found->counts.end());
                rooms.erase(rooms.begin(), rooms.begin() + qsizetype(found->asked));
                if (!rooms.empty())
                    return goOn(std::move(listing));
            }
            const Chat::UserId user = listing.query.user;
            if (--m_listings[user] == 0)
                m_listings.remove(user);
            if (!found)
                return listing.done(tl::unexpected(Refusals::notRead()));
            listing.done({});
            m_parts.topics.reply(
                listing.subscription,
                Announcer::publication(listing.destination, Chat::unreadListJson(listing.found)));
        }));
}

void UnreadCounts::tell(const Chat::UserId &user, const Chat::RoomId &room)
{
    m_owed[user].rooms.insert(room);
    if (!m_timer.isActive())
        m_timer.start(0);
}

void UnreadCounts::tellOwed()
{
    const auto now = Clock::now();
    bool waiting = false;
    for (auto it = m_owed.begin(); it != m_owed.end();) {
        const bool rests = now - it->told < m_parts.options.receiptPace;
        if (it->rooms.empty() && !it->asked && !rests) {
            it = m_owed.erase(it);
            continue;
        }
        if (!it->rooms.empty() && !it->asked && !rests)
            ask(it.key(), *it);
        waiting = waiting || !it->rooms.empty() || rests;
        ++it;
    }
    if (waiting)
        m_timer.start(m_parts.options.readsPace);
}

void UnreadCounts::ask(const Chat::UserId &user, Owed &owed)
{
    owed.told = Clock::now();
    owed.asked = true;
    UnreadQuery query{user, {owed.rooms.begin(), owed.rooms.end()}};
    owed.rooms.clear();
    m_parts.store.reads().unread(
        query, m_guard([this, user,
                        rooms = query.rooms](const tl::expected<UnreadFound, StoreError> &found) {
            Owed &asked = m_owed[user];
            asked.asked = false;
            if (!found)
                return;
            for (const Chat::UnreadCount &count : found->counts) {
                m_parts.topics.publish(Announcer::publication(
                    Chat::queueOf(user, Chat::unreadQueue()), count.toJson()));
            }
            asked.rooms.insert(rooms.begin() + qsizetype(found->asked), rooms.end());
            if (!m_timer.isActive())
                m_timer.start(m_parts.options.readsPace);
        }));
}

} // namespace Server
