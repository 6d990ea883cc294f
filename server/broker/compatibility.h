// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Server {

/// Where the STOMP specification, Spring's simple broker and a chat's needs part ways. The defaults
/// are Madang's; spring() is Spring's simple broker to the letter, but for receipts, which
/// everybody gets.
struct Compatibility {
    enum class UnknownDestination {
        Topic,  ///< Any name is a topic.
        Ignore, ///< As Spring does.
        Error,  ///< ERROR, then close.
    };
    enum class QueueMode {
        Competing, ///< Each message goes to one consumer.
        Broadcast, ///< `/queue` is another `/topic`, as in Spring's simple broker.
    };

    UnknownDestination unknownDestination = UnknownDestination::Topic;
    QueueMode queueMode = QueueMode::Competing;
    /// ERROR `Session closed.` and 1002 for a DISCONNECT without receipt, as Spring; else 1000.
    bool errorOnPlainDisconnect = false;
    /// A CONNECT without a version we share gets no answer at all, as in Spring since 5.1.
    bool silentOnUnknownVersion = false;
    /// Doubled or unknown subscription ids, ACK, NACK and transactions that make no sense, and
    /// frames without a destination are ignored instead of being errors.
    bool ignoresMisuse = false;
    /// Ack modes, ACK, NACK and transactions mean nothing but their receipts.
    bool ignoresAcknowledgements = false;
    /// CONNECTED carries nothing but version, heart-beat and user-name; ERROR nothing but message
    /// and content-length, its texts are Spring's.
    bool springFrames = false;
    /// Binary WebSocket messages for `application/octet-stream` alone, as Spring; else for what is
    /// not UTF-8.
    bool binaryByContentType = false;
    /// SEND passes `receipt` and `transaction` on into MESSAGE, too, as Spring does.
    bool copiesAllHeaders = false;

    static constexpr Compatibility spring()
    {
        Compatibility spring;
        spring.unknownDestination = UnknownDestination::Ignore;
        spring.queueMode = QueueMode::Broadcast;
        spring.errorOnPlainDisconnect = true;
        spring.silentOnUnknownVersion = true;
        spring.ignoresMisuse = true;
        spring.ignoresAcknowledgements = true;
        spring.springFrames = true;
        spring.binaryByContentType = true;
        spring.copiesAllHeaders = true;
        return spring;
    }
};

} // namespace Server
