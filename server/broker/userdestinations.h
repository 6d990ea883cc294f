// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

#include <optional>
#include <vector>

namespace Server {

/// `/user/{who}/queue/x`, taken apart.
struct UserDestination {
    QByteArray who;   ///< Decoded: `%2F` is a slash.
    QByteArray inner; ///< `/queue/x`.
};

/// nullopt for what names nobody or nothing of theirs.
std::optional<UserDestination> parseUserDestination(QByteArrayView destination);

/// `/queue/x` of `/user/queue/x`; nullopt when nothing follows `/user/`.
std::optional<QByteArray> ownUserDestination(QByteArrayView destination);

/// Where a person hears why the host refused what they asked for.
constexpr QByteArrayView errorsQueue = "/queue/errors";
/// Where a session hears how long it is not read because it sends too fast.
constexpr QByteArrayView paceQueue = "/queue/chat/pace";
/// Whether nobody but the host sends there: errorsQueue, and `/queue/chat/…`, where the chat tells
/// somebody what is theirs alone.
bool isHostsAlone(QByteArrayView inner);

/// What MESSAGE calls it: `/user/queue/x`.
QByteArray shownUserDestination(const QByteArray &inner);

/// Who is connected with which sessions.
class PeopleConnected {
public:
    void add(SessionNumber session, const QByteArray &sessionId, const Principal &principal);
    void remove(SessionNumber session, const QByteArray &sessionId, const Principal &principal);

    /// All sessions of a user id, the one of a session id, or all of an account's name, whichever
    /// it is first: nobody's name takes what another's id should get.
    std::vector<SessionNumber> sessionsOf(const QByteArray &who) const;

private:
    using Sessions = QHash<QByteArray, std::vector<SessionNumber>>;
    static void remove(Sessions &sessions, const QByteArray &key, SessionNumber session);

    Sessions m_byUser;
    Sessions m_byAccount;
    QHash<QByteArray, SessionNumber> m_bySessionId;
};

} // namespace Server
