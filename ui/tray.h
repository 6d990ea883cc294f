// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QSystemTrayIcon>

class QAction;
class QMenu;
class QSettings;

namespace Ui {

class ChatClient;
class JoinedHosts;

/// Whether one wants the program to stay in the tray once its window is closed; not, at first.
bool keepsInTray(const QSettings &settings);
void setKeepsInTray(QSettings &settings, bool keeps);

/// The program in the tray, while this exists: its icon, what it says, and a menu.
class Tray : public QObject {
    Q_OBJECT
public:
    /// The menu belongs to the window. Its "do not disturb" is that of all hosts. Both must outlive
    /// it.
    Tray(QWidget &window, const JoinedHosts &hosts, QObject *parent = nullptr);
    ~Tray() override;

    void setIcon(const QIcon &icon) { m_icon.setIcon(icon); }
    void setWords(const QString &words) { m_icon.setToolTip(words); }
    void retranslate();

Q_SIGNALS:
    void openRequested();
    void quitRequested();

private:
    void follow(ChatClient *client);
    void refresh();

    const JoinedHosts &m_hosts;
    QPointer<QMenu> m_menu;
    QAction *m_open = nullptr;
    QAction *m_doNotDisturb = nullptr;
    QAction *m_quit = nullptr;
    QSystemTrayIcon m_icon{this};
};

} // namespace Ui
