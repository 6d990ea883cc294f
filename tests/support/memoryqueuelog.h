// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A queue log that keeps everything in memory and answers when it is told to.

#include "server/broker/queuelog.h"

#include <deque>
#include <map>
#include <utility>

class MemoryQueueLog : public Server::QueueLog {
public:
    void add(const std::vector<Server::QueuedMessage> &messages, Answer answer) override
    {
        ++adds;
        m_work.push_back([this, messages, answer = std::move(answer)] {
            if (!fails) {
                for (const Server::QueuedMessage &message : messages)
                    kept.insert_or_assign(message.id, message);
            }
            answer(!fails);
        });
    }
    void remove(const std::vector<quint64> &ids) override
    {
        ++removes;
        m_work.push_back([this, ids] {
            for (const quint64 id : ids)
                kept.erase(id);
        });
    }
    void addSubscription(const Server::DurableSubscription &subscription, Answer answer) override
    {
        m_work.push_back([this, subscription, answer = std::move(answer)] {
            if (!fails)
                subscriptions.push_back(subscription);
            answer(!fails);
        });
    }
    void removeSubscription(const Server::DurableSubscription &subscription, Answer answer) override
    {
        m_work.push_back([this, subscription, answer = std::move(answer)] {
            if (!fails) {
                std::erase(subscriptions, subscription);
                std::erase_if(kept, [&](const auto &item) {
                    return item.second.queue == subscription.queue();
                });
            }
            answer(!fails);
        });
    }

    void together(const std::function<void()> &calls) override { calls(); }

    /// Does what it was asked since the last time, in that order.
    void work()
    {
        while (!m_work.empty()) {
            const auto next = std::move(m_work.front());
            m_work.pop_front();
            next();
        }
    }
    /// What the next start would find.
    Server::QueueContents contents() const
    {
        Server::QueueContents found;
        for (const auto &[id, message] : kept) {
            found.messages.push_back(message);
            found.lastId = id;
        }
        found.subscriptions = subscriptions;
        return found;
    }

    bool fails = false;
    int adds = 0;
    int removes = 0;
    std::map<quint64, Server::QueuedMessage> kept;
    std::vector<Server::DurableSubscription> subscriptions;

private:
    std::deque<std::function<void()>> m_work;
};
