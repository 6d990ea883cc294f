// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

namespace Server {

/// Something that gathers work during a turn of the event loop and does it in one go.
class TurnWorker {
public:
    virtual ~TurnWorker() = default;
    virtual void endOfTurn() = 0;
};

/// Calls each worker that asked for it once, after the events of this turn.
///
/// Everything written to a socket in one turn leaves in one system call; see the figures in
/// docs/architecture.md. Not thread-safe; one per host thread.
class TurnEnd : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The worker must call cancel() before it goes, and asks at most once per turn.
    void schedule(TurnWorker *worker);
    void cancel(TurnWorker *worker);

protected:
    bool event(QEvent *event) override;

private:
    std::vector<TurnWorker *> m_workers;
    std::vector<TurnWorker *> m_running;
};

} // namespace Server
