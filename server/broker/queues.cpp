// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queues.h"

#include "server/broker/durablesubscriptions.h"
#include "server/broker/logging.h"
#include "server/broker/queuehandout.h"
#include "server/broker/queuerefusals.h"
#include "server/broker/queuestock.h"
#include "server/broker/queueturn.h"

#include <QDateTime>
#include <QPointer>

#include <utility>

namespace Server {

namespace {

using Durable = DurableSubscriptions::Entry;
using Admitted = std::vector<std::pair<QByteArray, quint64>>;

qint64 systemMilliseconds()
{
    return QDateTime::currentMSecsSinceEpoch();
}

/// For callbacks that may come late: there as long as the queues are.
using Guard = QPointer<QueueTurn>;

} // namespace

/// The parts, and what is said to more than one of them.
struct Queues::Private {
    Private(const QueueLimits &queueLimits, QueueLog &queueLog, QueueConsumers &consumers,
            Clock clock)
        : limits(queueLimits), log(queueLog), turn([this] { handOut.run(); }),
          stock(limits, log, turn, clock ? std::move(clock) : Clock(&systemMilliseconds)),
          handOut(limits, stock, turn, consumers)
    {
    }

    void addToLog(const std::vector<QueuedMessage> &messages, Admitted admitted, int delivered,
                  Completion done);
    void begun(const QByteArray &queue, bool kept);
    void end(const Durable &durable);

