// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/serversession.h"

#include "stomp/framewriter.h"

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

/// Nobody who has not connected yet has a reason to send a body: one head's worth is plenty.
Limits beforeConnect(Limits limits)
{
    limits.bodyBytes = std::min(limits.bodyBytes, limits.headBytes);
    return limits;
}

} // namespace

ServerSession::ServerSession(Options options, TimePoint now)
    : m_options(std::move(options)), m_phase(AwaitingConnect{now + m_options.connectTimeout}),
      m_parser(beforeConnect(m_options.limits)), m_ledger(m_options.limits.unacknowledged)
{
}

void ServerSession::receive(QByteArrayView bytes, TimePoint now)
{
    if (std::holds_alternative<Disconnecting>(m_phase) || std::holds_alternative<Over>(m_phase))
        return;
    noteActivity(now);
    m_parser.feed(bytes);
    // A client may send on without waiting for CONNECTED, but not pile up what nobody reads.
    if (std::holds_alternative<Deciding>(m_phase) &&
        m_parser.buffered() > m_options.limits.headBytes + m_options.limits.bodyBytes)
        fail("Too much data before CONNECTED");
}

void ServerSession::noteActivity(TimePoint now)
{
    m_beats.received(now);
}

std::optional<ServerSession::Event> ServerSession::nextEvent()
{
    if (m_closedSubscription)
        m_ledger.close(*std::exchange(m_closedSubscription, std::nullopt));

    while (std::holds_alternative<AwaitingConnect>(m_phase) ||
           std::holds_alternative<Open>(m_phase)) {
        const auto frame = m_parser.next();
        if (!frame)
            fail(describeFault(frame.error()), {}, m_parser.receiptAtFault());
        else if (!*frame)
            break;
        else if (auto event = handle(**frame))
            return event;
    }
    return takeFailure();
}

void ServerSession::accept(const QByteArray &sessionId, const Headers &extra, TimePoint now)
{
    const auto *deciding = std::get_if<Deciding>(&m_phase);
    if (!deciding)
        return;
    const HeartBeat theirs = deciding->theirs;
    m_version = deciding->version;
    m_parser.setVersion(m_version);
    m_parser.setLimits(m_options.limits);

    Frame connected{Command::Connected, {}, {}};
    connected.headers.append("version", versionName(m_version).toByteArray());
    if (m_version != Version::V10)
        connected.headers.append("heart-beat", writeHeartBeat(m_options.heartBeat));
    if (!m_options.bareFrames) {
        if (!m_options.server.isEmpty())
            connected.headers.append("server", m_options.server);
        connected.headers.append("session", sessionId);
    }
    for (const Headers::Entry &header : extra)
        connected.headers.append(header.name, header.value);
    m_output += write(connected, m_version);

    // In 1.0 theirs is 0,0: nothing beats.
    m_beats = HeartBeatTimer(m_options.heartBeat, theirs, m_options.heartBeatMargin, now);
    m_phase = Open{{}, Transactions(m_options.limits)};
}

void ServerSession::fail(const QByteArray &message, const QByteArray &body,
                         const std::optional<QByteArray> &receipt, const Headers &extra)
{
    Headers headers = extra;
    if (receipt)
        headers.append("receipt-id", *receipt);
    end(message, std::move(headers), body);
}

void ServerSession::end(const QByteArray &message, Headers headers, const QByteArray &body)
{
    if (std::holds_alternative<Over>(m_phase))
        return;
    Frame error{Command::Error, {}, {}};
    error.headers.append("message", message);
    if (m_options.bareFrames) {
        error.headers.append("content-length", "0");
    } else {
        for (const Headers::Entry &header : headers)
            error.headers.append(header.name, header.value);
        if (!body.isEmpty())
            error.headers.append("content-type", "text/plain");
        error.body = body;
    }
    m_output += write(error, m_version);
    m_parser = FrameParser(m_options.limits);
    m_failure = ServerEvent::Failed{message, false};
    m_phase = Over{};
}

std::optional<ServerSession::Event> ServerSession::reject(const Frame &frame,
                                                          const QByteArray &message)
{
    fail(message, {},
         rules(frame.command).mayAskReceipt ? frame.headers.value("receipt") : std::nullopt);
    return std::nullopt;
}

