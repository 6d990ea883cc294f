// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webhookform.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/composing.h"
#include "ui/formfield.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int longestBotName = 40;
constexpr int longestBotAvatar = 16;
constexpr int longestHookUrl = 2048;
constexpr int longestTrigger = 32;

} // namespace

WebhookForm::WebhookForm(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_form(new QFormLayout), m_kind(new ChoiceBox(appearance, this)),
      m_name(new QLineEdit(this)), m_avatar(new QLineEdit(this)), m_url(new QLineEdit(this)),
      m_trigger(new QLineEdit(this)), m_cancel(new QPushButton(tr("Cancel"), this)),
      m_make(new QPushButton(tr("Make webhook"), this)),
      m_composing(new Composing({m_name, m_avatar, m_url, m_trigger}, this))
{
    m_kind->addItem(tr("Incoming: a program speaks here"), false);
    m_kind->addItem(tr("Outgoing: what is said here is posted elsewhere"), true);
    m_name->setMaxLength(longestBotName);
    m_avatar->setMaxLength(longestBotAvatar);
    m_avatar->setPlaceholderText(tr("One emoji (may stay empty)"));
    m_url->setMaxLength(longestHookUrl);
    m_url->setPlaceholderText(QStringLiteral("https://"));
    m_trigger->setMaxLength(longestTrigger);
    m_trigger->setPlaceholderText(tr("Empty: everything"));
    m_cancel->setObjectName(QStringLiteral("hookCancel"));
    m_cancel->setAccessibleName(tr("Make no webhook"));
    m_make->setObjectName(QStringLiteral("hookMake"));
    m_make->setAccessibleName(m_make->text());
    m_make->setProperty("primary", true);

    m_form->setHorizontalSpacing(20);
    m_form->setVerticalSpacing(10);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormField(*m_form, tr("Kind"), m_kind, "hookKind");
    addFormField(*m_form, tr("Name it speaks under"), m_name, "hookName");
    addFormField(*m_form, tr("Avatar"), m_avatar, "hookAvatar");
    addFormField(*m_form, tr("Address it posts to"), m_url, "hookUrl");
    addFormField(*m_form, tr("Only what begins with"), m_trigger, "hookTrigger");
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_make);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(m_form);
    column->addLayout(buttons);
    for (QPushButton *button : {m_cancel, m_make})
        button->setAutoDefault(false);

    connect(m_kind, &QComboBox::currentIndexChanged, this, &WebhookForm::showState);
    connect(m_name, &QLineEdit::textChanged, this, &WebhookForm::showState);
    connect(m_url, &QLineEdit::textChanged, this, &WebhookForm::showState);
    connect(m_composing, &Composing::changed, this, &WebhookForm::showState);
    connect(m_make, &QPushButton::clicked, this, &WebhookForm::send);
    connect(m_cancel, &QPushButton::clicked, this, &WebhookForm::cancelled);
    showState();
}

bool WebhookForm::isOutgoing() const
{
    return m_isOutgoingOffered && m_kind->currentData().toBool();
}

void WebhookForm::setOutgoingOffered(bool offered)
{
    m_isOutgoingOffered = offered;
    showState();
}

void WebhookForm::clear()
{
    for (QLineEdit *field : {m_name, m_avatar, m_url, m_trigger})
        field->clear();
}

void WebhookForm::setBusy(bool busy)
{
    m_isBusy = busy;
    showState();
}

void WebhookForm::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

void WebhookForm::showState()
{
    m_form->setRowVisible(m_kind, m_isOutgoingOffered);
    m_form->setRowVisible(m_avatar, !isOutgoing());
    m_form->setRowVisible(m_url, isOutgoing());
    m_form->setRowVisible(m_trigger, isOutgoing());
    const bool whole = !m_name->text().simplified().isEmpty() &&
                       (!isOutgoing() || !m_url->text().trimmed().isEmpty());
    m_make->setEnabled((whole || m_composing->isOpen()) && !m_isBusy);
}

void WebhookForm::send()
{
    Composing::commit(); // the button may be clicked in mid-syllable
    showState();
    if (!m_make->isEnabled())
        return;
    const QString name = m_name->text().simplified();
    if (isOutgoing())
        Q_EMIT outgoingWanted(name, m_url->text().trimmed(), m_trigger->text().trimmed());
    else
        Q_EMIT incomingWanted(name, m_avatar->text().trimmed());
}

/// As in a dialog of its own.
void WebhookForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_cancel->hasFocus() ? m_cancel->click() : send();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        QWidget::keyPressEvent(event);
}

} // namespace Ui
