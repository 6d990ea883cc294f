// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/delivery.h"

namespace Server {

using Stomp::TimePoint;

namespace {

constexpr char markedNumber = '.';

} // namespace

Delivery::Delivery(const Compatibility &compatibility, QByteArray instance)
    : m_style{compatibility.springFrames, compatibility.copiesAllHeaders,
              compatibility.binaryByContentType},
      m_idPerSession(compatibility.springFrames), m_instance(std::move(instance))
{
}

MessageFrames Delivery::frames(const Publication &publication, MessageMark mark)
{
    const QByteArray number = QByteArray::number(++m_lastMessage);
    if (m_idPerSession)
        return {publication, number, m_style, mark};
    QByteArray id = m_instance + '-' + number;
    // So that nobody has to remember what an ACK of it stands for.
    if (publication.acknowledgedAs > 0)
        id += markedNumber + QByteArray::number(publication.acknowledgedAs);
    return {publication, id, m_style, mark};
}

qint64 Delivery::acknowledgedAs(const QByteArray &messageId)
{
    const qsizetype mark = messageId.lastIndexOf(markedNumber);
    return mark < 0 ? 0 : messageId.sliced(mark + 1).toLongLong();
}

Subscriber Delivery::subscriber(Client &client, const QByteArray &id,
                                const Subscription &subscription)
{
    const Stomp::ServerSession &session = client.connection->session();
    return {client.connection.get(),
            id,
            session.namesSubscription(id) ? id : QByteArray(),
            subscription.family,
            session.version(),
            session.ackMode(id) != Stomp::AckMode::Auto};
}

void Delivery::deliver(MessageFrames &frames, const Publication &publication,
                       const Subscriber &subscriber, TimePoint now) const
{
    if (!publication.notTo.isEmpty() &&
        subscriber.connection->principal().user == publication.notTo)
        return;
    if (!m_idPerSession) {
        hand(frames, publication.droppable, subscriber, now);
        return;
    }
    MessageFrames own(publication, subscriber.connection->sessionId() + '-' + frames.messageId(),
                      m_style, frames.mark());
    hand(own, publication.droppable, subscriber, now);
}

void Delivery::hand(MessageFrames &frames, bool droppable, const Subscriber &subscriber,
                    TimePoint now)
{
    if (!subscriber.acknowledges) {
        const Stomp::OutgoingFrame &frame =
            frames.shared(subscriber.header, subscriber.family, subscriber.version);
        subscriber.connection->deliver(frame, droppable, now);
        return;
    }
    Stomp::ServerSession &session = subscriber.connection->session();
    if (!session.isOpen())
        return; // it said DISCONNECT and cannot acknowledge any more
    const auto ack = session.track(subscriber.id, frames.messageId());
    if (!ack) {
        subscriber.connection->tooSlow(QStringLiteral("too many messages were not acknowledged"));
        return;
    }
    const bool named = subscriber.version == Stomp::Version::V12;
    subscriber.connection->deliver(frames.acknowledged(subscriber.header, subscriber.family,
                                                       subscriber.version,
                                                       named ? *ack : QByteArray()),
                                   false, now);
}

} // namespace Server
