// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/broker/queuelog.h"

#include <QHash>

#include <unordered_map>
#include <utility>
#include <vector>

namespace Server {

/// The durable subscriptions there are, by user, client and name.
class DurableSubscriptions {
public:
    struct Entry {
        enum class State {
            Beginning, ///< The log has not answered yet.
            Standing,
            Ending, ///< The log has been told to forget it.
        };
        DurableSubscription subscription;
        QByteArray queue; ///< DurableSubscription::queue().
        State state = State::Beginning;
        /// Who is to be told when the log has answered.
        std::vector<std::pair<SubscriptionRef, Completion>> beginners;
    };

    /// By DurableSubscription::queue(); null if there is none. Valid until it is removed.
    Entry *find(const QByteArray &queue);
    /// There must be none.
    Entry &add(const DurableSubscription &subscription, Entry::State state);
    void remove(const QByteArray &queue);

    int count() const { return static_cast<int>(m_byQueue.size()); }
    int countOfGuests() const { return m_countOfGuests; }
    int countOf(const QString &user) const { return m_countOfUser.value(user); }
    /// Those to that destination, but for the ending ones; likewise somebody's.
    std::vector<Entry *> to(const QByteArray &destination);
    std::vector<Entry *> of(const QString &user);
    bool hasAnyTo(const QByteArray &destination) const;

private:
    std::unordered_map<QByteArray, Entry> m_byQueue;
    QHash<QByteArray, std::vector<Entry *>> m_byDestination;
    QHash<QString, int> m_countOfUser;
    int m_countOfGuests = 0;
};

} // namespace Server
