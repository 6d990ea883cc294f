// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountpasswordpane.h"

#include "ui/accountwords.h"
#include "ui/formfield.h"
#include "ui/question.h"
#include "ui/statesentence.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int shortestAccountPassword = 8;
constexpr int longestAccountPassword = 256;

} // namespace

AccountPasswordPane::AccountPasswordPane(Account &account, QWidget *parent)
    : QWidget(parent), m_account(account), m_form(new QFormLayout), m_text(new QLabel(this)),
      m_old(new QLineEdit(this)), m_wanted(new QLineEdit(this)), m_again(new QLineEdit(this)),
      m_state(new QLabel(this)), m_set(new QPushButton(this)), m_remove(new QPushButton(this))
{
    build();
    for (QLineEdit *field : {m_old, m_wanted, m_again}) {
        connect(field, &QLineEdit::textChanged, this, &AccountPasswordPane::showState);
        connect(field, &QLineEdit::returnPressed, this, &AccountPasswordPane::set);
    }
    connect(m_set, &QPushButton::clicked, this, &AccountPasswordPane::set);
    connect(m_remove, &QPushButton::clicked, this, &AccountPasswordPane::remove);
    connect(&account, &Account::changed, this, &AccountPasswordPane::showState);
    connect(&account, &Account::done, this, [this](Account::Action action) {
        if (action == Account::Action::Password)
            answered({});
    });
    connect(&account, &Account::failed, this, [this](Account::Action action, const QString &why) {
        if (action == Account::Action::Password)
            answered(accountRefusal(why));
    });
    showState();
}

void AccountPasswordPane::build()
{
    m_old->setObjectName(QStringLiteral("passwordOld"));
    m_wanted->setObjectName(QStringLiteral("passwordNew"));
    m_again->setObjectName(QStringLiteral("passwordAgain"));
    m_state->setObjectName(QStringLiteral("passwordState"));
    m_set->setObjectName(QStringLiteral("passwordSet"));
    m_set->setProperty("primary", true);
    m_remove->setObjectName(QStringLiteral("passwordRemove"));
    m_remove->setText(tr("Remove password…"));
    m_remove->setAccessibleName(m_remove->text());
    m_remove->setProperty("danger", true);
    m_text->setProperty("role", QStringLiteral("secondary"));
    for (QLabel *label : {m_text, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_form->setHorizontalSpacing(20);
    m_form->setVerticalSpacing(10);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QLineEdit *field : {m_old, m_wanted, m_again}) {
        field->setEchoMode(QLineEdit::Password);
        field->setMaxLength(longestAccountPassword);
    }
    addFormField(*m_form, tr("Password now"), m_old);
    addFormField(*m_form, tr("New password"), m_wanted);
    addFormField(*m_form, tr("Once more"), m_again);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_set);
    for (QPushButton *button : {m_set, m_remove})
        button->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(12);
    column->addWidget(m_text);
    column->addLayout(m_form);
    column->addWidget(m_state);
    column->addLayout(buttons);
    column->addStretch(1);
}

QString AccountPasswordPane::missing() const
{
    if (m_wanted->text().isEmpty())
        return {};
    if (m_wanted->text().size() < shortestAccountPassword)
        return tr("A password needs 8 characters or more.");
    if (m_again->text() != m_wanted->text())
        return m_again->text().isEmpty() ? QString() : tr("The two are not the same.");
    return {};
}

void AccountPasswordPane::showState()
{
    const bool has = m_account.info().hasPassword;
    m_text->setText(has ? tr("You come in with your name and this password from a device that is "
                             "not yours yet, and from the page in a browser.")
                        : tr("With a password you come in from a device that is not yours yet, "
                             "and from the page in a browser. You need none here."));
    m_form->setRowVisible(m_old, has);
    m_remove->setVisible(has);
    m_remove->setEnabled(!m_isBusy && !m_old->text().isEmpty());
    m_remove->setToolTip(m_remove->isEnabled() ? QString() : tr("Needs the password you have now"));
    m_set->setText(has ? tr("Change password") : tr("Set password"));
    m_set->setAccessibleName(m_set->text());
    const bool whole = m_wanted->text().size() >= shortestAccountPassword &&
                       m_again->text() == m_wanted->text() && (!has || !m_old->text().isEmpty());
    m_set->setEnabled(whole && !m_isBusy);
    const QString hint = missing();
    const QString sentence = hint.isEmpty() ? m_sentence : hint;
    setStateSentence(*m_state, sentence, m_isProblem && hint.isEmpty());
}

void AccountPasswordPane::set()
{
    showState();
    if (!m_set->isEnabled())
        return;
    m_isBusy = true;
    m_sentence.clear();
    m_account.setPassword(m_old->text(), m_wanted->text());
    showState();
}

void AccountPasswordPane::remove()
{
    ask(this,
        {QStringLiteral("passwordQuestion"), tr("Remove your password?"),
         tr("From then on you come in only from your devices, or with a code from one of them."),
         tr("Remove")},
        [this] {
            if (m_isBusy)
                return;
            m_isBusy = true;
            m_sentence.clear();
            m_account.setPassword(m_old->text(), {});
            showState();
        });
}

void AccountPasswordPane::answered(const QString &problem)
{
    if (!m_isBusy)
        return;
    m_isBusy = false;
    m_isProblem = !problem.isEmpty();
    if (!m_isProblem) {
        for (QLineEdit *field : {m_old, m_wanted, m_again})
            field->clear();
    }
    m_sentence = m_isProblem ? problem : tr("Done.");
    showState();
}

} // namespace Ui
