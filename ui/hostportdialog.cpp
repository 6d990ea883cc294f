// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostportdialog.h"

#include "ui/appearance.h"
#include "ui/hostfacts.h"
#include "ui/statesentence.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

HostPortDialog::HostPortDialog(std::optional<quint16> chosen, const Appearance &appearance,
                               QWidget *parent)
    : GrowingDialog(parent), m_before(chosen), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_label(new QLabel(this)), m_port(new QLineEdit(this)), m_state(new QLabel(this)),
      m_keep(new QPushButton(this)), m_change(new QPushButton(this))
{
    setObjectName(QStringLiteral("hostPortDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(appearance.px(320));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_text->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("hostPortState"));
    for (QLabel *label : {m_text, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_port->setObjectName(QStringLiteral("hostPort"));
    m_port->setMaxLength(5);
    m_port->setPlaceholderText(QString::number(HostFacts::usualPort));
    if (chosen)
        m_port->setText(QString::number(*chosen));
    m_port->selectAll();
    m_label->setBuddy(m_port);
    m_keep->setObjectName(QStringLiteral("hostPortKeep"));
    m_change->setObjectName(QStringLiteral("hostPortChange"));
    m_change->setProperty("primary", true);
    m_change->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_label);
    row->addWidget(m_port, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_keep);
    buttons->addWidget(m_change);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addLayout(buttons);
    connect(m_port, &QLineEdit::textChanged, this, &HostPortDialog::check);
    connect(m_keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_change, &QPushButton::clicked, this, [this] {
        Q_EMIT this->chosen(typed());
        accept();
    });
    retranslate();
    m_port->setFocus(Qt::OtherFocusReason);
}

std::optional<quint16> HostPortDialog::typed() const
{
    const QString text = m_port->text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(quint16(text.toUInt()));
}

bool HostPortDialog::isPort() const
{
    const QString text = m_port->text().trimmed();
    bool isNumber = false;
    const uint port = text.toUInt(&isNumber);
    return text.isEmpty() || (isNumber && port >= HostSettings::lowestPort && port <= 0xffff);
}

void HostPortDialog::check()
{
    setStateSentence(
        *m_state,
        isPort()
            ? QString()
            : tr("A port is a number from %1 to %2.").arg(HostSettings::lowestPort).arg(0xffff),
        true);
    m_change->setEnabled(isPort() && typed() != m_before);
}

void HostPortDialog::retranslate()
{
    setWindowTitle(tr("Another port"));
    m_title->setText(tr("Another port"));
    m_text->setText(
        tr("The Madang closes for a moment and opens again, and everybody is cut off meanwhile. "
           "Whoever is in the same network with this program finds it again by itself; from a "
           "browser or another network one needs the new address. Links and addresses that were "
           "handed out may lead nowhere. What was said stays. Left empty, it is %1 or the next "
           "one that is free.")
            .arg(HostFacts::usualPort));
    m_label->setText(tr("Port"));
    m_port->setAccessibleName(tr("Port"));
    m_keep->setText(tr("Leave it"));
    m_change->setText(tr("Change it now"));
    for (QPushButton *button : {m_keep, m_change})
        button->setAccessibleName(button->text());
    check();
}

void HostPortDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
