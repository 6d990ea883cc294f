// SPDX-License-Identifier: GPL-3.0-or-later
// TerminationSignal where there are no signals.
#include "app/terminationsignal.h"
#include "app/windowssessionend.h"

#include <QWinEventNotifier>

#include <atomic>
#include <optional>

#include <windows.h>

namespace {

constexpr auto endEventName = L"Local\\chat.madang.Madang.end"; // the installer's, too

/// Set by whichever thread Windows makes for the console's word.
std::atomic<HANDLE> consoleWord{nullptr};
std::atomic<HANDLE> allDone{nullptr};
/// As long as Windows waits before it ends the program anyway.
constexpr DWORD consolePatience = 5000; // ms

BOOL WINAPI onConsoleWord(DWORD kind)
{
    const HANDLE word = consoleWord.load();
    if (!word)
        return FALSE;
    SetEvent(word);
    // When this returns, these end the program at once.
    if (kind == CTRL_CLOSE_EVENT || kind == CTRL_LOGOFF_EVENT || kind == CTRL_SHUTDOWN_EVENT)
        WaitForSingleObject(allDone.load(), consolePatience);
    return TRUE;
}

} // namespace

class TerminationSignal::Watch {
public:
    explicit Watch(TerminationSignal &signal)
        : m_console(CreateEventW(nullptr, FALSE, FALSE, nullptr)),
          // Not reset by who waits: all programs that run are meant.
          m_end(CreateEventW(nullptr, TRUE, FALSE, endEventName))
    {
        if (!allDone)
            allDone = CreateEventW(nullptr, TRUE, FALSE, nullptr); // kept: a thread may wait for it
        connect(&m_consoleNotifier, &QWinEventNotifier::activated, &signal,
                &TerminationSignal::received);
        connect(&m_endNotifier, &QWinEventNotifier::activated, &signal, [this, &signal] {
            m_endNotifier.setEnabled(false); // it stays set
            Q_EMIT signal.received();
        });
        m_consoleNotifier.setHandle(m_console);
        m_consoleNotifier.setEnabled(m_console);
        m_endNotifier.setHandle(m_end);
        m_endNotifier.setEnabled(m_end);
        consoleWord = m_console;
        SetConsoleCtrlHandler(onConsoleWord, TRUE);
        m_sessionEnd.emplace([] { onConsoleWord(CTRL_LOGOFF_EVENT); });
    }
    ~Watch()
    {
        SetConsoleCtrlHandler(onConsoleWord, FALSE);
        consoleWord = nullptr;
        m_consoleNotifier.setEnabled(false);
        m_endNotifier.setEnabled(false);
        for (const HANDLE handle : {m_console, m_end}) {
            if (handle)
                CloseHandle(handle);
        }
        SetEvent(allDone);
        m_sessionEnd.reset(); // behind that, for which it may wait
    }
    Q_DISABLE_COPY_MOVE(Watch)

private:
    HANDLE m_console;
    HANDLE m_end;
    std::optional<WindowsSessionEnd> m_sessionEnd;
    QWinEventNotifier m_consoleNotifier;
    QWinEventNotifier m_endNotifier;
};

TerminationSignal::TerminationSignal(HangUp, QObject *parent)
    : QObject(parent), m_watch(std::make_unique<Watch>(*this))
{
}

TerminationSignal::~TerminationSignal() = default;