    const QueueLimits limits;
    QueueLog &log;
    QueueTurn turn;
    QueueStock stock;
    QueueHandOut handOut;
    DurableSubscriptions durables;
};

Queues::Queues(QueueLimits limits, QueueLog &log, QueueConsumers &consumers, Clock clock)
    : d(std::make_unique<Private>(limits, log, consumers, std::move(clock)))
{
}

Queues::~Queues()
{
    d->stock.flush();
}

void Queues::restore(QueueContents contents)
{
    for (const DurableSubscription &subscription : contents.subscriptions) {
        if (d->durables.find(subscription.queue()))
            continue;
        const Durable &durable = d->durables.add(subscription, Durable::State::Standing);
        d->stock.make(durable.queue)->kept = true;
    }
    d->stock.restore(std::move(contents.messages), contents.lastId);
}

tl::expected<void, Refusal> Queues::check(const std::vector<ApplicationRequest> &messages) const
{
    return d->stock.check(messages);
}

void Queues::send(const QByteArray &queue, const Stomp::Headers &headers, const QByteArray &body,
                  Completion done)
{
    QueueEntry entry = d->stock.entry(queue, queue, headers, body);
    if (d->stock.hasExpired(entry.message)) {
        ++d->stock.counters.sent;
        ++d->stock.counters.expired;
        done(Outcome{0});
        return;
    }
    if (!entry.message.persistent) {
        if (const auto id = d->stock.admit(std::move(entry))) {
            ++d->stock.counters.sent;
            done(Outcome{1});
        } else {
            ++d->stock.counters.refused;
            done(tl::make_unexpected(id.error()));
        }
        return;
    }
    entry.pending = true;
    QueuedMessage message = entry.message;
    const auto id = d->stock.admit(std::move(entry));
    if (!id) {
        ++d->stock.counters.refused;
        done(tl::make_unexpected(id.error()));
        return;
    }
    message.id = *id;
    d->addToLog({std::move(message)}, {{queue, *id}}, 1, std::move(done));
}

void Queues::sendAll(const std::vector<ApplicationRequest> &messages, Completion done)
{
    auto prepared = prepare(messages);
    if (!prepared) {
        done(tl::make_unexpected(std::move(prepared.error())));
        return;
    }
    const auto shared = std::make_shared<const Prepared>(*std::move(prepared));
    keep(*shared, [this, guard = Guard(&d->turn), shared, done = std::move(done)](bool kept) {
        if (!guard)
            return;
        if (kept) {
            release(*shared);
            done(Outcome{static_cast<int>(shared->places.size())});
        } else {
            withdraw(*shared, false);
            done(tl::make_unexpected(QueueRefusals::notStored()));
        }
    });
}

tl::expected<Queues::Prepared, Refusal>
Queues::prepare(const std::vector<ApplicationRequest> &messages)
{
    const auto refuse = [&](const Refusal &refusal) {
        d->stock.counters.refused += messages.size();
        return tl::make_unexpected(refusal);
    };
    if (const auto room = d->stock.check(messages); !room)
        return refuse(room.error());
    Prepared prepared;
    for (const ApplicationRequest &message : messages) {
        QueueEntry entry =
            d->stock.entry(message.destination, message.destination, message.headers, message.body);
        if (d->stock.hasExpired(entry.message)) {
            ++prepared.expired;
            continue;
        }
        entry.pending = true; // Until all of them are in.
        const bool isPersistent = entry.message.persistent;
        if (isPersistent)
            prepared.persistent.push_back(entry.message);
        const auto id = d->stock.admit(std::move(entry));
        if (!id) {
            d->stock.takeBack(prepared.places);
            return refuse(id.error());
        }
        if (isPersistent)
            prepared.persistent.back().id = *id;
        prepared.places.push_back({message.destination, *id});
    }
    return prepared;
}

void Queues::keep(const Prepared &prepared, QueueLog::Answer answer)
{
    if (prepared.persistent.empty())
        answer(true);
    else
        d->log.add(prepared.persistent, std::move(answer));
}

void Queues::release(const Prepared &prepared)
{
    d->stock.counters.sent += prepared.places.size() + prepared.expired;
    d->stock.counters.expired += prepared.expired;
    d->stock.stored(prepared.places);
}

void Queues::withdraw(const Prepared &prepared, bool kept)
{
    d->stock.counters.refused += prepared.places.size() + prepared.expired;
    d->stock.takeBack(prepared.places);
    if (!kept)
        return;
    for (const QueuedMessage &message : prepared.persistent)
        d->stock.forget(message);
}

void Queues::together(const std::function<void()> &calls)
{
    d->log.together(calls);
}

/// They wait already, and go out once the log has answered.
void Queues::Private::addToLog(const std::vector<QueuedMessage> &messages, Admitted admitted,
                               int delivered, Completion done)
{
    log.add(messages, [this, guard = Guard(&turn), admitted = std::move(admitted), delivered,
                       done = std::move(done)](bool kept) {
        if (!guard)
            return;
        if (kept) {
            stock.counters.sent += admitted.size();
            stock.stored(admitted);
            done(Outcome{delivered});
        } else {
            stock.counters.refused += admitted.size();
            stock.takeBack(admitted);
            done(tl::make_unexpected(QueueRefusals::notStored()));
        }
    });
}

tl::expected<void, Refusal> Queues::subscribe(const QByteArray &queue,
                                              const QueueSubscription &subscription)
{
    Queue *const made = d->stock.make(queue);
    if (!made)
        return tl::make_unexpected(QueueRefusals::tooManyQueues(d->limits.queues));
    d->handOut.add(*made, subscription);
    return {};
}

void Queues::unsubscribe(const SubscriptionRef &subscription)
{
    d->handOut.remove(subscription);
}

void Queues::ready(SessionNumber session)
{
    d->handOut.ready(session);
}

void Queues::acknowledged(const SubscriptionRef &subscription,
                          const std::vector<QByteArray> &messageIds)
{
    d->handOut.acknowledged(subscription, messageIds);
}

void Queues::refused(const SubscriptionRef &subscription, const std::vector<QByteArray> &messageIds,
                     bool requeue)
{
    d->handOut.refused(subscription, messageIds, requeue);
}

void Queues::subscribeDurably(const DurableSubscription &durable,
                              const QueueSubscription &subscription, Completion done)
{
    const auto refuse = [&](Refusal refusal) { done(tl::make_unexpected(std::move(refusal))); };
    const QByteArray name = durable.queue();
    if (Durable *const known = d->durables.find(name)) {
        Queue &queue = *d->stock.find(name);
        if (known->state == Durable::State::Ending) {
            refuse(QueueRefusals::durableEnding());
        } else if (known->subscription.destination != durable.destination) {
            refuse(QueueRefusals::durableElsewhere(known->subscription.destination));
        } else if (queue.consumers() > 0) {
            refuse(QueueRefusals::durableInUse());
        } else if (known->state == Durable::State::Beginning) {
            d->handOut.add(queue, subscription, true);
            known->beginners.emplace_back(subscription.ref, std::move(done));
        } else {
            d->handOut.add(queue, subscription);
            done(Outcome{});
        }
        return;
    }
    if (d->durables.count() >= d->limits.durableSubscriptions) {
        refuse(QueueRefusals::tooManyDurable(d->limits.durableSubscriptions));
        return;
    }
    // A guest without a token is a new one each time, and never comes back for the old ones.
    if (durable.isOfGuest() && d->durables.countOfGuests() >= d->limits.durableSubscriptions / 2) {
        refuse(QueueRefusals::tooManyDurableOfGuests(d->limits.durableSubscriptions / 2));
        return;
    }
    if (d->durables.countOf(durable.user) >= d->limits.durableSubscriptionsPerUser) {
        refuse(QueueRefusals::tooManyDurableOfUser(d->limits.durableSubscriptionsPerUser));
        return;
    }
    Durable &begun = d->durables.add(durable, Durable::State::Beginning);
    begun.beginners.emplace_back(subscription.ref, std::move(done));
    Queue &queue = *d->stock.make(name);
    queue.kept = true;
    d->handOut.add(queue, subscription, true);
    d->log.addSubscription(durable, [this, guard = Guard(&d->turn), name](bool kept) {
        if (guard)
            d->begun(name, kept);
    });
}

void Queues::Private::begun(const QByteArray &name, bool kept)
{
    Durable *const durable = durables.find(name);
    if (!durable)
        return;
    const auto beginners = std::exchange(durable->beginners, {});
    if (!kept)
        end(*durable);
    else if (durable->state == Durable::State::Beginning)
        durable->state = Durable::State::Standing;
    for (const auto &[subscription, done] : beginners) {
        if (kept) {
            handOut.release(subscription);
            done(Outcome{});
        } else {
            done(tl::make_unexpected(QueueRefusals::notStored()));
        }
    }
}

void Queues::Private::end(const Durable &durable)
{
    Queue &queue = *stock.find(durable.queue);
    handOut.removeAll(queue);
    queue.clear();
    queue.kept = false;
    turn.wake(queue);
    durables.remove(QByteArray(durable.queue));
}

void Queues::forget(const DurableSubscription &durable, Completion done)
{
    const QByteArray name = durable.queue();
    Durable *const known = d->durables.find(name);
    if (!known) {
        done(Outcome{});
        return;
    }
    if (known->state == Durable::State::Ending) {
        done(tl::make_unexpected(QueueRefusals::durableEnding()));
        return;
    }
    if (d->stock.find(name)->consumers() > 0) {
        done(tl::make_unexpected(QueueRefusals::durableInUse()));
        return;
    }
    known->state = Durable::State::Ending;
    d->log.removeSubscription(known->subscription, [this, guard = Guard(&d->turn), name,
                                                    done = std::move(done)](bool kept) {
        if (!guard)
            return;
        Durable *const ending = d->durables.find(name);
        if (ending && !kept) {
            ending->state = Durable::State::Standing;
            done(tl::make_unexpected(QueueRefusals::notStored()));
            return;
        }
        if (ending)
            d->end(*ending);
        done(Outcome{});
    });
}

void Queues::forgetAll(const QString &user)
{
    for (Durable *const durable : d->durables.of(user)) {
        durable->state = Durable::State::Ending; // takes nothing more
        d->log.removeSubscription(
            durable->subscription, [this, guard = Guard(&d->turn), name = durable->queue](bool) {
                Durable *const ending = guard ? d->durables.find(name) : nullptr;
                if (ending)
                    d->end(*ending);
            });
    }
}

int Queues::publish(const QByteArray &destination, const Stomp::Headers &headers,
                    const QByteArray &body, Completion done)
{
    const std::vector<Durable *> durables = d->durables.to(destination);
    if (durables.empty())
        return 0;
    // The name they all hold already.
    const QByteArray &name = durables.front()->subscription.destination;
    QueueEntry entry = d->stock.entry({}, name, headers, body);
    if (d->stock.hasExpired(entry.message)) {
        d->stock.counters.expired += durables.size();
        return 0;
    }
    entry.message.persistent = true;
    entry.pending = true;
    std::vector<QueuedMessage> messages;
    Admitted admitted;
    for (const Durable *durable : durables) {
        entry.message.queue = durable->queue;
        const auto id = d->stock.admitDropping(*d->stock.find(durable->queue), entry);
        if (!id)
            continue;
        messages.push_back(entry.message);
        messages.back().id = *id;
        admitted.push_back({durable->queue, *id});
    }
    const int delivered = static_cast<int>(admitted.size());
    if (messages.empty()) {
        done(Outcome{0});
        return static_cast<int>(durables.size());
    }
    d->addToLog(messages, std::move(admitted), delivered, std::move(done));
    return static_cast<int>(durables.size());
}

bool Queues::hasDurable(const QByteArray &destination) const
{
    return d->durables.hasAnyTo(destination);
}

std::vector<Queues::Status> Queues::status() const
{
    return d->stock.status();
}

const Queues::Counters &Queues::counters() const
{
    return d->stock.counters;
}

} // namespace Server
