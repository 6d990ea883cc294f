// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomhistory.h"

#include "server/chat/refusals.h"

#include <algorithm>
#include <limits>

namespace Server {
namespace {

constexpr qint64 mostLast = 500;
constexpr qint64 mostOfPage = 200;
constexpr qint64 usualPage = 50;
/// The head of the MESSAGE frame around a message's JSON, roughly.
constexpr qsizetype frameBytes = 300;

/// A decimal number within bounds; digits only, as `toLongLong()` takes blanks and signs as well.
std::optional<qint64> number(const QByteArray &text, qint64 least, qint64 most)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    bool fits = false;
    const qint64 value = text.toLongLong(&fits);
    if (!fits || !std::all_of(text.begin(), text.end(), isDigit) || value < least || value > most)
        return std::nullopt;
    return value;
}

using Replay = std::optional<HistoryQuery>;

/// What a SUBSCRIBE to a room wants of its history; `since` goes before `last`.
tl::expected<Replay, Refusal> replayOf(const Chat::RoomId &room, const Stomp::Headers &headers,
                                       const ChatOptions &options, const Chat::UserId &viewer)
{
    HistoryQuery query{room, {}, {}, options.replayMessages, options.replayBytes, true, viewer};
    if (const auto since = headers.value("since")) {
        const auto sequence = number(*since, 0, std::numeric_limits<qint64>::max());
        if (!sequence)
            return tl::unexpected(Refusals::badHeader("since", "a sequence number, 0 or more"));
        query.after = Chat::Sequence{*sequence};
        return query;
    }
    if (const auto last = headers.value("last")) {
        const auto limit = number(*last, 1, mostLast);
        if (!limit)
            return tl::unexpected(Refusals::badHeader("last", "a number from 1 to 500"));
        query.limit = static_cast<int>(*limit);
        return query;
    }
    return Replay();
}

/// The newest of the messages up to `last` that fit, as publications, oldest first.
std::vector<Publication> newestOf(const std::vector<Chat::RoomMessage> &messages,
                                  Chat::Sequence last, qsizetype bytesAllowed)
{
    std::vector<Publication> newest;
    qsizetype bytes = 0;
    for (auto it = messages.rbegin(); it != messages.rend(); ++it) {
        if (it->sequence > last)
            continue;
        Publication publication = Announcer::publication(*it);
        bytes += publication.body.size() + frameBytes;
        if (bytes > bytesAllowed && !newest.empty())
            break;
        newest.push_back(std::move(publication));
    }
    std::reverse(newest.begin(), newest.end());
    return newest;
}

} // namespace

Chat::HistoryPage pageOf(const Chat::RoomId &room, const History &found, qsizetype bytesAllowed)
{
    qsizetype bytes = 0;
    auto first = found.messages.end();
    while (first != found.messages.begin()) {
        bytes += std::prev(first)->toJson().size();
        if (bytes > bytesAllowed && first != found.messages.end())
            break;
        --first;
    }
    const bool more = found.more || first != found.messages.begin();
    return {room, {first, found.messages.end()}, more};
}

void RoomHistory::subscribe(const Peer &peer, const SubscriptionRef &subscription,
                            const Chat::RoomId &room, const Stomp::Headers &headers,
                            Completion done)
{
    const auto replay = replayOf(room, headers, m_parts.options, peer.principal.user);
    if (!replay)
        return done(tl::unexpected(replay.error()));
    if (auto heard = m_parts.access.mayHear(peer.principal, room); !heard) {
        // Of a room that is not theirs to see nothing comes, as of one that does not exist.
        return m_parts.access.isHidden(peer.principal, room) ? done({})
                                                             : done(tl::unexpected(heard.error()));
    }
    m_parts.listeners.come(room, peer.principal, subscription);
    if (!*replay || !m_parts.rooms.isStored(room)) {
        done({});
        m_parts.topics.activate(subscription);
        return;
    }
    m_parts.store.history(
        **replay, m_guard([this, peer, subscription, room, question = asked(subscription),
                           done = std::move(done)](const tl::expected<History, StoreError> &found) {
            if (!isAnswerFor(subscription, question))
                return done({});
            if (!m_parts.access.mayHear(peer.principal, room))
                return done({}); // not any more
            if (!found) {
                unsubscribed(peer, subscription, room);
                return done(tl::unexpected(Refusals::notRead()));
            }
            // What is published after this answer comes by it, what was published before is in it:
            // so the two join without gap or double. What another host had written meanwhile is
            // in it, too, and is published when it is heard of.
            done({});
            const StoredRoom *known = m_parts.rooms.find(room);
            const Chat::Sequence last = known ? known->last : Chat::Sequence{};
            for (const Publication &line :
                 newestOf(found->messages, last, m_parts.options.replayBytes))
                m_parts.topics.reply(subscription, line);
            m_parts.topics.activate(subscription);
        }));
}

void RoomHistory::unsubscribed(const Peer &peer, const SubscriptionRef &subscription,
                               const Chat::RoomId &room)
{
    m_parts.listeners.go(room, peer.principal, subscription);
}

quint64 RoomHistory::asked(const SubscriptionRef &subscription)
{
    return m_asked[{subscription.session, subscription.id}] = ++m_questions;
}

bool RoomHistory::isAnswerFor(const SubscriptionRef &subscription, quint64 question)
{
    const auto it = m_asked.find({subscription.session, subscription.id});
    if (it == m_asked.end() || it->second != question)
        return false;
    m_asked.erase(it);
    return true;
}

void RoomHistory::forget(const SubscriptionRef &subscription)
{
    m_asked.erase({subscription.session, subscription.id});
}

void RoomHistory::page(const Peer &peer, const SubscriptionRef &subscription,
                       const QByteArray &destination, const Chat::RoomId &room,
                       const Stomp::Headers &headers, Completion done)
{
    const auto heard = m_parts.access.mayHear(peer.principal, room);
    const bool hidden = m_parts.access.isHidden(peer.principal, room);
    if (!heard && !hidden)
        return done(tl::unexpected(heard.error()));
    HistoryQuery query{hidden ? Chat::RoomId() : room, // none, and as long in coming
                       {},
                       {},
                       usualPage,
                       m_parts.options.pageBytes,
                       true,
                       peer.principal.user};
    if (const auto before = headers.value("before")) {
        const auto sequence = number(*before, 1, std::numeric_limits<qint64>::max());
        if (!sequence)
            return done(
                tl::unexpected(Refusals::badHeader("before", "a sequence number, 1 or more")));
        query.before = Chat::Sequence{*sequence};
    }
    if (const auto limit = headers.value("limit")) {
        const auto messages = number(*limit, 1, mostOfPage);
        if (!messages)
            return done(tl::unexpected(Refusals::badHeader("limit", "a number from 1 to 200")));
        query.limit = static_cast<int>(*messages);
    }
    m_parts.store.history(
        query, m_guard([this, subscription, destination, room, question = asked(subscription),
                        done = std::move(done)](const tl::expected<History, StoreError> &found) {
            if (!isAnswerFor(subscription, question))
                return done({});
            if (!found && found.error() != StoreError::NoSuchRoom) {
                return done(tl::unexpected(Refusals::notRead()));
            }
            Chat::HistoryPage page{room, {}, false};
            if (found)
                page = pageOf(room, *found, m_parts.options.pageBytes);
            if (const StoredRoom *known = found ? m_parts.rooms.find(room) : nullptr)
                page.floor = known->floor;
            done({});
            m_parts.topics.reply(subscription, Announcer::publication(destination, page.toJson()));
        }));
}

} // namespace Server
