// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/accountadmission.h"

#include "server/auth/accountcodes.h"
#include "server/auth/addresses.h"
#include "server/auth/entrance.h"
#include "server/auth/logging.h"
#include "server/auth/namekeys.h"
#include "server/auth/names.h"

#include <QUuid>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

constexpr qsizetype longestDeviceName = 64;
constexpr std::chrono::hours seenStep{1}; ///< When somebody was seen last is known this well.

/// As costly to check as anybody's, and nobody's: so that time does not tell who has a password.
const QByteArray &nobodysHash()
{
    static const QByteArray hash =
        QByteArrayLiteral("$argon2id$v=19$m=65536,t=2,p=1$/Cdm1zINvKGQZFGRZcxcPA"
                          "$9cSne8TnE/EnlJaiHlMbn7FbHKz43vQ3zh1xcXygLdE");
    return hash;
}

const AccessDenied storeFailed{QByteArrayLiteral("the host cannot read who is who, try again"),
                               true};
const AccessDenied codeRefused{
    QByteArrayLiteral("the pairing code is wrong or too old"), false,
    QByteArrayLiteral("A code works once, for ten minutes. Ask for a new one on your other device,"
                      " or ask the host's owner.")};
const AccessDenied tooManyDevices{
    QByteArrayLiteral("too many devices"), false,
    QByteArrayLiteral("Remove one of your devices on another one first.")};

QString textOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

Chat::UserId newUser()
{
    return Chat::UserId(QStringLiteral("u-") +
                        QUuid::createUuid().toString(QUuid::Id128).right(16));
}

/// Who cannot have the name they want.
Principal ownerCalled(Principal owner, const QString &name)
{
    owner.name = name;
    owner.greeting.append({QByteArrayLiteral("account"), QByteArrayLiteral("name-taken")});
    return owner;
}

StoredDevice deviceOf(const Credentials &credentials, Chat::Timestamp now)
{
    return {credentials.deviceKey, cleanLine(textOf(credentials.deviceName), longestDeviceName),
            now, now};
}

} // namespace

AccountAdmission::AccountAdmission(AccountParts &parts, Refuse refuse)
    : m_parts(parts), m_refuse(std::move(refuse)), m_made({parts.options.accountsPerPeer})
{
}

AccountAdmission::Proof AccountAdmission::check(const Credentials &credentials)
{
    if (credentials.deviceKey.isEmpty())
        return Proof::None;
    if (!DeviceChallenges::isKey(credentials.deviceKey))
        return Proof::Wrong;
    if (credentials.deviceProof.isEmpty())
        return Proof::Wanted;
    switch (m_parts.challenges.check(credentials.deviceKey, credentials.challenge,
                                     credentials.deviceProof, m_parts.options.now())) {
    case DeviceChallenges::Proof::Right:
        return Proof::Right;
    case DeviceChallenges::Proof::Stale:
        return Proof::Wanted;
    case DeviceChallenges::Proof::Wrong:
        break;
    }
    return Proof::Wrong;
}

void AccountAdmission::takeProof(const Credentials &credentials, const Answer &answer,
                                 const std::function<void()> &then)
{
    if (!m_parts.challenges.isShared())
        return then();
    const Chat::Timestamp now = m_parts.options.now();
    m_parts.store.takeChallenge(
        credentials.challenge, now, now + m_parts.challenges.lifetime(),
        m_guarded([this, credentials, answer, then](const tl::expected<bool, StoreError> &first) {
            if (!first)
                answer(tl::unexpected(storeFailed));
            else if (!*first)
                answer(tl::unexpected(challengeFor(credentials)));
            else
                then();
        }));
}

AccessDenied AccountAdmission::challengeFor(const Credentials &credentials) const
{
    AccessDenied denied{"prove the device key", true};
    denied.headers = {
        {QByteArrayLiteral("challenge"),
         m_parts.challenges.make(credentials.deviceKey, m_parts.options.now())},
        {QByteArrayLiteral("host-id"), m_parts.challenges.hostId()},
    };
    return denied;
}

Principal AccountAdmission::greeted(Principal who, const Credentials &credentials,
                                    const QByteArray &news) const
{
    who.greeting.prepend({QByteArrayLiteral("next-challenge"),
                          m_parts.challenges.make(credentials.deviceKey, m_parts.options.now())});
    who.greeting.prepend({QByteArrayLiteral("host-id"), m_parts.challenges.hostId()});
    if (!news.isEmpty())
        who.greeting.append({QByteArrayLiteral("account"), news});
    return who;
}

