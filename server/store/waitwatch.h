// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

class QSqlDriver;

namespace Server {

/// Cuts the connection of a driver for PostgreSQL that has waited for an answer for too long, so
/// that who waits gets an error: the driver knows no bound. A server that stands still keeps its
/// connections, and one whose standby is away lets each commit wait for that.
///
/// Belongs to the driver. On systems other than Unix it cuts nothing.
class WaitWatch final : public QObject {
    Q_OBJECT
public:
    /// Beyond what the server itself allows a statement.
    static constexpr std::chrono::seconds statementLimit{35};
    static constexpr std::chrono::seconds commitLimit{10};

    /// That of an open connection, from now on.
    static void begin(QSqlDriver &driver);
    ~WaitWatch() override;

    /// Watches as long as it lives; does nothing for a driver that has no watch.
    class Waiting {
    public:
        explicit Waiting(const QSqlDriver *driver, std::chrono::seconds limit = statementLimit);
        ~Waiting();
        Q_DISABLE_COPY_MOVE(Waiting)

    private:
        WaitWatch *m_watch = nullptr;
    };

private:
    using Clock = std::chrono::steady_clock;

    WaitWatch(QSqlDriver &driver, int socket);
    void set(std::optional<Clock::time_point> deadline);
    void run();

    const int m_socket; ///< A second name of the connection, valid while this lives.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<Clock::time_point> m_deadline;
    bool m_isAsleep = false; ///< Until there is something to watch.
    bool m_isOver = false;
    std::thread m_thread;
};

} // namespace Server
