// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says how far the conversation is and how it is cut, the second how the session
// and its owner behave, the rest is what a client sends. Whatever it is: every output is STOMP, the
// session ends once at most and by an ERROR, it counts subscriptions and acknowledgements as a
// plain list does, and the cuts make no difference.
#include "stomp/framewriter.h"
#include "stomp/serversession.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <set>

using namespace Stomp;
using namespace std::chrono_literals;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Small enough for a fuzzer to reach each.
Limits tightLimits()
{
    Limits limits;
    limits.commandBytes = 32;
    limits.headerLineBytes = 128;
    limits.headers = 8;
    limits.headBytes = 512;
    limits.bodyBytes = 256;
    limits.subscriptions = 4;
    limits.subscriptionBytes = 64;
    limits.transactions = 2;
    limits.transactionActions = 4;
    limits.transactionBytes = 1024;
    limits.unacknowledged = 6;
    return limits;
}

/// By bits of the second octet.
struct Manner {
    explicit Manner(std::uint8_t bits)
        : answersLater((bits & 32) != 0), refuses((bits & 64) != 0), isSlow((bits & 128) != 0)
    {
        options.limits = tightLimits();
        options.ignoresMisuse = (bits & 1) != 0;
        options.keepsAllHeaders = (bits & 2) != 0;
        options.bareFrames = (bits & 4) != 0;
        options.errorOnPlainDisconnect = (bits & 8) != 0;
        options.silentOnUnknownVersion = (bits & 16) != 0;
    }

    ServerSession::Options options;
    bool answersLater; ///< The owner decides on a CONNECT when the next bytes have come.
    bool refuses;
    bool isSlow; ///< Seconds pass between two pieces.
};

/// A broker of one client that sends two messages to each new subscription, and one to all with
/// each SEND.
class Host {
public:
    explicit Host(const Manner &manner) : session(manner.options, TimePoint(1h)), m_manner(manner)
    {
    }

    ServerSession session;
    QByteArray events;  ///< All of them so far, in words.
    QByteArray written; ///< All frames that the client got, but for the last words of an ERROR:
                        ///< of two faults the cuts decide which is seen first.

    void receive(QByteArrayView bytes)
    {
        if (m_manner.isSlow)
            passTime(4s);
        const bool decideNow = m_undecided;
        session.receive(bytes, m_now);
        if (decideNow)
            decide();
        while (auto event = session.nextEvent()) {
            require(!m_failed);
            require(m_connectSeen ||
                    std::holds_alternative<ServerEvent::ConnectRequested>(*event) ||
                    std::holds_alternative<ServerEvent::Failed>(*event));
            require(!m_leaving || std::holds_alternative<ServerEvent::Failed>(*event));
            std::visit([this](const auto &request) { serve(request); }, *event);
        }
        readOutput();
        compareLedgers();
    }

private:
    struct Subscription {
        AckMode mode = AckMode::Auto;
        std::vector<QByteArray> pending;
    };

    void passTime(std::chrono::milliseconds time)
    {
        const auto deadline = session.deadline();
        const bool wasOver = session.isOver();
        m_now += time;
        session.tick(m_now);
        const QByteArray beat = session.takeOutput();
        const bool happened = !beat.isEmpty() || session.isOver() != wasOver;
        require(happened == (deadline && *deadline <= m_now));
        require(!session.deadline() || *session.deadline() > m_now);
        m_output += beat;
    }

    void decide()
    {
        m_undecided = false;
        if (m_manner.refuses)
            session.fail("no", "Nobody is wanted\n");
        else
            session.accept("s", {}, m_now);
    }