std::optional<ServerSession::Event> ServerSession::misuse(const Frame &frame,
                                                          const QByteArray &message)
{
    return m_options.ignoresMisuse ? ignore(frame) : reject(frame, message);
}

std::optional<ServerSession::Event> ServerSession::ignore(const Frame &frame)
{
    if (const auto receipt = frame.headers.value("receipt"))
        sendReceipt(*receipt);
    return std::nullopt;
}

QByteArray ServerSession::describeFault(ParseError error) const
{
    const ServerSessionOptions::Texts &texts = m_options.texts;
    if (error == ParseError::MissingNul)
        return texts.unterminated;
    const bool tooLong = error == ParseError::HeaderTooLong || error == ParseError::BodyTooLong ||
                         error == ParseError::TooManyHeaders;
    return tooLong && !texts.tooLong.isEmpty() ? texts.tooLong : describe(error);
}

std::optional<ServerSession::Event> ServerSession::takeFailure()
{
    if (!m_failure)
        return std::nullopt;
    return *std::exchange(m_failure, std::nullopt);
}

void ServerSession::finishDisconnect(const std::optional<QByteArray> &receipt)
{
    if (receipt)
        sendReceipt(*receipt);
    else if (m_options.errorOnPlainDisconnect)
        fail(m_options.texts.disconnected);
}

void ServerSession::sendReceipt(const QByteArray &receipt, const Headers &extra)
{
    if (!std::holds_alternative<Open>(m_phase) && !std::holds_alternative<Disconnecting>(m_phase))
        return;
    Frame frame{Command::Receipt, {{"receipt-id", receipt}}, {}};
    for (const Headers::Entry &header : extra)
        frame.headers.append(header.name, header.value);
    m_output += write(frame, m_version);
}

const ServerSession::Subscription *
ServerSession::openSubscription(const QByteArray &subscription) const
{
    const auto *open = std::get_if<Open>(&m_phase);
    if (!open)
        return nullptr;
    const auto found = open->subscriptions.find(subscription);
    return found == open->subscriptions.end() ? nullptr : &found->second;
}

bool ServerSession::isSubscribed(const QByteArray &subscription) const
{
    return openSubscription(subscription);
}

AckMode ServerSession::ackMode(const QByteArray &subscription) const
{
    const Subscription *known = openSubscription(subscription);
    return known ? known->ack : AckMode::Auto;
}

bool ServerSession::namesSubscription(const QByteArray &subscription) const
{
    const Subscription *known = openSubscription(subscription);
    return known && known->hasOwnId;
}

std::optional<QByteArray> ServerSession::track(const QByteArray &subscription,
                                               const QByteArray &messageId)
{
    const Subscription *known = openSubscription(subscription);
    if (!known)
        return std::nullopt;
    if (known->ack == AckMode::Auto)
        return QByteArray();
    const auto number = m_ledger.track(subscription, messageId);
    if (!number)
        return std::nullopt;
    return m_version == Version::V12 ? QByteArray::number(*number) : messageId;
}

std::vector<QByteArray> ServerSession::unacknowledged(const QByteArray &subscription) const
{
    return m_ledger.pending(subscription);
}

bool ServerSession::isOpen() const
{
    return std::holds_alternative<Open>(m_phase);
}

bool ServerSession::isOver() const
{
    return std::holds_alternative<Over>(m_phase);
}

QByteArray ServerSession::takeOutput()
{
    return std::exchange(m_output, QByteArray());
}

void ServerSession::tick(TimePoint now)
{
    if (const auto *awaiting = std::get_if<AwaitingConnect>(&m_phase)) {
        if (now >= awaiting->deadline)
            fail("No CONNECT in time");
        return;
    }
    if (!std::holds_alternative<Open>(m_phase))
        return;
    if (m_beats.peerDead(now)) {
        fail(m_options.texts.silent);
        m_failure->silent = true;
    } else if (m_beats.beatDue(now)) {
        m_output += '\n';
        m_beats.sent(now);
    }
}

std::optional<TimePoint> ServerSession::deadline() const
{
    if (const auto *awaiting = std::get_if<AwaitingConnect>(&m_phase))
        return awaiting->deadline;
    return std::holds_alternative<Open>(m_phase) ? m_beats.deadline() : std::nullopt;
}

} // namespace Stomp
