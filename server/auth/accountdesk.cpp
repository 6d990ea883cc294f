// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/accountdesk.h"

#include "server/auth/accountcodes.h"
#include "server/auth/logging.h"
#include "server/auth/namekeys.h"

#include <algorithm>
#include <utility>

namespace Server {
namespace {

using Kind = AccountProblem::Kind;

tl::unexpected<AccountProblem> problem(Kind kind)
{
    return tl::unexpected(AccountProblem{kind});
}

tl::unexpected<AccountProblem> storeProblem(StoreError error)
{
    return tl::unexpected(AccountProblem{Kind::Store, {}, error});
}

/// What every session knows about itself.
Chat::AccountInfo plainInfo(const Principal &who)
{
    Chat::AccountInfo info;
    info.user = who.user;
    info.name = who.name;
    info.role = who.role == Principal::Role::Owner   ? QStringLiteral("owner")
                : who.role == Principal::Role::Guest ? QStringLiteral("guest")
                                                     : QStringLiteral("member");
    info.operators = !who.isGuest() && !who.selfMade;
    info.hasPassword = info.operators;
    return info;
}

/// Short ones of several visible characters, which most emoji are: these are joined, and nothing
/// turns the direction of what stands around them.
bool canPicture(const Chat::Avatar &avatar)
{
    constexpr qsizetype longestEmoji = 32;
    constexpr qsizetype longestFile = 128;
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    const bool emojiFits = avatar.emoji.size() <= longestEmoji && avatar.emoji.isValidUtf16() &&
                           std::none_of(avatar.emoji.begin(), avatar.emoji.end(), [](QChar c) {
                               constexpr char16_t joiner = 0x200d;
                               return c.isSpace() || c.category() == QChar::Other_Control ||
                                      (c.category() == QChar::Other_Format && c != joiner) ||
                                      c == u'<' || c == u'&';
                           });
    const bool colorFits = avatar.color.isEmpty() ||
                           (avatar.color.size() == 7 && avatar.color.startsWith(u'#') &&
                            std::all_of(avatar.color.begin() + 1, avatar.color.end(), isHex));
    return emojiFits && colorFits && avatar.file.size() <= longestFile;
}

} // namespace

template <typename T, typename Next>
void AccountDesk::withAccount(const Principal &who, Answer<T> answer, Next next)
{
    if (who.isGuest())
        return answer(problem(Kind::Guest));
    if (!who.selfMade)
        return answer(problem(Kind::OperatorsFile));
    m_parts.store.find(who.user, m_guarded([answer = std::move(answer), next = std::move(next)](
                                               const tl::expected<Found, StoreError> &found) {
                           if (!found)
                               answer(storeProblem(found.error()));
                           else if (!*found)
                               answer(problem(Kind::Guest)); // erased meanwhile
                           else
                               next(**found, answer);
                       }));
}

bool AccountDesk::isOwner(const Chat::UserId &user) const
{
    const QString id = user.toString();
    const QString prefix = QStringLiteral("u-"); // as the authenticator makes them
    const auto account =
        id.startsWith(prefix) ? m_parts.users.find(id.mid(prefix.size())) : std::nullopt;
    return account && account->role == Principal::Role::Owner;
}

void AccountDesk::describe(const Principal &who, Answer<Chat::AccountInfo> answer)
{
    m_parts.store.find(
        who.user, m_guarded([this, who, answer = std::move(answer)](
                                const tl::expected<Found, StoreError> &found) {
            if (!found)
                return answer(storeProblem(found.error()));
            Chat::AccountInfo info = plainInfo(who);
            if (!*found)
                return answer(info);
            const StoredAccount &account = **found;
            info.avatar = account.avatar;
            if (!who.selfMade)
                return answer(info);
            info.role = roleName(account.role);
            info.hasPassword = !account.passwordHash.isEmpty();
            for (const StoredDevice &device : account.devices) {
                info.devices.push_back({QString::fromLatin1(device.key), device.name, device.added,
                                        device.lastUsed, device.key == who.device});
            }
            const QByteArray by = who.device.isEmpty()
                                      ? m_parts.tokens.passwordMark(account.passwordHash)
                                      : who.device;
            const QByteArray token = m_parts.tokens.make({who.user, by}, m_parts.options.now());
            info.token = QString::fromLatin1(token);
            answer(info);
        }));
}

void AccountDesk::setPassword(const Principal &who, const Chat::PasswordRequest &wanted,
                              Answer<bool> answer)
{
    const bool fits = wanted.wanted.isEmpty() ||
                      (wanted.wanted.size() >= m_parts.options.shortestPassword &&
                       wanted.wanted.toUtf8().size() <= m_parts.options.longestPassword);
    if (!fits)
        return answer(problem(Kind::BadPassword));
    const QString guesser = who.user.toString();
    if (const auto wait = m_parts.guesses.wait(guesser, {}, Stomp::Clock::now()))
        return answer(tl::unexpected(AccountProblem{Kind::MustWait, *wait}));
    // Each costs two hashes: nobody has many of them under way.
    if (m_changing.contains(who.user))
        return answer(problem(Kind::Busy));
    m_changing.insert(who.user);
    const Answer<bool> ended =
        m_guarded([this, user = who.user, answer = std::move(answer)](const auto &set) {
            m_changing.remove(user);
            answer(set);
        });
    withAccount<bool>(
        who, ended, [this, wanted, guesser](const StoredAccount &account, Answer<bool> then) {
            PasswordChange change{account.user, account.passwordHash, {}};
            if (change.was.isEmpty())
                return hashAndKeep(change, wanted.wanted, std::move(then));
            const bool asked = m_parts.changes.check(
                change.was, wanted.old.toUtf8(),
                m_guarded([this, change, wanted, guesser, then](bool right) {
                    // As it is with logins: of many at once the first few tell
                    // something.
                    if (const auto wait = m_parts.guesses.wait(guesser, {}, Stomp::Clock::now()))
                        return then(tl::unexpected(AccountProblem{Kind::MustWait, *wait}));
                    if (right)
                        return hashAndKeep(change, wanted.wanted, then);
                    m_parts.guesses.wasWrong(guesser, {}, Stomp::Clock::now());
                    then(problem(Kind::WrongPassword));
                }));
            if (!asked)
                then(problem(Kind::Busy));
        });
}

void AccountDesk::hashAndKeep(const PasswordChange &change, const QString &wanted,
                              Answer<bool> answer)
{
    const auto keep = m_guarded([this, change, answer](const QByteArray &hash) {
        PasswordChange whole = change;
        whole.hash = hash;
        m_parts.store.setPassword(
            whole, m_guarded([answer](const tl::expected<PasswordSet, StoreError> &set) {
                if (!set)
                    return answer(storeProblem(set.error()));
                switch (*set) {
                case PasswordSet::Set:
                    return answer(true);
                case PasswordSet::Changed: // on another device, or the account was erased
                    return answer(problem(Kind::WrongPassword));
                case PasswordSet::LastWayIn:
                    return answer(problem(Kind::LastWayIn));
                }
            }));
    });
    if (wanted.isEmpty())
        return keep(QByteArray());
    const bool asked =
        m_parts.changes.make(wanted.toUtf8(), m_guarded([keep, answer](const QByteArray &hash) {
                                 if (hash.isEmpty())
                                     answer(problem(Kind::Busy));
                                 else
                                     keep(hash);
                             }));
    if (!asked)
        answer(problem(Kind::Busy));
}

void AccountDesk::rename(const Principal &who, const QString &name, Answer<QString> answer)
{
    const QString clean = cleanName(name);
    if (clean.isEmpty())
        return answer(problem(Kind::BadName));
    const auto keys = m_parts.usableName(clean);
    // Its owner is the host: they may be called so.
    const bool mayAny = who.role == Principal::Role::Owner;
    if (!keys && !mayAny)
        return answer(problem(Kind::NameTaken));
    withAccount<QString>(
        who, std::move(answer),
        [this, who, wanted = keys ? *keys : nameKeys(clean)](const StoredAccount &,
                                                             Answer<QString> then) {
            const Chat::Timestamp now = m_parts.options.now();
            m_parts.store.rename({who.user, wanted, now, now + m_parts.options.nameKept},
                                 m_guarded([this, user = who.user, then, name = wanted.name](
                                               const tl::expected<Renamed, StoreError> &done) {
                                     if (!done)
                                         return then(storeProblem(done.error()));
                                     switch (*done) {
                                     case Renamed::Renamed:
                                         return then(name);
                                     case Renamed::NameTaken:
                                         return then(problem(Kind::NameTaken));
                                     case Renamed::TooOften:
                                         return refuseName(user, then);
                                     case Renamed::NoSuchAccount:
                                         return then(problem(Kind::Guest));
                                     }
                                 }));
        });
}

void AccountDesk::refuseName(const Chat::UserId &user, Answer<QString> answer)
{
    using Until = std::optional<Chat::Timestamp>;
    m_parts.store.firstKeptName(
        user,
        m_guarded([this, answer = std::move(answer)](const tl::expected<Until, StoreError> &until) {
            AccountProblem tooOften{Kind::TooOften};
            if (until && *until)
                tooOften.wait =
                    std::chrono::ceil<std::chrono::seconds>(**until - m_parts.options.now());
            answer(tl::unexpected(tooOften));
        }));
}

void AccountDesk::setAvatar(const Principal &who, const Chat::Avatar &avatar,
                            Answer<Chat::Avatar> answer)
{
    if (who.isGuest())
        return answer(problem(Kind::Guest));
    if (!canPicture(avatar))
        return answer(problem(Kind::BadPicture));
    AvatarChange change;
    change.user = who.user;
    change.name = who.name;
    change.selfMade = who.selfMade;
    change.avatar = avatar;
    change.time = m_parts.options.now();
    m_parts.store.setAvatar(
        change,
        m_guarded([answer = std::move(answer)](const tl::expected<Chat::Avatar, StoreError> &set) {
            if (set)
                answer(*set);
            else if (set.error() == StoreError::NoSuchFile)
                answer(problem(Kind::BadPicture));
            else if (set.error() == StoreError::NotAllowed)
                answer(problem(Kind::Guest)); // erased meanwhile
            else
                answer(storeProblem(set.error()));
        }));
}

void AccountDesk::revoke(const Principal &who, const QByteArray &key, Answer<QString> answer)
{
    withAccount<QString>(
        who, std::move(answer),
        [this, who, key](const StoredAccount &account, Answer<QString> then) {
            const auto device =
                std::find_if(account.devices.begin(), account.devices.end(),
                             [&](const StoredDevice &one) { return one.key == key; });
            if (device == account.devices.end())
                return then(problem(Kind::NoSuchDevice));
            m_parts.store.removeDevice(
                who.user, key,
                m_guarded([then, name = device->name](
                              const tl::expected<DeviceRemoved, StoreError> &done) {
                    if (!done)
                        return then(storeProblem(done.error()));
                    switch (*done) {
                    case DeviceRemoved::Removed:
                        return then(name);
                    case DeviceRemoved::NoSuchDevice:
                        return then(problem(Kind::NoSuchDevice));
                    case DeviceRemoved::LastWayIn:
                        return then(problem(Kind::LastWayIn));
                    }
                }));
        });
}

void AccountDesk::pair(const Principal &who, Answer<Chat::PairingCode> answer)
{
    withAccount<Chat::PairingCode>(
        who, std::move(answer),
        [this](const StoredAccount &account, Answer<Chat::PairingCode> then) {
            makeCode(account.user, m_parts.options.pairingTime, std::move(then));
        });
}

void AccountDesk::makeCode(const Chat::UserId &user, std::chrono::seconds lifetime,
                           Answer<Chat::PairingCode> answer)
{
    const Chat::PairingCode code{makePairingCode(), m_parts.options.now() + lifetime};
    m_parts.store.addCode(
        {pairingCodeHash(code.code.toLatin1()), user, code.expires},
        m_guarded([code, answer = std::move(answer)](const tl::expected<bool, StoreError> &done) {
            if (!done)
                answer(storeProblem(done.error()));
            else
                answer(code);
        }));
}

void AccountDesk::recover(const QString &name, bool reset,
                          std::function<void(const Chat::UserId &user)> lockedOut,
                          Answer<Recovery> answer)
{
    const QString folded = nameKeys(cleanName(name)).folded;
    m_parts.store.findByName(
        folded,
        m_guarded([this, reset, lockedOut = std::move(lockedOut),
                   answer = std::move(answer)](const tl::expected<Found, StoreError> &found) {
            if (!found)
                return answer(storeProblem(found.error()));
            if (!*found)
                return answer(problem(Kind::NoSuchPerson));
            const Chat::UserId user = (*found)->user;
            const auto code = m_guarded([this, user, answer] {
                makeCode(
                    user, m_parts.options.recoveryTime,
                    [user, answer](const tl::expected<Chat::PairingCode, AccountProblem> &made) {
                        if (!made)
                            answer(tl::unexpected(made.error()));
                        else
                            answer(Recovery{user, *made});
                    });
            });
            qCInfo(authLog) << "recovery of" << user.toString() << (reset ? "with a reset" : "");
            if (!reset)
                return code();
            m_parts.store.lockOut(user, m_guarded([user, code, lockedOut, answer](
                                                      const tl::expected<bool, StoreError> &done) {
                                      if (!done)
                                          return answer(storeProblem(done.error()));
                                      lockedOut(user);
                                      code();
                                  }));
        }));
}

} // namespace Server
