// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recoverdialog.h"

#include "ui/accountwords.h"
#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/codecard.h"
#include "ui/question.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int recoverWidth = 500; // design pixels

} // namespace

RecoverDialog::RecoverDialog(Account &account, const QString &name, const Appearance &appearance,
                             QWidget *parent)
    : GrowingDialog(parent), m_account(account), m_name(name),
      m_devices(new ChoiceBox(appearance, this)), m_code(new CodeCard(appearance, this)),
      m_state(new QLabel(this)), m_close(new QPushButton(tr("Close"), this)),
      m_make(new QPushButton(tr("Make a code"), this))
{
    setObjectName(QStringLiteral("recoverDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Let somebody back in"));
    build(appearance);
    connect(m_make, &QPushButton::clicked, this, &RecoverDialog::make);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_code, &CodeCard::ended, this,
            [this] { tell(tr("The code is over. Make another one if it is still needed.")); });
    connect(&account, &Account::recoveryCode, this,
            [this](const QString &code, const QDateTime &expires) {
                if (!m_isBusy)
                    return; // somebody else asked
                tell({});
                m_code->setCode(
                    tr("Give it to %1 and to nobody else: who types it at “I have a code” comes in "
                       "as them.")
                        .arg(m_name.simplified()),
                    code, expires);
            });
    connect(&account, &Account::failed, this, [this](Account::Action action, const QString &why) {
        if (action == Account::Action::Recover && m_isBusy)
            tell(accountRefusal(why));
    });
    tell({});
}

void RecoverDialog::build(const Appearance &appearance)
{
    auto *title = new QLabel(tr("Let %1 back in").arg(m_name.simplified()), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *text = new QLabel(tr("For somebody who lost all their devices and has no password: with "
                               "a code of yours a new device of theirs comes in as them. Be sure "
                               "that it is really they who ask."),
                            this);
    auto *more =
        new QLabel(tr("When a device was stolen, or somebody else knows the password, they "
                      "should count no more: whoever is in by them is put out at once."),
                   this);
    more->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("recoverState"));
    m_state->setProperty("role", QStringLiteral("problem"));
    for (QLabel *label : {title, text, more, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_devices->setObjectName(QStringLiteral("recoverDevices"));
    m_devices->setAccessibleName(tr("What becomes of their devices and password"));
    m_devices->addItem(tr("Their devices and password stay as they are"), false);
    m_devices->addItem(tr("Their devices and password count no more"), true);
    m_close->setObjectName(QStringLiteral("recoverClose"));
    m_close->setAccessibleName(m_close->text());
    m_make->setObjectName(QStringLiteral("recoverMake"));
    m_make->setAccessibleName(tr("Make a code to come back with"));
    m_make->setProperty("primary", true);
    for (QPushButton *button : {m_close, m_make})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_make);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(m_devices);
    column->addWidget(more);
    column->addWidget(m_code);
    column->addWidget(m_state);
    column->addLayout(buttons);
    setMinimumWidth(appearance.px(recoverWidth));
}

void RecoverDialog::tell(const QString &problem)
{
    m_isBusy = false;
    m_make->setEnabled(true);
    m_state->setText(problem);
    m_state->setVisible(!problem.isEmpty());
}

void RecoverDialog::make()
{
    if (!m_devices->currentData().toBool())
        return askHost();
    ask(this,
        {QStringLiteral("resetQuestion"), tr("Put all their devices out?"),
         m_name.simplified() + QStringLiteral("\n\n") +
             tr("All devices and the password of this account count no more, and cannot be "
                "brought back. What was said stays."),
         tr("Put them out")},
        [this] { askHost(); });
}

void RecoverDialog::askHost()
{
    m_code->forget();
    m_state->hide();
    m_isBusy = true;
    m_make->setEnabled(false);
    m_account.askRecoveryCode(m_name, m_devices->currentData().toBool());
}

} // namespace Ui
