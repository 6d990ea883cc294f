// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountendpane.h"

#include "ui/erasedialog.h"
#include "ui/question.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

AccountEndPane::AccountEndPane(Account &account, QWidget *parent)
    : QWidget(parent), m_account(account), m_outText(new QLabel(this)),
      m_out(new QPushButton(tr("Log out…"), this)), m_eraseText(new QLabel(this)),
      m_erase(new QPushButton(tr("Erase everything of mine here…"), this))
{
    m_out->setObjectName(QStringLiteral("accountLogOut"));
    m_out->setAccessibleName(tr("Log out on this computer"));
    m_erase->setObjectName(QStringLiteral("accountErase"));
    m_erase->setAccessibleName(m_erase->text());
    m_erase->setProperty("danger", true);
    for (QPushButton *button : {m_out, m_erase})
        button->setAutoDefault(false);
    for (QLabel *label : {m_outText, m_eraseText}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(8);
    column->addWidget(m_outText);
    column->addWidget(m_out, 0, Qt::AlignLeft);
    column->addSpacing(16);
    column->addWidget(m_eraseText);
    column->addWidget(m_erase, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_out, &QPushButton::clicked, this, &AccountEndPane::askLogOut);
    connect(m_erase, &QPushButton::clicked, this,
            [this] { (new EraseDialog(m_account, this))->open(); });
    connect(&account, &Account::changed, this, &AccountEndPane::showState);
    showState();
}

void AccountEndPane::showState()
{
    // The host's own window is its owner, whatever key it shows.
    const bool canLogOut = m_account.standing() == Account::Standing::Member &&
                           m_account.info().role != QLatin1String("owner");
    m_outText->setVisible(canLogOut);
    m_out->setVisible(canLogOut);
    m_outText->setText(tr("Logged out, this computer comes to this host as a stranger. Your "
                          "account and what you said stay."));
    m_eraseText->setText(tr("Everything that you said and brought here can go for good, with your "
                            "account. This cannot be undone."));
}

void AccountEndPane::askLogOut()
{
    const Chat::AccountInfo &info = m_account.info();
    const bool hasWayBack = info.hasPassword || info.devices.size() > 1;
    ask(this,
        {QStringLiteral("logOutQuestion"), tr("Log out on this computer?"),
         hasWayBack
             ? tr("You come back with your password, or with a code from another device of yours.")
             : tr("You have no password and no other device. Without one of them only the owner "
                  "of this host can let you back in as yourself: better set a password or add a "
                  "device first."),
         tr("Log out")},
        [this] { m_account.logOut(); });
}

} // namespace Ui
