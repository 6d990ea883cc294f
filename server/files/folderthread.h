// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace Server {

/// The thread that a Folder lives in, whose calls block. Does what it is asked in the order of the
/// calls, and answers in that order in the thread it was made in.
template <typename Folder>
class FolderThread {
public:
    template <typename... Arguments>
    explicit FolderThread(Arguments &&...arguments)
        : m_folder(std::forward<Arguments>(arguments)...), m_thread([this] { run(); })
    {
    }
    /// Does what was asked for, then ends. Nothing is answered any more.
    ~FolderThread()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(FolderThread)

    /// Calls the answer with what the work gives.
    template <typename Work, typename Answer>
    void ask(Work work, Answer answer)
    {
        post([this, work = std::move(work), answer = std::move(answer)](Folder &folder) mutable {
            auto result = std::make_shared<decltype(work(folder))>(work(folder));
            QMetaObject::invokeMethod(
                &m_home,
                [result, answer = std::move(answer)]() mutable { answer(std::move(*result)); },
                Qt::QueuedConnection);
        });
    }
    /// The same without an answer.
    void post(std::function<void(Folder &)> work)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_queue.push_back(std::move(work));
        }
        m_wake.notify_one();
    }
    /// For what a Folder allows any thread to call.
    Folder &folder() { return m_folder; }

private:
    void run()
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            auto works = std::exchange(m_queue, {});
            lock.unlock();
            if (works.empty())
                return;
            for (const auto &work : works)
                work(m_folder);
        }
    }

    Folder m_folder;
    QObject m_home; ///< Lives in the caller's thread: answers posted to it die with it.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::function<void(Folder &)>> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace Server