void AccountAdmission::noteSeen(const StoredAccount &account, const QByteArray &key)
{
    const Chat::Timestamp now = m_parts.options.now();
    const auto device = std::find_if(account.devices.begin(), account.devices.end(),
                                     [&](const StoredDevice &one) { return one.key == key; });
    const bool isNews = now - account.lastSeen >= seenStep ||
                        (device != account.devices.end() && now - device->lastUsed >= seenStep);
    if (isNews)
        m_parts.store.noteSeen(account.user, key, now, nullptr);
}

void AccountAdmission::welcome(const StoredAccount &account, const Credentials &credentials,
                               bool proved, const QByteArray &news, Answer answer)
{
    noteSeen(account, proved ? credentials.deviceKey : QByteArray());
    Principal who = m_parts.principalOf(account, proved ? credentials.deviceKey : QByteArray());
    answer(proved ? greeted(std::move(who), credentials, news) : who);
}

void AccountAdmission::letOwnerIn(Principal owner, const Credentials &credentials, Answer answer)
{
    owner.selfMade = true;
    m_parts.store.find(
        owner.user, m_guarded([this, owner, credentials, answer = std::move(answer)](
                                  const tl::expected<Found, StoreError> &found) {
            if (!found || !*found)
                return makeOwner(owner, credentials, answer);
            const QString known = (*found)->name;
            if (known == owner.name)
                return ownerIn(owner, credentials, answer);
            const Chat::Timestamp now = m_parts.options.now();
            m_parts.store.rename(
                {owner.user, nameKeys(owner.name), now, now + m_parts.options.nameKept},
                m_guarded([this, owner, credentials, known,
                           answer](const tl::expected<Renamed, StoreError> &done) {
                    ownerIn(done == Renamed::Renamed ? owner : ownerCalled(owner, known),
                            credentials, answer);
                }));
        }));
}

void AccountAdmission::makeOwner(const Principal &owner, const Credentials &credentials,
                                 Answer answer)
{
    const NewAccount account{owner.user, nameKeys(owner.name),  StoredAccount::Role::Owner,
                             {},         m_parts.options.now(), m_parts.options.accounts + 1};
    m_parts.store.add(account, m_guarded([this, owner, credentials, answer = std::move(answer)](
                                             const tl::expected<AccountAdded, StoreError> &did) {
                          // Nobody else can be called that.
                          const Principal called = ownerCalled(owner, QStringLiteral("owner"));
                          if (did == AccountAdded::NameTaken && owner.name != called.name)
                              makeOwner(called, credentials, answer);
                          else
                              ownerIn(owner, credentials, answer);
                      }));
}

void AccountAdmission::ownerIn(Principal owner, const Credentials &credentials, Answer answer)
{
    // From within the program: what it says about its own key needs no proof.
    if (!DeviceChallenges::isKey(credentials.deviceKey))
        return answer(owner);
    owner.device = credentials.deviceKey;
    const Chat::Timestamp now = m_parts.options.now();
    const NewDevice device{owner.user, deviceOf(credentials, now), true, m_parts.options.devices,
                           now + m_parts.options.nameKept};
    m_parts.store.addDevice(
        device, m_guarded([this, owner, credentials, answer = std::move(answer)](const auto &) {
            answer(greeted(owner, credentials, {}));
        }));
}

void AccountAdmission::comeIn(const Credentials &credentials, const Principal &guest, Answer answer)
{
    m_parts.store.findByKey(
        credentials.deviceKey,
        m_guarded([this, credentials, guest, answer = std::move(answer)](const auto &found) {
            if (!found)
                return answer(tl::unexpected(storeFailed));
            if (!*found) {
                return gated(credentials, guest, false, answer, [this, credentials, guest, answer] {
                    makeAccount(credentials, guest, answer);
                });
            }
            gated(credentials, m_parts.principalOf(**found, credentials.deviceKey), true, answer,
                  [this, account = **found, credentials, answer] {
                      welcome(account, credentials, true, {}, answer);
                  });
        }));
}

void AccountAdmission::gated(const Credentials &credentials, const Principal &who, bool hasAccount,
                             const Answer &answer, const std::function<void()> &then)
{
    if (!m_parts.entrance)
        return then();
    m_parts.entrance->letIn(credentials, who, hasAccount,
                            m_guarded([answer, then](const tl::expected<void, AccessDenied> &let) {
                                if (let)
                                    then();
                                else
                                    answer(tl::unexpected(let.error()));
                            }));
}

