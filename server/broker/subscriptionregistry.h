// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/version.h"
#include "stomp/wire/destinationfamily.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace Server {

class ClientConnection;

/// One active subscription, with all that a delivery would otherwise have to look up.
struct Subscriber {
    ClientConnection *connection;
    QByteArray id;
    QByteArray header; ///< What MESSAGE calls it: the id, or empty for a 1.0 client that gave none.
    Chat::DestinationFamily family = Chat::DestinationFamily::Topic;
    Stomp::Version version = Stomp::Version::V12;
    bool acknowledges = false;
};

/// Who gets what is published to which canonical destination, in the order of subscribing.
class SubscriptionRegistry {
public:
    void add(const QByteArray &destination, Subscriber subscriber);
    void remove(const QByteArray &destination, const ClientConnection *connection,
                const QByteArray &id);
    /// Valid until the registry is changed.
    const std::vector<Subscriber> &subscribers(const QByteArray &destination) const;

    const QHash<QByteArray, std::vector<Subscriber>> &destinations() const
    {
        return m_byDestination;
    }

private:
    QHash<QByteArray, std::vector<Subscriber>> m_byDestination;
    std::vector<Subscriber> m_none;
};

} // namespace Server
