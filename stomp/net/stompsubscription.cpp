// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/stompsubscription.h"

#include "stomp/net/stompclient.h"

namespace Stomp {

StompSubscription::StompSubscription(StompClient *client, QByteArray id, QByteArray destination,
                                     AckMode ack, Headers headers)
    : QObject(client), m_client(client), m_id(std::move(id)), m_destination(std::move(destination)),
      m_ack(ack), m_headers([headers = std::move(headers)] { return headers; })
{
}

StompSubscription::~StompSubscription()
{
    m_client->unsubscribe(this);
}

} // namespace Stomp
