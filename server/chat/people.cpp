// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/people.h"

#include "server/auth/entrance.h"
#include "server/chat/accountrefusals.h"
#include "server/chat/logging.h"
#include "server/chat/refusals.h"

#include <utility>

namespace Server {

using Chat::AccountEvent;
using Chat::AccountRequest;

void People::send(const Peer &peer, AccountRequest request, const QByteArray &body, Completion done)
{
    if (!m_parts.options.accounts)
        return done(tl::unexpected(Refusals::account({AccountProblem::Kind::Guest})));
    switch (request) {
    case AccountRequest::Password:
        return setPassword(peer, body, std::move(done));
    case AccountRequest::Name:
        return rename(peer, body, std::move(done));
    case AccountRequest::Avatar:
        return setAvatar(peer, body, std::move(done));
    case AccountRequest::Revoke:
        return revoke(peer, body, std::move(done));
    case AccountRequest::Erase:
        return erase(peer, body, std::move(done));
    case AccountRequest::Me:
    case AccountRequest::Pair:
    case AccountRequest::Recover:
        break;
    }
    done({});
}

template <typename T>
AccountDesk::Answer<T> People::replying(const SubscriptionRef &subscription,
                                        const QByteArray &destination, Completion done)
{
    return m_guard([this, subscription, destination,
                    done = std::move(done)](const tl::expected<T, AccountProblem> &answer) {
        if (!answer)
            return done(tl::unexpected(Refusals::account(answer.error())));
        done({});
        m_parts.topics.reply(subscription, Announcer::publication(destination, answer->toJson()));
    });
}

void People::subscribe(const Peer &peer, const SubscriptionRef &subscription,
                       const QByteArray &destination, AccountRequest request,
                       const Stomp::Headers &headers, Completion done)
{
    AccountDesk *desk = m_parts.options.accounts;
    if (!desk)
        return done(tl::unexpected(Refusals::account({AccountProblem::Kind::Guest})));
    switch (request) {
    case AccountRequest::Me:
        return desk->describe(peer.principal, replying<Chat::AccountInfo>(subscription, destination,
                                                                          std::move(done)));
    case AccountRequest::Pair:
        return desk->pair(peer.principal,
                          replying<Chat::PairingCode>(subscription, destination, std::move(done)));
    case AccountRequest::Recover:
        return recover(peer, subscription, destination, headers, std::move(done));
    case AccountRequest::Password:
    case AccountRequest::Name:
    case AccountRequest::Avatar:
    case AccountRequest::Revoke:
    case AccountRequest::Erase:
        break;
    }
    done({});
}

void People::recover(const Peer &peer, const SubscriptionRef &subscription,
                     const QByteArray &destination, const Stomp::Headers &headers, Completion done)
{
    if (peer.principal.role != Principal::Role::Owner)
        return done(tl::unexpected(Refusals::ownerRecovers()));
    const QString name = QString::fromUtf8(headers.value("name", {}));
    const bool reset = headers.value("reset", {}) == "true";
    const auto reply = replying<Chat::PairingCode>(subscription, destination, std::move(done));
    m_parts.options.accounts->recover(
        name, reset,
        m_guard([this](const Chat::UserId &user) { endSessions(user, Refusals::accountReset()); }),
        m_guard([this, reset, reply, by = peer.principal,
                 name](const tl::expected<AccountDesk::Recovery, AccountProblem> &made) {
            if (!made)
                return reply(tl::unexpected(made.error()));
            reply(made->code);
            Chat::OrderEntry entry =
                m_parts.audit.entry(Chat::OrderEntry::Action::Recovered, {}, by);
            entry.user = made->user;
            entry.name = name;
            entry.detail = reset ? QStringLiteral("reset") : QString();
            m_parts.audit.note(entry);
        }));
}

void People::tell(const Chat::UserId &user, AccountEvent::Kind kind, const QString &text)
{
    m_parts.topics.publish(Announcer::publication(
        "/user/" + user.toString().toUtf8().replace('/', "%2F") + "/queue/chat/me",
        AccountEvent{kind, text}.toJson()));
}

void People::endSessions(const Chat::UserId &user, const Refusal &why, const Sessions::Which &which)
{
    if (m_parts.options.sessions)
        m_parts.options.sessions->end(user, which, why);
}

void People::setPassword(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::PasswordRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    m_parts.options.accounts->setPassword(
        peer.principal, *request,
        m_guard([this, user = peer.principal.user, session = peer.session,
                 done = std::move(done)](const tl::expected<bool, AccountProblem> &set) {
            if (!set)
                return done(tl::unexpected(Refusals::account(set.error())));
            tell(user, AccountEvent::Kind::Password);
            done({});
            // Whoever knew the old one could bring a device of theirs otherwise.
            endSessions(user, Refusals::passwordChanged(), [session](const Peer &one) {
                return one.principal.device.isEmpty() && one.session != session;
            });
        }));
}

void People::rename(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::NameRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    m_parts.options.accounts->rename(
        peer.principal, request->name,
        m_guard([this, who = peer.principal,
                 done = std::move(done)](const tl::expected<QString, AccountProblem> &name) {
            if (!name)
                return done(tl::unexpected(Refusals::account(name.error())));
            renamed(who, *name);
            done({});
        }));
}

void People::heard(const LogNews::Account &news)
{
    if (!news.account) {
        m_parts.avatars.remove(news.user);
        endSessions(news.user, Refusals::erased());
        return;
    }
    for (const QByteArray &key : news.lostDevices) {
        endSessions(news.user, Refusals::deviceRevoked(),
                    [&key](const Peer &one) { return one.principal.device == key; });
    }
    if (news.password) {
        endSessions(news.user, Refusals::passwordChanged(),
                    [](const Peer &one) { return one.principal.device.isEmpty(); });
    }
    const StoredAccount &account = *news.account;
    Principal who{news.user, account.name, Principal::Role::Member, {}};
    if (m_parts.options.sessions) {
        if (const auto here = m_parts.options.sessions->of(news.user); !here.empty())
            who = here.front().principal;
    }
    if (who.name != account.name)
        tellOfName(who, account.name);
    who.name = account.name;
    if (m_parts.avatars.value(news.user) == account.avatar)
        return;
    if (account.avatar.isEmpty())
        m_parts.avatars.remove(news.user);
    else
        m_parts.avatars.insert(news.user, account.avatar);
    announce(who, {});
    tell(news.user, AccountEvent::Kind::Avatar);
}

void People::renamed(const Principal &who, const QString &name)
{
    for (const StoredRoom &room : m_parts.rooms.list()) {
        Membership *membership = m_parts.memberships.find(room.id, who.user);
        if (!membership || membership->name == name)
            continue;
        membership->name = name;
        if (membership->stays)
            m_parts.store.addMember({room.id, who.user, name, membership->guest}, nullptr);
    }
    tellOfName(who, name);
}

void People::tellOfName(const Principal &who, const QString &name)
{
    if (m_parts.options.sessions)
        m_parts.options.sessions->update(who.user, [&](Principal &one) { one.name = name; });
    for (const StoredRoom &room : m_parts.rooms.list())
        m_parts.presence.rename(room.id, who.user, name);
    Principal now = who;
    now.name = name;
    announce(now, who.name);
    tell(who.user, AccountEvent::Kind::Name, name);
}

void People::announce(const Principal &who, const QString &formerName)
{
    for (const StoredRoom &room : m_parts.rooms.list()) {
        const bool concerns = m_parts.memberships.find(room.id, who.user) ||
                              m_parts.presence.isHere(room.id, who.user);
        if (concerns) {
            m_parts.announcer.profile(
                room.id, m_parts.announcer.member(room.id, who.user, who.name, who.isGuest()),
                formerName);
        }
    }
}

void People::setAvatar(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto avatar = Chat::avatarFromJson(body);
    if (!avatar)
        return done(tl::unexpected(Refusals::malformed()));
    m_parts.options.accounts->setAvatar(
        peer.principal, *avatar,
        m_guard([this, who = peer.principal,
                 done = std::move(done)](const tl::expected<Chat::Avatar, AccountProblem> &set) {
            if (!set)
                return done(tl::unexpected(Refusals::account(set.error())));
            if (set->isEmpty())
                m_parts.avatars.remove(who.user);
            else
                m_parts.avatars.insert(who.user, *set);
            announce(who, {});
            tell(who.user, AccountEvent::Kind::Avatar);
            done({});
        }));
}

void People::revoke(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::RevokeRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const QByteArray key = request->key.toLatin1();
    if (key.isEmpty())
        return done(tl::unexpected(Refusals::malformed()));
    m_parts.options.accounts->revoke(
        peer.principal, key,
        m_guard([this, user = peer.principal.user, key,
                 done = std::move(done)](const tl::expected<QString, AccountProblem> &name) {
            if (!name)
                return done(tl::unexpected(Refusals::account(name.error())));
            tell(user, AccountEvent::Kind::DeviceRevoked, *name);
            done({});
            endSessions(user, Refusals::deviceRevoked(),
                        [&key](const Peer &one) { return one.principal.device == key; });
        }));
}

void People::erase(const Peer &peer, const QByteArray &body, Completion done)
{
    const auto request = Chat::EraseRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const Chat::UserId user = peer.principal.user;
    if (request->confirm != peer.principal.name)
        return done(tl::unexpected(Refusals::eraseUnconfirmed()));
    m_erasing.begin(
        user,
        m_guard([this, user, done = std::move(done)](const tl::expected<bool, StoreError> &begun) {
            if (!begun && begun.error() == StoreError::TooMany)
                return done(tl::unexpected(Refusals::account({AccountProblem::Kind::Busy})));
            if (!begun)
                return done(tl::unexpected(Refusals::notStored(begun.error())));
            m_parts.avatars.remove(user);
            if (m_parts.options.entrance)
                m_parts.options.entrance->forget(user);
            tell(user, AccountEvent::Kind::Erased);
            done({});
            endSessions(user, Refusals::erased());
            if (m_parts.options.sessions)
                m_parts.options.sessions->forgetDurable(user);
        }));
}

} // namespace Server
