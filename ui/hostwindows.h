// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostfacts.h"
#include "ui/hostlinkpane.h"
#include "ui/hoststatus.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace Ui {

class Actions;
class Appearance;
class Backup;
class BackupDialog;
class HostDialog;
class Profile;
class StatusDialog;

/// What opens about the host that is open here: its own window, its status, its backup. Each is
/// there once, and goes when the host is closed.
class HostWindows : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; the windows open in front of `window`.
    HostWindows(Profile &profile, Actions &actions, const Appearance &appearance, QWidget *window);

    /// There is a host, set up like that.
    void setFacts(const HostFacts &facts);
    void setStatus(const HostStatus &status);
    /// The last one heard of; null: there is no host.
    const HostStatus *status() const { return m_status ? &*m_status : nullptr; }
    /// What copies the data of the host; must outlive this, or be taken back by close().
    void setBackup(Backup *backup);
    /// See HostDialog; for the window as often as it is opened.
    void setLinkMaker(HostLinkPane::LinkMaker maker);
    /// See HostLinkPane; for the window that is open.
    void showLinkProblem(const QString &sentence);
    void setIdentityWords(const QStringList &words);
    /// Makes what goes into HostDialog::setEntrance().
    void setEntranceMaker(std::function<QWidget *()> maker);

    /// Nothing, while there is no host.
    void openHost();
    void openStatus();
    /// In front of that one of its windows, or of the main one.
    void openBackup(QWidget *parent);
    /// There is no host any more.
    void close();

Q_SIGNALS:
    /// Close the host; ask first.
    void closeRequested();

private:
    Profile &m_profile;
    Actions &m_actions;
    const Appearance &m_appearance;
    QWidget *m_window = nullptr;
    std::optional<HostFacts> m_facts;
    std::optional<HostStatus> m_status;
    HostLinkPane::LinkMaker m_linkMaker;
    QStringList m_words;
    std::function<QWidget *()> m_entranceMaker;
    QPointer<HostDialog> m_host;
    QPointer<StatusDialog> m_statusDialog;
    QPointer<BackupDialog> m_backupDialog;
    QPointer<Backup> m_backup;
};

} // namespace Ui
