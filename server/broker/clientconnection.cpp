// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/clientconnection.h"

#include "server/broker/logging.h"
#include "server/broker/refusing.h"

#include <QPointer>

#include <algorithm>

namespace Server {

using Stomp::Clock;
using Stomp::CloseCode;
using Stomp::TimePoint;
namespace Event = Stomp::ServerEvent;

namespace {

/// Frames of one client in one turn: each may go to a thousand others, who wait meanwhile.
constexpr int eventsPerTurn = 256;
/// Some cost more than others, as a SEND to a name that all wildcards have to be tried against.
constexpr std::chrono::milliseconds timePerTurn{5};
constexpr int eventsPerLook = 8;
/// A few bytes of SUBSCRIBE may ask for megabytes of history.
constexpr qint64 subscribeBytes = 512 * 1024;
constexpr std::chrono::seconds roomCheckPeriod{1};

Stomp::Headers receiptHeaders(const Outcome &outcome)
{
    Stomp::Headers headers;
    if (outcome.delivered)
        headers.append("delivered", QByteArray::number(*outcome.delivered));
    return headers;
}

/// Whether an address is this computer's own; `::ffff:` stands before IPv4 on a socket for both.
bool isLoopback(const QString &address)
{
    return address == QStringLiteral("::1") || address.startsWith(QStringLiteral("127.")) ||
           address.startsWith(QStringLiteral("::ffff:127."));
}

/// Shorter than that nobody needs to know of, nor more often.
constexpr auto tellingPace = std::chrono::seconds(1);

/// The rate that binds the peer of that link.
Rate rateFor(const Stomp::Link &link, const ClientConnection::Limits &limits, const Rate &rate)
{
    const bool ours = link.isInProcess() || isLoopback(link.peerName());
    return ours && limits.sparesLoopback ? Rate{} : rate;
}

/// What a session writes most often, made once for all of them.
const Stomp::OutgoingFrame &heartBeatFrame()
{
    static const Stomp::OutgoingFrame frame = [] {
        Stomp::OutgoingFrame made(QByteArrayLiteral("\n"));
        made.webSocket(); // from here on it is only read, by whatever thread
        return made;
    }();
    return frame;
}

qint64 heldBytes(const Event::SendRequested &request)
{
    // As Stomp::Transactions has it: headers are not free.
    qint64 bytes = request.body.size();
    for (const auto &[name, value] : request.headers)
        bytes += name.size() + value.size() + 128;
    return bytes;
}

} // namespace

ClientConnection::ClientConnection(SessionNumber number, std::unique_ptr<Stomp::Link> link,
                                   const Stomp::ServerSession::Options &sessionOptions,
                                   const Limits &limits, ConnectionEvents &events)
    : m_number(number), m_link(std::move(link)), m_session(sessionOptions, Clock::now()),
      m_limits(limits), m_events(events), m_counters(events.countersToRaise()),
      m_messages(rateFor(*m_link, limits, limits.messages), Clock::now()),
      m_bytes(rateFor(*m_link, limits, limits.bytes), Clock::now())
{
    m_link->setSession(quint64(number));
    qCDebug(brokerLog) << "session" << quint64(number) << peerName() << "came by" << transport();
    connect(m_link.get(), &Stomp::Link::received, this, &ClientConnection::read);
    connect(m_link.get(), &Stomp::Link::activity, this, [this] {
        const TimePoint now = Clock::now();
        m_session.noteActivity(now);
        watchQueue(now); // The link answers pings by itself.
    });
    connect(m_link.get(), &Stomp::Link::drained, this, [this] {
        // Any progress counts: the peer is slow, not dead.
        if (m_stalledSince)
            m_stalledSince = Clock::now();
        lookForRoom();
    });
    connect(m_link.get(), &Stomp::Link::behind, this, [this] { watchQueue(Clock::now()); });
    connect(m_link.get(), &Stomp::Link::peerFinished, this, [this] {
        m_peerFinished = true;
        drain();
    });
    connect(m_link.get(), &Stomp::Link::closed, this, [this](CloseCode code, const QString &) {
        if (!m_sessionId.isEmpty()) // who never got in is nobody's business
            qCInfo(brokerLog) << "session" << quint64(m_number) << peerName() << "is over with"
                              << int(code);
        end();
        m_events.closed(*this);
    });
    scheduleNext();
}

ClientConnection::~ClientConnection()
{
    m_link->disconnect(this);
}

void ClientConnection::read(const QByteArray &bytes)
{
    if (m_ended)
        return;
    const TimePoint now = Clock::now();
    m_counters.bytesReceived += quint64(bytes.size());
    m_session.receive(bytes, now);
    m_bytes.take(bytes.size(), now);
    holdBack(m_bytes, now);
    drain();
}

void ClientConnection::noteStored(TimePoint now)
{
    m_messages.take(1, now);
    holdBack(m_messages, now);
}

/// Until there is something in the bucket again.
void ClientConnection::holdBack(const TokenBucket &bucket, TimePoint now)
{
    const auto ready = bucket.readyAt();
    if (!ready || m_ended)
        return;
    if (!m_heldUntil)
        m_events.heldBack(*this);
    m_heldUntil = std::max(m_heldUntil.value_or(*ready), *ready);
    scheduleNext();
    if (*m_heldUntil - now < tellingPace || (m_paceTold && now - *m_paceTold < tellingPace))
        return;
    m_paceTold = now;
    m_events.waits(*this);
}

std::chrono::milliseconds ClientConnection::heldFor(TimePoint now) const
{
    const auto left = m_heldUntil.value_or(now) - now;
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(left),
                    std::chrono::milliseconds(0));
}