    void serve(const ServerEvent::ConnectRequested &)
    {
        require(!m_connectSeen);
        m_connectSeen = true;
        m_undecided = true;
        if (!m_manner.answersLater)
            decide();
    }
    void serve(const ServerEvent::SendRequested &request)
    {
        check(request);
        note("send " + request.destination + ' ' + request.body);
        const QByteArray message = "s" + QByteArray::number(++m_messages);
        for (auto &[id, subscription] : m_subscriptions)
            deliver(id, subscription, message);
        give(request.receipt);
    }
    void serve(const ServerEvent::SubscribeRequested &request)
    {
        note("subscribe " + request.id + ' ' + request.destination);
        require(!request.destination.isEmpty());
        require(session.isSubscribed(request.id));
        require(session.ackMode(request.id) == request.ack);
        const auto [entry, isNew] = m_subscriptions.insert({request.id, {request.ack, {}}});
        require(isNew);
        require(m_subscriptions.size() <= size_t(m_manner.options.limits.subscriptions));
        deliver(request.id, entry->second, "m1");
        deliver(request.id, entry->second, "m2");
        give(request.receipt);
    }
    void serve(const ServerEvent::UnsubscribeRequested &request)
    {
        note("unsubscribe " + request.id);
        require(!session.isSubscribed(request.id));
        const auto entry = m_subscriptions.find(request.id);
        require(entry != m_subscriptions.end());
        require(session.unacknowledged(request.id) == entry->second.pending);
        m_subscriptions.erase(entry);
        give(request.receipt);
    }
    void serve(const ServerEvent::Acknowledged &request)
    {
        settle(request);
        give(request.receipt);
    }
    void serve(const ServerEvent::TransactionCommitted &request)
    {
        note("commit");
        require(request.actions.size() <= size_t(m_manner.options.limits.transactionActions));
        for (const auto &action : request.actions) {
            const auto *acknowledged = std::get_if<ServerEvent::Acknowledged>(&action);
            if (acknowledged && acknowledged->messageIds.empty())
                require(
                    m_manner.options.ignoresMisuse); // nothing was left; only its receipt is due
            else if (acknowledged)
                settle(*acknowledged);
            else
                check(std::get<ServerEvent::SendRequested>(action));
        }
        for (const auto &action : request.actions)
            std::visit([this](const auto &done) { give(done.receipt); }, action);
        give(request.receipt);
    }
    void serve(const ServerEvent::DisconnectRequested &request)
    {
        note("disconnect");
        m_leaving = true;
        session.finishDisconnect(request.receipt);
        if (request.receipt)
            m_given.push_back(asRead(*request.receipt));
    }
    void serve(const ServerEvent::Failed &failed)
    {
        require(!failed.message.isEmpty());
        note("failed");
        m_failed = true;
    }

    void check(const ServerEvent::SendRequested &request)
    {
        require(!request.destination.isEmpty());
        require(request.body.size() <= m_manner.options.limits.bodyBytes);
        require(!request.headers.contains("destination"));
        require(!request.headers.contains("content-length"));
        require(m_manner.options.keepsAllHeaders ||
                !(request.headers.contains("receipt") || request.headers.contains("transaction")));
    }

    /// What ACK and NACK cover, in a list of what is pending.
    void settle(const ServerEvent::Acknowledged &request)
    {
        note((request.positive ? "ack " : "nack ") + request.messageIds.back());
        const auto entry = m_subscriptions.find(request.subscription);
        require(entry != m_subscriptions.end());
        auto &[mode, pending] = entry->second;
        require(mode != AckMode::Auto && !request.messageIds.empty());
        const auto last = std::find(pending.begin(), pending.end(), request.messageIds.back());
        require(last != pending.end());
        const auto first = mode == AckMode::Client ? pending.begin() : last;
        require(std::equal(first, last + 1, request.messageIds.begin(), request.messageIds.end()));
        pending.erase(first, last + 1);
    }

    void deliver(const QByteArray &id, Subscription &subscription, const QByteArray &message)
    {
        const bool hasRoom = pendingCount() < m_manner.options.limits.unacknowledged;
        const auto ack = session.track(id, message);
        if (subscription.mode == AckMode::Auto) {
            require(ack && ack->isEmpty());
            return;
        }
        require(ack.has_value() == hasRoom);
        if (!ack)
            return;
        subscription.pending.push_back(message);
        if (session.version() == Version::V12)
            require(m_ackIds.insert(*ack).second); // no two of a session are the same
        else
            require(*ack == message);
    }