bool AccountAdmission::isCounted(const QString &peer) const
{
    return !(m_parts.options.sparesLoopback && isLoopbackText(peer));
}

void AccountAdmission::makeAccount(const Credentials &credentials, const Principal &guest,
                                   Answer answer)
{
    const auto stayGuest = [this, credentials, guest, answer](const QByteArray &news) {
        answer(greeted(guest, credentials, news));
    };
    const QString wanted = cleanName(textOf(credentials.name));
    if (!m_parts.options.open || wanted.isEmpty())
        return stayGuest({});
    const auto name = m_parts.usableName(wanted);
    if (!name)
        return stayGuest("name-taken");
    const bool counted = isCounted(credentials.peer);
    if (const auto wait =
            counted ? m_made.count(credentials.peer, Stomp::Clock::now()) : std::nullopt) {
        Principal later = greeted(guest, credentials, "later");
        later.greeting.append(
            {QByteArrayLiteral("retry-after"), QByteArray::number(qint64(wait->count()))});
        return answer(later);
    }
    const Chat::Timestamp now = m_parts.options.now();
    const NewAccount account{newUser(),
                             *name,
                             StoredAccount::Role::Member,
                             deviceOf(credentials, now),
                             now,
                             m_parts.options.accounts};
    m_parts.store.add(
        account, m_guarded([this, account, credentials, counted, stayGuest,
                            answer](const tl::expected<AccountAdded, StoreError> &did) {
            if (counted && did != AccountAdded::Added)
                m_made.takeBack(credentials.peer);
            if (!did)
                return answer(tl::unexpected(storeFailed));
            switch (*did) {
            case AccountAdded::Added:
                break;
            case AccountAdded::NameTaken:
                return stayGuest("name-taken");
            case AccountAdded::KeyTaken: // by another connection of the same device, just now
                return answer(tl::unexpected(challengeFor(credentials)));
            case AccountAdded::TooMany:
                return stayGuest("later");
            }
            qCInfo(authLog) << "a new account" << account.user.toString() << "from"
                            << credentials.peer;
            StoredAccount made;
            made.user = account.user;
            made.name = account.name.name;
            if (m_parts.entrance)
                m_parts.entrance->accountMade(credentials.deviceKey, account.user);
            answer(greeted(m_parts.principalOf(made, credentials.deviceKey), credentials, "new"));
        }));
}

void AccountAdmission::logIn(const Credentials &credentials, bool proved, Answer answer)
{
    const QString folded = nameKeys(cleanName(textOf(credentials.login))).folded;
    if (auto denied = m_parts.mustWait(credentials.peer, folded))
        return answer(tl::unexpected(*denied));
    m_parts.store.findByName(
        folded, m_guarded([this, credentials, proved, answer = std::move(answer)](
                              const tl::expected<Found, StoreError> &found) {
            if (!found)
                return answer(tl::unexpected(storeFailed));
            const bool can = *found && !(*found)->passwordHash.isEmpty();
            const bool asked = m_parts.checks.check(
                can ? (*found)->passwordHash : nobodysHash(), credentials.passcode,
                m_guarded([this, found = *found, can, credentials, proved, answer](bool right) {
                    passwordChecked(found, credentials, proved, right && can, answer);
                }));
            if (!asked)
                answer(tl::unexpected(tooManyLogins()));
        }));
}

