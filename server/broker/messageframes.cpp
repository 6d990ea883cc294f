// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/messageframes.h"

#include "stomp/framewriter.h"

#include <algorithm>
#include <array>

namespace Server {
namespace {

constexpr std::array<QByteArrayView, 14> serverHeaders{
    "destination",    "subscription", "message-id", "ack",        "redelivered",
    "retained",       "delivered",    "user-name",  "user-id",    "session",
    "content-length", "receipt",      "receipt-id", "transaction"};
constexpr QByteArrayView octetStream = "application/octet-stream";

constexpr size_t mostVariants = 32;

} // namespace

bool isServerHeader(QByteArrayView name)
{
    return name.startsWith("simp") ||
           std::find(serverHeaders.begin(), serverHeaders.end(), name) != serverHeaders.end();
}

MessageFrames::MessageFrames(const Publication &publication, QByteArray messageId,
                             MessageStyle style, MessageMark mark)
    : m_publication(publication), m_messageId(std::move(messageId)), m_style(style), m_mark(mark)
{
}

bool MessageFrames::passes(QByteArrayView name) const
{
    if (m_style.allHeaders && (name == "receipt" || name == "transaction"))
        return true;
    return !isServerHeader(name);
}

void MessageFrames::appendOwn(Stomp::Headers &headers, const QByteArray &subscription,
                              const QByteArray &ack) const
{
    if (!subscription.isEmpty())
        headers.append(QByteArrayLiteral("subscription"), subscription);
    headers.append(QByteArrayLiteral("message-id"), m_messageId);
    if (!ack.isEmpty())
        headers.append("ack", ack);
    if (m_mark != MessageMark::None)
        headers.append(m_mark == MessageMark::Retained ? "retained" : "redelivered", "true");
}

Stomp::OutgoingFrame MessageFrames::encode(const QByteArray &subscription,
                                           Chat::DestinationFamily family, Stomp::Version version,
                                           const QByteArray &ack) const
{
    Stomp::Frame frame;
    frame.command = Stomp::Command::Message;
    frame.headers.append(QByteArrayLiteral("destination"),
                         Chat::inFamily(m_publication.destination, family));
    const auto type = m_publication.headers.value("content-type");
    if (m_style.springOrder && type)
        frame.headers.append("content-type", *type);
    if (!m_style.springOrder)
        appendOwn(frame.headers, subscription, ack);
    for (const auto &[name, value] : m_publication.headers) {
        if (passes(name) && !(m_style.springOrder && name == "content-type"))
            frame.headers.append(name, value);
    }
    if (m_style.springOrder) {
        appendOwn(frame.headers, subscription, ack);
        frame.headers.append("content-length", "0"); // the true one is written
    }
    frame.body = m_publication.body;
    using Message = Stomp::OutgoingFrame::Message;
    const bool binary = m_style.binaryByContentType && type && type->startsWith(octetStream);
    return Stomp::OutgoingFrame(Stomp::write(frame, version),
                                binary ? Message::Binary : Message::ByContent);
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
    const Stomp::OutgoingFrame frame = encode(subscription, family, version, {});
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
    return encode(subscription, family, version, ack);
}

} // namespace Server
