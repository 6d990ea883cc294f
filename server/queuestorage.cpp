// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queuestorage.h"

#include "server/logging.h"

#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

constexpr char headersVersion = 1;

void appendWithLength(QByteArray &out, const QByteArray &text)
{
    char length[sizeof(quint32)];
    qToBigEndian(quint32(text.size()), length);
    out.append(length, sizeof length).append(text);
}

/// Takes what appendWithLength() wrote off the front.
std::optional<QByteArray> takeWithLength(QByteArrayView &in)
{
    if (in.size() < qsizetype(sizeof(quint32)))
        return std::nullopt;
    const qsizetype length = qFromBigEndian<quint32>(in.data());
    in = in.sliced(sizeof(quint32));
    if (length > in.size())
        return std::nullopt;
    const QByteArray text = in.first(length).toByteArray();
    in = in.sliced(length);
    return text;
}

StoredSubscription stored(const DurableSubscription &subscription)
{
    return {subscription.user, subscription.client, subscription.name, subscription.destination,
            subscription.queue()};
}

} // namespace

QueueStorage::QueueStorage(QueueStore &store)
    : m_store(store), m_alive(std::make_shared<bool>(true))
{
}

QueueStorage::~QueueStorage() = default;

QByteArray QueueStorage::toBytes(const Stomp::Headers &headers)
{
    QByteArray bytes(1, headersVersion);
    for (const auto &[name, value] : headers) {
        appendWithLength(bytes, name);
        appendWithLength(bytes, value);
    }
    return bytes;
}

std::optional<Stomp::Headers> QueueStorage::headersFrom(const QByteArray &bytes)
{
    if (!bytes.startsWith(headersVersion))
        return std::nullopt;
    Stomp::Headers headers;
    QByteArrayView rest = QByteArrayView(bytes).sliced(1);
    while (!rest.isEmpty()) {
        auto name = takeWithLength(rest);
        auto value = name ? takeWithLength(rest) : std::nullopt;
        if (!value || name->isEmpty())
            return std::nullopt;
        headers.append(std::move(*name), std::move(*value));
    }
    return headers;
}

QueueContents QueueStorage::takeContents()
{
    StoredQueues found = m_store.takeQueues();
    QueueContents contents;
    contents.lastId = found.lastId;
    QSet<QByteArray> durables; // also of those that cannot be read
    for (const StoredSubscription &subscription : found.subscriptions)
        durables.insert(subscription.queue);
    std::vector<quint64> nobodys;
    for (StoredQueueMessage &message : found.messages) {
        // Published while the log let go of the subscription: nobody can ever take it.
        if (DurableSubscription::isQueue(message.queue) && !durables.contains(message.queue)) {
            nobodys.push_back(message.id);
            continue;
        }
        const auto headers = headersFrom(message.headers);
        if (!headers || message.queue.isEmpty() || message.destination.isEmpty()) {
            qCWarning(hostLog) << "a queued message cannot be read and stays in the log: number"
                               << message.id;
            continue;
        }
        contents.messages.push_back({message.id, std::move(message.queue),
                                     std::move(message.destination), *headers,
                                     std::move(message.body), std::max<qint64>(message.expires, 0),
                                     std::max(message.attempts, 0), true});
    }
    remove(nobodys);
    for (StoredSubscription &subscription : found.subscriptions) {
        DurableSubscription durable{std::move(subscription.user), std::move(subscription.client),
                                    std::move(subscription.name),
                                    std::move(subscription.destination)};
        if (durable.destination.isEmpty() || durable.queue() != subscription.queue) {
            qCWarning(hostLog) << "a durable subscription cannot be read and is left out";
            continue;
        }
        contents.subscriptions.push_back(std::move(durable));
    }
    return contents;
}

QueueLog::Answer QueueStorage::guarded(Answer answer) const
{
    return [alive = std::weak_ptr<bool>(m_alive), answer = std::move(answer)](bool done) {
        if (answer && !alive.expired())
            answer(done);
    };
}

void QueueStorage::add(const std::vector<QueuedMessage> &messages, Answer answer)
{
    removeAgain(); // That may make the room that is needed.
    std::vector<StoredQueueMessage> all;
    all.reserve(messages.size());
    for (const QueuedMessage &message : messages) {
        all.push_back({message.id, message.queue, message.destination, toBytes(message.headers),
                       message.body, message.expires, message.attempts});
    }
    m_store.addToQueues(all, guarded(std::move(answer)));
}

void QueueStorage::remove(const std::vector<quint64> &ids)
{
    std::vector<quint64> all = std::exchange(m_unremoved, {});
    all.insert(all.end(), ids.begin(), ids.end());
    if (all.empty())
        return;
    m_store.removeFromQueues(all, guarded([this, all](bool removed) {
                                 if (!removed)
                                     m_unremoved.insert(m_unremoved.end(), all.begin(), all.end());
                             }));
}

void QueueStorage::removeAgain()
{
    if (!m_unremoved.empty())
        remove({});
}

void QueueStorage::addSubscription(const DurableSubscription &subscription, Answer answer)
{
    m_store.addSubscription(stored(subscription), guarded(std::move(answer)));
}

void QueueStorage::removeSubscription(const DurableSubscription &subscription, Answer answer)
{
    m_store.removeSubscription(stored(subscription), guarded(std::move(answer)));
}

} // namespace Server
