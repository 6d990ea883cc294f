// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <thread>

#include <windows.h>

/// Hears from Windows that the person signs out or the computer shuts down. The console's handler
/// does not: Windows calls that one for programs alone that have no user32, which Qt needs. So this
/// is a hidden window, in a thread of its own: Windows ends the program as soon as all its windows
/// have answered, and this one takes the time that the other threads need.
class WindowsSessionEnd {
public:
    /// Called in that thread; when it returns the program is ended. Windows waits for 5 s at least.
    using Answer = void (*)();

    explicit WindowsSessionEnd(Answer answer);
    /// Waits for an answer that is being given.
    ~WindowsSessionEnd();
    Q_DISABLE_COPY_MOVE(WindowsSessionEnd)

private:
    HWND m_window = nullptr; ///< Null where Windows gave none: nothing is heard then.
    std::thread m_thread;
};
