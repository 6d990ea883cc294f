// SPDX-License-Identifier: GPL-3.0-or-later
// What ServerSession makes of each frame of a client. Its life and its answers are in
// serversession.cpp.
#include "stomp/serversession.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace Stomp {

using namespace ServerEvent;

namespace {

QByteArrayView viewOrEmpty(const std::optional<QByteArray> &value)
{
    return value ? QByteArrayView(*value) : QByteArrayView();
}

/// For who reads what their program was told.
QByteArray updateAdvice(QByteArrayView acceptVersion)
{
    switch (whoIsBehind(acceptVersion)) {
    case Behind::Us:
        return "The host is older than the program: update the host.\n";
    case Behind::Them:
        return "The program is older than the host: update the program.\n";
    case Behind::Unknown:
        break;
    }
    return {};
}

std::optional<AckMode> parseAckMode(const std::optional<QByteArray> &value, Version version)
{
    if (!value || *value == "auto")
        return AckMode::Auto;
    if (*value == "client")
        return AckMode::Client;
    if (*value == "client-individual" && version != Version::V10)
        return AckMode::ClientIndividual;
    return std::nullopt;
}

/// A 1.0 client may subscribe without an id and unsubscribe by destination.
QByteArray idFor(const QByteArray &destination)
{
    return "destination=" + destination;
}

SendRequested sendRequested(const Frame &frame, bool keepsAllHeaders)
{
    constexpr std::array<QByteArrayView, 4> consumed{"destination", "content-length", "receipt",
                                                     "transaction"};
    const auto end = consumed.begin() + (keepsAllHeaders ? 2 : 4);
    SendRequested request{
        frame.headers.value("destination", {}), {}, frame.body, frame.headers.value("receipt")};
    for (const Headers::Entry &header : frame.headers) {
        if (std::find(consumed.begin(), end, QByteArrayView(header.name)) == end)
            request.headers.append(header.name, header.value);
    }
    return request;
}

bool isAboutAcknowledging(Command command)
{
    return command == Command::Ack || command == Command::Nack || command == Command::Begin ||
           command == Command::Commit || command == Command::Abort;
}

Acknowledged acknowledged(const Frame &frame, const AckLedger::Covered &covered)
{
    Acknowledged event{covered.subscription,
                       {},
                       frame.command == Command::Ack,
                       frame.headers.value("receipt"),
                       frame.headers.value("requeue", "true") != "false"};
    event.messageIds.reserve(covered.messages.size());
    for (const auto &[number, messageId] : covered.messages)
        event.messageIds.push_back(messageId);
    return event;
}

} // namespace

std::optional<ServerSession::Event> ServerSession::handle(const Frame &frame)
{
    ++m_framesReceived;
    if (auto *open = std::get_if<Open>(&m_phase))
        return handleOpen(frame, *open);
    return handleConnect(frame);
}

std::optional<ServerSession::Event> ServerSession::handleConnect(const Frame &frame)
{
    if (frame.command != Command::Connect && frame.command != Command::Stomp)
        return reject(frame, m_options.texts.notConnected);

    const auto accepted = frame.headers.value("accept-version");
    const auto version = negotiate(viewOrEmpty(accepted));
    if (m_options.silentOnUnknownVersion && (!version || !accepted))
        return std::nullopt;
    if (!version) {
        const QByteArray versions = supportedVersions();
        end("Unsupported protocol version", {{"version", versions}},
            "Supported protocol versions are " + versions + '\n' +
                updateAdvice(viewOrEmpty(accepted)));
        return std::nullopt;
    }
    std::optional<HeartBeat> theirs = HeartBeat{};
    if (*version != Version::V10)
        theirs = parseHeartBeat(viewOrEmpty(frame.headers.value("heart-beat")));
    if (!theirs)
        return reject(frame, "heart-beat is not two numbers with a comma");

    m_phase = Deciding{*version, *theirs};
    return ConnectRequested{frame.headers};
}

