// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace Server {

/// How many of the people who were there at its beginning may still be: evenly fewer, however few
/// they are, and the last one goes when the time is over.
int shareToStay(int people, std::chrono::milliseconds elapsed, std::chrono::milliseconds all);

/// Sends everybody away in small groups, spread over a time: whoever comes back at once comes back
/// to other hosts, and not with everybody else.
class Draining : public QObject {
    Q_OBJECT
public:
    /// Sends so many away; gives how many are left.
    using SendAway = std::function<int(int most)>;

    Draining(std::chrono::milliseconds time, SendAway sendAway, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    /// Everybody was sent away. It comes once.
    void done();

private:
    void step();

    std::chrono::milliseconds m_time;
    SendAway m_sendAway;
    int m_people = 0; ///< At the beginning.
    std::chrono::steady_clock::time_point m_begun;
    QTimer m_timer;
};

} // namespace Server
