// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountwindows.h"

#include "ui/accountdialog.h"
#include "ui/accountstrip.h"
#include "ui/actions.h"
#include "ui/ignoring.h"
#include "ui/memberspane.h"
#include "ui/model/chatclient.h"
#include "ui/recoverdialog.h"
#include "ui/timelineview.h"
#include "ui/wayindialog.h"

#include <QMenu>
#include <QMessageBox>

namespace Ui {

AccountWindows::AccountWindows(ChatClient &client, Actions &actions, MembersPane &people,
                               TimelineView &timeline, const Appearance &appearance, QWidget *page)
    : QObject(page), m_client(client), m_actions(actions), m_appearance(appearance), m_page(page),
      m_strip(new AccountStrip(*client.account(), appearance, page))
{
    new Ignoring(client, people, timeline, this);
    const Account *account = client.account();
    connect(&people, &MembersPane::menuOpening, this, &AccountWindows::fillPersonMenu);
    connect(m_strip, &AccountStrip::waysInRequested, this, &AccountWindows::openWaysIn);
    // Behind what the client does itself at that moment. A host that is open here stays open.
    connect(account, &Account::changed, this, &AccountWindows::offerWaysIn, Qt::QueuedConnection);
    connect(
        account, &Account::loggedOut, this, [this] { leave({}); }, Qt::QueuedConnection);
    connect(
        account, &Account::erased, this,
        [this] {
            leave(tr("Everything of yours on this host is being erased. It may take some moments "
                     "until all of it is gone."));
        },
        Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &AccountWindows::offerWaysIn, Qt::QueuedConnection);
}

QWidget *AccountWindows::strip() const
{
    return m_strip;
}

void AccountWindows::openAccount()
{
    auto *dialog = new AccountDialog(*m_client.account(), m_client.hostName().simplified(),
                                     m_appearance, m_page);
    connect(dialog, &AccountDialog::waysInRequested, this, [this, dialog] {
        dialog->reject();
        openWaysIn();
    });
    dialog->open();
}

void AccountWindows::openWaysIn()
{
    if (!m_page->findChild<WayInDialog *>())
        (new WayInDialog(m_client, m_appearance, m_page))->open();
}

/// Once, when one comes: later the strip says it, for a dialog would be in the way of writing.
void AccountWindows::offerWaysIn()
{
    const Account::Standing standing = m_client.account()->standing();
    if (m_wasOffered || standing == Account::Standing::Unknown)
        return;
    m_wasOffered = true;
    // Who looks at another host is left alone.
    if (standing == Account::Standing::NameTaken && !m_page->isHidden())
        openWaysIn();
}

void AccountWindows::fillPersonMenu(QMenu *menu, const QModelIndex &person)
{
    const bool mayRecover = m_client.account()->info().role == QLatin1String("owner") &&
                            !person.data(MemberListModel::SelfRole).toBool() &&
                            !person.data(MemberListModel::GuestRole).toBool();
    if (!mayRecover)
        return;
    QAction *recover = menu->addAction(tr("Let back in…"));
    recover->setObjectName(QStringLiteral("recoverPerson"));
    connect(recover, &QAction::triggered, this,
            [this, name = person.data(MemberListModel::NameRole).toString()] {
                (new RecoverDialog(*m_client.account(), name, m_appearance, m_page))->open();
            });
}

void AccountWindows::leave(const QString &farewell)
{
    if (!farewell.isEmpty()) {
        auto *box = new QMessageBox(m_page->window());
        box->setObjectName(QStringLiteral("farewell"));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setWindowTitle(tr("Erased"));
        box->setText(farewell);
        box->setStandardButtons(QMessageBox::Ok);
        box->open();
    }
    if (m_client.account()->info().role != QLatin1String("owner"))
        Q_EMIT m_actions.leaveRequested(&m_client);
}

} // namespace Ui
