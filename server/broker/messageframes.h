// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/topics.h"
#include "stomp/net/link.h"
#include "stomp/version.h"
#include "stomp/wire/destinationfamily.h"

#include <QByteArray>

#include <vector>

namespace Server {

/// How MESSAGE frames look.
struct MessageStyle {
    /// Headers in Spring's order, `content-length` last and always.
    bool springOrder = false;
    /// `receipt` and `transaction` of the SEND stay.
    bool allHeaders = false;
    /// `application/octet-stream` goes as a binary WebSocket message.
    bool binaryByContentType = false;
};

/// What a MESSAGE says of itself when it is not a fresh one.
enum class MessageMark { None, Redelivered, Retained };

/// The MESSAGE frames of one publication, each distinct one encoded once.
///
/// Clients of one kind use the same subscription ids, so a room of a thousand mostly needs one.
class MessageFrames {
public:
    /// The publication must outlive this.
    MessageFrames(const Publication &publication, QByteArray messageId, MessageStyle style = {},
                  MessageMark mark = MessageMark::None);

    /// For an `auto` subscription; valid until the next call. An empty `subscription` leaves the
    /// header out (STOMP 1.0).
    const Stomp::OutgoingFrame &shared(const QByteArray &subscription,
                                       Chat::DestinationFamily family, Stomp::Version version);
    /// For one that acknowledges: with an `ack` header of its own.
    Stomp::OutgoingFrame acknowledged(const QByteArray &subscription,
                                      Chat::DestinationFamily family, Stomp::Version version,
                                      const QByteArray &ack) const;

    const QByteArray &messageId() const { return m_messageId; }
    MessageMark mark() const { return m_mark; }

private:
    Stomp::OutgoingFrame encode(const QByteArray &subscription, Chat::DestinationFamily family,
                                Stomp::Version version, const QByteArray &ack) const;
    void appendOwn(Stomp::Headers &headers, const QByteArray &subscription,
                   const QByteArray &ack) const;
    bool passes(QByteArrayView name) const;

    struct Variant {
        QByteArray subscription;
        Chat::DestinationFamily family;
        Stomp::Version version;
        Stomp::OutgoingFrame frame;
    };
    const Publication &m_publication;
    QByteArray m_messageId;
    MessageStyle m_style;
    MessageMark m_mark;
    std::vector<Variant> m_variants;
};

/// Whether only the server may say a header of that name in MESSAGE, whatever a client put into
/// its SEND.
bool isServerHeader(QByteArrayView name);

} // namespace Server
