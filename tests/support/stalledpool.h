// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSemaphore>
#include <QThreadPool>

#include <memory>

namespace TestSupport {

/// Qt's pool, which begins nothing while this exists.
class StalledPool {
public:
    StalledPool()
    {
        QThreadPool *pool = QThreadPool::globalInstance();
        pool->setMaxThreadCount(1);
        pool->start([state = m_state] {
            state->begun.release();
            state->over.acquire();
        });
        m_state->begun.acquire();
    }
    ~StalledPool()
    {
        QThreadPool::globalInstance()->setMaxThreadCount(m_most);
        m_state->over.release();
    }
    StalledPool(const StalledPool &) = delete;
    StalledPool &operator=(const StalledPool &) = delete;

private:
    struct State {
        QSemaphore begun;
        QSemaphore over;
    };
    const int m_most = QThreadPool::globalInstance()->maxThreadCount();
    const std::shared_ptr<State> m_state = std::make_shared<State>(); ///< Dies with the last user.
};

} // namespace TestSupport