void ClientConnection::drain()
{
    if (m_draining)
        return;
    m_draining = true;
    const TimePoint turnEnd = Clock::now() + timePerTurn;
    for (int handled = 0; !m_ended; ++handled) {
        // A session that is over has its end to tell, however much is under way.
        const bool over = m_session.isOver();
        if (!over && (m_drainsLater || isBehind()))
            break;
        const bool late = handled % eventsPerLook == eventsPerLook - 1 && Clock::now() >= turnEnd;
        if (!over && (handled == eventsPerTurn || late)) {
            drainNextTurn();
            break;
        }
        auto event = m_session.nextEvent();
        if (!event)
            break;
        std::visit([this](auto &concrete) { handle(concrete); }, *event);
    }
    m_draining = false;
    m_counters.framesReceived += m_session.framesReceived() - m_framesCounted;
    m_framesCounted = m_session.framesReceived();
    if (!m_ended) {
        const bool hold = m_drainsLater || isBehind();
        if (hold != m_held) {
            m_held = hold;
            m_link->setReading(!hold);
        }
    }
    writeOutput();
    if (m_peerFinished)
        closeIfAnswered();
}

void ClientConnection::closeIfAnswered()
{
    // In the next turn: what is done now may have more to say than its receipt.
    QMetaObject::invokeMethod(
        this,
        [this] {
            const bool isDone = m_leaving || (!m_held && !m_session.isDeciding());
            if (m_ended || (m_pending == 0 && isDone))
                close(m_leaving ? CloseCode::GoingAway : CloseCode::Normal,
                      m_leaving.value_or(QString()));
        },
        Qt::QueuedConnection);
}

void ClientConnection::drainNextTurn()
{
    m_drainsLater = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_drainsLater = false;
            drain();
        },
        Qt::QueuedConnection);
}

bool ClientConnection::isBehind() const
{
    return m_pending >= m_limits.pendingRequests || m_pendingBytes >= m_limits.pendingBytes ||
           m_heldUntil || m_leaving;
}

void ClientConnection::handle(Event::ConnectRequested &event)
{
    m_events.connectRequested(*this, event.headers);
}

void ClientConnection::handle(Event::SendRequested &event)
{
    Completion done = begin(event.receipt, heldBytes(event));
    m_events.sendRequested(*this, event, std::move(done));
}

void ClientConnection::handle(Event::SubscribeRequested &event)
{
    Completion done = begin(event.receipt, subscribeBytes);
    m_events.subscribeRequested(*this, event, std::move(done));
}

void ClientConnection::handle(Event::UnsubscribeRequested &event)
{
    m_events.unsubscribeRequested(*this, event, begin(event.receipt, 0));
}

void ClientConnection::handle(Event::Acknowledged &event)
{
    m_events.acknowledged(*this, event, begin(event.receipt, 0));
    lookForRoom();
}

void ClientConnection::handle(Event::TransactionCommitted &event)
{
    Committed done = beginCommit(event);
    m_events.commitRequested(*this, event, std::move(done));
}