std::optional<ServerSession::Event> ServerSession::handleOpen(const Frame &frame, Open &open)
{
    const CommandRules &command = rules(frame.command);
    if (command.sender == Sender::Server)
        return reject(frame, "Only a server may send this frame");
    if (command.since > m_version && frame.command != Command::Stomp)
        return reject(frame, "The agreed version of STOMP does not have this frame");

    if (m_options.ignoresAcknowledgements && isAboutAcknowledging(frame.command))
        return ignore(frame);
    switch (frame.command) {
    case Command::Connect:
    case Command::Stomp:
        return reject(frame, m_options.texts.connectedAlready);
    case Command::Send:
        return handleSend(frame, open);
    case Command::Subscribe:
        return handleSubscribe(frame, open);
    case Command::Unsubscribe:
        return handleUnsubscribe(frame, open);
    case Command::Ack:
    case Command::Nack:
        return handleAck(frame, open);
    case Command::Begin:
    case Command::Commit:
    case Command::Abort:
        return handleTransaction(frame, open);
    case Command::Disconnect:
        return handleDisconnect(frame);
    case Command::Connected:
    case Command::Message:
    case Command::Receipt:
    case Command::Error:
        break; // the server's, refused above
    }
    Q_UNREACHABLE();
}

std::optional<ServerSession::Event> ServerSession::handleSend(const Frame &frame, Open &open)
{
    if (frame.headers.value("destination", {}).isEmpty())
        return misuse(frame, "SEND needs a destination");
    const auto transaction = frame.headers.value("transaction");
    if (transaction && !m_options.ignoresAcknowledgements &&
        (!m_options.ignoresMisuse || open.transactions.contains(*transaction)))
        return hold(frame, *transaction, open);
    return sendRequested(frame, m_options.keepsAllHeaders);
}

std::optional<ServerSession::Event> ServerSession::handleSubscribe(const Frame &frame, Open &open)
{
    const QByteArray destination = frame.headers.value("destination", {});
    if (destination.isEmpty())
        return misuse(frame, "SUBSCRIBE needs a destination");
    const auto ownId = frame.headers.value("id");
    if (!ownId && m_version != Version::V10)
        return misuse(frame, "SUBSCRIBE needs an id");
    auto ack = parseAckMode(frame.headers.value("ack"), m_version);
    if (m_options.ignoresAcknowledgements || (!ack && m_options.ignoresMisuse))
        ack = AckMode::Auto;
    if (!ack)
        return reject(frame, "Unknown ack mode");
    const QByteArray id = ownId ? *ownId : idFor(destination);
    if (open.subscriptions.contains(id))
        return misuse(frame, "A subscription of that id is open already");
    const qsizetype bytes = id.size() + destination.size();
    if (std::ssize(open.subscriptions) >= m_options.limits.subscriptions ||
        open.subscriptionBytes + bytes > m_options.limits.subscriptionBytes)
        return reject(frame, "Too many subscriptions");

    open.subscriptions.insert({id, {*ack, ownId.has_value(), bytes}});
    open.subscriptionBytes += bytes;
    m_ledger.open(id, *ack);
    return SubscribeRequested{id, destination, *ack, frame.headers, frame.headers.value("receipt")};
}

std::optional<ServerSession::Event> ServerSession::handleUnsubscribe(const Frame &frame, Open &open)
{
    auto id = frame.headers.value("id");
    if (!id && m_version == Version::V10 && frame.headers.contains("destination"))
        id = idFor(frame.headers.value("destination", {}));
    if (!id)
        return misuse(frame, "UNSUBSCRIBE needs an id");
    const auto subscription = open.subscriptions.find(*id);
    if (subscription == open.subscriptions.end())
        return misuse(frame, "No subscription of that id is open");
    open.subscriptionBytes -= subscription->second.bytes;
    open.subscriptions.erase(subscription);
    m_closedSubscription = *id;
    return UnsubscribeRequested{*id, frame.headers.value("receipt"), frame.headers};
}

