// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queue.h"

#include <algorithm>
#include <iterator>

namespace Server {

namespace {

/// As Stomp::Transactions has it; a thousand empty headers are not free, nor is an empty message.
constexpr qint64 costPerHeader = 128;
constexpr qint64 costPerMessage = 256;

constexpr qint64 millisecondsBetweenLooks = 100;

} // namespace

qint64 QueueEntry::costOf(const Stomp::Headers &headers, const QByteArray &body)
{
    qint64 cost = costPerMessage + body.size();
    for (const Stomp::Headers::Entry &header : headers)
        cost += header.name.size() + header.value.size() + costPerHeader;
    return cost;
}

Queue::Queue(QByteArray name, Kind kind, qint64 &total)
    : m_name(std::move(name)), m_kind(kind), m_total(total)
{
}

Queue::~Queue()
{
    m_total -= m_bytes;
}

void Queue::append(QueueEntry entry)
{
    m_bytes += entry.cost;
    m_total += entry.cost;
    if (entry.message.expires != 0)
        m_firstExpiry = std::min(m_firstExpiry, entry.message.expires);
    m_fresh.push_back(std::move(entry));
}

const QueueEntry *Queue::front() const
{
    if (!m_returned.empty())
        return &m_returned.begin()->second;
    return m_fresh.empty() ? nullptr : &m_fresh.front();
}

QueueEntry Queue::takeFront()
{
    QueueEntry entry;
    if (!m_returned.empty()) {
        entry = std::move(m_returned.extract(m_returned.begin()).mapped());
    } else {
        entry = std::move(m_fresh.front());
        m_fresh.pop_front();
    }
    ++m_handedOut;
    m_handedOutBytes += entry.cost;
    return entry;
}

void Queue::putBack(QueueEntry entry)
{
    --m_handedOut;
    m_handedOutBytes -= entry.cost;
    if (entry.message.expires != 0)
        m_firstExpiry = std::min(m_firstExpiry, entry.message.expires);
    // One that nobody has taken was the front a moment ago.
    if (m_returned.empty() && entry.message.attempts == 0 &&
        (m_fresh.empty() || entry.message.id < m_fresh.front().message.id)) {
        m_fresh.push_front(std::move(entry));
        return;
    }
    const quint64 id = entry.message.id;
    m_returned.emplace(id, std::move(entry));
}

void Queue::settle(const QueueEntry &entry)
{
    --m_handedOut;
    m_handedOutBytes -= entry.cost;
    m_bytes -= entry.cost;
    m_total -= entry.cost;
}

std::deque<QueueEntry>::iterator Queue::find(quint64 id)
{
    const auto it = std::lower_bound(
        m_fresh.begin(), m_fresh.end(), id,
        [](const QueueEntry &entry, quint64 wanted) { return entry.message.id < wanted; });
    return it != m_fresh.end() && it->message.id == id ? it : m_fresh.end();
}

bool Queue::setStored(quint64 id)
{
    const auto it = find(id);
    if (it == m_fresh.end())
        return false;
    it->pending = false;
    return true;
}

std::optional<QueueEntry> Queue::take(quint64 id)
{
    const auto it = find(id);
    if (it == m_fresh.end())
        return std::nullopt;
    QueueEntry entry = std::move(*it);
    m_fresh.erase(it);
    m_bytes -= entry.cost;
    m_total -= entry.cost;
    return entry;
}

std::vector<QueueEntry> Queue::takeExpired(qint64 now)
{
    std::vector<QueueEntry> taken;
    const bool justLooked = m_lastLook <= now && now < m_lastLook + millisecondsBetweenLooks;
    if (now < m_firstExpiry || justLooked)
        return taken;
    m_lastLook = now;
    m_firstExpiry = std::numeric_limits<qint64>::max();
    const auto isExpired = [&](QueueEntry &entry) {
        const qint64 expires = entry.message.expires;
        if (expires == 0)
            return false;
        // What waits for the log's answer must be found when it comes.
        if (expires > now || entry.pending) {
            m_firstExpiry = std::min(m_firstExpiry, expires);
            return false;
        }
        m_bytes -= entry.cost;
        m_total -= entry.cost;
        taken.push_back(std::move(entry));
        return true;
    };
    for (auto it = m_returned.begin(); it != m_returned.end();)
        it = isExpired(it->second) ? m_returned.erase(it) : std::next(it);
    std::deque<QueueEntry> left;
    for (QueueEntry &entry : m_fresh) {
        if (!isExpired(entry))
            left.push_back(std::move(entry));
    }
    m_fresh = std::move(left);
    return taken;
}

void Queue::clear()
{
    const auto forget = [this](const QueueEntry &entry) {
        m_bytes -= entry.cost;
        m_total -= entry.cost;
    };
    for (const auto &[id, entry] : m_returned)
        forget(entry);
    for (const QueueEntry &entry : m_fresh)
        forget(entry);
    m_returned.clear();
    m_fresh.clear();
}

void Queue::add(QueueConsumer &consumer)
{
    consumer.queue = this;
    consumer.free = consumer.hasRoom();
    std::list<QueueConsumer *> &list = consumer.free ? m_free : m_busy;
    consumer.place = list.insert(list.end(), &consumer);
}

void Queue::remove(QueueConsumer &consumer)
{
    (consumer.free ? m_free : m_busy).erase(consumer.place);
    consumer.queue = nullptr;
}

const QueueConsumer *Queue::anyConsumer() const
{
    if (!m_free.empty())
        return m_free.front();
    return m_busy.empty() ? nullptr : m_busy.front();
}

QueueConsumer *Queue::nextConsumer(quint64 notThatOne)
{
    QueueConsumer *refuser = nullptr;
    for (auto it = m_free.begin(); it != m_free.end();) {
        QueueConsumer *const consumer = *it++;
        if (consumer->session->blocked) {
            m_busy.splice(m_busy.end(), m_free, consumer->place);
            consumer->free = false;
        } else if (consumer->number == notThatOne) {
            refuser = consumer;
        } else {
            return consumer;
        }
    }
    return refuser;
}

void Queue::lineUp(QueueConsumer &consumer)
{
    const bool free = consumer.hasRoom();
    std::list<QueueConsumer *> &from = consumer.free ? m_free : m_busy;
    std::list<QueueConsumer *> &to = free ? m_free : m_busy;
    to.splice(to.end(), from, consumer.place);
    consumer.free = free;
}

} // namespace Server
