// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/blobfolder.h"

#include <QObject>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace Server {

/// The thread that a BlobFolder lives in. Does what it is asked in the order of the calls, and
/// answers in that order in the thread it was made in.
class FileThread {
public:
    explicit FileThread(const QString &folder, BlobFolder::Options options = {});
    /// Does what was asked for, then ends. Nothing is answered any more.
    ~FileThread();
    Q_DISABLE_COPY_MOVE(FileThread)

    /// Calls the answer with what the work gives.
    template <typename Work, typename Answer>
    void ask(Work work, Answer answer)
    {
        post(
            [this, work = std::move(work), answer = std::move(answer)](BlobFolder &folder) mutable {
                auto result = std::make_shared<decltype(work(folder))>(work(folder));
                QMetaObject::invokeMethod(
                    &m_home,
                    [result, answer = std::move(answer)]() mutable { answer(std::move(*result)); },
                    Qt::QueuedConnection);
            });
    }
    /// The same without an answer.
    void post(std::function<void(BlobFolder &)> work);

private:
    void run();

    BlobFolder m_folder;
    QObject m_home; ///< Lives in the caller's thread: answers posted to it die with it.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::function<void(BlobFolder &)>> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace Server
