// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/joinpane.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

JoinPane::JoinPane(QWidget *parent)
    : QWidget(parent), m_name(new QLabel(this)), m_topic(new QLabel(this)),
      m_join(new QPushButton(this))
{
    setObjectName(QStringLiteral("joinPane"));
    setAttribute(Qt::WA_StyledBackground);
    m_join->setObjectName(QStringLiteral("joinRoom"));
    m_join->setProperty("primary", true);
    m_join->setAutoDefault(true); // Enter presses it, as Space does
    m_name->setProperty("role", QStringLiteral("title"));
    m_topic->setProperty("role", QStringLiteral("secondary"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(10);
    column->addStretch(2);
    for (QLabel *label : {m_name, m_topic}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        column->addWidget(label);
    }
    column->addSpacing(6);
    column->addWidget(m_join, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_join, &QPushButton::clicked, this, &JoinPane::joinRequested);
    retranslate();
}

void JoinPane::setRoom(const QString &name, const QString &topic, int here)
{
    m_room = name.simplified();
    m_topicText = topic.simplified();
    m_here = here;
    retranslate();
}

void JoinPane::focusButton()
{
    m_join->setFocus(Qt::OtherFocusReason);
}

void JoinPane::retranslate()
{
    m_name->setText(QStringLiteral("# ") + m_room);
    QStringList details;
    if (!m_topicText.isEmpty())
        details << m_topicText;
    if (m_here > 0)
        details << tr("%Ln people here now", nullptr, m_here);
    m_topic->setText(details.join(QStringLiteral(" · ")));
    m_join->setText(tr("Join this room"));
    m_join->setAccessibleName(m_join->text());
}

void JoinPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