    qsizetype pendingCount() const
    {
        qsizetype count = 0;
        for (const auto &[id, subscription] : m_subscriptions)
            count += qsizetype(subscription.pending.size());
        return count;
    }

    void compareLedgers()
    {
        require(session.unacknowledgedCount() == pendingCount());
        for (const auto &[id, subscription] : m_subscriptions) {
            require(session.isSubscribed(id) == session.isOpen());
            require(session.unacknowledged(id) == subscription.pending);
        }
    }

    void give(const std::optional<QByteArray> &receipt)
    {
        if (!receipt)
            return;
        session.sendReceipt(*receipt);
        m_given.push_back(asRead(*receipt));
    }

    /// As a client of that version gets it: before 1.2 a carriage return cannot be written.
    QByteArray asRead(const QByteArray &receipt) const
    {
        FrameParser parser;
        parser.setVersion(session.version());
        parser.feed(write({Command::Receipt, {{"receipt-id", receipt}}, {}}, session.version()));
        const auto frame = parser.next();
        require(frame && *frame);
        return (*frame)->headers.value("receipt-id", {});
    }

    void readOutput()
    {
        m_output += session.takeOutput();
        FrameParser parser;
        parser.setVersion(session.version());
        parser.feed(std::exchange(m_output, {}));
        while (true) {
            const auto frame = parser.next();
            require(frame.has_value());
            if (!*frame)
                break;
            require(!m_errorSeen); // nothing comes behind an ERROR
            read(**frame);
        }
        require(m_given.empty());
        require(m_errorSeen == session.isOver());
        require(m_failed == session.isOver());
        require(parser.buffered() == 0);
    }

    void read(const Frame &frame)
    {
        if (frame.command == Command::Connected) {
            require(!m_connectedSeen);
            m_connectedSeen = true;
            require(frame.headers.value("version") == versionName(session.version()).toByteArray());
        } else if (frame.command == Command::Receipt) {
            require(m_connectedSeen);
            // The session answers BEGIN, ABORT and forgiven misuse by itself.
            const auto receipt = frame.headers.value("receipt-id");
            require(receipt.has_value());
            if (!m_given.empty() && m_given.front() == *receipt)
                m_given.pop_front();
        } else {
            require(frame.command == Command::Error);
            m_errorSeen = true;
            require(!frame.headers.value("message", {}).isEmpty());
            require(!m_manner.options.bareFrames || frame.body.isEmpty());
            return;
        }
        written += write(frame, session.version());
    }

    void note(const QByteArray &line) { events += '[' + line + ']'; }

    Manner m_manner;
    TimePoint m_now{1h};
    std::map<QByteArray, Subscription> m_subscriptions;
    std::set<QByteArray> m_ackIds;
    std::deque<QByteArray> m_given; ///< Receipts that must be in the next output, in that order.
    QByteArray m_output;
    int m_messages = 0;
    bool m_connectSeen = false;
    bool m_connectedSeen = false;
    bool m_undecided = false;
    bool m_leaving = false;
    bool m_failed = false;
    bool m_errorSeen = false;
};

QByteArray converse(std::uint8_t start, const Manner &manner, QByteArrayView bytes,
                    qsizetype pieceSize)
{
    Host host(manner);
    if (start % 4 != 3) {
        const QByteArray version = versionName(Version(start % 4)).toByteArray();
        host.receive("CONNECT\naccept-version:" + version + "\n\n" + QByteArray(1, '\0'));
        require(host.session.isOpen() || manner.answersLater || manner.refuses);
    }
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(std::min(pieceSize, bytes.size()));
        bytes = bytes.sliced(piece.size());
        host.receive(piece);
    }
    return host.events + host.written;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const Manner manner(data[1]);
    const QByteArrayView bytes(data + 2, static_cast<qsizetype>(size) - 2);
    const QByteArray cut = converse(data[0], manner, bytes, 1 + data[0] / 4);
    // Unless time passes, or the owner decides, between the pieces.
    if (!manner.isSlow && !manner.answersLater)
        require(cut == converse(data[0], manner, bytes, bytes.size() + 1));
    return 0;
}