std::optional<AckLedger::Number> ServerSession::acknowledgedMessage(const Frame &frame) const
{
    if (m_version != Version::V12)
        return m_ledger.find(frame.headers.value("message-id", {}),
                             frame.headers.value("subscription"));
    const QByteArray id = frame.headers.value("id", {});
    const AckLedger::Number number = id.toULongLong();
    // Only as we wrote it: "+7" and "07" are not 7.
    if (!m_ledger.contains(number) || QByteArray::number(number) != id)
        return std::nullopt;
    return number;
}

std::optional<ServerSession::Event> ServerSession::handleAck(const Frame &frame, Open &open)
{
    const bool complete = m_version == Version::V12 ? frame.headers.contains("id")
                                                    : frame.headers.contains("message-id") &&
                                                          (m_version == Version::V10 ||
                                                           frame.headers.contains("subscription"));
    if (!complete)
        return misuse(frame, m_version == Version::V12 ? "ACK and NACK need an id"
                             : m_version == Version::V11
                                 ? "ACK and NACK need message-id and subscription"
                                 : "ACK needs a message-id");
    const auto number = acknowledgedMessage(frame);
    if (!number)
        return misuse(frame, "No such message awaits an acknowledgement");
    const auto transaction = frame.headers.value("transaction");
    if (transaction && (!m_options.ignoresMisuse || open.transactions.contains(*transaction)))
        return hold(frame, *transaction, open);
    return acknowledged(frame, *m_ledger.settle(*number));
}

std::optional<ServerSession::Event> ServerSession::hold(const Frame &frame,
                                                        const QByteArray &transaction, Open &open)
{
    if (const auto held = open.transactions.add(transaction, frame); !held)
        return reject(frame, describe(held.error()));
    return std::nullopt;
}

std::optional<ServerSession::Event> ServerSession::handleTransaction(const Frame &frame, Open &open)
{
    const auto id = frame.headers.value("transaction");
    if (!id)
        return misuse(frame, "The frame needs a transaction");

    if (frame.command == Command::Commit) {
        auto actions = open.transactions.commit(*id);
        return actions ? handleCommit(frame, std::move(*actions))
                       : misuse(frame, describe(actions.error()));
    }
    const auto done = frame.command == Command::Begin ? open.transactions.begin(*id)
                                                      : open.transactions.abort(*id);
    if (!done && done.error() == TransactionError::TooManyTransactions)
        return reject(frame, describe(done.error()));
    if (!done)
        return misuse(frame, describe(done.error()));
    if (const auto receipt = frame.headers.value("receipt"))
        sendReceipt(*receipt);
    return std::nullopt;
}

std::optional<ServerSession::Event> ServerSession::handleCommit(const Frame &frame,
                                                                std::vector<Frame> actions)
{
    TransactionCommitted committed{{}, frame.headers.value("receipt")};
    committed.actions.reserve(actions.size());
    std::vector<AckLedger::Covered> settled;
    for (const Frame &action : actions) {
        if (action.command == Command::Send) {
            committed.actions.emplace_back(sendRequested(action, m_options.keepsAllHeaders));
            continue;
        }
        // It awaited its ACK when the frame came, but an ACK outside of the transaction or an
        // UNSUBSCRIBE may have been first. Then nothing of the transaction happens.
        const auto number = acknowledgedMessage(action);
        const auto covered = number ? m_ledger.settle(*number) : std::nullopt;
        if (!covered && m_options.ignoresMisuse) {
            committed.actions.emplace_back(acknowledged(action, {})); // for its receipt
            continue;
        }
        if (!covered) {
            for (const AckLedger::Covered &undone : settled)
                m_ledger.restore(undone);
            return reject(frame, "The transaction acknowledges a message that awaits none");
        }
        committed.actions.emplace_back(acknowledged(action, *covered));
        settled.push_back(*covered);
    }
    return committed;
}

std::optional<ServerSession::Event> ServerSession::handleDisconnect(const Frame &frame)
{
    // Open transactions end here with the phase: they are aborted.
    m_phase = Disconnecting{};
    m_parser = FrameParser(m_options.limits);
    return DisconnectRequested{frame.headers.value("receipt")};
}

} // namespace Stomp
