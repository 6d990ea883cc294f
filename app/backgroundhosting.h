// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stopdialog.h"

#include <QObject>
#include <QPointer>

#include <chrono>

class QSettings;

namespace Ui {
class MainWindow;
} // namespace Ui

class Hosting;
class Sessions;

/// Whether the program goes on without a window because it hosts: asks whoever closes the window,
/// once if they wish so, and whoever quits.
///
/// Part of Application.
class BackgroundHosting : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    BackgroundHosting(Hosting &hosting, Sessions &sessions, Ui::MainWindow &window,
                      QSettings &settings);

    /// The window that was closed last leaves the program running.
    bool goesOn() const { return m_goesOn; }
    /// Asks first while a host is open: when, and why; quitChosen() follows, or nothing.
    void askQuit();
    /// The program ends: the window may close.
    void letGo() { m_isOver = true; }

Q_SIGNALS:
    /// `why` is for the others at the host; `in`: 0 for at once.
    void quitChosen(const QString &why, std::chrono::seconds in);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isAsked() const;
    void ask(Ui::StopDialog::End end);
    int others() const; ///< People in the host, beside the one at this computer.

    Hosting &m_hosting;
    Sessions &m_sessions;
    Ui::MainWindow &m_window;
    QSettings &m_settings;
    QPointer<Ui::StopDialog> m_dialog;
    bool m_goesOn = false;
    bool m_isOver = false;
    bool m_isDecided = false; ///< The window closes because of what was chosen.
};
