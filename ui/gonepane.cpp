// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gonepane.h"

#include "ui/model/roomtitle.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

GonePane::GonePane(const RoomListModel &rooms, QWidget *parent)
    : QWidget(parent), m_rooms(rooms), m_title(new QLabel(this)), m_reason(new QLabel(this)),
      m_unsentTitle(new QLabel(this)), m_unsent(new QPlainTextEdit(this)),
      m_copy(new QPushButton(this)), m_next(new QPushButton(this))
{
    setObjectName(QStringLiteral("gonePane"));
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::ClickFocus); // has its place in the order of Tab, without being a stop
    m_title->setObjectName(QStringLiteral("goneTitle"));
    m_title->setProperty("role", QStringLiteral("title"));
    m_reason->setObjectName(QStringLiteral("goneReason"));
    m_reason->setProperty("role", QStringLiteral("secondary"));
    m_unsentTitle->setProperty("role", QStringLiteral("secondary"));
    m_unsentTitle->setBuddy(m_unsent);
    m_unsent->setObjectName(QStringLiteral("goneUnsent"));
    m_unsent->setReadOnly(true);
    m_unsent->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_unsent->setTabChangesFocus(true);
    m_copy->setObjectName(QStringLiteral("goneCopy"));
    m_next->setObjectName(QStringLiteral("goneNext"));
    m_next->setProperty("primary", true);
    m_next->setAutoDefault(true); // Enter presses it, as Space does
    for (QLabel *label : {m_title, m_reason, m_unsentTitle}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
    }
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_next);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_reason);
    column->addSpacing(6);
    column->addWidget(m_unsentTitle);
    column->addWidget(m_unsent, 4);
    column->addSpacing(6);
    column->addLayout(buttons);
    column->addStretch(3);
    connect(m_next, &QPushButton::clicked, this,
            [this] { Q_EMIT nextRequested(m_rooms.roomAt(next())); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_unsent->toPlainText()); });
    setUnsent({});
    retranslate();
}

/// The joined ones come first.
QModelIndex GonePane::next() const
{
    return m_rooms.index(0);
}

bool GonePane::isGone(const Chat::RoomId &room)
{
    const QModelIndex index = m_rooms.indexOf(room);
    if (index.isValid()) {
        if (room != m_room)
            m_reasonText.clear();
        m_room = room;
        m_name = roomTitle(index);
    }
    retranslate();
    return !index.isValid() && room == m_room && !room.isEmpty();
}

void GonePane::setReason(const QString &sentence)
{
    m_reasonText = sentence;
    retranslate();
}

void GonePane::setUnsent(const QString &text)
{
    const bool any = !text.trimmed().isEmpty();
    m_unsent->setPlainText(text);
    m_unsentTitle->setVisible(any);
    m_unsent->setVisible(any);
    m_copy->setVisible(any);
    // What one goes on typing goes nowhere, and presses no button.
    setFocusProxy(any ? m_unsent : nullptr);
}

void GonePane::retranslate()
{
    m_title->setText(tr("The room %1 is not there any more").arg(m_name));
    m_reason->setText(m_reasonText.isEmpty()
                          ? tr("It was deleted, or you do not belong to it any more.")
                          : m_reasonText);
    m_unsentTitle->setText(tr("This was not sent. Copy it if you still need it:"));
    m_unsent->setAccessibleName(tr("What was not sent"));
    m_copy->setText(tr("Copy the text"));
    m_copy->setAccessibleName(m_copy->text());
    m_next->setText(tr("Go to %1").arg(roomTitle(next())));
    m_next->setAccessibleName(m_next->text());
    m_next->setVisible(next().isValid());
}

void GonePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
