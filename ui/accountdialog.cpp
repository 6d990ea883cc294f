// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountdialog.h"

#include "ui/accountdevicespane.h"
#include "ui/accountendpane.h"
#include "ui/accountmepane.h"
#include "ui/accountpasswordpane.h"
#include "ui/appearance.h"
#include "ui/ignoredpane.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int accountWidth = 580; // design pixels

} // namespace

AccountDialog::AccountDialog(Account &account, const QString &hostName,
                             const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_account(account), m_tabs(new QTabWidget(this)), m_guestPage(new QWidget),
      m_guestText(new QLabel(m_guestPage)), m_waysIn(new QPushButton(m_guestPage)),
      m_me(new AccountMePane(account, appearance)), m_password(new AccountPasswordPane(account)),
      m_devices(new AccountDevicesPane(account, appearance))
{
    setObjectName(QStringLiteral("accountDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("My account"));
    build(hostName, appearance);
    connect(m_waysIn, &QPushButton::clicked, this, &AccountDialog::waysInRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&account, &Account::changed, this, &AccountDialog::showState);
    // There is nothing left to look at.
    connect(&account, &Account::loggedOut, this, &QDialog::reject);
    connect(&account, &Account::erased, this, &QDialog::reject);
    showState();
}

void AccountDialog::build(const QString &hostName, const Appearance &appearance)
{
    auto *title = new QLabel(tr("My account on %1").arg(hostName), this);
    title->setProperty("role", QStringLiteral("heading"));
    for (QLabel *label : {title, m_guestText}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_guestText->setObjectName(QStringLiteral("accountGuest"));
    m_waysIn->setObjectName(QStringLiteral("accountWaysIn"));
    m_waysIn->setText(tr("Ways in…"));
    m_waysIn->setAccessibleName(tr("Ways into an account"));
    m_waysIn->setProperty("primary", true);
    m_waysIn->setAutoDefault(false);
    auto *guest = new QVBoxLayout(m_guestPage);
    guest->setContentsMargins(4, 14, 4, 8);
    guest->setSpacing(12);
    guest->addWidget(m_guestText);
    guest->addWidget(m_waysIn, 0, Qt::AlignLeft);
    guest->addStretch(1);
    m_tabs->setObjectName(QStringLiteral("accountTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_guestPage, tr("Name"));
    m_tabs->addTab(m_me, tr("Name and avatar"));
    m_tabs->addTab(m_password, tr("Password"));
    m_tabs->addTab(m_devices, tr("Devices"));
    m_tabs->addTab(new IgnoredPane(*m_account.ignored(), appearance), tr("Ignored"));
    m_tabs->addTab(new AccountEndPane(m_account), tr("Leaving"));
    for (int page = 0; page < m_tabs->count(); ++page)
        m_tabs->widget(page)->installEventFilter(this);
    m_close = new QPushButton(tr("Close"), this); // behind the fields for who goes by Tab
    m_close->setObjectName(QStringLiteral("accountClose"));
    m_close->setAccessibleName(m_close->text());
    m_close->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_close, 0, Qt::AlignRight);
    setMinimumWidth(appearance.px(accountWidth));
}

/// Nothing is cut where a sentence takes another line: tabs do not ask their pages how high they
/// are at their width.
bool AccountDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) {
        auto *page = qobject_cast<QWidget *>(watched);
        if (page && page->layout()->hasHeightForWidth())
            page->setMinimumHeight(page->layout()->totalMinimumHeightForWidth(page->width()));
    }
    return QDialog::eventFilter(watched, event);
}

void AccountDialog::showState()
{
    using Standing = Account::Standing;
    const bool isMember = m_account.standing() == Standing::Member;
    const bool ownAccount = isMember && !m_account.info().operators;
    const QString name = m_account.info().name.simplified();
    switch (m_account.standing()) {
    case Standing::NameTaken:
        m_guestText->setText(name.isEmpty()
                                 ? tr("You are here as a guest.")
                                 : tr("You are here as a guest: somebody has an account with the "
                                      "name “%1”, or with one that looks like it.")
                                       .arg(name));
        break;
    case Standing::Later:
        m_guestText->setText(tr("You are here as a guest: this host makes no more accounts just "
                                "now. Come back later for one of your own."));
        break;
    case Standing::Unknown:
        m_guestText->setText(tr("There is no connection to the host just now."));
        break;
    case Standing::Guest:
    case Standing::Member:
        m_guestText->setText(tr("You are here as a guest: your name is not yours alone. With a "
                                "code or a password you come in as yourself."));
        break;
    }
    m_waysIn->setEnabled(m_account.standing() != Standing::Unknown);
    m_tabs->setTabVisible(0, !isMember);
    m_tabs->setTabVisible(1, isMember);
    m_tabs->setTabVisible(2, ownAccount);
    m_tabs->setTabVisible(3, ownAccount);
}

} // namespace Ui
