// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picturework.h"

#include <QMetaObject>
#include <QMutex>
#include <QMutexLocker>
#include <QThreadPool>

namespace Ui {

struct PictureWork::Way {
    QMutex mutex;
    PictureWork *asker = nullptr; ///< Null once nobody waits.

    void cut()
    {
        const QMutexLocker lock(&mutex);
        asker = nullptr;
    }
};

PictureWork::PictureWork(QObject *parent) : QObject(parent) {}

PictureWork::~PictureWork()
{
    drop();
}

void PictureWork::drop()
{
    m_waiting.clear();
    if (const auto way = std::exchange(m_underWay, nullptr))
        way->cut();
}

void PictureWork::push(Job job)
{
    m_waiting.push_back(std::move(job));
    if (!m_underWay)
        next();
}

void PictureWork::next()
{
    if (m_waiting.empty())
        return;
    const Job job = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_underWay = std::make_shared<Way>();
    m_underWay->asker = this;
    QThreadPool::globalInstance()->start([way = m_underWay, job] {
        {
            const QMutexLocker lock(&way->mutex);
            if (!way->asker)
                return; // it has gone before we began
        }
        const Answer answer = job();
        const QMutexLocker lock(&way->mutex);
        if (!way->asker)
            return;
        QMetaObject::invokeMethod(
            way->asker,
            [asker = way->asker, way, answer] {
                if (asker->m_underWay != way)
                    return; // dropped meanwhile
                asker->m_underWay.reset();
                asker->next();
                answer();
            },
            Qt::QueuedConnection);
    });
}

} // namespace Ui
