// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/ackmode.h"
#include "stomp/clientsession.h"
#include "stomp/headers.h"

#include <QByteArray>
#include <QObject>

#include <functional>

namespace Stomp {

class StompClient;

/// One destination's messages, over all the connections of its client. Delete it to unsubscribe.
class StompSubscription : public QObject {
    Q_OBJECT
public:
    ~StompSubscription() override;

    const QByteArray &id() const { return m_id; }
    const QByteArray &destination() const { return m_destination; }

    /// Asked for the headers of SUBSCRIBE at each new connection, instead of the ones given at
    /// first: where to go on from (`since`) is known only then.
    void setHeaderSource(std::function<Headers()> headers) { m_headers = std::move(headers); }

Q_SIGNALS:
    void received(const Stomp::ClientEvent::MessageReceived &message);
    /// SUBSCRIBE was written on a new connection, the first one included.
    void subscribed();

private:
    friend class StompClient;
    StompSubscription(StompClient *client, QByteArray id, QByteArray destination, AckMode ack,
                      Headers headers);

    StompClient *m_client;
    QByteArray m_id;
    QByteArray m_destination;
    AckMode m_ack;
    std::function<Headers()> m_headers;
};

} // namespace Stomp
