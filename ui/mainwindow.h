// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "ui/hoststatus.h"
#include "ui/hostsummary.h"

#include <QMainWindow>

#include <map>
#include <memory>

class QStackedWidget;

namespace Ui {

class Actions;
class Appearance;
class Autostart;
class Backup;
class ChatClient;
class ChatPage;
class Language;
class HostRail;
class HostStrip;
class HostWindows;
class JoinedHosts;
class NamePage;
class Notices;
class Profile;
class RecentLog;
class ShellSigns;
class Shortcuts;
class StartPage;
class WritingSettings;

/// The one window: asks for a name on the first run, then where to go, then shows the chats of the
/// hosts one is in, one at a time.
///
/// Language, theme, text scale and geometry come from `profile.settings()`, are applied to the
/// whole application while the window exists, and are kept there. Object names of pages:
/// "namePage", "startPage", "chatPage".
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// What stands in the way, so that the start page can offer the right remedy.
    enum class Problem {
        General,        ///< Only the sentence.
        PasswordNeeded, ///< The sentence, and a field for the host's password.
    };

    /// Both must outlive the window. Shows the name page while the profile has no name, else the
    /// start page.
    MainWindow(Profile &profile, Actions &actions);
    ~MainWindow() override;

    /// Adds the chat of a client to those one is in, and brings it into sight. The window does not
    /// own the client and drops it by removeChat(), or when it is destroyed. What showed it goes by
    /// deleteLater(), as it may be one of its own buttons that asked for that: destroy a dropped
    /// client no earlier, with its own deleteLater().
    void showChat(ChatClient *client, const HostSummary &summary);
    /// Brings a chat that was added into sight, as it was left.
    void showChat(const ChatClient *client);
    void removeChat(const ChatClient *client);
    bool isInSight(const ChatClient *client) const;
    /// How the host that is open here is doing: for its windows, and the strip above all pages.
    void showHostStatus(const HostStatus &status);
    /// What showChat() was told of a chat's host is not so any more.
    void changeSummary(const ChatClient *client, const HostSummary &summary);
    /// What copies the data of the host that is open here; null when none is. Must outlive the
    /// window, or be taken back before.
    void setBackup(Backup *backup);
    /// A line above all pages, below those that are there; the window owns it.
    void addStrip(QWidget *strip);
    /// What opens about the host that is open here.
    HostWindows &hostWindows() const { return *m_hostWindows; }
    /// What calls the person outside of the window; nothing, until it is told by what.
    Notices *notices() const { return m_notices; }
    /// Whether the program goes on when the window is closed, because one can open it again.
    bool staysInTray() const;
    /// What starts the program with the system; null where nothing is to. Must outlive the window.
    void setAutostart(Autostart *autostart) { m_autostart = autostart; }
    /// What is shown of the program's log; null: nothing. Must outlive the window.
    void setLog(RecentLog *log) { m_log = log; }
    /// Has the chat of that client show a room, whether it is in sight or not.
    void showRoom(const ChatClient *client, const Chat::RoomId &room);
    /// Is where the person looks, as far as the system lets it.
    void comeForward();
    /// The start page (the name page, while there is no name). The chats go on behind it, and
    /// there is a way back to them.
    void showStart();
    /// The start page with a sentence of what went wrong. `address` fills the address field, so
    /// that the next try is one key away; empty leaves the field as it is.
    void showProblem(const QString &sentence, Problem kind = Problem::General,
                     const QString &address = {});

    /// Where one chooses where to go; for what the program alone knows of the network.
    StartPage &startPage() const { return *m_startPage; }
    /// Theme, text scale and icons of the whole program.
    const Appearance &appearance() const;

Q_SIGNALS:
    /// The first run's question is answered; the start page is shown.
    void named();
    /// The settings have another answer about a host that is open here.
    void hostingChosen();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    enum class SettingsPage { First, Shortcuts, Limits };
    void openSettings(SettingsPage page = SettingsPage::First);
    void applyShortcuts();
    void resetLayout();
    void openMove(bool out);
    void askErase();
    void askCloseHost();
    void addKeys();
    void bring(QWidget *page);
    void leave(ChatClient *client);
    void updateTitle();

    Profile &m_profile;
    Actions &m_actions;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<Shortcuts> m_shortcuts;
    std::unique_ptr<WritingSettings> m_writing;
    QStackedWidget *m_pages = nullptr;
    NamePage *m_namePage = nullptr;
    StartPage *m_startPage = nullptr;
    JoinedHosts *m_hosts = nullptr;
    std::map<const ChatClient *, ChatPage *> m_chats;
    ChatClient *m_client = nullptr; ///< Whose chat is in sight, or was last; null: there is none.
    Notices *m_notices = nullptr;
    ShellSigns *m_shell = nullptr;
    HostStrip *m_hostStrip = nullptr;
    HostRail *m_rail = nullptr;
    HostWindows *m_hostWindows = nullptr;
    Autostart *m_autostart = nullptr;
    RecentLog *m_log = nullptr;
};

} // namespace Ui
