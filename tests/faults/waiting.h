// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <functional>

/// Runs the event loop until the condition holds; false when it does not in that time.
inline bool waitUntil(const std::function<bool()> &condition,
                      std::chrono::milliseconds patience = std::chrono::seconds(60))
{
    QEventLoop loop;
    QTimer deadline;
    deadline.setSingleShot(true);
    deadline.start(patience);
    QTimer look; // nobody tells of everything
    look.start(std::chrono::milliseconds(20));
    while (!condition() && deadline.isActive())
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}
