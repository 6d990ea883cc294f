// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/relay/upstreamsession.h"

#include "server/broker/expiry.h"
#include "server/relay/relayrefusals.h"
#include "stomp/wire/destinationpattern.h"

#include <QDateTime>

#include <utility>

namespace Server {

using Stomp::AckMode;
using Stomp::TimePoint;
namespace Heard = Stomp::ClientEvent;

namespace {

constexpr QByteArrayView queues = "/queue/";
/// What answers come by that nobody subscribed to: RabbitMQ's to the queues in `reply-to`.
constexpr QByteArrayView answers = "/temp-queue/";

} // namespace

UpstreamSession::UpstreamSession(Options options, Upstream::Client client)
    : m_options(std::move(options)), m_client(std::move(client)), m_map(m_options.kind),
      m_headers(m_options.kind), m_session(m_options.session)
{
}

void UpstreamSession::connect(TimePoint now)
{
    Stomp::Headers headers = m_options.connect;
    for (const auto &[name, value] : m_headers.ofConnect(m_client))
        headers.append(name, value);
    m_session.connect(headers, now);
}

std::optional<UpstreamSession::Event> UpstreamSession::nextEvent(TimePoint now)
{
    while (auto event = m_session.nextEvent()) {
        if (std::holds_alternative<Heard::Connected>(*event)) {
            m_letIn = true;
            for (const Request &request : std::exchange(m_waiting, {}))
                request(now);
            return Opened{};
        }
        if (const auto *receipt = std::get_if<Heard::ReceiptReceived>(&*event)) {
            finish(receipt->id, Outcome{});
            continue;
        }
        if (auto *message = std::get_if<Heard::MessageReceived>(&*event)) {
            if (auto found = delivered(std::move(*message), now))
                return *std::move(found);
            continue;
        }
        if (const auto *error = std::get_if<Heard::ErrorReceived>(&*event)) {
            const Refusal why = m_letIn ? RelayRefusals::said(error->message, error->body)
                                        : RelayRefusals::notLetIn();
            if (error->receipt)
                finish(*error->receipt, tl::unexpected(why));
            return Ended{why};
        }
        return Ended{RelayRefusals::away()};
    }
    return std::nullopt;
}

std::optional<Refusal> UpstreamSession::whyNot(const QByteArray &destination,
                                               const std::optional<QByteArray> &there) const
{
    if (m_failure)
        return m_failure;
    if (m_map.isHosts(destination))
        return RelayRefusals::hostsAlone();
    if (!there)
        return RelayRefusals::badDestination();
    return std::nullopt;
}

void UpstreamSession::whenOpen(Request request, TimePoint now)
{
    if (m_session.isOpen())
        request(now);
    else
        m_waiting.push_back(std::move(request));
}

QByteArray UpstreamSession::receiptFor(Completion done)
{
    if (!done)
        return {};
    const QByteArray receipt = QByteArray::number(++m_lastReceipt);
    m_receipts.emplace(receipt, std::move(done));
    return receipt;
}

void UpstreamSession::finish(const QByteArray &receipt,
                             const tl::expected<Outcome, Refusal> &result)
{
    auto found = m_receipts.extract(receipt);
    if (!found.empty())
        found.mapped()(result);
}

void UpstreamSession::fail(const Refusal &why)
{
    if (!m_failure)
        m_failure = why;
    m_waiting.clear();
    for (const auto &[receipt, done] : std::exchange(m_receipts, {}))
        done(tl::unexpected(why));
}

void UpstreamSession::disconnect(TimePoint now)
{
    m_session.disconnect("goodbye", now);
}

void UpstreamSession::write(const Upstream::Send &send, const QByteArray &transaction,
                            const QByteArray &receipt, TimePoint now)
{
    Stomp::Headers headers = m_headers.ofSend(send.headers, QDateTime::currentMSecsSinceEpoch());
    if (!transaction.isEmpty())
        headers.append("transaction", transaction);
    if (const auto destination = m_map.toBroker(send.destination))
        m_session.send(*destination, send.body, headers, receipt, now);
}

void UpstreamSession::write(const Upstream::Settle &settle, const QByteArray &transaction,
                            const QByteArray &receipt, TimePoint now)
{
    const auto subscription = m_subscriptions.find(settle.subscription);
    if (subscription == m_subscriptions.end())
        return;
    for (size_t i = 0; i < settle.messageIds.size(); ++i) {
        const auto held = subscription->second.held.extract(settle.messageIds[i]);
        if (held.empty())
            continue;
        Stomp::Headers headers;
        if (!receipt.isEmpty() && i + 1 == settle.messageIds.size())
            headers.append("receipt", receipt);
        if (!settle.positive && !settle.requeue)
            headers.append("requeue", "false");
        if (settle.positive)
            m_session.ack(held.mapped(), transaction, now, headers);
        else
            m_session.nack(held.mapped(), transaction, now, headers);
    }
}

void UpstreamSession::send(const Upstream::Send &send, Completion done, TimePoint now)
{
    const qint64 expires = expiryOf(send.headers);
    if (const auto why = whyNot(send.destination, m_map.toBroker(send.destination))) {
        done(tl::unexpected(*why));
    } else if (hasExpired(expires, QDateTime::currentMSecsSinceEpoch())) {
        done(Outcome{});
    } else {
        const QByteArray receipt = receiptFor(std::move(done));
        whenOpen([this, send, receipt](TimePoint then) { write(send, {}, receipt, then); }, now);
    }
}

void UpstreamSession::publish(const Publication &publication, TimePoint now)
{
    if (m_session.isOpen())
        write({publication.destination, publication.headers, publication.body}, {}, {}, now);
}

void UpstreamSession::subscribe(const Upstream::Subscribe &subscribe, Completion done,
                                TimePoint now)
{
    const bool isPattern =
        subscribe.destination.startsWith("/topic/") && Chat::isPattern(subscribe.destination);
    const auto destination = isPattern ? m_map.patternToBroker(subscribe.destination)
                                       : m_map.toBroker(subscribe.destination);
    if (const auto why = whyNot(subscribe.destination, destination)) {
        done(tl::unexpected(*why));
        return;
    }
    Upstream::Subscribe asked = subscribe;
    const bool settlesItself =
        subscribe.ack == AckMode::Auto && subscribe.destination.startsWith(queues);
    // One by one: what a client acknowledges together is known here.
    if (settlesItself || subscribe.ack == AckMode::Client)
        asked.ack = AckMode::ClientIndividual;
    const Stomp::Headers headers = m_headers.ofSubscribe(m_client, asked, m_options.prefetch);
    m_subscriptions.insert_or_assign(subscribe.id, Subscription{asked, settlesItself, {}});
    const QByteArray receipt = receiptFor(std::move(done));
    whenOpen(
        [this, asked, headers, receipt, destination = *destination](TimePoint then) {
            m_session.subscribe(asked.id, destination, asked.ack, headers, receipt, then);
        },
        now);
}

void UpstreamSession::unsubscribe(const QByteArray &id, bool forGood, Completion done,
                                  TimePoint now)
{
    const auto found = m_subscriptions.extract(id);
    if (m_failure || found.empty()) {
        done(Outcome{}); // what is gone is unsubscribed
        return;
    }
    const Stomp::Headers headers =
        forGood ? m_headers.ofForgetting(m_client, found.mapped().asked) : Stomp::Headers();
    // ActiveMQ takes these for two requests, and wants the other one first.
    const bool twice = forGood && m_options.kind == RelayKind::ActiveMq;
    const QByteArray receipt = receiptFor(std::move(done));
    whenOpen(
        [this, id, headers, receipt, twice](TimePoint then) {
            if (twice)
                m_session.unsubscribe(id, {}, then);
            m_session.unsubscribe(id, receipt, then, headers);
        },
        now);
}

void UpstreamSession::settle(const Upstream::Settle &settle, Completion done, TimePoint now)
{
    if (m_failure) {
        if (done)
            done(tl::unexpected(*m_failure));
        return;
    }
    Upstream::Settle still = settle;
    std::erase_if(still.messageIds,
                  [&](const QByteArray &id) { return !holds(settle.subscription, id); });
    if (!still.messageIds.empty())
        write(still, {}, receiptFor(std::move(done)), now);
    else if (done)
        done(Outcome{});
}

void UpstreamSession::commit(const std::vector<Upstream::Action> &actions, Completion done,
                             TimePoint now)
{
    if (m_failure) {
        done(tl::unexpected(*m_failure));
        return;
    }
    for (const Upstream::Action &action : actions) {
        const auto *send = std::get_if<Upstream::Send>(&action);
        if (const auto why = send ? whyNot(send->destination, m_map.toBroker(send->destination))
                                  : std::nullopt) {
            done(tl::unexpected(*why));
            return;
        }
    }
    const QByteArray receipt = receiptFor(std::move(done));
    const QByteArray transaction = "t" + QByteArray::number(++m_lastTransaction);
    whenOpen(
        [this, actions, receipt, transaction](TimePoint then) {
            m_session.begin(transaction, then);
            for (const Upstream::Action &action : actions) {
                std::visit([&](const auto &one) { write(one, transaction, {}, then); }, action);
            }
            m_session.commit(transaction, receipt, then);
        },
        now);
}

std::optional<UpstreamSession::Delivered> UpstreamSession::delivered(Message &&message,
                                                                     TimePoint now)
{
    const auto found = m_subscriptions.find(message.subscription);
    const bool isAnswer =
        found == m_subscriptions.end() && message.subscription.startsWith(answers);
    if (found == m_subscriptions.end() && !isAnswer)
        return std::nullopt; // unsubscribed meanwhile: the broker has it back
    Delivered delivered{message.subscription, {}};
    Downstream::Message &told = delivered.message;
    told.id = message.messageId;
    told.isAnswer = isAnswer;
    told.redelivered = message.headers.value("redelivered", {}) == "true";
    told.publication.destination = m_map.fromBroker(message.destination);
    told.publication.headers = m_headers.ofMessage(message.headers);
    told.publication.body = std::exchange(message.body, {});
    const bool isBrokersOwn = m_map.isBrokersOwn(message.destination);
    if (!isAnswer && !message.ack.isEmpty()) {
        message.headers = {};
        found->second.held.insert_or_assign(told.id, std::move(message));
    }
    if (isBrokersOwn) {
        handed(delivered, false, now);
        return std::nullopt;
    }
    return delivered;
}

void UpstreamSession::handed(const Delivered &delivered, bool taken, TimePoint now)
{
    const auto found = m_subscriptions.find(delivered.subscription);
    if (found == m_subscriptions.end() || (taken && !found->second.settlesItself))
        return;
    write(Upstream::Settle{delivered.subscription, {delivered.message.id}}, {}, {}, now);
}

bool UpstreamSession::holds(const QByteArray &subscription, const QByteArray &messageId) const
{
    const auto found = m_subscriptions.find(subscription);
    return found != m_subscriptions.end() && !found->second.settlesItself &&
           found->second.held.count(messageId) > 0;
}

} // namespace Server
