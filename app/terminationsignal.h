// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

/// Turns what the system wishes of the program into Qt signals, in the thread it was made in: that
/// it end (SIGTERM, SIGINT), and SIGHUP. One at a time per process.
///
/// On Windows: Ctrl+C, Ctrl+Break, and the ends of the console and of the person's session, which
/// wait until this is gone; and the event `Local\chat.madang.Madang.end`, set by an installer that
/// is about to replace the program or remove it. Nothing there asks to reload.
class TerminationSignal : public QObject {
    Q_OBJECT
public:
    /// What SIGHUP is: the terminal is gone, or the word to a service that its files have changed.
    enum class HangUp { Ends, Reloads };

    explicit TerminationSignal(HangUp hangUp = HangUp::Ends, QObject *parent = nullptr);
    ~TerminationSignal() override;

Q_SIGNALS:
    void received();
    void reloadRequested();

private:
    class Watch; // which only its system knows

    std::unique_ptr<Watch> m_watch;
};
