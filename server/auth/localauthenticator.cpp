// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/localauthenticator.h"

#include "server/auth/addresses.h"
#include "server/auth/entrance.h"
#include "server/auth/entrancerefusals.h"
#include "server/auth/logging.h"
#include "server/auth/names.h"
#include "server/auth/secrets.h"
#include "stomp/wire/composed.h"

#include <QTimer>

#include <algorithm>

namespace Server {
namespace {

using namespace std::chrono_literals;

const AccessDenied denied{QByteArrayLiteral("access refused")};
/// Nothing was looked at, so this tells nothing; the client may come back when the first of those
/// who failed has its answer.
AccessDenied tooManyFailures(std::chrono::milliseconds delay)
{
    AccessDenied denied{"too many failed logins, try again later", true};
    denied.retryAfter = std::max(std::chrono::ceil<std::chrono::seconds>(delay), 1s);
    return denied;
}

QString claimedName(const QByteArray &claimed)
{
    return cleanName(QString::fromUtf8(claimed));
}

Principal ownerOf(const Credentials &credentials)
{
    const QString name = claimedName(credentials.name);
    return {Chat::UserId(QStringLiteral("owner")),
            name.isEmpty() ? QStringLiteral("owner") : name,
            Principal::Role::Owner,
            {}};
}

Principal guestOf(const Credentials &credentials)
{
    Principal guest;
    guest.guestToken =
        isGuestToken(credentials.guestToken) ? credentials.guestToken : makeGuestToken();
    guest.user = guestIdOf(guest.guestToken);
    guest.name = claimedName(credentials.name);
    if (guest.name.isEmpty()) // Four of its digits are enough to tell nameless guests apart.
        guest.name = QStringLiteral("guest-") + guest.user.toString().mid(2, 4);
    return guest;
}

Principal memberOf(const Account &account)
{
    return {Chat::UserId(QStringLiteral("u-") + account.name), account.name, account.role, {}};
}

} // namespace

LocalAuthenticator::LocalAuthenticator(Options options)
    : m_options(std::move(options)), m_checks(m_options.checks)
{
    startSodium();
    if (!m_options.accounts)
        return;
    m_options.accounts->users = m_options.users;
    m_options.accounts->renewTokens(m_options.hostPassword);
    m_admission.emplace(*m_options.accounts, [this](const QString &peer, Answer answer) {
        refuse(peer, std::move(answer));
    });
}

void LocalAuthenticator::setAccounts(Users users, QByteArray hostPassword)
{
    const bool isNewPassword = hostPassword != m_options.hostPassword;
    m_options.users = std::move(users);
    m_options.hostPassword = std::move(hostPassword);
    if (!m_options.accounts)
        return;
    m_options.accounts->users = m_options.users;
    if (isNewPassword) // who came in by the old one shows the new one first
        m_options.accounts->renewTokens(m_options.hostPassword);
}

LocalAuthenticator::Answer LocalAuthenticator::judged(const QString &peer, Answer answer) const
{
    return [bans = m_options.bans, peer,
            answer = std::move(answer)](tl::expected<Principal, AccessDenied> who) {
        if (who)
            who->address = addressNetworkText(peer);
        const auto refusal = who && bans ? bans->refusal(*who, peer) : std::nullopt;
        if (refusal)
            answer(tl::unexpected(*refusal));
        else
            answer(who);
    };
}

void LocalAuthenticator::authenticate(const Credentials &credentials, Answer answer)
{
    if (!credentials.inProcess)
        identify(credentials, judged(credentials.peer, std::move(answer)));
    else if (m_admission)
        m_admission->letOwnerIn(ownerOf(credentials), credentials, std::move(answer));
    else
        answer(ownerOf(credentials));
}

void LocalAuthenticator::identify(const Credentials &shown, Answer answer)
{
    // Before anything is looked at: who has failed too often learns nothing more for a while.
    if (m_refusals.value(addressNetworkText(shown.peer)) >= m_options.refusalsPerPeer) {
        answer(tl::unexpected(tooManyFailures(m_options.refusalDelay)));
        return;
    }
    // A session could make more of them, and codes for devices.
    if (m_admission && shown.overHttp && AccessTokens::isOne(shown.token)) {
        m_admission->showToken(shown, std::move(answer));
        return;
    }
    if (!shown.token.isEmpty() && m_options.users.hasTokens()) {
        checkToken(shown, std::move(answer));
        return;
    }
    Credentials credentials = shown;
    if (credentials.login.isEmpty() && !knowsPassword(credentials, answer))
        return;
    using Proof = AccountAdmission::Proof;
    const Proof proof = m_admission ? m_admission->check(credentials) : Proof::None;
    if (proof == Proof::Wanted) {
        answer(tl::unexpected(m_admission->challengeFor(credentials)));
    } else if (proof == Proof::Wrong) {
        refuse(credentials.peer, std::move(answer));
    } else if (proof == Proof::Right) {
        m_admission->takeProof(credentials, answer, [this, credentials, answer] {
            identifyProved(credentials, Proof::Right, answer);
        });
    } else {
        identifyProved(credentials, proof, std::move(answer));
    }
}

void LocalAuthenticator::identifyProved(const Credentials &credentials,
                                        AccountAdmission::Proof proof, Answer answer)
{
    using Proof = AccountAdmission::Proof;
    if (!credentials.login.isEmpty()) {
        const QString login = QString::fromUtf8(credentials.login);
        if (!m_admission || m_options.users.hasNameLike(login))
            checkAccount(credentials, std::move(answer));
        else
            m_admission->logIn(credentials, proof == Proof::Right, std::move(answer));
    } else if (proof == Proof::None) {
        const Principal guest = guestOf(credentials);
        if (m_admission)
            m_admission->gated(credentials, guest, false, answer,
                               [guest, answer] { answer(guest); });
        else
            answer(guest);
    } else if (!credentials.pairingCode.isEmpty()) {
        m_admission->pair(credentials, std::move(answer));
    } else {
        m_admission->comeIn(credentials, guestOf(credentials), std::move(answer));
    }
}

void LocalAuthenticator::checkAccount(const Credentials &credentials, Answer answer)
{
    if (m_options.users.isEmpty()) {
        refuse(credentials.peer, std::move(answer));
        return;
    }
    const auto mustWait = [this, peer = credentials.peer] {
        return isGuarded(peer) ? m_options.accounts->mustWait(peer, {}) : std::nullopt;
    };
    if (const auto wait = mustWait())
        return answer(tl::unexpected(*wait));
    const auto account = m_options.users.find(Chat::composed(QString::fromUtf8(credentials.login)));
    // An unknown name costs a hash as well, so that time does not tell which names exist.
    const QByteArray hash = account ? account->passwordHash : m_options.users.anyHash();
    const bool asked =
        m_checks.check(hash, credentials.passcode,
                       [this, account, mustWait, peer = credentials.peer, answer](bool right) {
                           // Many at once are no way around it, as for accounts of the log.
                           if (const auto wait = mustWait())
                               return answer(tl::unexpected(*wait));
                           if (right && account)
                               return answer(memberOf(*account));
                           if (isGuarded(peer))
                               m_options.accounts->guesses.wasWrong(peer, {}, Stomp::Clock::now());
                           refuse(peer, answer);
                       });
    if (!asked) {
        qCWarning(authLog) << "too many logins at once; sent away one from" << credentials.peer;
        answer(tl::unexpected(tooManyLogins()));
    }
}

bool LocalAuthenticator::isGuarded(const QString &peer) const
{
    return m_options.accounts &&
           !(m_options.accounts->options.sparesLoopback && isLoopbackText(peer));
}

void LocalAuthenticator::checkToken(const Credentials &credentials, Answer answer)
{
    if (const auto account = m_options.users.findByToken(credentials.token))
        answer(memberOf(*account));
    else
        refuse(credentials.peer, std::move(answer));
}

bool LocalAuthenticator::knowsPassword(Credentials &credentials, const Answer &answer)
{
    Entrance *entrance = m_options.accounts ? m_options.accounts->entrance : nullptr;
    if (m_options.hostPassword.isEmpty())
        return true;
    credentials.knowsPassword = false;
    if (entrance && entrance->maybeKnows(credentials))
        return true;
    const bool guesses = !credentials.passcode.isEmpty() && isGuarded(credentials.peer);
    const auto wait = guesses ? m_options.accounts->mustWait(credentials.peer, {}) : std::nullopt;
    if (wait) {
        answer(tl::unexpected(*wait));
        return false;
    }
    credentials.knowsPassword = sameSecret(credentials.passcode, m_options.hostPassword);
    if (credentials.knowsPassword)
        return true;
    if (guesses)
        m_options.accounts->guesses.wasWrong(credentials.peer, {}, Stomp::Clock::now());
    const bool mayDoWithout =
        entrance && !credentials.overHttp && credentials.pairingCode.isEmpty();
    if (mayDoWithout && !credentials.invitation.isEmpty())
        return true; // Entrance asks for the one or the other
    refuse(credentials.peer, EntranceRefusals::passwordNeeded(), answer);
    return false;
}

void LocalAuthenticator::refuse(const QString &peer, Answer answer)
{
    refuse(peer, denied, std::move(answer));
}

void LocalAuthenticator::refuse(const QString &peer, const AccessDenied &why, Answer answer)
{
    qCInfo(authLog) << "refused" << peer;
    const QString from = addressNetworkText(peer);
    ++m_refusals[from];
    QTimer::singleShot(m_options.refusalDelay, &m_home,
                       [this, from, why, answer = std::move(answer)] {
                           if (--m_refusals[from] <= 0)
                               m_refusals.remove(from);
                           answer(tl::unexpected(why));
                       });
}

} // namespace Server
