// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queueturn.h"

#include "server/broker/queue.h"

#include <QCoreApplication>
#include <QEvent>

namespace Server {

void QueueTurn::wake(Queue &queue)
{
    if (queue.awake)
        return;
    queue.awake = true;
    m_awake.push_back(&queue);
    request();
}

void QueueTurn::request()
{
    if (m_requested)
        return;
    m_requested = true;
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

Queue &QueueTurn::next()
{
    Queue &queue = *m_awake.front();
    m_awake.pop_front();
    queue.awake = false;
    return queue;
}

bool QueueTurn::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_requested = false;
    m_end();
    return true;
}

} // namespace Server
