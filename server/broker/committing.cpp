// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/committing.h"

#include "server/broker/brokerrefusals.h"
#include "server/broker/queuerefusals.h"

#include <QPointer>

#include <optional>
#include <variant>

namespace Server {

using Stomp::ServerEvent::Acknowledged;
using Stomp::ServerEvent::SendRequested;

struct Committing::Work {
    Peer peer;
    std::vector<std::variant<SendRequested, Acknowledged>> actions;
    std::vector<std::optional<Route>> routes; ///< Of each action that is a SEND.
    std::vector<ApplicationRequest> toApplication;
    std::vector<ApplicationRequest> toQueues;
    std::vector<Upstream::Action> toUpstream;
    Queues::Prepared prepared; ///< Those to queues.
    bool kept = false;         ///< The log has them.
    std::vector<Outcome> outcomes;
    Committed done;
    size_t outstanding = 1;

    void refuse(const Refusal &refusal)
    {
        if (done)
            std::exchange(done, {})(tl::unexpected(refusal));
    }
    void oneDone()
    {
        if (--outstanding == 0 && done)
            std::exchange(done, {})(outcomes);
    }
};

void Committing::commit(ClientConnection &from,
                        const Stomp::ServerEvent::TransactionCommitted &request, Committed done)
{
    const auto work = std::make_shared<Work>();
    work->peer = from.peer();
    work->actions = request.actions;
    work->routes.resize(request.actions.size());
    work->outcomes.resize(request.actions.size());
    work->done = std::move(done);
    if (const auto checked = check(*work, from.principal()); !checked) {
        work->refuse(checked.error());
        return;
    }
    if (!work->toUpstream.empty()) {
        relay(work);
        return;
    }
    for (size_t i = 0; i < work->toApplication.size(); ++i)
        from.noteStored(Stomp::Clock::now());
    for (const ApplicationRequest &message : work->toQueues) {
        if (isPersistent(message.headers))
            from.noteStored(Stomp::Clock::now());
    }
    write(work);
}

tl::expected<void, Refusal> Committing::check(Work &work, const Principal &sender)
{
    bool isHosts = false;
    for (size_t i = 0; i < work.actions.size(); ++i) {
        const auto *send = std::get_if<SendRequested>(&work.actions[i]);
        if (!send) {
            const auto &ack = std::get<Acknowledged>(work.actions[i]);
            const auto relayed = m_relaying.partOf(work.peer.session, ack);
            if (relayed)
                work.toUpstream.push_back(*relayed);
            isHosts |= relayed ? relayed->messageIds.size() < ack.messageIds.size()
                               : !ack.messageIds.empty();
            continue;
        }
        const auto route = m_sending.route(sender, send->destination);
        if (!route)
            return tl::unexpected(route.error());
        work.routes[i] = *route;
        if (route->kind == Route::Kind::Upstream) {
            work.toUpstream.push_back(
                Upstream::Send{route->destination, send->headers, send->body});
            continue;
        }
        isHosts = true;
        const ApplicationRequest request{route->destination, send->headers, send->body};
        if (route->kind == Route::Kind::Application) {
            work.toApplication.push_back(request);
        } else if (route->kind == Route::Kind::Queue) {
            work.toQueues.push_back(request);
            work.outcomes[i] = {1};
        }
    }
    if (isHosts && !work.toUpstream.empty())
        return tl::unexpected(BrokerRefusals::mixedTransaction());
    if (work.toQueues.empty())
        return {};
    auto prepared = m_parts.queues->prepare(work.toQueues);
    if (!prepared)
        return tl::unexpected(prepared.error());
    work.prepared = *std::move(prepared);
    return {};
}

void Committing::relay(const std::shared_ptr<Work> &work)
{
    m_relaying.commit(work->peer.session, work->toUpstream, [work](const auto &result) {
        if (!result)
            work->refuse(result.error());
        else
            work->oneDone();
    });
}

/// Both are asked before either answers: the log takes both or neither.
void Committing::write(const std::shared_ptr<Work> &work)
{
    const auto ask = [this, work] {
        if (!work->toApplication.empty()) {
            ++work->outstanding;
            m_parts.application->sendAll(work->peer, work->toApplication,
                                         [self = QPointer(this), work](const auto &result) {
                                             if (!result)
                                                 work->refuse(result.error());
                                             if (self)
                                                 self->written(work);
                                         });
        }
        if (work->toQueues.empty() || !work->done)
            return;
        ++work->outstanding;
        m_parts.queues->keep(work->prepared, [self = QPointer(this), work](bool kept) {
            work->kept = kept;
            if (!kept)
                work->refuse(QueueRefusals::notStored());
            if (self)
                self->written(work);
        });
    };
    if (m_parts.queues)
        m_parts.queues->together(ask);
    else
        ask();
    written(work);
}

void Committing::written(const std::shared_ptr<Work> &work)
{
    if (--work->outstanding > 0)
        return;
    if (m_parts.queues && !work->toQueues.empty()) {
        if (work->done)
            m_parts.queues->release(work->prepared);
        else
            m_parts.queues->withdraw(work->prepared, work->kept);
    }
    if (work->done)
        rest(work);
}

void Committing::rest(const std::shared_ptr<Work> &work)
{
    work->outstanding = 1;
    for (size_t i = 0; i < work->actions.size(); ++i) {
        if (const auto *ack = std::get_if<Acknowledged>(&work->actions[i])) {
            m_consuming.settle(work->peer.session, *ack);
            continue;
        }
        const Route &route = *work->routes[i];
        if (route.kind == Route::Kind::Application || route.kind == Route::Kind::Upstream ||
            route.kind == Route::Kind::Queue)
            continue;
        const auto &send = std::get<SendRequested>(work->actions[i]);
        ++work->outstanding;
        m_sending.publish(route, send.headers, send.body, [work, i](const auto &result) {
            if (!result)
                work->refuse(result.error());
            else
                work->outcomes[i] = *result;
            work->oneDone();
        });
    }
    work->oneDone();
}

} // namespace Server
