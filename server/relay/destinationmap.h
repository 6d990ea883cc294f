// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Server {

/// Whose names a broker speaks.
enum class RelayKind { RabbitMq, ActiveMq };

/// Our names for topics and queues in the words of the broker behind, and back.
///
/// `/topic/a/b` is its topic `a.b`: words with dots between them are what both brokers have
/// wildcards for, and what other programs expect. What means something to either of them (`.`, `*`,
/// `#`, `>`, `,`, `?`, blanks) and `%` itself is `%` and two hexadecimal digits in a word, so that
/// each of our names has one of its own. Its other kinds of destinations (`/exchange/…`,
/// `/temp-queue/…`) stay as they are.
class DestinationMap {
public:
    /// Of a name in its words; longer ones are not sent. Bytes.
    static constexpr qsizetype longestName = 255;
    /// Begins the names of queues that hosts have RabbitMQ make for durable subscriptions.
    static constexpr QByteArrayView queuesOfHosts = "madang-";

    explicit DestinationMap(RelayKind kind) : m_kind(kind) {}

    /// A canonical destination to send to or to subscribe to; nullopt: the broker has no such kind,
    /// or the name is too long.
    std::optional<QByteArray> toBroker(const QByteArray &canonical) const;
    /// A topic with our wildcards. What the broker has none for becomes one that covers more.
    std::optional<QByteArray> patternToBroker(const QByteArray &canonical) const;
    QByteArray fromBroker(const QByteArray &destination) const;

    /// The topic or queue that it is another name for, or itself; nullopt: of no kind it has.
    std::optional<QByteArray> standsFor(const QByteArray &canonical) const;
    /// Whether messages of several names may come by a subscription to it.
    bool coversMany(QByteArrayView canonical) const;
    /// Whether it is a queue of `queuesOfHosts`, by whatever name: what waits there is one
    /// client's, and that client may be known well enough for the name to be worked out.
    bool isHosts(QByteArrayView canonical) const;
    /// Whether the broker speaks of itself there, and not to people.
    bool isBrokersOwn(QByteArrayView destination) const;

private:
    bool isOther(QByteArrayView canonical) const;
    QByteArray escaped(QByteArrayView word, bool isFirst) const;
    QByteArray ours(QByteArrayView prefix, QByteArrayView name) const;

    RelayKind m_kind;
};

} // namespace Server
