// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/joinpane.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int longestJoinPassword = 128;
constexpr int passwordWidth = 240;

} // namespace

JoinPane::JoinPane(QWidget *parent)
    : QWidget(parent), m_name(new QLabel(this)), m_topic(new QLabel(this)),
      m_password(new QLineEdit(this)), m_join(new QPushButton(this))
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
    column->addWidget(m_password, 0, Qt::AlignHCenter);
    column->addSpacing(6);
    column->addWidget(m_join, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_password->setObjectName(QStringLiteral("joinRoomPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(longestJoinPassword);
    m_password->setMinimumWidth(passwordWidth);
    const auto join = [this] {
        if (m_hasPassword && m_password->text().isEmpty()) {
            m_password->setFocus(Qt::OtherFocusReason);
            return;
        }
        Q_EMIT joinRequested(m_hasPassword ? m_password->text() : QString());
        m_password->clear();
    };
    connect(m_join, &QPushButton::clicked, this, join);
    connect(m_password, &QLineEdit::returnPressed, this, join);
    retranslate();
}

void JoinPane::setRoom(const QString &name, const QString &topic, int here, bool hasPassword)
{
    if (name.simplified() != m_room)
        m_password->clear();
    m_hasPassword = hasPassword;
    m_room = name.simplified();
    m_topicText = topic.simplified();
    m_here = here;
    retranslate();
}

void JoinPane::focusButton()
{
    QWidget *first = m_hasPassword ? static_cast<QWidget *>(m_password) : m_join;
    first->setFocus(Qt::OtherFocusReason);
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
    m_password->setVisible(m_hasPassword);
    m_password->setPlaceholderText(tr("Password of the room"));
    m_password->setAccessibleName(tr("Password of the room"));
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
