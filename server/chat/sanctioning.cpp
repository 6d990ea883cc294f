// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/sanctioning.h"

#include "server/auth/accountdesk.h"
#include "server/auth/addresses.h"
#include "server/auth/names.h"
#include "server/broker/sessions.h"
#include "server/chat/logging.h"
#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "server/chat/roomrefusals.h"
#include "server/store/erasingstore.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/hooks.h"

#include <algorithm>
#include <limits>

namespace Server {
namespace {

using Action = Chat::OrderEntry::Action;
using Kind = Chat::Sanction::Kind;

constexpr qsizetype longestReason = 200; ///< UTF-16 units.
constexpr int mostMarks = 50;            ///< Devices of one sanction; likewise addresses.
constexpr int auditPage = 50;
constexpr int largestAuditPage = 200;

/// nullopt: not a whole number from `least` to `most`.
std::optional<qint64> headerNumber(const QByteArray &text, qint64 least, qint64 most)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

} // namespace

Chat::OrderEntry entryOf(const ChatParts &parts, const StoredSanction &sanction,
                         const Principal &by, bool imposed)
{
    const bool mutes = sanction.info.kind == Kind::Mute;
    const Action action = imposed ? (mutes ? Action::Muted : Action::Banned)
                                  : (mutes ? Action::Unmuted : Action::Unbanned);
    Chat::OrderEntry entry = parts.audit.entry(action, sanction.room, by);
    entry.user = sanction.info.user;
    entry.name = sanction.info.name;
    if (imposed) {
        entry.reason = sanction.info.reason;
        entry.until = sanction.info.until;
        if (!sanction.addresses.isEmpty())
            entry.detail = QStringLiteral("address");
    }
    return entry;
}

tl::expected<Chat::OrderRequest, Refusal> Sanctioning::read(const QByteArray &body)
{
    auto request = Chat::OrderRequest::fromJson(body);
    if (!request)
        return tl::unexpected(Refusals::malformed());
    if (request->reason.size() > longestReason)
        return tl::unexpected(Refusals::tooLong("reason", longestReason, "characters"));
    request->reason = cleanLine(request->reason, longestReason);
    return *request;
}

bool Sanctioning::ownsHost(const Chat::UserId &user) const
{
    if (user == Chat::UserId(QStringLiteral("owner")))
        return true;
    if (m_parts.options.accounts && m_parts.options.accounts->isOwner(user))
        return true;
    if (!m_parts.options.sessions)
        return false;
    const std::vector<Peer> sessions = m_parts.options.sessions->of(user);
    return std::any_of(sessions.begin(), sessions.end(), [](const Peer &one) {
        return one.principal.role == Principal::Role::Owner;
    });
}

/// Who has said something may be gone by now, and never have belonged to any room.
void Sanctioning::find(const Chat::RoomId &room, const Chat::UserId &user,
                       const std::function<void(const tl::expected<Whom, StoreError> &)> &answer)
{
    using Account = std::optional<StoredAccount>;
    using Name = std::optional<QString>;
    m_parts.store.accounts().find(
        user, m_guard([this, room, user, answer](const tl::expected<Account, StoreError> &account) {
            if (!account)
                return answer(tl::unexpected(account.error()));
            // What bots say is their hook's, and what nobody says any more is nobody's.
            if (*account || Chat::isBot(user) || user == erasedUser)
                return answer(Whom{*account, {}});
            m_parts.store.order().speaker(
                room, user, m_guard([answer](const tl::expected<Name, StoreError> &name) {
                    answer(name.map([](const Name &spokeAs) { return Whom{{}, spokeAs}; }));
                }));
        }));
}

void Sanctioning::impose(Kind kind, const Chat::RoomId &room, const Principal &by,
                         const Chat::OrderRequest &request, const Answer &answer)
{
    find(room, request.user,
         m_guard([this, kind, room, by, request,
                  answer](const tl::expected<Whom, StoreError> &whom) {
             if (!whom)
                 return answer(tl::unexpected(Refusals::notStored(whom.error())));
             const auto made = make(kind, room, by, request, *whom);
             if (!made)
                 return answer(made);
             m_parts.store.order().impose(
                 *made, entryOf(m_parts, *made, by, true), m_parts.options.order,
                 m_guard([this, made = *made, by,
                          answer](const tl::expected<bool, StoreError> &stored) {
                     if (!stored && stored.error() == StoreError::TooMany)
                         return answer(tl::unexpected(
                             Refusals::tooManySanctions(m_parts.options.order.sanctions)));
                     if (!stored)
                         return answer(tl::unexpected(Refusals::notStored(stored.error())));
                     m_parts.sanctions.add(made);
                     qCInfo(chatLog)
                         << by.user.toString() << (made.info.kind == Kind::Mute ? "mutes" : "bans")
                         << made.info.user.toString() << "in" << made.room.toString();
                     answer(made);
                 }));
         }));
}

tl::expected<StoredSanction, Refusal> Sanctioning::make(Kind kind, const Chat::RoomId &room,
                                                        const Principal &by,
                                                        const Chat::OrderRequest &request,
                                                        const Whom &whom) const
{
    const auto &[account, spokeAs] = whom;
    if (ownsHost(request.user) || (account && account->role == StoredAccount::Role::Owner))
        return tl::unexpected(Refusals::notOverThem());
    const Membership *membership = m_parts.memberships.find(room, request.user);
    const auto person = m_parts.findPerson(by, request.user);
    const StoredSanction *before = m_parts.sanctions.find(kind, room, request.user);
    const std::vector<Peer> sessions =
        m_parts.options.sessions ? m_parts.options.sessions->of(request.user) : std::vector<Peer>();
    if (!membership && !person && !account && !before && sessions.empty() && !spokeAs)
        return tl::unexpected(Refusals::noSuchPerson());
    StoredSanction made;
    made.room = room;
    if (before) { // what is known of them by now is not lost
        made.devices = before->devices;
        made.addresses = before->addresses;
    }
    if (account) {
        for (const StoredDevice &device : account->devices)
            made.devices.append(device.key);
    }
    for (const Peer &session : sessions) {
        if (!session.principal.device.isEmpty() && !made.devices.contains(session.principal.device))
            made.devices.append(session.principal.device);
        const QString &address = session.principal.address;
        const bool isOwn = m_parts.options.sparesLoopback && isLoopbackText(address);
        if (request.address && !address.isEmpty() && !isOwn && !made.addresses.contains(address))
            made.addresses.append(address);
    }
    if (request.address && made.addresses.isEmpty())
        return tl::unexpected(Refusals::noAddressToBan());
    made.devices = made.devices.mid(std::max<qsizetype>(0, made.devices.size() - mostMarks));
    made.addresses = made.addresses.mid(std::max<qsizetype>(0, made.addresses.size() - mostMarks));
    const Chat::OrderEntry entry = m_parts.audit.entry(Action::Banned, room, by);
    made.info = {kind,
                 request.user,
                 membership          ? membership->name
                 : person            ? person->name
                 : account           ? account->name
                 : !sessions.empty() ? sessions.front().principal.name
                 : before            ? before->info.name
                                     : *spokeAs,
                 !made.devices.isEmpty(),
                 !made.addresses.isEmpty(),
                 request.reason,
                 entry.by,
                 entry.byName,
                 entry.time,
                 {}};
    if (request.time.count() > 0)
        made.info.until = entry.time + request.time;
    return made;
}

void Sanctioning::lift(Kind kind, const Chat::RoomId &room, const Principal &by,
                       const Chat::UserId &user, const Completion &done,
                       const std::function<void(const StoredSanction &)> &lifted)
{
    const StoredSanction *known = m_parts.sanctions.find(kind, room, user);
    if (!known)
        return done({});
    m_parts.store.order().lift(
        *known, entryOf(m_parts, *known, by, false), m_parts.options.order,
        m_guard([this, known = *known, by, done,
                 lifted](const tl::expected<bool, StoreError> &removed) {
            if (!removed)
                return done(tl::unexpected(Refusals::notStored(removed.error())));
            m_parts.sanctions.remove(known.info.kind, known.room, known.info.user);
            qCInfo(chatLog) << by.user.toString() << "lifts what binds"
                            << known.info.user.toString() << "in" << known.room.toString();
            lifted(known);
            done({});
        }));
}

void Sanctioning::audit(const Chat::RoomId &room, const SubscriptionRef &subscription,
                        const QByteArray &destination, const Stomp::Headers &headers,
                        const Completion &done)
{
    AuditQuery query{false, room, 0, auditPage};
    if (const auto before = headers.value("before")) {
        const auto number = headerNumber(*before, 1, std::numeric_limits<qint64>::max());
        if (!number)
            return done(tl::unexpected(Refusals::badHeader("before", "a number, 1 or more")));
        query.before = *number;
    }
    if (const auto limit = headers.value("limit")) {
        const auto number = headerNumber(*limit, 1, largestAuditPage);
        if (!number)
            return done(tl::unexpected(Refusals::badHeader("limit", "a number from 1 to 200")));
        query.limit = int(*number);
    }
    m_parts.store.order().audit(
        query, m_guard([this, subscription, destination,
                        done](const tl::expected<Chat::AuditPage, StoreError> &page) {
            if (!page)
                return done(tl::unexpected(Refusals::notRead()));
            done({});
            m_parts.topics.reply(subscription, Announcer::publication(destination, page->toJson()));
        }));
}

void Sanctioning::tell(const Chat::OrderEntry &entry)
{
    m_parts.topics.publish(
        Announcer::publication(Chat::queueOf(entry.user, Chat::orderQueue()), entry.toJson()));
}

} // namespace Server
