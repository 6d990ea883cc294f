// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Ui {

/// The host that this program has open, at one moment, as the status dialog shows it.
struct HostStatus {
    struct Session {
        quint64 number = 0;
        QString name;
        QString user;
        QString peer;
        QString transport;
        QString version;
        int subscriptions = 0;
        qint64 unreadBytes = 0;
        int unacknowledged = 0;
        std::chrono::seconds age{0};
    };
    struct Topic {
        QString destination;
        int subscriptions = 0;
    };
    struct Queue {
        QString name;
        int waiting = 0;
        int unacknowledged = 0;
        int consumers = 0;
        qint64 bytes = 0;
    };

    /// Somebody who reached the host from another computer.
    struct Visit {
        QString address;
        std::chrono::seconds ago{0};
    };

    /// How it is with what the host keeps.
    enum class Data {
        Well,
        LittleRoom, ///< On its disk.
        NoRoom,     ///< The last message could not be written for that …
        NotStored,  ///< … or for something else.
        Damaged,    ///< Something in the log cannot be read.
    };

    Data data = Data::Well;
    qint64 freeBytes = -1; ///< Of its disk; -1: unknown.
    std::chrono::seconds uptime{0};
    int people = 0;                 ///< Of whom each may have several sessions.
    std::optional<Visit> lastVisit; ///< None: nobody yet.
    int sessionCount = 0;           ///< The lists may be shorter.
    int topicCount = 0;
    int queueCount = 0;
    qint64 unreadBytes = 0;
    quint64 received = 0;
    quint64 delivered = 0;
    quint64 dropped = 0;
    quint64 slowConsumers = 0;
    quint64 refused = 0;
    std::vector<Session> sessions;
    std::vector<Topic> topics;
    std::vector<Queue> queues;
};

} // namespace Ui
