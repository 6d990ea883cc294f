// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/queueconsuming.h"
#include "server/broker/sending.h"

#include <QObject>

#include <memory>

namespace Server {

/// COMMIT: all that a transaction holds, or nothing.
///
/// All of it is checked first, and places in the queues are taken. Then the log gets the SENDs to
/// the application and the persistent ones to queues as one; and when it has them come those to
/// topics and the ACKs, in their order. So whoever was refused something finds that nothing
/// happened, and a host that is killed did all of that or nothing. A session that ends in between
/// is no reason to stop, but what it had not acknowledged goes to somebody else by then.
///
/// One that is the broker's behind is that broker's to commit. Nobody could promise all or nothing
/// of one that is its and the host's: that is refused.
class Committing : public QObject {
    Q_OBJECT
public:
    Committing(BrokerParts &parts, Sending &sending, QueueConsuming &consuming, Relaying &relaying)
        : m_parts(parts), m_sending(sending), m_consuming(consuming), m_relaying(relaying)
    {
    }

    void commit(ClientConnection &from, const Stomp::ServerEvent::TransactionCommitted &request,
                Committed done);

private:
    struct Work;
    tl::expected<void, Refusal> check(Work &work, const Principal &sender);
    void relay(const std::shared_ptr<Work> &work);
    void write(const std::shared_ptr<Work> &work);
    void written(const std::shared_ptr<Work> &work);
    void rest(const std::shared_ptr<Work> &work);

    BrokerParts &m_parts;
    Sending &m_sending;
    QueueConsuming &m_consuming;
    Relaying &m_relaying;
};

} // namespace Server
