// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/joinedhosts.h"
#include "ui/model/attention.h"
#include "ui/tray.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace Ui {

class LauncherCount;
class Notices;

/// What the desktop shows of the program beside its window: the icon, the number in the task bar
/// and, for whoever wants it, the tray. They tell of all hosts what is unread, and that a
/// connection is lost. Part of MainWindow.
class ShellSigns : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ShellSigns(QWidget &window, const JoinedHosts &hosts, Notices &notices,
               const QSettings &settings);
    ~ShellSigns() override;

    /// Whether the program can still be reached when its window is closed.
    bool isInTray() const;

public Q_SLOTS:
    /// As the settings have it now.
    void updateTray();

Q_SIGNALS:
    void quitRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(ChatClient *client);
    void refresh();
    /// How long until that connection counts as lost: there was one or a try, and for longer than a
    /// moment there is none. Zero: it does; nullopt: all is well.
    static std::optional<std::chrono::milliseconds> untilLost(const ChatClient &client);
    QString words() const;

    QWidget &m_window;
    const JoinedHosts &m_hosts;
    Notices &m_notices;
    const QSettings &m_settings;
    QTimer m_patience;
    Badge m_badge;       ///< What the icon shows, and …
    bool m_lost = false; ///< … likewise.
    std::unique_ptr<LauncherCount> m_count;
    std::unique_ptr<Tray> m_tray;
};

} // namespace Ui