Committed ClientConnection::beginCommit(const Event::TransactionCommitted &event)
{
    qint64 bytes = 0;
    std::vector<std::optional<QByteArray>> receipts;
    receipts.reserve(event.actions.size());
    for (const auto &action : event.actions) {
        if (const auto *send = std::get_if<Event::SendRequested>(&action))
            bytes += heldBytes(*send);
        receipts.push_back(std::visit([](const auto &one) { return one.receipt; }, action));
    }
    return [connection = QPointer(this), receipts = std::move(receipts),
            done = begin(event.receipt, bytes)](const auto &result) {
        if (!connection)
            return;
        if (!result) {
            done(tl::unexpected(result.error()));
            return;
        }
        for (size_t i = 0; i < receipts.size(); ++i) {
            if (receipts[i])
                connection->m_session.sendReceipt(*receipts[i], receiptHeaders((*result)[i]));
        }
        done({});
        connection->lookForRoom();
    };
}

void ClientConnection::handle(Event::DisconnectRequested &event)
{
    m_disconnecting = true;
    m_disconnectReceipt = event.receipt;
    if (m_pending == 0)
        finishDisconnect();
}

void ClientConnection::handle(Event::Failed &event)
{
    ++m_counters.errors;
    m_counters.silentPeers += event.silent;
    qCInfo(brokerLog) << "session" << quint64(m_number) << peerName()
                      << "ended by ERROR:" << event.message;
    writeOutput();
    end();
    m_link->close(CloseCode::ProtocolError, {});
}

Completion ClientConnection::begin(std::optional<QByteArray> receipt, qint64 bytes)
{
    ++m_pending;
    m_pendingBytes += bytes;
    return [connection = QPointer(this), receipt = std::move(receipt),
            bytes](const tl::expected<Outcome, Refusal> &result) {
        if (connection)
            connection->finish(receipt, bytes, result);
    };
}

void ClientConnection::finish(const std::optional<QByteArray> &receipt, qint64 bytes,
                              const tl::expected<Outcome, Refusal> &result)
{
    --m_pending;
    m_pendingBytes -= bytes;
    if (m_ended)
        return;
    const bool goesOn = result || m_events.refused(*this, receipt, result.error());
    if (!goesOn)
        m_session.fail(result.error().message, result.error().body, receipt,
                       errorHeaders(result.error()));
    else if (result && receipt)
        m_session.sendReceipt(*receipt, receiptHeaders(*result));
    if (goesOn && m_disconnecting && m_pending == 0)
        finishDisconnect();
    if (m_leaving && m_pending == 0)
        closeIfAnswered();
    if (m_draining)
        return;
    // Requests done elsewhere (in the store) come back one by one; waiting bytes go on from here.
    const bool caughtUp =
        m_pending <= m_limits.pendingRequests / 2 && m_pendingBytes <= m_limits.pendingBytes / 2;
    if (!goesOn || caughtUp || !m_held || m_peerFinished)
        drain();
    else
        writeOutput();
}

void ClientConnection::finishDisconnect()
{
    m_session.finishDisconnect(m_disconnectReceipt);
    if (m_session.isOver()) {
        drain();
        return;
    }
    writeOutput();
    end();
    if (!m_disconnectReceipt) {
        m_link->close(CloseCode::Normal, {});
        return;
    }
    // The client closes once it has the receipt; one that does not is closed.
    m_lingerUntil = Clock::now() + m_limits.linger;
    m_events.remind(*this, *m_lingerUntil);
}

void ClientConnection::accept(const Principal &principal, const QByteArray &sessionId,
                              const Stomp::Headers &extra)
{
    if (m_ended)
        return;
    ++m_counters.sessions;
    m_principal = principal;
    m_principal.greeting.clear();
    m_sessionId = sessionId;
    m_session.accept(sessionId, extra, Clock::now());
    if (m_session.beats())
        m_link->ownerBeats();
    scheduleNext();
    drain();
}

void ClientConnection::refuse(const QByteArray &message, const QByteArray &body,
                              const Stomp::Headers &extra)
{
    if (m_ended)
        return;
    ++m_counters.refusals;
    m_session.fail(message, body, std::nullopt, extra);
    drain();
}

void ClientConnection::deliver(const Stomp::OutgoingFrame &frame, bool droppable, TimePoint now)
{
    if (m_ended || m_slow)
        return;
    if (droppable && m_link->bytesQueued() > m_limits.queueBytes / 2) {
        ++m_counters.dropped;
        return;
    }
    watchQueue(now);
    if (m_slow)
        return;
    // A receipt given before goes before: SUBSCRIBE's comes ahead of its first MESSAGE.
    writeOutput();
    m_link->send(frame);
    m_session.noteSent(now);
    ++m_counters.deliveries;
    m_counters.bytesDelivered += quint64(frame.stomp().size());
}

bool ClientConnection::hasRoom()
{
    if (m_ended || m_slow || !m_session.isOpen())
        return false;
    if (m_link->bytesQueued() > m_limits.consumerBytes)
        m_link->sendNow();
    return m_link->bytesQueued() <= m_limits.consumerBytes;
}

