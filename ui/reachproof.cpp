// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reachproof.h"

#include "ui/appearance.h"
#include "ui/firewallwords.h"
#include "ui/hostcard.h"
#include "ui/timespan.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace Ui {

ReachProof::ReachProof(const Appearance &appearance, Firewall firewall, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_firewall(firewall), m_sentence(new QLabel(this)),
      m_step(new QLabel(this)), m_commandRow(new QWidget(this)), m_command(new QLabel(m_commandRow))
{
    m_sentence->setObjectName(QStringLiteral("reachSentence"));
    m_step->setObjectName(QStringLiteral("reachStep"));
    m_step->setProperty("role", QStringLiteral("secondary"));
    m_command->setObjectName(QStringLiteral("reachCommand"));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QLabel *label : {m_sentence, m_step, m_command}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *row = new QHBoxLayout(m_commandRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_command, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_sentence);
    column->addWidget(m_step);
    column->addWidget(m_commandRow);
    connect(&appearance, &Appearance::changed, this, &ReachProof::refresh);
    refresh();
}

void ReachProof::setState(const std::optional<HostStatus::Visit> &visit, quint16 port,
                          bool meantForOthers)
{
    m_visit = visit;
    m_port = port;
    m_meantForOthers = meantForOthers;
    refresh();
}

void ReachProof::refresh()
{
    const bool isProved = m_visit.has_value();
    if (isProved)
        m_sentence->setText(QStringLiteral("✓ ") +
                            tr("A computer reached this one %1 (from %2)")
                                .arg(agoText(m_visit->ago), m_visit->address.simplified()));
    else if (m_meantForOthers)
        m_sentence->setText(tr("Nobody from another computer has reached this one yet."));
    else
        m_sentence->setText(tr("It is for this computer only."));
    m_sentence->setProperty("role", isProved ? QStringLiteral("ok") : QStringLiteral("plain"));
    m_sentence->style()->unpolish(m_sentence);
    m_sentence->style()->polish(m_sentence);
    const bool wantsStep = !isProved && m_meantForOthers && m_port != 0;
    m_step->setText(wantsStep ? firewallSentence(m_firewall, m_port) : QString());
    m_step->setVisible(wantsStep);
    const QString command = wantsStep ? firewallCommand(m_firewall, m_port) : QString();
    m_commandRow->setVisible(!command.isEmpty());
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(m_appearance.px(13));
    m_command->setFont(fixed);
    if (m_command->text() == command)
        return;
    m_command->setText(command);
    delete m_copy;
    m_copy = makeCopyButton(command, m_appearance, m_commandRow);
    m_commandRow->layout()->addWidget(m_copy);
}

void ReachProof::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_command->clear(); // its button says what it does
        refresh();
    }
}

} // namespace Ui
