// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/joinpane.h"

#include "ui/countdown.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr int longestJoinPassword = 128;
constexpr int passwordWidth = 240;
constexpr int widestJoinSign = 2; ///< Line heights; several letters may pass for an emoji.
constexpr QChar
    betweenSignAndName(0x2002); ///< "en space": pictures stand too near before a common one.

} // namespace

JoinPane::JoinPane(QWidget *parent)
    : QWidget(parent), m_name(new QLabel(this)), m_topic(new QLabel(this)),
      m_password(new QLineEdit(this)), m_wait(new QLabel(this)), m_join(new QPushButton(this))
{
    setObjectName(QStringLiteral("joinPane"));
    setAttribute(Qt::WA_StyledBackground);
    m_join->setObjectName(QStringLiteral("joinRoom"));
    m_join->setProperty("primary", true);
    m_join->setAutoDefault(true); // Enter presses it, as Space does
    m_name->setObjectName(QStringLiteral("joinName"));
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
    m_wait->setObjectName(QStringLiteral("joinWait"));
    m_wait->setProperty("role", QStringLiteral("problem"));
    m_wait->setTextFormat(Qt::PlainText);
    m_wait->setWordWrap(true);
    m_wait->setAlignment(Qt::AlignCenter);
    column->addWidget(m_wait);
    column->addSpacing(6);
    column->addWidget(m_join, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_password->setObjectName(QStringLiteral("joinRoomPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(longestJoinPassword);
    m_password->setMinimumWidth(passwordWidth);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &JoinPane::showWait);
    const auto join = [this] {
        if (left() > 0)
            return; // it would not be looked at
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

void JoinPane::setSign(const QString &sign)
{
    m_sign = sign;
    retranslate();
}

void JoinPane::focusButton()
{
    QWidget *first = m_hasPassword ? static_cast<QWidget *>(m_password) : m_join;
    first->setFocus(Qt::OtherFocusReason);
}

void JoinPane::setNextTry(const QDateTime &time)
{
    m_nextTry = time;
    showWait();
}

qint64 JoinPane::left() const
{
    return m_nextTry.isValid() ? QDateTime::currentDateTimeUtc().msecsTo(m_nextTry) : 0;
}

void JoinPane::showWait()
{
    const qint64 now = left();
    m_wait->setText(now > 0 ? tr("You can try again in %1.").arg(countdown(now)) : QString());
    m_wait->setVisible(now > 0);
    // The field stays open: one may write meanwhile.
    const bool hadFocus = m_join->hasFocus();
    m_join->setEnabled(now <= 0);
    if (hadFocus && now > 0 && m_hasPassword)
        m_password->setFocus(Qt::OtherFocusReason);
    m_password->setAccessibleDescription(m_wait->text());
    if (now <= 0)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

void JoinPane::retranslate()
{
    m_name->ensurePolished();
    const QFontMetrics metrics = m_name->fontMetrics();
    m_name->setText(metrics.elidedText(m_sign, Qt::ElideRight, widestJoinSign * metrics.height()) +
                    betweenSignAndName + m_room);
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
    showWait();
}

void JoinPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
