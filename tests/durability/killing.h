// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/durability/talker.h"
#include "tests/durability/verdict.h"
#include "tests/support/hostprocess.h"

#include <QRandomGenerator>

#include <chrono>
#include <memory>
#include <vector>

/// One run: talkers in a room of their own, a host that is killed while they talk and started
/// again, and then everybody's view of the room.
class Killing {
public:
    struct Load {
        int clients = 5;
        int messages = 200; ///< Of each client.
    };
    struct Result {
        int kills = 0;
        int messages = 0;
        int resent = 0;
        int suppressed = 0; ///< Resent though the log had them: they appear once all the same.
        int lost = 0;
        QStringList faults;
    };

    /// `random` decides when the host dies, how often, and how long it stays away.
    Killing(HostProcess &host, const QString &room, const Load &load, QRandomGenerator &random);

    Result run();

private:
    void killOnce();
    bool waitForAll();
    std::vector<Said> said() const;
    QStringList newcomer(const std::vector<Said> &said);
    QStringList pages(const std::vector<Said> &said);
    int receipts() const;

    HostProcess &m_host;
    QString m_room;
    QRandomGenerator &m_random;
    std::vector<std::unique_ptr<Talker>> m_talkers;
    std::vector<Chat::RoomMessage> m_log; ///< The room as the newcomer sees it.
};

/// Runs the event loop until the condition holds; false when it does not within a minute.
bool waitUntil(const std::function<bool()> &condition);