void ClientConnection::waitForRoom()
{
    // The link tells of progress and an ACK makes room; whatever else may do is found out by then.
    m_roomCheck = Clock::now() + roomCheckPeriod;
    scheduleNext();
}

void ClientConnection::lookForRoom()
{
    if (!m_roomCheck || !hasRoom())
        return;
    m_roomCheck.reset();
    m_events.roomIn(*this);
}

/// Before each write: whether the peer reads what it was sent before.
void ClientConnection::watchQueue(TimePoint now)
{
    if (m_ended || m_slow)
        return;
    qint64 queued = m_link->bytesQueued();
    if (queued > m_limits.queueBytes) {
        // A long turn is no slow reader: what counts is what the system does not take.
        m_link->sendNow();
        queued = m_link->bytesQueued();
    }
    if (queued == 0) {
        m_stalledSince.reset();
    } else if (!m_stalledSince) {
        m_stalledSince = now;
        scheduleNext();
    }
    if (queued > m_limits.queueBytes)
        tooSlow(QStringLiteral("%1 bytes were waiting to be read").arg(queued));
}

void ClientConnection::tooSlow(const QString &why)
{
    if (m_slow || m_ended)
        return;
    m_slow = true;
    // Whoever delivers to us is walking through a list that ending the session would change.
    QMetaObject::invokeMethod(
        this,
        [this, why] {
            if (m_ended)
                return;
            ++m_counters.slowConsumers;
            qCWarning(brokerLog) << "session" << quint64(m_number) << peerName()
                                 << "is a slow consumer and was closed:" << why;
            end();
            m_link->close(CloseCode::SlowConsumer, QStringLiteral("too slow: ") + why);
        },
        Qt::QueuedConnection);
}

void ClientConnection::close(CloseCode code, const QString &reason)
{
    writeOutput();
    end();
    m_link->close(code, reason);
}

void ClientConnection::leave(const QString &reason)
{
    if (m_ended || m_leaving)
        return;
    m_leaving = reason;
    m_held = true;
    m_link->setReading(false);
    if (m_pending == 0)
        closeIfAnswered();
}

void ClientConnection::tick(TimePoint now)
{
    m_reminder.reset();
    if (m_lingerUntil) {
        if (now >= *m_lingerUntil)
            m_link->close(CloseCode::Normal, {});
        return;
    }
    if (m_ended)
        return;
    if (m_stalledSince && m_link->bytesQueued() == 0)
        m_stalledSince.reset();
    if (m_stalledSince && now - *m_stalledSince >= m_limits.queueTime) {
        tooSlow(
            QStringLiteral("nothing was read for %1 s")
                .arg(std::chrono::duration_cast<std::chrono::seconds>(m_limits.queueTime).count()));
        return;
    }
    if (m_held)
        m_session.noteActivity(now); // We do not read; its heart-beats wait with the rest.
    if (m_heldUntil && now >= *m_heldUntil)
        m_heldUntil.reset();
    if (m_roomCheck && now >= *m_roomCheck) {
        m_roomCheck = now + roomCheckPeriod;
        lookForRoom();
    }
    m_session.tick(now);
    // Ten thousand of these are heart-beats, with nothing to read behind them.
    if (m_held || m_session.isOver())
        drain();
    else
        writeOutput();
    scheduleNext();
}

void ClientConnection::scheduleNext()
{
    if (m_ended)
        return;
    std::optional<TimePoint> when = m_session.deadline();
    if (m_stalledSince) {
        const TimePoint check = *m_stalledSince + m_limits.queueTime;
        when = when ? std::min(*when, check) : check;
    }
    if (m_heldUntil)
        when = when ? std::min(*when, *m_heldUntil) : m_heldUntil;
    if (m_roomCheck)
        when = when ? std::min(*when, *m_roomCheck) : m_roomCheck;
    if (!when || (m_reminder && *m_reminder <= *when))
        return;
    m_reminder = when;
    m_events.remind(*this, *when);
}

void ClientConnection::writeOutput()
{
    const QByteArray bytes = m_session.takeOutput();
    if (bytes.isEmpty())
        return;
    watchQueue(Clock::now());
    if (m_slow)
        return;
    if (bytes == heartBeatFrame().stomp())
        m_link->send(heartBeatFrame());
    else
        m_link->send(Stomp::OutgoingFrame(bytes));
}

void ClientConnection::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_events.ended(*this);
}

} // namespace Server
