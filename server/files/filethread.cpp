// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/filethread.h"

namespace Server {

FileThread::FileThread(const QString &folder, BlobFolder::Options options)
    : m_folder(folder, options), m_thread([this] { run(); })
{
}

FileThread::~FileThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void FileThread::post(std::function<void(BlobFolder &)> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void FileThread::run()
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

} // namespace Server
