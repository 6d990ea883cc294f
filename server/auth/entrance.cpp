// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/entrance.h"

#include "server/auth/addresses.h"
#include "server/auth/entrancerefusals.h"
#include "server/auth/logging.h"
#include "server/auth/namekeys.h"
#include "server/auth/names.h"
#include "server/auth/secrets.h"

#include <algorithm>
#include <utility>

namespace Server {
namespace {

using EntranceKind = Chat::EntranceEvent::Kind;

constexpr qsizetype longestSecret = 64;
constexpr auto forgettingTime = std::chrono::minutes(1);

QString deviceMark(const QByteArray &key)
{
    return QStringLiteral("d:") + QString::fromLatin1(key);
}

bool isOver(const StoredInvitation &one, Chat::Timestamp now)
{
    return one.ended.has_value() || one.info.isOver(now);
}

} // namespace

Entrance::Entrance(EntranceStore &store, AccountParts &accounts, const StoreContents &contents,
                   Options options)
    : m_store(store), m_accounts(accounts), m_options(options), m_invitations(contents.invitations),
      m_newcomers(options.newcomers), m_redeemed({options.redeemedPerPeer})
{
    startSodium();
    remember(contents.admissions);
    m_forgetting.setInterval(forgettingTime);
    QObject::connect(&m_forgetting, &QTimer::timeout, &m_forgetting, [this] { forgetOld(); });
}

void Entrance::setRule(Rule rule)
{
    if (std::exchange(m_options.rule, rule) == rule || rule == Rule::Approval)
        return;
    const Chat::NewcomerList before = m_newcomers.list();
    m_newcomers = Newcomers(m_options.newcomers);
    for (const Chat::NewcomerInfo &one : before.waiting)
        tell(EntranceKind::Gone, {one.id});
}

Entrance::Marks Entrance::marksOf(const Credentials &credentials, const Principal &who) const
{
    const Chat::Timestamp now = m_accounts.options.now();
    const Chat::UserId user = who.user;
    Marks marks;
    if (!credentials.deviceKey.isEmpty())
        marks.push_back({deviceMark(credentials.deviceKey), user, now});
    // Nobody who shows no token will be this guest again.
    if (!who.isGuest() || who.guestToken == credentials.guestToken || marks.empty())
        marks.push_back({user.toString(), user, now});
    return marks;
}

bool Entrance::isAdmitted(const Marks &marks) const
{
    return std::any_of(marks.begin(), marks.end(), [this](const StoredAdmission &one) {
        return m_admitted.contains(one.mark);
    });
}

void Entrance::remember(const Marks &marks)
{
    for (const StoredAdmission &one : marks)
        m_admitted.insert(one.mark, one);
}

void Entrance::setInvitations(std::vector<StoredInvitation> all)
{
    m_invitations = std::move(all);
    tell(EntranceKind::Invitations);
}

void Entrance::setAdmission(const QString &mark, const std::optional<StoredAdmission> &admission)
{
    if (admission)
        m_admitted.insert(mark, *admission);
    else
        m_admitted.remove(mark);
}

bool Entrance::carries(const QString &guest) const
{
    return m_admitted.contains(guest) &&
           std::none_of(m_admitted.cbegin(), m_admitted.cend(), [&](const StoredAdmission &one) {
               return one.mark != guest && one.user.toString() == guest;
           });
}

bool Entrance::isGuarded(const QString &peer) const
{
    return !(m_accounts.options.sparesLoopback && isLoopbackText(peer));
}

bool Entrance::maybeKnows(const Credentials &credentials) const
{
    if (!credentials.deviceKey.isEmpty() && m_admitted.contains(deviceMark(credentials.deviceKey)))
        return true;
    if (!isGuestToken(credentials.guestToken))
        return false;
    const QString guest = guestIdOf(credentials.guestToken).toString();
    return credentials.deviceKey.isEmpty() ? m_admitted.contains(guest) : carries(guest);
}

void Entrance::letIn(const Credentials &credentials, const Principal &who, bool hasAccount,
                     Done done)
{
    Principal known = who;
    known.device = credentials.deviceKey;
    known.address = addressNetworkText(credentials.peer);
    if (const auto ban = m_bans ? m_bans->refusal(known, credentials.peer) : std::nullopt)
        return done(tl::unexpected(*ban));
    const bool isOpen = hasAccount || m_options.rule == Rule::Anyone;
    const Marks marks = marksOf(credentials, who);
    // A guest's token goes from hand to hand: a device is known by itself.
    const bool isGuestsDevice = who.isGuest() && !credentials.deviceKey.isEmpty();
    const bool isKnown = isAdmitted(isGuestsDevice ? Marks{marks.front()} : marks);
    if ((isOpen && credentials.knowsPassword) || isKnown)
        return done({});
    if (isGuestsDevice && marks.size() > 1 && carries(who.user.toString()))
        return carryOver(credentials, who, marks, std::move(done));
    askFor(credentials, who, marks, std::move(done));
}

void Entrance::carryOver(const Credentials &credentials, const Principal &who, const Marks &marks,
                         Done done)
{
    m_store.carryOver(marks.front(),
                      m_guarded([this, credentials, who, marks, done = std::move(done)](
                                    const tl::expected<bool, StoreError> &carried) {
                          if (!carried)
                              return done(tl::unexpected(EntranceRefusals::storeFailed()));
                          if (!*carried) // another device was quicker
                              return askFor(credentials, who, marks, done);
                          remember({marks.front()});
                          done({});
                      }));
}

void Entrance::askFor(const Credentials &credentials, const Principal &who, const Marks &marks,
                      Done done)
{
    // A request over HTTP has no session to come in by.
    if (!credentials.invitation.isEmpty() && !credentials.overHttp)
        return redeem(credentials, marks, std::move(done));
    if (!credentials.knowsPassword)
        return done(tl::unexpected(EntranceRefusals::passwordNeeded()));
    if (m_options.rule == Rule::Approval)
        return done(tl::unexpected(waitFor(credentials, who, marks)));
    done(tl::unexpected(EntranceRefusals::invitationNeeded()));
}

void Entrance::overFor(const QString &peer, const Done &done)
{
    if (isGuarded(peer))
        m_accounts.guesses.wasWrong(peer, {}, Stomp::Clock::now());
    qCInfo(authLog) << "an invitation that lets nobody in, from" << peer;
    done(tl::unexpected(EntranceRefusals::invitationOver()));
}

void Entrance::redeem(const Credentials &credentials, const Marks &marks, Done done)
{
    const QString peer = credentials.peer;
    if (const auto wait = isGuarded(peer) ? m_accounts.mustWait(peer, {}) : std::nullopt)
        return done(tl::unexpected(*wait));
    const Chat::Timestamp now = m_accounts.options.now();
    const QByteArray hash =
        tokenHash("invitation " + credentials.invitation.left(longestSecret + 1));
    const StoredInvitation *shown = nullptr;
    for (const StoredInvitation &one : m_invitations) { // all of them: time tells nothing
        if (sameSecret(hash, one.hash))
            shown = &one;
    }
    if (!shown || isOver(*shown, now))
        return overFor(peer, done);
    if (const auto wait =
            isGuarded(peer) ? m_redeemed.count(peer, Stomp::Clock::now()) : std::nullopt)
        return done(tl::unexpected(EntranceRefusals::tooManyFromThere(*wait)));
    m_store.redeem(
        shown->info.id, marks, now, m_options.quota,
        m_guarded([this, marks, peer, done = std::move(done)](
                      const tl::expected<std::optional<StoredInvitation>, StoreError> &used) {
            if (isGuarded(peer) && (!used || !*used))
                m_redeemed.takeBack(peer);
            if (!used && used.error() == StoreError::TooMany) {
                qCWarning(authLog) << "as many were let in as may be; refused" << peer;
                return done(tl::unexpected(EntranceRefusals::tooManyLetIn()));
            }
            if (!used)
                return done(tl::unexpected(EntranceRefusals::storeFailed()));
            if (!*used) // by somebody else meanwhile
                return overFor(peer, done);
            replace(**used);
            remember(marks);
            qCInfo(authLog) << marks.front().user.toString() << "comes by invitation"
                            << (*used)->info.id;
            tell(EntranceKind::Invitations);
            done({});
        }));
}

AccessDenied Entrance::waitFor(const Credentials &credentials, const Principal &who,
                               const Marks &marks)
{
    if (credentials.overHttp)
        return EntranceRefusals::approvalNeeded();
    const QString name = cleanName(QString::fromUtf8(credentials.name));
    const auto outcome =
        m_newcomers.take({marks, name, credentials.peer, !credentials.deviceKey.isEmpty(),
                          isGuarded(credentials.peer)},
                         m_accounts.options.now(), Stomp::Clock::now());
    switch (outcome) {
    case Newcomers::Outcome::Declined:
        return EntranceRefusals::approvalDeclined();
    case Newcomers::Outcome::Full:
        return EntranceRefusals::approvalWait(m_options.fullRetry, {});
    case Newcomers::Outcome::New:
    case Newcomers::Outcome::Renamed:
        m_forgetting.start();
        tellOf(Newcomers::idOf(marks.front().mark));
        break;
    case Newcomers::Outcome::Waits:
        break;
    }
    // By which the next try is theirs, where they have nothing else.
    const bool isNew = credentials.deviceKey.isEmpty() && who.guestToken != credentials.guestToken;
    return EntranceRefusals::approvalWait(m_options.retry, isNew ? who.guestToken : QByteArray());
}

void Entrance::tellOf(const QString &id)
{
    const Newcomers::Newcomer *one = m_newcomers.find(id);
    if (!one)
        return;
    const QString name = one->info.name;
    const auto tellNow = [this, id, name](bool isTaken) {
        if (const auto *newcomer = m_newcomers.setNameTaken(id, name, isTaken))
            tell(EntranceKind::Waiting, newcomer->info);
    };
    if (name.isEmpty())
        return tellNow(false);
    if (!m_accounts.usableName(name)) // of the operator's people, or of the host itself
        return tellNow(true);
    m_store.isSomebodys(nameKeys(name), m_accounts.options.now(),
                        m_guarded([tellNow](const tl::expected<bool, StoreError> &taken) {
                            tellNow(taken.value_or(false));
                        }));
}

void Entrance::accountMade(const QByteArray &deviceKey, const Chat::UserId &user)
{
    const auto known = m_admitted.constFind(deviceMark(deviceKey));
    if (known == m_admitted.cend())
        return;
    const StoredAdmission before = *known;
    const StoredAdmission device{before.mark, user, before.since};
    // What was let in is the account now, and not a guest beside it.
    const bool wasGuest = before.user.toString().startsWith(QLatin1String("g-"));
    if (wasGuest)
        m_admitted.remove(before.user.toString());
    remember({device, {user.toString(), user, before.since}});
    m_store.settle(device, wasGuest ? before.user : Chat::UserId(), nullptr);
}

void Entrance::forget(const Chat::UserId &user)
{
    m_admitted.removeIf([&](const auto &one) { return one.value().user == user; });
}

void Entrance::invite(const Chat::InvitationWish &wish, Answer<Chat::MadeInvitation> answer)
{
    const QByteArray secret = makeToken();
    StoredInvitation one;
    one.hash = tokenHash("invitation " + secret);
    one.info.id = QStringLiteral("i-") + QString::fromLatin1(tokenHash(makeToken()).left(16));
    one.info.label = cleanLine(wish.label, Chat::InvitationWish::longestLabel);
    one.info.room = wish.room;
    one.info.uses = wish.uses;
    one.info.made = m_accounts.options.now();
    if (wish.time.count() > 0)
        one.info.until = one.info.made + wish.time;
    m_store.invite(
        one, one.info.made, m_options.quota,
        m_guarded([this, info = one.info, secret, answer = std::move(answer)](
                      const tl::expected<std::vector<StoredInvitation>, StoreError> &all) {
            if (!all)
                return answer(tl::unexpected(all.error()));
            m_invitations = *all;
            answer(Chat::MadeInvitation{info, secret});
            tell(EntranceKind::Invitations);
        }));
}

Chat::InvitationList Entrance::invitations() const
{
    Chat::InvitationList list;
    for (const StoredInvitation &one : m_invitations)
        list.invitations.push_back(one.info);
    return list;
}

void Entrance::replace(const StoredInvitation &one)
{
    for (StoredInvitation &known : m_invitations) {
        // What was answered later was written later.
        if (known.info.id == one.info.id)
            known = one;
    }
}

void Entrance::setRevoked(const QString &id, bool revoked, Answer<bool> answer)
{
    m_store.setRevoked(
        id, revoked, m_accounts.options.now(), m_options.quota,
        m_guarded([this, answer = std::move(answer)](
                      const tl::expected<std::optional<StoredInvitation>, StoreError> &changed) {
            if (!changed)
                return answer(tl::unexpected(changed.error()));
            if (*changed) {
                replace(**changed);
                tell(EntranceKind::Invitations);
            }
            answer(changed->has_value());
        }));
}

void Entrance::admit(const QString &id, Answer<bool> answer)
{
    const auto newcomer = m_newcomers.findAny(id);
    if (!newcomer)
        return answer(false);
    m_store.admit(newcomer->marks, m_options.quota,
                  m_guarded([this, id, marks = newcomer->marks, answer = std::move(answer)](
                                const tl::expected<bool, StoreError> &written) {
                      if (!written)
                          return answer(written);
                      remember(marks);
                      if (m_newcomers.remove(id))
                          tell(EntranceKind::Gone, {id});
                      answer(true);
                  }));
}

bool Entrance::decline(const QString &id, bool on)
{
    const bool done = m_newcomers.decline(id, on);
    if (done)
        tell(EntranceKind::Gone, {id});
    return done;
}

void Entrance::tell(EntranceKind kind, const Chat::NewcomerInfo &newcomer)
{
    if (m_listener)
        m_listener({kind, newcomer});
}

void Entrance::forgetOld()
{
    for (const QString &id : m_newcomers.forgetOld(Stomp::Clock::now()))
        tell(EntranceKind::Gone, {id});
    if (m_newcomers.isEmpty())
        m_forgetting.stop();
}

} // namespace Server
