// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/messageframes.h"

#include "stomp/framewriter.h"

#include <algorithm>
#include <array>

namespace Server {
namespace {

constexpr std::array<QByteArrayView, 11> serverHeaders{
    "destination", "subscription", "message-id",     "ack",     "redelivered", "user-name",
    "user-id",     "session",      "content-length", "receipt", "transaction"};

constexpr size_t mostVariants = 32;

} // namespace

bool isServerHeader(QByteArrayView name)
{
    return name.startsWith("simp") ||
           std::find(serverHeaders.begin(), serverHeaders.end(), name) != serverHeaders.end();
}

MessageFrames::MessageFrames(const Publication &publication, QByteArray messageId)
    : m_publication(publication), m_messageId(std::move(messageId))
{
}

QByteArray MessageFrames::encode(const QByteArray &subscription, Chat::DestinationFamily family,
                                 Stomp::Version version, const QByteArray &ack) const
{
    Stomp::Frame frame;
    frame.command = Stomp::Command::Message;
    frame.headers.append("destination", Chat::inFamily(m_publication.destination, family));
    if (!subscription.isEmpty())
        frame.headers.append("subscription", subscription);
    frame.headers.append("message-id", m_messageId);
    if (!ack.isEmpty())
        frame.headers.append("ack", ack);
    for (const auto &[name, value] : m_publication.headers) {
        if (!isServerHeader(name))
            frame.headers.append(name, value);
    }
    frame.body = m_publication.body;
    return Stomp::write(frame, version);
}

const Stomp::OutgoingFrame &MessageFrames::shared(const QByteArray &subscription,
                                                  Chat::DestinationFamily family,
                                                  Stomp::Version version)
{
    for (const Variant &variant : m_variants) {
        if (variant.subscription == subscription && variant.family == family &&
            variant.version == version)
            return variant.frame;
    }
    const Stomp::OutgoingFrame frame(encode(subscription, family, version, {}));
    // Subscribers that all have ids of their own would make the search cost more than the frame.
    if (m_variants.size() == mostVariants)
        m_variants.pop_back();
    m_variants.push_back({subscription, family, version, frame});
    return m_variants.back().frame;
}

Stomp::OutgoingFrame MessageFrames::acknowledged(const QByteArray &subscription,
                                                 Chat::DestinationFamily family,
                                                 Stomp::Version version,
                                                 const QByteArray &ack) const
{
    return Stomp::OutgoingFrame(encode(subscription, family, version, ack));
}

} // namespace Server
