// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/ackmode.h"

#include <QByteArray>
#include <QHash>

#include <map>
#include <optional>
#include <vector>

namespace Stomp {

/// Which messages of which subscription still await an ACK (STOMP 1.2, "ACK").
///
/// Every tracked message gets a number, unique for the life of the ledger and rising; 1.2 writes
/// it as the MESSAGE's `ack` header. In `Client` mode an acknowledgement covers all earlier
/// messages of the same subscription, in `ClientIndividual` mode that one.
class AckLedger {
public:
    using Number = quint64;

    /// What one ACK or NACK covers, in the order the messages were tracked.
    struct Covered {
        QByteArray subscription;
        std::map<Number, QByteArray> messages;
    };

    /// `limit`: how many messages may await their ACK over all subscriptions.
    explicit AckLedger(int limit) : m_limit(limit) {}

    /// Opens a page for a subscription that is not open yet. Auto ones need none.
    void open(const QByteArray &subscription, AckMode mode);
    /// Forgets the subscription and what it awaits; a later ACK of it is unknown.
    void close(const QByteArray &subscription);

    /// The number of the message, an old one when it is tracked already. nullopt when the
    /// subscription is unknown or Auto, or the limit is reached.
    std::optional<Number> track(const QByteArray &subscription, const QByteArray &messageId);

    /// The number by which 1.0 (no subscription) and 1.1 name a message: of several subscriptions
    /// that got it, the one that got it first. nullopt when nothing of that name awaits an ACK.
    std::optional<Number> find(const QByteArray &messageId,
                               const std::optional<QByteArray> &subscription) const;
    bool contains(Number number) const { return m_owners.contains(number); }

    /// Takes out what the acknowledgement of that message covers. nullopt when it awaits none:
    /// never sent, settled before, or its subscription was closed.
    std::optional<Covered> settle(Number number);
    /// Puts back what settle() gave, as if nothing had happened.
    void restore(const Covered &covered);

    /// Message ids in the order they were tracked.
    std::vector<QByteArray> pending(const QByteArray &subscription) const;
    qsizetype size() const { return m_owners.size(); }

private:
    struct Page {
        AckMode mode = AckMode::Auto;
        std::map<Number, QByteArray> messages;
        QHash<QByteArray, Number> numbers;
    };

    int m_limit;
    Number m_last = 0;
    QHash<QByteArray, Page> m_pages;
    QHash<Number, QByteArray> m_owners; ///< The subscription of each message.
};

} // namespace Stomp
