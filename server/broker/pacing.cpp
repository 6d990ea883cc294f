// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/pacing.h"

#include "server/broker/userdestinations.h"

namespace Server {

void Pacing::tell(SessionNumber session, std::chrono::milliseconds wait)
{
    const QByteArray inner = paceQueue.toByteArray();
    const auto &subscribers = m_parts.users.subscribers(userKey(session, inner));
    if (subscribers.empty())
        return;
    // It is old in a second: who is slow to read as well has no use for it.
    Publication publication{shownUserDestination(inner),
                            {},
                            "{\"wait\":" + QByteArray::number(qint64(wait.count())) + '}',
                            true};
    publication.headers.append(QByteArrayLiteral("content-type"),
                               QByteArrayLiteral("application/json"));
    MessageFrames frames = m_parts.delivery.frames(publication);
    for (const Subscriber &subscriber : subscribers)
        m_parts.delivery.deliver(frames, publication, subscriber, Stomp::Clock::now());
}

} // namespace Server
