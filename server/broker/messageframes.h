// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/topics.h"
#include "stomp/net/link.h"
#include "stomp/version.h"
#include "stomp/wire/destinationfamily.h"

#include <QByteArray>

#include <vector>

namespace Server {

/// The MESSAGE frames of one publication, each distinct one encoded once.
///
/// Clients of one kind use the same subscription ids, so a room of a thousand mostly needs one.
class MessageFrames {
public:
    /// The publication must outlive this.
    MessageFrames(const Publication &publication, QByteArray messageId);

    /// For an `auto` subscription; valid until the next call. An empty `subscription` leaves the
    /// header out (STOMP 1.0).
    const Stomp::OutgoingFrame &shared(const QByteArray &subscription,
                                       Chat::DestinationFamily family, Stomp::Version version);
    /// For one that acknowledges: with an `ack` header of its own.
    Stomp::OutgoingFrame acknowledged(const QByteArray &subscription,
                                      Chat::DestinationFamily family, Stomp::Version version,
                                      const QByteArray &ack) const;

    const QByteArray &messageId() const { return m_messageId; }

private:
    QByteArray encode(const QByteArray &subscription, Chat::DestinationFamily family,
                      Stomp::Version version, const QByteArray &ack) const;

    struct Variant {
        QByteArray subscription;
        Chat::DestinationFamily family;
        Stomp::Version version;
        Stomp::OutgoingFrame frame;
    };
    const Publication &m_publication;
    QByteArray m_messageId;
    std::vector<Variant> m_variants;
};

/// Whether only the server may say a header of that name in MESSAGE, whatever a client put into
/// its SEND.
bool isServerHeader(QByteArrayView name);

} // namespace Server
