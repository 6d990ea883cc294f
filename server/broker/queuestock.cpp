// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queuestock.h"

#include "server/auth/policy.h"
#include "server/broker/logging.h"
#include "server/broker/queuerefusals.h"

#include <QPointer>

#include <algorithm>

namespace Server {

namespace {

/// Looking through everything for what has expired costs too much to be done for every SEND.
constexpr qint64 millisecondsBetweenPurges = 100;

constexpr QByteArrayView deadPrefix = DestinationPolicy::deadLetters;

/// Ids of messages that the log never saw must not come again after a restart: each run starts
/// beyond what the one before can have used, a thousand and more per millisecond.
quint64 firstIdAt(qint64 milliseconds)
{
    return static_cast<quint64>(std::max<qint64>(milliseconds, 0)) << 20;
}

Queue::Kind kindOf(const QByteArray &name)
{
    if (!name.startsWith('/'))
        return Queue::Kind::Durable;
    return name.startsWith(deadPrefix) ? Queue::Kind::Dead : Queue::Kind::Plain;
}

} // namespace

QByteArray deadLetterQueue(const QByteArray &destination)
{
    constexpr QByteArrayView prefix = "/queue/";
    if (destination.startsWith(prefix))
        return deadPrefix.toByteArray() + destination.sliced(prefix.size());
    return "/queue/dead" + destination;
}

QueueStock::QueueStock(const QueueLimits &limits, QueueLog &log, QueueTurn &turn,
                       Queues::Clock clock)
    : m_limits(limits), m_log(log), m_turn(turn), m_clock(std::move(clock)),
      m_lastId(firstIdAt(m_clock()))
{
}

Queue *QueueStock::find(const QByteArray &name)
{
    const auto it = m_queues.find(name);
    return it == m_queues.end() ? nullptr : &it->second;
}

Queue *QueueStock::make(const QByteArray &name)
{
    if (Queue *queue = find(name))
        return queue;
    const Queue::Kind kind = kindOf(name);
    const bool counts = kind != Queue::Kind::Durable;
    if (counts && m_counted >= m_limits.queues) {
        purgeAll();
        return nullptr;
    }
    m_counted += counts ? 1 : 0;
    return &m_queues.try_emplace(name, name, kind, m_bytes).first->second;
}

void QueueStock::erase(Queue &queue)
{
    if (queue.kind() != Queue::Kind::Durable)
        --m_counted;
    m_queues.erase(m_queues.find(queue.name()));
}

QueueEntry QueueStock::entry(const QByteArray &queue, const QByteArray &destination,
                             const Stomp::Headers &headers, const QByteArray &body) const
{
    QueueEntry entry;
    entry.cost = QueueEntry::costOf(headers, body);
    entry.message.queue = queue;
    entry.message.destination = destination;
    entry.message.headers = headers;
    entry.message.body = body;
    for (const Stomp::Headers::Entry &header : headers) {
        if (header.name == "expires" && entry.message.expires == 0)
            entry.message.expires = std::max<qint64>(header.value.toLongLong(), 0);
    }
    entry.message.persistent = headers.value("persistent") == QByteArray("true");
    return entry;
}

bool QueueStock::hasExpired(const QueuedMessage &message) const
{
    return message.expires != 0 && message.expires <= m_clock();
}

bool QueueStock::fits(const Queue &queue, qint64 cost) const
{
    return queue.size() < m_limits.messages && cost <= m_limits.bytes - queue.bytes() &&
           cost <= m_limits.allBytes - m_reserved - m_bytes;
}

bool QueueStock::couldFit(const Queue &queue, qint64 cost) const
{
    return queue.handedOut() < m_limits.messages &&
           cost <= m_limits.bytes - queue.handedOutBytes() && cost <= m_limits.allBytes;
}

bool QueueStock::dropsOldest(const Queue &queue) const
{
    return queue.kind() != Queue::Kind::Plain ||
           m_limits.overflow == QueueLimits::Overflow::DropOldest;
}

tl::expected<void, Refusal> QueueStock::check(const std::vector<ApplicationRequest> &messages)
{
    struct Sum {
        Queue *queue = nullptr;
        int messages = 0;
        qint64 bytes = 0;
    };
    QHash<QByteArray, Sum> sums;
    int made = 0;
    qint64 bytes = 0;
    qint64 givesWay = 0; // What the policy would drop for it.
    for (const ApplicationRequest &message : messages) {
        const qint64 cost = QueueEntry::costOf(message.headers, message.body);
        const qint64 most = std::min(m_limits.bytes, m_limits.allBytes);
        if (cost > most)
            return tl::make_unexpected(QueueRefusals::messageTooBig(most));
        const bool first = !sums.contains(message.destination);
        Sum &sum = sums[message.destination];
        if (first) {
            sum.queue = find(message.destination);
            if (!sum.queue && m_counted + ++made > m_limits.queues)
                return tl::make_unexpected(QueueRefusals::tooManyQueues(m_limits.queues));
            if (sum.queue && dropsOldest(*sum.queue))
                givesWay += sum.queue->bytes() - sum.queue->handedOutBytes();
        }
        ++sum.messages;
        sum.bytes += cost;
        bytes += cost;
        const auto overfull = [&] {
            int held = 0;
            qint64 heldBytes = 0;
            if (sum.queue) {
                const bool drops = dropsOldest(*sum.queue);
                held = drops ? sum.queue->handedOut() : sum.queue->size();
                heldBytes = drops ? sum.queue->handedOutBytes() : sum.queue->bytes();
            }
            return held + sum.messages > m_limits.messages ||
                   heldBytes + sum.bytes > m_limits.bytes;
        };
        if (sum.queue && overfull())
            purge(*sum.queue);
        if (overfull())
            return tl::make_unexpected(
                QueueRefusals::queueFull(message.destination, m_limits.messages, m_limits.bytes));
    }
    if (m_bytes + bytes > m_limits.allBytes)
        purgeAll();
    if (m_bytes - givesWay + bytes > m_limits.allBytes)
        return tl::make_unexpected(QueueRefusals::allQueuesFull(m_limits.allBytes));
    return {};
}

tl::expected<quint64, Refusal> QueueStock::admit(QueueEntry entry)
{
    const qint64 most = std::min(m_limits.bytes, m_limits.allBytes);
    if (entry.cost > most)
        return tl::make_unexpected(QueueRefusals::messageTooBig(most));
    Queue *const queue = make(entry.message.queue);
    if (!queue)
        return tl::make_unexpected(QueueRefusals::tooManyQueues(m_limits.queues));
    if (!fits(*queue, entry.cost)) {
        if (auto made = makeRoom(*queue, entry.cost); !made) {
            m_turn.wake(*queue); // It may have been made for nothing.
            return tl::make_unexpected(std::move(made.error()));
        }
    }
    return append(*queue, std::move(entry));
}

quint64 QueueStock::append(Queue &queue, QueueEntry entry)
{
    entry.message.id = ++m_lastId;
    // A name may be long, and costOf() does not count it: it is held once.
    entry.message.queue = queue.name();
    if (entry.message.destination == queue.name())
        entry.message.destination = queue.name();
    if (!entry.pending)
        m_turn.wake(queue);
    queue.append(std::move(entry));
    return m_lastId;
}

tl::expected<void, Refusal> QueueStock::makeRoom(Queue &queue, qint64 cost)
{
    purge(queue);
    if (cost > m_limits.allBytes - m_bytes)
        purgeAll();
    if (dropsOldest(queue) && couldFit(queue, cost)) {
        m_reserved += cost;
        while (m_limits.allBytes - m_bytes < m_reserved || queue.size() >= m_limits.messages ||
               m_limits.bytes - queue.bytes() < cost) {
            const QueueEntry *const oldest = queue.front();
            // One the log has not answered for could not be refused any more.
            if (!oldest || oldest->pending)
                break;
            settleDead(queue, queue.takeFront(), "overflow");
        }
        m_reserved -= cost;
    }
    if (fits(queue, cost))
        return {};
    if (queue.size() >= m_limits.messages || cost > m_limits.bytes - queue.bytes())
        return tl::make_unexpected(
            QueueRefusals::queueFull(queue.name(), m_limits.messages, m_limits.bytes));
    return tl::make_unexpected(QueueRefusals::allQueuesFull(m_limits.allBytes));
}

std::optional<quint64> QueueStock::admitDropping(Queue &queue, QueueEntry entry)
{
    if (!fits(queue, entry.cost))
        purge(queue);
    while (!fits(queue, entry.cost)) {
        ++counters.dropped;
        if (queue.waiting() == 0 || !couldFit(queue, entry.cost))
            return std::nullopt;
        settle(queue, queue.takeFront());
    }
    return append(queue, std::move(entry));
}

void QueueStock::stored(const std::vector<std::pair<QByteArray, quint64>> &messages)
{
    for (const auto &[name, id] : messages) {
        Queue *const queue = find(name);
        if (queue && queue->setStored(id))
            m_turn.wake(*queue);
    }
}

void QueueStock::takeBack(const std::vector<std::pair<QByteArray, quint64>> &messages)
{
    for (const auto &[name, id] : messages) {
        Queue *const queue = find(name);
        if (!queue)
            continue;
        queue->take(id);
        m_turn.wake(*queue); // Others may have waited behind it, or it is empty now.
    }
}

void QueueStock::settle(Queue &queue, const QueueEntry &entry)
{
    queue.settle(entry);
    forget(entry.message);
    if (queue.isIdle())
        m_turn.wake(queue);
}

void QueueStock::settleExpired(Queue &queue, const QueueEntry &entry)
{
    ++counters.expired;
    settle(queue, entry);
}

void QueueStock::forget(const QueuedMessage &message)
{
    if (!message.persistent)
        return;
    m_settled.push_back(message.id);
    m_turn.request();
}

void QueueStock::flush()
{
    if (!m_settled.empty())
        m_log.remove(std::exchange(m_settled, {}));
}

void QueueStock::settleDead(Queue &queue, QueueEntry entry, const QByteArray &reason)
{
    queue.settle(entry);
    if (queue.isIdle())
        m_turn.wake(queue);
    if (queue.kind() == Queue::Kind::Dead) {
        ++counters.dropped;
        forget(entry.message);
        return;
    }
    deadLetter(std::move(entry.message), reason);
}

void QueueStock::deadLetter(QueuedMessage message, const QByteArray &reason)
{
    const QByteArray name = deadLetterQueue(message.destination);
    Queue *const queue = make(name);
    if (!queue) {
        ++counters.dropped;
        forget(message);
        return;
    }
    QueueEntry letter;
    letter.message = message;
    letter.message.queue = name;
    letter.message.destination = name;
    letter.message.attempts = 0;
    letter.message.expires = 0; // Somebody is to look at it, however late.
    Stomp::Headers &headers = letter.message.headers;
    if (const auto expires = headers.value("expires")) {
        headers.remove("expires");
        headers.set("original-expires", *expires);
    }
    headers.set("dead-letter-reason", reason);
    headers.set("original-destination", message.destination);
    letter.cost = QueueEntry::costOf(headers, letter.message.body);
    letter.pending = message.persistent;
    const auto id = admitDropping(*queue, letter);
    m_turn.wake(*queue);
    if (!id) {
        forget(message);
        return;
    }
    ++counters.deadLettered;
    if (!message.persistent)
        return;
    letter.message.id = *id;
    m_log.add({letter.message}, [this, guard = QPointer<QueueTurn>(&m_turn),
                                 old = std::move(message), name, id = *id](bool kept) {
        if (!guard)
            return;
        stored({{name, id}});
        // Else the old one comes again after a restart: better twice than never.
        if (kept)
            forget(old);
        else
            qCWarning(brokerLog, "A dead letter could not be written to the log");
    });
}

void QueueStock::purge(Queue &queue)
{
    for (const QueueEntry &entry : queue.takeExpired(m_clock())) {
        ++counters.expired;
        forget(entry.message);
    }
    if (queue.isIdle())
        m_turn.wake(queue);
}

void QueueStock::purgeAll()
{
    const qint64 now = m_clock();
    if (now - m_lastPurge < millisecondsBetweenPurges && now >= m_lastPurge)
        return;
    m_lastPurge = now;
    for (auto &[name, queue] : m_queues)
        purge(queue);
}

void QueueStock::restore(std::vector<QueuedMessage> messages, quint64 lastId)
{
    std::sort(messages.begin(), messages.end(),
              [](const QueuedMessage &a, const QueuedMessage &b) { return a.id < b.id; });
    const auto same =
        std::unique(messages.begin(), messages.end(),
                    [](const QueuedMessage &a, const QueuedMessage &b) { return a.id == b.id; });
    messages.erase(same, messages.end());
    m_lastId = std::max(m_lastId, lastId);
    for (QueuedMessage &message : messages) {
        m_lastId = std::max(m_lastId, message.id);
        const Queue::Kind kind = kindOf(message.queue);
        Queue *queue = find(message.queue);
        // Limits may have been lowered since; nothing is thrown away for that.
        if (!queue && kind != Queue::Kind::Durable) {
            ++m_counted;
            queue =
                &m_queues.try_emplace(message.queue, message.queue, kind, m_bytes).first->second;
        }
        message.persistent = true;
        if (!queue) {
            forget(message);
            continue;
        }
        QueueEntry entry;
        entry.cost = QueueEntry::costOf(message.headers, message.body);
        // Nobody knows whether it was handed out; claiming so too often does no harm.
        message.attempts = std::max(message.attempts, 1);
        entry.message = std::move(message);
        queue->append(std::move(entry));
        m_turn.wake(*queue);
    }
}

std::vector<Queues::Status> QueueStock::status() const
{
    std::vector<Queues::Status> list;
    list.reserve(m_queues.size());
    for (const auto &[name, queue] : m_queues) {
        if (!queue.isIdle())
            list.push_back(
                {name, queue.waiting(), queue.handedOut(), queue.consumers(), queue.bytes()});
    }
    return list;
}

} // namespace Server
