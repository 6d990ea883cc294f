// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/turnend.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace Server {

void TurnEnd::schedule(TurnWorker *worker)
{
    if (m_workers.empty())
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    m_workers.push_back(worker);
}

void TurnEnd::cancel(TurnWorker *worker)
{
    std::replace(m_workers.begin(), m_workers.end(), worker, static_cast<TurnWorker *>(nullptr));
    std::replace(m_running.begin(), m_running.end(), worker, static_cast<TurnWorker *>(nullptr));
}

bool TurnEnd::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_running.swap(m_workers);
    // By index: a worker may cancel another while it runs.
    for (size_t i = 0; i < m_running.size(); ++i) {
        if (m_running[i])
            m_running[i]->endOfTurn();
    }
    m_running.clear();
    return true;
}

} // namespace Server
