// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/clientsession.h"

#include "stomp/framewriter.h"

#include <algorithm>
#include <utility>

namespace Stomp {

using namespace ClientEvent;

namespace {

QByteArrayView viewOf(const std::optional<QByteArray> &value)
{
    return value ? QByteArrayView(*value) : QByteArrayView();
}

QByteArray ackName(AckMode mode, Version version)
{
    switch (mode) {
    case AckMode::Auto:
        return "auto";
    case AckMode::Client:
        return "client";
    case AckMode::ClientIndividual:
        break;
    }
    // 1.0 knows no other way to acknowledge.
    return version == Version::V10 ? "client" : "client-individual";
}

void append(Headers &headers, const Headers &more)
{
    for (const Headers::Entry &header : more)
        headers.append(header.name, header.value);
}

Frame withReceipt(Frame frame, const QByteArray &receipt)
{
    if (!receipt.isEmpty())
        frame.headers.append("receipt", receipt);
    return frame;
}

} // namespace

ClientSession::ClientSession(Options options)
    : m_options(std::move(options)), m_parser(m_options.limits)
{
}

void ClientSession::connect(const Headers &headers, TimePoint now)
{
    if (!std::holds_alternative<Idle>(m_phase))
        return;
    Frame frame{Command::Connect, {{"accept-version", supportedVersions()}}, {}};
    frame.headers.append("heart-beat", writeHeartBeat(m_options.heartBeat));
    append(frame.headers, headers);
    put(frame, now);
    m_phase = Connecting{now + m_options.connectTimeout};
}

bool ClientSession::isReading() const
{
    return !std::holds_alternative<Idle>(m_phase) && !isOver();
}

void ClientSession::receive(QByteArrayView bytes, TimePoint now)
{
    if (!isReading())
        return;
    noteActivity(now);
    m_parser.feed(bytes);
}

void ClientSession::noteActivity(TimePoint now)
{
    m_lastReceived = now;
    m_beats.received(now);
}

std::optional<ClientSession::Event> ClientSession::nextEvent()
{
    if (m_failure)
        return *std::exchange(m_failure, std::nullopt);
    if (!isReading())
        return std::nullopt;
    const auto frame = m_parser.next();
    if (!frame)
        return fail(describe(frame.error()));
    return *frame ? handle(**frame) : std::nullopt;
}

std::optional<ClientSession::Event> ClientSession::handle(const Frame &frame)
{
    if (frame.command == Command::Error)
        return handleError(frame);
    const bool connecting = std::holds_alternative<Connecting>(m_phase);
    if (connecting != (frame.command == Command::Connected))
        return fail(connecting ? "The server's first frame is not CONNECTED"
                               : "The server sent CONNECTED twice");
    switch (frame.command) {
    case Command::Connected:
        return handleConnected(frame);
    case Command::Message:
        return handleMessage(frame);
    case Command::Receipt:
        return handleReceipt(frame);
    default:
        return fail("The server sent a frame that only a client may send");
    }
}

std::optional<ClientSession::Event> ClientSession::handleConnected(const Frame &frame)
{
    const auto name = frame.headers.value("version");
    // A list of one: CONNECTED names the version as accept-version would.
    const auto version = negotiate(viewOf(name));
    if (!version || (name && *name != versionName(*version)))
        return fail("The server chose a version we did not offer");
    const auto theirs = *version == Version::V10
                            ? HeartBeat{}
                            : parseHeartBeat(viewOf(frame.headers.value("heart-beat")));
    if (!theirs)
        return fail("The server's heart-beat is not two numbers with a comma");

    m_version = *version;
    m_parser.setVersion(m_version);
    // In 1.0 theirs is 0,0: nothing beats.
    m_beats =
        HeartBeatTimer(m_options.heartBeat, *theirs, m_options.heartBeatMargin, m_lastReceived);
    m_phase = Open{};
    return Connected{m_version, frame.headers};
}

std::optional<ClientSession::Event> ClientSession::handleMessage(const Frame &frame)
{
    const auto subscription = frame.headers.value("subscription");
    if (!frame.headers.contains("destination") || !frame.headers.contains("message-id") ||
        (!subscription && m_version != Version::V10))
        return fail("The server sent a MESSAGE without destination, message-id or subscription");

    MessageReceived message;
    message.subscription = subscription.value_or(QByteArray());
    message.destination = frame.headers.value("destination", {});
    message.messageId = frame.headers.value("message-id", {});
    if (m_version == Version::V12)
        message.ack = frame.headers.value("ack", {});
    else if (ackMode(message.subscription, message.destination) != AckMode::Auto)
        message.ack = message.messageId;
    message.headers = frame.headers;
    message.body = frame.body;
    return message;
}

std::optional<ClientSession::Event> ClientSession::handleReceipt(const Frame &frame)
{
    const auto id = frame.headers.value("receipt-id");
    if (!id)
        return fail("The server sent a RECEIPT without receipt-id");
    const auto *disconnecting = std::get_if<Disconnecting>(&m_phase);
    if (disconnecting && disconnecting->receipt == *id)
        m_phase = Over{};
    return ReceiptReceived{*id};
}

std::optional<ClientSession::Event> ClientSession::handleError(const Frame &frame)
{
    m_phase = Over{};
    return ErrorReceived{frame.headers.value("message", {}), frame.headers.value("receipt-id"),
                         frame.body, frame.headers};
}

std::optional<ClientSession::Event> ClientSession::fail(const QByteArray &message)
{
    m_phase = Over{};
    m_parser = FrameParser(m_options.limits);
    return Failed{message};
}

/// In 1.0 a MESSAGE need not name its subscription; then its destination does.
AckMode ClientSession::ackMode(const QByteArray &subscription, const QByteArray &destination) const
{
    if (!subscription.isEmpty())
        return m_subscriptions.value(subscription).ack;
    const auto found = std::find_if(
        m_subscriptions.begin(), m_subscriptions.end(), [&destination](const Subscription &known) {
            return known.destination == destination && known.ack != AckMode::Auto;
        });
    return found == m_subscriptions.end() ? AckMode::Auto : found->ack;
}

void ClientSession::put(const Frame &frame, TimePoint now)
{
    m_output += write(frame, m_version);
    m_beats.sent(now);
}

void ClientSession::send(const QByteArray &destination, const QByteArray &body,
                         const Headers &headers, const QByteArray &receipt, TimePoint now)
{
    if (!isOpen())
        return;
    Frame frame = withReceipt({Command::Send, {{"destination", destination}}, body}, receipt);
    append(frame.headers, headers);
    put(frame, now);
}

void ClientSession::subscribe(const QByteArray &id, const QByteArray &destination, AckMode ack,
                              const Headers &headers, const QByteArray &receipt, TimePoint now)
{
    if (!isOpen())
        return;
    m_subscriptions.insert(id, {destination, ack});
    Frame frame{Command::Subscribe, {{"id", id}, {"destination", destination}}, {}};
    frame.headers.append("ack", ackName(ack, m_version));
    append(frame.headers, headers);
    put(withReceipt(std::move(frame), receipt), now);
}

void ClientSession::unsubscribe(const QByteArray &id, const QByteArray &receipt, TimePoint now,
                                const Headers &headers)
{
    if (!isOpen())
        return;
    m_subscriptions.remove(id);
    Frame frame{Command::Unsubscribe, {{"id", id}}, {}};
    append(frame.headers, headers);
    put(withReceipt(std::move(frame), receipt), now);
}

void ClientSession::ack(const MessageReceived &message, const QByteArray &transaction,
                        TimePoint now, const Headers &headers)
{
    acknowledge(Command::Ack, message, transaction, now, headers);
}

void ClientSession::nack(const MessageReceived &message, const QByteArray &transaction,
                         TimePoint now, const Headers &headers)
{
    acknowledge(Command::Nack, message, transaction, now, headers);
}

void ClientSession::acknowledge(Command command, const MessageReceived &message,
                                const QByteArray &transaction, TimePoint now,
                                const Headers &headers)
{
    if (!isOpen() || message.ack.isEmpty() || rules(command).since > m_version)
        return;
    Frame frame{command, {}, {}};
    if (m_version == Version::V12) {
        frame.headers.append("id", message.ack);
    } else {
        frame.headers.append("message-id", message.messageId);
        if (!message.subscription.isEmpty())
            frame.headers.append("subscription", message.subscription);
    }
    if (!transaction.isEmpty())
        frame.headers.append("transaction", transaction);
    append(frame.headers, headers);
    put(frame, now);
}

void ClientSession::begin(const QByteArray &transaction, TimePoint now)
{
    if (isOpen())
        put({Command::Begin, {{"transaction", transaction}}, {}}, now);
}

void ClientSession::commit(const QByteArray &transaction, const QByteArray &receipt, TimePoint now)
{
    if (isOpen())
        put(withReceipt({Command::Commit, {{"transaction", transaction}}, {}}, receipt), now);
}

void ClientSession::abort(const QByteArray &transaction, TimePoint now)
{
    if (isOpen())
        put({Command::Abort, {{"transaction", transaction}}, {}}, now);
}

void ClientSession::disconnect(const QByteArray &receipt, TimePoint now)
{
    if (!isOpen())
        return;
    put(withReceipt({Command::Disconnect, {}, {}}, receipt), now);
    if (receipt.isEmpty())
        m_phase = Over{};
    else
        m_phase = Disconnecting{receipt};
}

bool ClientSession::isOpen() const
{
    return std::holds_alternative<Open>(m_phase);
}

bool ClientSession::isOver() const
{
    return std::holds_alternative<Over>(m_phase);
}

QByteArray ClientSession::takeOutput()
{
    return std::exchange(m_output, QByteArray());
}

void ClientSession::tick(TimePoint now)
{
    if (const auto *connecting = std::get_if<Connecting>(&m_phase)) {
        if (now >= connecting->deadline)
            m_failure = std::get<Failed>(*fail("No CONNECTED in time"));
        return;
    }
    if (!isOpen())
        return;
    if (m_beats.peerDead(now)) {
        m_failure = std::get<Failed>(*fail("No heart-beat in time"));
    } else if (m_beats.beatDue(now)) {
        m_output += '\n';
        m_beats.sent(now);
    }
}

std::optional<TimePoint> ClientSession::deadline() const
{
    if (const auto *connecting = std::get_if<Connecting>(&m_phase))
        return connecting->deadline;
    return isOpen() ? m_beats.deadline() : std::nullopt;
}

} // namespace Stomp
