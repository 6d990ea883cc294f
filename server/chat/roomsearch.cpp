// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomsearch.h"

#include "server/chat/refusals.h"

#include <algorithm>
#include <limits>

namespace Server {
namespace {

constexpr int atOnce = 4; ///< Searches of one person.
constexpr qint64 mostHits = 50;
constexpr qsizetype longestQuery = 256;              ///< UTF-16 units.
constexpr qint64 farthestTime = 253'402'300'799'999; ///< The end of the year 9999.

using Wanted = tl::expected<SearchQuery, Refusal>;

/// The header's number within bounds; nullopt when there is no such header.
tl::expected<std::optional<qint64>, Refusal> numberIn(const Stomp::Headers &headers,
                                                      const QByteArray &name, qint64 least,
                                                      qint64 most, const QByteArray &range)
{
    const auto text = headers.value(name);
    if (!text)
        return std::optional<qint64>();
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    bool fits = false;
    const qint64 number = text->toLongLong(&fits);
    if (!fits || !std::all_of(text->begin(), text->end(), isDigit) || number < least ||
        number > most)
        return tl::unexpected(Refusals::badHeader(name, range));
    return std::optional(number);
}

tl::expected<void, Refusal> takeNumbers(const Stomp::Headers &headers, SearchQuery &query)
{
    const QByteArray time = "a time in milliseconds since 1970";
    const auto from = numberIn(headers, "from", 0, farthestTime, time);
    const auto to = numberIn(headers, "to", 0, farthestTime, time);
    const auto before = numberIn(headers, "before", 1, std::numeric_limits<qint64>::max(),
                                 "'next' of the page before");
    const auto limit = numberIn(headers, "limit", 1, mostHits, "a number from 1 to 50");
    for (const auto *number : {&from, &to, &before, &limit}) {
        if (!*number)
            return tl::unexpected(number->error());
    }
    const auto toTime = [](qint64 number) {
        return Chat::Timestamp(std::chrono::milliseconds(number));
    };
    if (*from)
        query.from = toTime(**from);
    if (*to)
        query.to = toTime(**to);
    if (*before)
        query.before = Chat::SearchCursor{**before};
    query.limit = static_cast<int>(limit->value_or(query.limit));
    return {};
}

Wanted queryOf(const Stomp::Headers &headers)
{
    SearchQuery query;
    query.text = QString::fromUtf8(headers.value("query", {}));
    if (query.text.size() > longestQuery)
        return tl::unexpected(Refusals::tooLong("query", longestQuery, "characters"));
    if (const auto room = headers.value("room")) {
        query.room = Chat::parseRoomId(QString::fromUtf8(*room));
        if (!query.room)
            return tl::unexpected(Refusals::badRoomId());
    }
    if (const auto sender = headers.value("sender"))
        query.sender = Chat::UserId(QString::fromUtf8(*sender));
    if (const auto traits = headers.value("has")) {
        for (const QByteArray &name : traits->split(',')) {
            const auto trait = Chat::searchTraitFromName(name.trimmed());
            if (!trait)
                return tl::unexpected(
                    Refusals::badHeader("has", "'link', 'file', or both with a comma"));
            if (std::find(query.has.begin(), query.has.end(), *trait) == query.has.end())
                query.has.push_back(*trait);
        }
    }
    if (auto taken = takeNumbers(headers, query); !taken)
        return tl::unexpected(taken.error());
    return query;
}

} // namespace

bool RoomSearch::isHiddenFrom(const Peer &peer, const StoredRoom &room) const
{
    return !m_parts.access.mayHear(peer.principal, room.id);
}

void RoomSearch::hide(const Peer &peer, SearchQuery &query) const
{
    for (const StoredRoom &room : m_parts.rooms.list()) {
        if (isHiddenFrom(peer, room))
            query.hidden.push_back(room.id);
    }
}

void RoomSearch::page(const Peer &peer, const SubscriptionRef &subscription,
                      const QByteArray &destination, const Stomp::Headers &headers, Completion done)
{
    auto query = queryOf(headers);
    if (!query)
        return done(tl::unexpected(query.error()));
    if (!m_parts.store.searches().asksForSomething(*query))
        return done(tl::unexpected(Refusals::nothingToSearch()));
    const Chat::UserId &user = peer.principal.user;
    if (m_running.value(user) >= atOnce)
        return done(tl::unexpected(Refusals::searchingAlready()));
    ++m_running[user];
    hide(peer, *query);
    const Asker asker{subscription.session, subscription.id};
    const quint64 question = m_asked[asker] = ++m_questions;
    m_parts.store.searches().search(
        *query,
        m_guard([this, user, asker, question, subscription, destination,
                 done = std::move(done)](const tl::expected<Chat::SearchPage, StoreError> &found) {
            if (--m_running[user] == 0)
                m_running.remove(user);
            if (!isAnswerFor(asker, question))
                return done({});
            if (!found)
                return done(tl::unexpected(Refusals::notSearched(found.error())));
            done({});
            m_parts.topics.reply(subscription,
                                 Announcer::publication(destination, found->toJson()));
        }));
}

bool RoomSearch::isAnswerFor(const Asker &asker, quint64 question)
{
    const auto it = m_asked.find(asker);
    if (it == m_asked.end() || it->second != question)
        return false;
    m_asked.erase(it);
    return true;
}

void RoomSearch::forget(const SubscriptionRef &subscription)
{
    m_asked.erase({subscription.session, subscription.id});
}

} // namespace Server
