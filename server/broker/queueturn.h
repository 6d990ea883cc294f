// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <deque>
#include <functional>

namespace Server {

class Queue;

/// Which queues have something to do at the end of this turn of the event loop.
class QueueTurn : public QObject {
public:
    /// `end` is called once, after the events of a turn in which anything was asked for.
    explicit QueueTurn(std::function<void()> end) : m_end(std::move(end)) {}

    void wake(Queue &queue);
    /// Without any queue.
    void request();
    std::size_t awake() const { return m_awake.size(); }
    /// The longest awake of them, which it is no more. Only if awake() is not 0.
    Queue &next();

protected:
    bool event(QEvent *event) override;

private:
    std::function<void()> m_end;
    std::deque<Queue *> m_awake;
    bool m_requested = false;
};

} // namespace Server
