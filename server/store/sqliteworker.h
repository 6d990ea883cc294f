// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/queuestore.h"
#include "server/store/sqlitelog.h"
#include "server/store/store.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

namespace Server {

/// One call of Store, as a value that can cross threads.
struct StoreRequest {
    struct Topic {
        Chat::RoomId room;
        QString text;
    };
    struct Leaver {
        Chat::RoomId room;
        Chat::UserId user;
    };
    struct Flush {};
    struct Queued {
        std::vector<StoredQueueMessage> messages;
    };
    struct Dequeued {
        std::vector<quint64> ids;
    };
    struct Unsubscribed {
        StoredSubscription subscription;
    };
    std::variant<Chat::RoomMessage, MessageBatch, StoredRoom, Topic, StoredMember, Leaver,
                 HistoryQuery, Flush, Queued, Dequeued, StoredSubscription, Unsubscribed>
        call;
    bool withNext = false; ///< Written in one transaction with the next one, or not at all.
};

/// What became of it.
struct StoreResult {
    template <typename T>
    using Of = tl::expected<T, StoreError>;
    std::variant<Of<Appended>, Of<std::vector<Appended>>, Of<StoredRoom>, Of<StoredMember>,
                 Of<bool>, Of<History>>
        outcome;
};

/// What the log held when it was opened.
struct LogContents {
    StoreContents chat;
    StoredQueues queues;
};

/// The thread that the log lives in: takes all that is queued, writes it in one transaction and
/// reports the results together.
class SqliteWorker {
public:
    /// Called in the thread the worker was made in, once per transaction, results in call order.
    using Report = std::function<void(std::vector<StoreResult>)>;

    explicit SqliteWorker(Report report);
    /// Writes what is queued, closes, ends the thread. Nothing is reported any more.
    ~SqliteWorker();

    /// Starts the thread and waits until the log in that folder is open.
    tl::expected<LogContents, StoreError> start(const QString &folder, SqliteLog::Options options);
    /// Those that are to be written together come together.
    void post(std::vector<StoreRequest> requests);

private:
    using Opened = std::promise<tl::expected<LogContents, StoreError>>;

    void run(const QString &folder, const SqliteLog::Options &options, Opened opened);
    std::vector<StoreRequest> take();
    void report(std::vector<StoreResult> results);

    Report m_report;
    QObject m_home; ///< Lives in the caller's thread: results posted to it die with it.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<StoreRequest> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace Server
