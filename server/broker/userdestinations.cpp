// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/userdestinations.h"

namespace Server {
namespace {

constexpr QByteArrayView userPrefix = "/user/";

QByteArray accountOf(const Principal &principal)
{
    return principal.isGuest() ? QByteArray() : principal.name.toUtf8();
}

} // namespace

std::optional<UserDestination> parseUserDestination(QByteArrayView destination)
{
    if (!destination.startsWith(userPrefix))
        return std::nullopt;
    const QByteArrayView rest = destination.sliced(userPrefix.size());
    const qsizetype end = rest.indexOf('/');
    if (end < 1 || end + 1 == rest.size())
        return std::nullopt;
    // Nothing but the slash is encoded, as Spring has it; a name may hold any other `%`.
    return UserDestination{rest.first(end).toByteArray().replace("%2F", "/"),
                           rest.sliced(end).toByteArray()};
}

std::optional<QByteArray> ownUserDestination(QByteArrayView destination)
{
    if (!destination.startsWith(userPrefix) || destination.size() == userPrefix.size())
        return std::nullopt;
    return destination.sliced(userPrefix.size() - 1).toByteArray();
}

bool isHostsAlone(QByteArrayView inner)
{
    return inner == errorsQueue || inner.startsWith("/queue/chat/");
}

QByteArray shownUserDestination(const QByteArray &inner)
{
    return "/user" + inner;
}

void PeopleConnected::add(SessionNumber session, const QByteArray &sessionId,
                          const Principal &principal)
{
    m_byUser[principal.user.toString().toUtf8()].push_back(session);
    m_bySessionId.insert(sessionId, session);
    if (const QByteArray account = accountOf(principal); !account.isEmpty())
        m_byAccount[account].push_back(session);
}

void PeopleConnected::remove(SessionNumber session, const QByteArray &sessionId,
                             const Principal &principal)
{
    remove(m_byUser, principal.user.toString().toUtf8(), session);
    remove(m_byAccount, accountOf(principal), session);
    m_bySessionId.remove(sessionId);
}

void PeopleConnected::remove(Sessions &sessions, const QByteArray &key, SessionNumber session)
{
    const auto it = sessions.find(key);
    if (it == sessions.end())
        return;
    std::erase(*it, session);
    if (it->empty())
        sessions.erase(it);
}

std::vector<SessionNumber> PeopleConnected::sessionsOf(const QByteArray &who) const
{
    if (const auto user = m_byUser.constFind(who); user != m_byUser.constEnd())
        return *user;
    if (const auto one = m_bySessionId.constFind(who); one != m_bySessionId.constEnd())
        return {*one};
    return m_byAccount.value(who);
}

} // namespace Server
