// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/refusing.h"

#include "server/broker/clientconnection.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Server {
namespace {

QByteArray refusalJson(const std::optional<QByteArray> &receipt, const Refusal &refusal)
{
    QJsonObject body{{QStringLiteral("message"), QString::fromUtf8(refusal.message)},
                     {QStringLiteral("detail"), QString::fromUtf8(refusal.body).trimmed()}};
    if (receipt)
        body.insert(QStringLiteral("receipt"), QString::fromUtf8(*receipt));
    if (refusal.ruling) {
        if (!refusal.ruling->reason.isEmpty())
            body.insert(QStringLiteral("reason"), refusal.ruling->reason);
        if (const auto until = refusal.ruling->until)
            body.insert(QStringLiteral("until"), qint64(until->time_since_epoch().count()));
    }
    if (refusal.retryAfter)
        body.insert(QStringLiteral("retryAfter"), qint64(refusal.retryAfter->count()));
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace

void appendRetryAfter(Stomp::Headers &headers, std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
    headers.append("retry-after", QByteArray::number(qint64(seconds.count())));
}

Stomp::Headers errorHeaders(const Refusal &refusal)
{
    Stomp::Headers headers;
    if (refusal.ruling) {
        for (const auto &[name, value] : refusal.ruling->headers())
            headers.append(name, value);
    }
    if (refusal.retryAfter)
        appendRetryAfter(headers, *refusal.retryAfter);
    return headers;
}

bool Refusing::tell(const ClientConnection &client, const std::optional<QByteArray> &receipt,
                    const Refusal &refusal)
{
    // It will be sent again, and what was sent behind it must not come before it.
    if (refusal.kind == Refusal::Kind::Unavailable || refusal.kind == Refusal::Kind::Full)
        return false;
    const QByteArray inner = errorsQueue.toByteArray();
    const auto &subscribers = m_parts.users.subscribers(userKey(client.number(), inner));
    if (subscribers.empty())
        return false;
    Publication publication{shownUserDestination(inner), {}, refusalJson(receipt, refusal), false};
    publication.headers.append(QByteArrayLiteral("content-type"),
                               QByteArrayLiteral("application/json"));
    MessageFrames frames = m_parts.delivery.frames(publication);
    for (const Subscriber &subscriber : subscribers)
        m_parts.delivery.deliver(frames, publication, subscriber, Stomp::Clock::now());
    return true;
}

} // namespace Server
