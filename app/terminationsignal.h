// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

/// Turns what the system wishes of the program into Qt signals, in the thread it was made in: that
/// it end (SIGTERM, SIGINT), and SIGHUP. One at a time per process; does nothing where there are no
/// signals.
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
    void tell(HangUp hangUp);

    std::unique_ptr<QSocketNotifier> m_notifier;
};
