// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostsummary.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostsettings.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>

namespace Ui {

/// What a person asks for that widgets cannot do themselves. Any widget emits these; the program
/// connects them once. Every request to be somewhere is answered by MainWindow::showChat(),
/// removeChat() or showProblem().
class Actions : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    /// Open a host on this computer and enter it.
    void hostRequested();
    /// Enter the host at an address or invitation; `password` is empty unless one was typed.
    void joinRequested(const QString &address, const QString &password);
    /// Leave the host of that client; when it is open here, close it.
    void leaveRequested(Ui::ChatClient *client);
    /// The person has that host tried again at once, which its page does: what kept one out before
    /// is told anew.
    void retryRequested(Ui::ChatClient *client);
    /// Close the host that is open here, in that time, and tell everybody why; what was told
    /// before counts where this says nothing.
    void stopRequested(const QString &why, std::chrono::seconds in);
    /// Keep it open after all.
    void stopCancelled();
    /// Go on with the rooms of that client's host on this computer. `room` is in sight there.
    void takeOverRequested(Ui::ChatClient *client, const Ui::HostSummary &summary,
                           const Chat::RoomId &room);
    /// How the host that is open here is doing; MainWindow::showHostStatus() answers.
    void hostStatusRequested();
    /// The host that is open here is to be like that from now on, and when it is opened again.
    /// Where that takes another start of it, the person has agreed.
    void hostSettingsChosen(const Ui::HostSettings &settings);
    /// Show an http or https address outside the program; nothing else is ever asked for.
    void linkRequested(const QUrl &url);
    /// Show a folder of this computer in the program for that.
    void folderRequested(const QString &folder);
    /// Show a file of this computer in the program for that; never what may be a program.
    void fileRequested(const QString &file);
    /// Show what the program protects from and what not.
    void limitsRequested();
    /// Delete the profile with everything in it, and end the program.
    void eraseRequested();
    /// End the program.
    void quitRequested();
};

} // namespace Ui
