// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/epolldispatcher.h"

#include <QObject>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <functional>
#include <sys/socket.h>
#include <unistd.h>

namespace TestSupport {

/// Two connected descriptors; closes what nobody took.
struct SocketPair {
    SocketPair() { ends = socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, both) == 0; }
    ~SocketPair()
    {
        closeEnd(0);
        closeEnd(1);
    }
    void closeEnd(int end)
    {
        if (both[end] >= 0)
            ::close(both[end]);
        both[end] = -1;
    }
    bool say(int end) const { return ::write(both[end], "x", 1) == 1; }
    qint64 hear(int end) const
    {
        char bytes[4096];
        return ::read(both[end], bytes, sizeof bytes);
    }

    int both[2] = {-1, -1};
    bool ends = false;
};

/// A thread with the dispatcher under test, and ways to work in it.
class DispatcherThread {
public:
    DispatcherThread()
    {
        thread.setEventDispatcher(dispatcher);
        context->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, context, &QObject::deleteLater);
        thread.start();
    }
    ~DispatcherThread() { end(); }
    /// False when the thread does not end.
    bool end()
    {
        thread.quit();
        return thread.wait(std::chrono::seconds(30));
    }
    void run(const std::function<void()> &work) const
    {
        QMetaObject::invokeMethod(context, work, Qt::BlockingQueuedConnection);
    }
    /// In the thread.
    QSocketNotifier *notifier(int descriptor, QSocketNotifier::Type type) const
    {
        return new QSocketNotifier(descriptor, type, context);
    }
    /// Waits for turns of the thread's loop, so that what should not happen has had its chance.
    void turns(int count) const
    {
        for (int i = 0; i < count; ++i) {
            run([] {});
            QSemaphore timer;
            const auto tick = [&] {
                QTimer::singleShot(std::chrono::milliseconds(1), context, [&] { timer.release(); });
            };
            QMetaObject::invokeMethod(context, tick, Qt::QueuedConnection);
            timer.acquire();
        }
    }

    QThread thread;
    Server::EpollDispatcher *const dispatcher = new Server::EpollDispatcher; ///< The thread's.
    QObject *const context = new QObject; ///< Lives and dies in the thread.
};

} // namespace TestSupport