void AccountAdmission::passwordChecked(const Found &found, const Credentials &credentials,
                                       bool proved, bool right, Answer answer)
{
    const QString folded = nameKeys(cleanName(textOf(credentials.login))).folded;
    // Many at once are no way around it: who was wrong too often meanwhile learns nothing.
    if (auto denied = m_parts.mustWait(credentials.peer, folded))
        return answer(tl::unexpected(*denied));
    if (!right) {
        m_parts.guesses.wasWrong(credentials.peer, folded, Stomp::Clock::now());
        return m_refuse(credentials.peer, std::move(answer));
    }
    m_parts.guesses.wasRight(credentials.peer, folded, Stomp::Clock::now());
    // The check took a while: whoever was locked out meanwhile does not come in by it.
    if (!proved) {
        m_parts.store.find(found->user, m_guarded([this, was = found->passwordHash, credentials,
                                                   answer = std::move(answer)](
                                                      const tl::expected<Found, StoreError> &now) {
                               if (!now)
                                   answer(tl::unexpected(storeFailed));
                               else if (!*now || (*now)->passwordHash != was)
                                   m_refuse(credentials.peer, answer);
                               else
                                   welcome(**now, credentials, false, {}, answer);
                           }));
        return;
    }
    const Chat::Timestamp now = m_parts.options.now();
    const NewDevice device{found->user, deviceOf(credentials, now), false, m_parts.options.devices,
                           now,         found->passwordHash};
    m_parts.store.addDevice(
        device, m_guarded([this, account = *found, credentials, answer = std::move(answer)](
                              const tl::expected<DeviceAdded, StoreError> &added) {
            if (added &&
                (*added == DeviceAdded::PasswordChanged || *added == DeviceAdded::NoSuchAccount))
                return m_refuse(credentials.peer, answer);
            const bool theirs =
                added && (*added == DeviceAdded::Added || *added == DeviceAdded::Theirs);
            if (added && *added == DeviceAdded::Added && m_parts.deviceAdded)
                m_parts.deviceAdded(account.user, deviceOf(credentials, {}).name);
            // Somebody else's computer: they are here, and it stays somebody else's.
            welcome(account, credentials, theirs,
                    theirs && *added == DeviceAdded::Added ? "device-added" : "", answer);
        }));
}

void AccountAdmission::pair(const Credentials &credentials, Answer answer)
{
    if (auto denied = m_parts.mustWait(credentials.peer, {}))
        return answer(tl::unexpected(*denied));
    const QByteArray hash = pairingCodeHash(credentials.pairingCode);
    const Chat::Timestamp now = m_parts.options.now();
    const auto wrong = [this, peer = credentials.peer, answer](const AccessDenied &why) {
        m_parts.guesses.wasWrong(peer, {}, Stomp::Clock::now());
        answer(tl::unexpected(why));
    };
    if (hash.isEmpty())
        return wrong(codeRefused);
    const auto added = m_guarded([this, credentials, answer](const auto &found) {
        if (!found || !*found)
            return answer(tl::unexpected(storeFailed));
        if (m_parts.deviceAdded)
            m_parts.deviceAdded((*found)->user, deviceOf(credentials, {}).name);
        welcome(**found, credentials, true, "device-added", answer);
    });
    const NewDevice device{{},
                           deviceOf(credentials, now),
                           true,
                           m_parts.options.devices,
                           now + m_parts.options.nameKept};
    m_parts.store.pair(
        hash, device,
        m_guarded([this, wrong, answer, added](const tl::expected<Paired, StoreError> &paired) {
            if (!paired)
                return answer(tl::unexpected(storeFailed));
            if (!paired->user)
                return wrong(codeRefused);
            switch (paired->device) {
            case DeviceAdded::Added:
            case DeviceAdded::Theirs:
                return m_parts.store.find(*paired->user, added);
            case DeviceAdded::TooMany:
                return answer(tl::unexpected(tooManyDevices));
            case DeviceAdded::SomebodyElses:
            case DeviceAdded::PasswordChanged:
            case DeviceAdded::NoSuchAccount:
                return wrong(codeRefused);
            }
        }));
}

void AccountAdmission::showToken(const Credentials &credentials, Answer answer)
{
    const auto bearer = m_parts.tokens.read(credentials.token, m_parts.options.now());
    if (!bearer)
        return m_refuse(credentials.peer, std::move(answer));
    m_parts.store.find(
        bearer->user,
        m_guarded([this, bearer = *bearer, peer = credentials.peer,
                   answer = std::move(answer)](const tl::expected<Found, StoreError> &found) {
            if (!found)
                return answer(tl::unexpected(storeFailed));
            if (!*found)
                return m_refuse(peer, answer);
            const StoredAccount &account = **found;
            const bool isDevice =
                std::any_of(account.devices.begin(), account.devices.end(),
                            [&](const StoredDevice &one) { return one.key == bearer.by; });
            // The host's own window may have neither.
            const bool canLogIn =
                !account.passwordHash.isEmpty() || account.role == StoredAccount::Role::Owner;
            if (!isDevice &&
                !(canLogIn && bearer.by == m_parts.tokens.passwordMark(account.passwordHash)))
                return m_refuse(peer, answer);
            answer(m_parts.principalOf(account, isDevice ? bearer.by : QByteArray()));
        }));
}

} // namespace Server
