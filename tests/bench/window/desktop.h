// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "tests/bench/window/measuredapplication.h"
#include "ui/model/recentlog.h"

#include <functional>
#include <memory>

namespace Ui {
class TimelineView;
}
class QPlainTextEdit;

/// The desktop program, as app/main.cpp puts it together, in this process: what is measured is what
/// people run, down to the socket.
///
/// Whatever does not come in a minute ends the process with a sentence.
class Desktop {
public:
    Desktop(MeasuredApplication &application, const DesktopOptions &options);
    ~Desktop();

    MeasuredApplication &application() { return m_application; }
    Ui::MainWindow &window() { return *m_window; }
    Ui::TimelineView &timeline() { return *m_timeline; }
    QPlainTextEdit &composer() { return *m_composer; }
    /// Of the room that is shown.
    Ui::TimelineModel &lines();

    /// Runs the event loop until that is so. `what`: for the sentence.
    void wait(const char *what, const std::function<bool()> &isSo);
    /// Runs the event loop for so long, for what is still to be done.
    void settle(std::chrono::milliseconds time);
    /// Becomes a member if need be, and shows it; until its newest messages are painted.
    void open(const Chat::RoomId &room);
    /// Shows a room one is a member of; how long it took until it was painted.
    MeasuredApplication::Duration reopen(const Chat::RoomId &room);
    /// Scrolls up through all that was said in the room that is shown, and back to the end.
    void readAll();

private:
    bool isListed(const Chat::RoomId &room) const;

    MeasuredApplication &m_application;
    Ui::RecentLog m_log;
    std::unique_ptr<Application> m_program;
    Ui::MainWindow *m_window = nullptr;
    Ui::TimelineView *m_timeline = nullptr;
    QPlainTextEdit *m_composer = nullptr;
};
