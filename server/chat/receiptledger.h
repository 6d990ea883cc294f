// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readstore.h"
#include "stomp/wire/reads.h"

#include <QHash>

#include <deque>
#include <limits>
#include <vector>

namespace Server {

/// One room's account of who was to get what, and how far each has got.
///
/// A message is taken down once, a person's progress is two numbers; what follows for each message
/// is worked out when somebody asks, in a time that grows with people plus messages. Of a room the
/// newest messages are known, of people those who are there and those whom these messages were for.
class ReceiptLedger {
public:
    /// `last`: what was said up to here was said before anything here.
    explicit ReceiptLedger(Chat::Sequence last = {}) : m_order(last.number) {}

    /// Somebody is there, or belongs to the room, from now on. Again: nothing.
    void come(const Chat::UserId &user);
    void go(const Chat::UserId &user);
    /// As the log has kept them.
    void restore(const StoredMarker &marker);
    bool isThere(const Chat::UserId &user) const;
    /// Nobody is there, and nothing was ever said.
    bool isUnused() const { return m_there == 0 && m_order == 0; }

    /// How many others are to get what a person says now; it is said as `order`.
    int audience(const Chat::UserId &sender) const;
    qint64 nextOrder() { return ++m_order; }
    /// It was stored.
    void said(const SentMessage &message, qint64 order);
    /// Messages that were said before anything here.
    void restore(const std::vector<SentMessage> &messages);
    bool isRestored() const { return m_restored; }

    /// Somebody who is there got so far; true when that is news.
    bool seen(const Chat::UserId &user, Chat::Sequence delivered, Chat::Sequence read);
    Chat::Sequence read(const Chat::UserId &user) const { return m_people.value(user).read; }
    Chat::Sequence delivered(const Chat::UserId &user) const
    {
        return m_people.value(user).delivered;
    }

    struct News {
        Chat::UserId sender;
        std::vector<Chat::Receipt> receipts;
    };
    /// What has changed since this was asked before, by sender.
    std::vector<News> takeNews();
    /// Of all messages of theirs that are known, by sequence.
    std::vector<Chat::Receipt> receiptsOf(const Chat::UserId &sender);

private:
    static constexpr qint64 stillThere = std::numeric_limits<qint64>::max();
    /// What was said as a number above `from`, up to `to`, was for them.
    struct Stay {
        qint64 from = 0;
        qint64 to = stillThere;
    };
    struct Person {
        Chat::Sequence delivered;
        Chat::Sequence read;
        bool confirms = false;
        std::vector<Stay> stays;

        bool isThere() const { return !stays.empty() && stays.back().to == stillThere; }
    };
    struct Sent {
        SentMessage message;
        qint64 order = 0;
        Chat::Receipt now;
        Chat::Receipt told;
    };
    /// Places in m_sent: from the first to before the second.
    struct Range {
        qsizetype first;
        qsizetype end;
    };
    Range range(const Stay &stay) const;
    qsizetype behind(Chat::Sequence sequence) const;
    void workOut();
    void forgetWhoWent(bool all);

    QHash<Chat::UserId, Person> m_people;
    std::deque<Sent> m_sent; ///< By sequence, and so by order.
    qint64 m_order;
    int m_there = 0;
    bool m_restored = false;
};

} // namespace Server
