// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/relay/relayheaders.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace Server {
namespace {

/// Of the frame itself, or nobody's but the host's to say.
constexpr std::array<QByteArrayView, 18> notPassed{
    "destination",    "subscription", "message-id", "ack",     "redelivered", "retained",
    "delivered",      "user-name",    "user-id",    "session", "login",       "passcode",
    "content-length", "receipt",      "receipt-id", "id",      "transaction", "retain"};
/// What makes or changes a queue by the way, or has a message made into another.
constexpr std::array<QByteArrayView, 4> notSent{"durable", "auto-delete", "exclusive",
                                                "transformation"};
constexpr std::array<QByteArrayView, 9> notSentBeginnings{
    "x-dead-letter", "x-expires", "x-max-", "x-message-ttl",           "x-overflow",
    "x-queue-",      "x-stream-", "simp",   "x-single-active-consumer"};

template <typename List>
bool holds(const List &list, QByteArrayView name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool isSent(QByteArrayView name)
{
    return !holds(notPassed, name) && !holds(notSent, name) &&
           std::none_of(notSentBeginnings.begin(), notSentBeginnings.end(),
                        [name](QByteArrayView begin) { return name.startsWith(begin); });
}

/// A name that tells nobody whose it is.
QByteArray hashed(const QByteArray &text)
{
    return DestinationMap::queuesOfHosts.toByteArray() +
           QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(40);
}

/// Two clients may call their subscriptions alike.
QByteArray durableName(const Upstream::Client &client, const Upstream::Subscribe &subscribe)
{
    return hashed(client.name + '\n' + subscribe.id + '\n' + subscribe.destination);
}

} // namespace

Stomp::Headers RelayHeaders::ofSend(const Stomp::Headers &headers, qint64 now) const
{
    Stomp::Headers sent;
    for (const auto &[name, value] : headers) {
        if (!isSent(name))
            continue;
        if (name == "reply-to") {
            // Nor by the hand of whoever answers.
            if (!m_map.isHosts(value))
                sent.append(name, m_map.toBroker(value).value_or(value));
        } else if (name == "expires" && m_kind == RelayKind::RabbitMq) {
            const qint64 expires = value.toLongLong();
            if (expires > 0)
                sent.append("expiration", QByteArray::number(std::max<qint64>(expires - now, 0)));
        } else {
            sent.append(name, value);
        }
    }
    return sent;
}

Stomp::Headers RelayHeaders::ofSubscribe(const Upstream::Client &client,
                                         const Upstream::Subscribe &subscribe, int prefetch) const
{
    Stomp::Headers sent;
    bool isNumber = false;
    const int wanted = subscribe.headers.value("prefetch-count", {}).toInt(&isNumber);
    const int most = isNumber && wanted > 0 ? std::min(wanted, prefetch) : prefetch;
    const bool isRabbit = m_kind == RelayKind::RabbitMq;
    if (subscribe.ack != Stomp::AckMode::Auto)
        sent.append(isRabbit ? "prefetch-count" : "activemq.prefetchSize",
                    QByteArray::number(most));
    if (const auto selector = subscribe.headers.value("selector"); selector && !isRabbit)
        sent.append("selector", *selector);
    if (!subscribe.durable)
        return sent;
    if (isRabbit) {
        sent.append("durable", "true");
        sent.append("auto-delete", "false");
        sent.append("x-queue-name", durableName(client, subscribe));
    } else {
        sent.append("activemq.subscriptionName", durableName(client, subscribe));
    }
    return sent;
}

Stomp::Headers RelayHeaders::ofForgetting(const Upstream::Client &client,
                                          const Upstream::Subscribe &subscribe) const
{
    const QByteArray name = durableName(client, subscribe);
    if (m_kind == RelayKind::RabbitMq)
        return {{"durable", "true"}, {"auto-delete", "false"}, {"x-queue-name", name}};
    return {{"activemq.subscriptionName", name}};
}

Stomp::Headers RelayHeaders::ofConnect(const Upstream::Client &client) const
{
    if (m_kind == RelayKind::RabbitMq || client.name.isEmpty())
        return {};
    return {{"client-id", hashed(client.name)}};
}

Stomp::Headers RelayHeaders::ofMessage(const Stomp::Headers &headers) const
{
    Stomp::Headers told;
    for (const auto &[name, value] : headers) {
        if (holds(notPassed, name) || (name == "expires" && value == "0"))
            continue;
        told.append(name, name == "reply-to" ? m_map.fromBroker(value) : value);
    }
    return told;
}

} // namespace Server
