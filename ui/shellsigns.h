// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/attention.h"
#include "ui/tray.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Ui {

class LauncherCount;
class Notices;

/// What the desktop shows of the program beside its window: the icon, the number in the task bar
/// and, for whoever wants it, the tray. They tell what is unread, and that a connection is lost.
/// Part of MainWindow.
class ShellSigns : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ShellSigns(QWidget &window, Notices &notices, const QSettings &settings);
    ~ShellSigns() override;

    /// As the window calls the host of the chat; empty while there is none.
    void setHostName(const QString &name);
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
    void follow();
    void refresh();
    /// There was a connection or a try, and for longer than a moment there is none.
    bool isLost();
    QString words(bool isLost) const;

    QWidget &m_window;
    Notices &m_notices;
    const QSettings &m_settings;
    QString m_hostName;
    QPointer<ChatClient> m_client;
    QTimer m_patience;
    Badge m_badge;       ///< What the icon shows, and …
    bool m_lost = false; ///< … likewise.
    std::unique_ptr<LauncherCount> m_count;
    std::unique_ptr<Tray> m_tray;
};

} // namespace Ui
