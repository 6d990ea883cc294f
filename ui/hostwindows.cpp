// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostwindows.h"

#include "ui/actions.h"
#include "ui/backupdialog.h"
#include "ui/hostdialog.h"
#include "ui/model/backup.h"
#include "ui/model/profile.h"
#include "ui/statusdialog.h"

#include <utility>

namespace Ui {

namespace {

/// Whether there is such a window, which comes forward then.
template <typename Window>
bool bringForward(const QPointer<Window> &window)
{
    if (!window)
        return false;
    window->raise();
    window->activateWindow();
    return true;
}

} // namespace

HostWindows::HostWindows(Profile &profile, Actions &actions, const Appearance &appearance,
                         QWidget *window)
    : QObject(window), m_profile(profile), m_actions(actions), m_appearance(appearance),
      m_window(window)
{
}

void HostWindows::setFacts(const HostFacts &facts)
{
    m_facts = facts;
    if (m_host)
        m_host->setFacts(facts);
}

void HostWindows::setStatus(const HostStatus &status)
{
    m_status = status;
    if (m_host)
        m_host->setStatus(status);
    if (m_statusDialog)
        m_statusDialog->setStatus(status);
}

void HostWindows::setBackup(Backup *backup)
{
    m_backup = backup;
}

void HostWindows::setLinkMaker(HostLinkPane::LinkMaker maker)
{
    m_linkMaker = std::move(maker);
    if (m_host)
        m_host->setLinkMaker(m_linkMaker);
}

void HostWindows::showLinkProblem(const QString &sentence)
{
    if (m_host)
        m_host->links()->showProblem(sentence);
}

void HostWindows::setIdentityWords(const QStringList &words)
{
    m_words = words;
    if (m_host)
        m_host->setIdentityWords(words);
}

void HostWindows::setEntranceMaker(std::function<QWidget *()> maker)
{
    m_entranceMaker = std::move(maker);
}

void HostWindows::openHost()
{
    if (!m_facts || bringForward(m_host))
        return;
    m_host = new HostDialog(m_appearance, firewallHere(), m_window);
    if (m_linkMaker)
        m_host->setLinkMaker(m_linkMaker);
    m_host->setIdentityWords(m_words);
    if (m_entranceMaker)
        m_host->setEntrance(m_entranceMaker());
    m_host->setFacts(*m_facts);
    m_host->links()->focusCopy(); // which could not be while there was no address
    if (m_status)
        m_host->setStatus(*m_status);
    connect(m_host, &HostDialog::newsRequested, &m_actions, &Actions::hostStatusRequested);
    connect(m_host, &HostDialog::settingsChosen, &m_actions, &Actions::hostSettingsChosen);
    connect(m_host, &HostDialog::statusRequested, this, &HostWindows::openStatus);
    connect(m_host, &HostDialog::limitsRequested, &m_actions, &Actions::limitsRequested);
    connect(m_host, &HostDialog::backupRequested, this, [this] { openBackup(m_host); });
    connect(m_host, &HostDialog::closeRequested, this, &HostWindows::closeRequested);
    m_host->show(); // beside the chat, which goes on
}

void HostWindows::openStatus()
{
    if (bringForward(m_statusDialog))
        return;
    m_statusDialog = new StatusDialog(m_window);
    connect(m_statusDialog, &StatusDialog::backupRequested, this,
            [this] { openBackup(m_statusDialog); });
    connect(m_statusDialog, &StatusDialog::statusRequested, &m_actions,
            &Actions::hostStatusRequested);
    m_statusDialog->show(); // likewise
}

void HostWindows::openBackup(QWidget *parent)
{
    if (!m_backup || bringForward(m_backupDialog))
        return;
    m_backupDialog =
        new BackupDialog(*m_backup, m_profile.settings(), m_appearance, parent ? parent : m_window);
    connect(m_backupDialog, &BackupDialog::folderRequested, &m_actions, &Actions::folderRequested);
    m_backupDialog->open();
}

void HostWindows::close()
{
    m_facts.reset();
    m_status.reset();
    m_backup.clear();
    m_words.clear();
    m_entranceMaker = nullptr;
    m_linkMaker = nullptr;
    for (QWidget *window :
         {static_cast<QWidget *>(m_host), static_cast<QWidget *>(m_statusDialog)}) {
        if (window)
            window->close();
    }
}

} // namespace Ui
