// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomreceipts.h"

#include "server/broker/sessions.h"
#include "server/chat/refusals.h"
#include "server/store/readstore.h"
#include "stomp/wire/destinations.h"

#include <algorithm>
#include <utility>

namespace Server {
namespace {

constexpr int recentMessages = 200;

} // namespace

RoomReceipts::RoomReceipts(ChatParts &parts, UnreadCounts &unread)
    : m_parts(parts), m_unread(unread)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { catchUp(); });
}

void RoomReceipts::seen(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                        Completion done)
{
    const auto report = Chat::SeenReport::fromJson(body);
    if (!report)
        return done(tl::unexpected(Refusals::badSequence()));
    if (auto may = m_parts.access.mayHear(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    if (!m_parts.access.find(peer.principal, room))
        return done(tl::unexpected(Refusals::noSuchRoom()));
    if (!m_parts.isThere(room, peer.principal.user))
        return done(tl::unexpected(Refusals::notInRoom()));
    advance(room, peer.principal.user, *report, std::move(done));
}

void RoomReceipts::acknowledged(const Peer &peer, const Chat::RoomId &room, Chat::Sequence sequence)
{
    if (m_parts.rooms.isStored(room))
        advance(room, peer.principal.user, {sequence, {}}, {});
}

void RoomReceipts::advance(const Chat::RoomId &room, const Chat::UserId &user,
                           const Chat::SeenReport &seen, Completion done)
{
    const Chat::Sequence last = m_parts.rooms.find(room)->last;
    ReceiptLedger &ledger = m_parts.audiences.ledger(room);
    const Chat::Sequence readBefore = ledger.read(user);
    const bool news = ledger.seen(user, std::min(seen.delivered, last), std::min(seen.read, last));
    if (news)
        m_news.insert(room);
    const auto owed = m_progress.find({room, user});
    // Of those who do not belong to the room the log keeps nothing.
    const bool belongs = m_parts.memberships.find(room, user) != nullptr;
    if (owed == m_progress.end() && !(news && belongs)) {
        if (done)
            done({});
    } else {
        Progress &progress = m_progress[{room, user}];
        progress.read = progress.read || ledger.read(user) != readBefore;
        if (done)
            progress.done.push_back(std::move(done));
    }
    if ((!m_news.empty() || !m_progress.empty()) && !m_timer.isActive())
        m_timer.start(m_parts.options.readsPace);
}

void RoomReceipts::heard(const StoredMarker &marker)
{
    if (!m_parts.rooms.isStored(marker.room) ||
        !m_parts.memberships.find(marker.room, marker.user) || !marker.confirms)
        return;
    if (!m_parts.audiences.ledger(marker.room).seen(marker.user, marker.delivered, marker.read))
        return;
    if (m_parts.options.sessions && !m_parts.options.sessions->of(marker.user).empty())
        m_unread.tell(marker.user, marker.room);
    m_news.insert(marker.room);
    if (!m_timer.isActive())
        m_timer.start(m_parts.options.readsPace);
}

void RoomReceipts::said(const Chat::RoomMessage &message)
{
    m_parts.audiences.said(message);
    if (message.type != Chat::MessageType::Talk || message.hostNotes.audience <= 0)
        return;
    m_news.insert(message.room);
    if (!m_timer.isActive())
        m_timer.start(m_parts.options.readsPace);
}

void RoomReceipts::catchUp()
{
    keepProgress();
    const auto now = Clock::now();
    tellNews(now);
    std::erase_if(
        m_told, [&](const auto &told) { return now - told.second >= m_parts.options.receiptPace; });
    if (!m_news.empty())
        m_timer.start(m_parts.options.readsPace);
}

/// All of it together: one job for the log, however many have read something.
void RoomReceipts::keepProgress()
{
    if (m_progress.empty())
        return;
    auto progress = std::exchange(m_progress, {});
    std::vector<StoredMarker> markers;
    for (const auto &[key, owed] : progress) {
        const auto &[room, user] = key;
        const ReceiptLedger &ledger = m_parts.audiences.ledger(room);
        markers.push_back({room, user, {}, ledger.delivered(user), ledger.read(user), true});
    }
    m_parts.store.reads().advance(
        markers,
        m_guard([this, progress = std::move(progress)](const tl::expected<bool, StoreError> &kept) {
            for (const auto &[key, owed] : progress) {
                for (const Completion &done : owed.done) {
                    if (kept)
                        done({});
                    else
                        done(tl::unexpected(Refusals::notStored(kept.error())));
                }
                if (kept && owed.read)
                    m_unread.tell(key.second, key.first);
            }
        }));
}

void RoomReceipts::tellNews(Clock::time_point now)
{
    for (auto it = m_news.begin(); it != m_news.end();) {
        const Chat::RoomId room = *it;
        if (m_told.contains(room) && now - m_told[room] < m_parts.options.receiptPace) {
            ++it;
            continue;
        }
        it = m_news.erase(it);
        m_told[room] = now;
        for (const auto &news : m_parts.audiences.ledger(room).takeNews()) {
            m_parts.topics.publish(
                Announcer::publication(Chat::queueOf(news.sender, Chat::receiptsQueue()),
                                       Chat::ReceiptReport{room, news.receipts}.toJson()));
        }
    }
}

void RoomReceipts::receipts(const Peer &peer, const SubscriptionRef &subscription,
                            const QByteArray &destination, const Chat::RoomId &room,
                            Completion done)
{
    const auto heard = m_parts.access.mayHear(peer.principal, room);
    const bool hidden = m_parts.access.isHidden(peer.principal, room);
    if (!heard && !hidden)
        return done(tl::unexpected(heard.error()));
    const bool isThere = !hidden && m_parts.rooms.isStored(room);
    const auto reply = [this, subscription, destination, room, isThere,
                        user = peer.principal.user] {
        Chat::ReceiptReport report{room, {}};
        if (isThere && m_parts.rooms.isStored(room)) // else there is nothing of anybody's
            report.receipts = m_parts.audiences.ledger(room).receiptsOf(user);
        m_parts.topics.reply(subscription, Announcer::publication(destination, report.toJson()));
    };
    if (!isThere || m_parts.audiences.ledger(room).isRestored()) {
        done({});
        return reply();
    }
    m_parts.store.reads().recent(
        room, recentMessages,
        m_guard([this, room, reply, done = std::move(done)](
                    const tl::expected<std::vector<SentMessage>, StoreError> &recent) {
            if (!recent)
                return done(tl::unexpected(Refusals::notRead()));
            ReceiptLedger &ledger = m_parts.audiences.ledger(room);
            if (!ledger.isRestored())
                ledger.restore(*recent);
            done({});
            reply();
        }));
}

} // namespace Server
