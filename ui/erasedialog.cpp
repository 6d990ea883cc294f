// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/erasedialog.h"

#include "ui/accountwords.h"
#include "ui/composing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int eraseWidth = 480;

} // namespace

EraseDialog::EraseDialog(Account &account, QWidget *parent)
    : GrowingDialog(parent), m_account(account), m_confirm(new QLineEdit(this)),
      m_state(new QLabel(this)), m_cancel(new QPushButton(tr("Keep it"), this)),
      m_erase(new QPushButton(tr("Erase everything"), this)),
      m_composing(new Composing({m_confirm}, this))
{
    setObjectName(QStringLiteral("eraseDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Erase everything of yours here?"));
    auto *title = new QLabel(windowTitle(), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *goes = new QLabel(
        tr("What goes, for everybody on this host: the texts of all your messages, your files and "
           "reactions, your account with its name, avatar, password and devices, and your place "
           "in every room."),
        this);
    auto *stays = new QLabel(
        tr("What stays: empty places where your messages were, files that others have passed on, "
           "and what people have copied. Nobody can take your name for 30 days."),
        this);
    auto *last = new QLabel(tr("This cannot be undone by anybody."), this);
    last->setProperty("role", QStringLiteral("problem"));
    auto *label = new QLabel(
        tr("To be sure, type your name: %1").arg(account.info().name.simplified()), this);
    label->setBuddy(m_confirm);
    m_confirm->setObjectName(QStringLiteral("eraseConfirm"));
    m_confirm->setAccessibleName(tr("Your name, to be sure"));
    m_state->setObjectName(QStringLiteral("eraseState"));
    m_state->setProperty("role", QStringLiteral("problem"));
    m_state->hide();
    for (QLabel *text : {title, goes, stays, last, label, m_state}) {
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
    }
    m_cancel->setObjectName(QStringLiteral("eraseCancel"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->setDefault(true);
    m_erase->setObjectName(QStringLiteral("eraseNow"));
    m_erase->setAccessibleName(m_erase->text());
    m_erase->setProperty("danger", true);
    m_erase->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_erase);
    buttons->addWidget(m_cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    for (QWidget *one : {static_cast<QWidget *>(title), static_cast<QWidget *>(goes),
                         static_cast<QWidget *>(stays), static_cast<QWidget *>(last),
                         static_cast<QWidget *>(label), static_cast<QWidget *>(m_confirm),
                         static_cast<QWidget *>(m_state)})
        column->addWidget(one);
    column->addLayout(buttons);
    setFixedWidth(eraseWidth);

    connect(m_confirm, &QLineEdit::textChanged, this, &EraseDialog::showState);
    connect(m_composing, &Composing::changed, this, &EraseDialog::showState);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_erase, &QPushButton::clicked, this, &EraseDialog::erase);
    connect(&account, &Account::erased, this, &QDialog::accept);
    connect(&account, &Account::failed, this, [this](Account::Action action, const QString &why) {
        if (action != Account::Action::Erase || !m_isBusy)
            return;
        m_isBusy = false;
        m_state->setText(accountRefusal(why));
        m_state->show();
        showState();
    });
    showState();
    m_confirm->setFocus();
}

void EraseDialog::showState()
{
    const QString name = m_account.info().name.simplified();
    m_erase->setEnabled(!m_isBusy && !name.isEmpty() &&
                        (m_confirm->text().simplified() == name || m_composing->isOpen()));
}

void EraseDialog::erase()
{
    Composing::commit(); // the button may be clicked in mid-syllable
    showState();
    if (!m_erase->isEnabled() ||
        m_confirm->text().simplified() != m_account.info().name.simplified())
        return;
    m_isBusy = true;
    m_state->hide();
    m_account.erase(m_account.info().name);
    showState();
}

} // namespace Ui
