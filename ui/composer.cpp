// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer.h"

#include "ui/appearance.h"
#include "ui/messageedit.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputMethod>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyle>

namespace Ui {

Composer::Composer(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_frame(new QFrame(this)),
      m_edit(new MessageEdit(m_frame)), m_button(new QPushButton(m_frame)),
      m_complaint(new QLabel(this))
{
    m_frame->setObjectName(QStringLiteral("composerFrame"));
    m_edit->setObjectName(QStringLiteral("composer"));
    m_button->setObjectName(QStringLiteral("sendButton"));
    m_button->setProperty("primary", true);
    m_complaint->setObjectName(QStringLiteral("composerComplaint"));
    m_complaint->setProperty("role", QStringLiteral("problem"));
    m_complaint->setWordWrap(true);
    m_complaint->hide();

    auto *row = new QHBoxLayout(m_frame);
    row->setContentsMargins(8, 6, 6, 6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_button, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 4, 16, 14);
    column->setSpacing(4);
    column->addWidget(m_complaint);
    column->addWidget(m_frame);

    connect(m_edit, &MessageEdit::sendPressed, this, &Composer::send);
    connect(m_button, &QPushButton::clicked, this, [this] {
        send();
        m_edit->setFocus();
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::checkText);
    connect(m_edit, &MessageEdit::focusChanged, this, [this](bool focused) {
        m_frame->setProperty("focused", focused);
        m_frame->style()->polish(m_frame);
    });
    setRoom({}, {});
    retranslate();
}

Composer::~Composer()
{
    // The focus leaves the text when the widgets in here are taken down, and by then this is no
    // composer any more.
    m_edit->disconnect(this);
}

void Composer::setRoom(const Chat::RoomId &room, const QString &name, const QString &reason)
{
    m_roomName = name;
    m_reason = reason;
    if (room != m_room) {
        // The half-made syllable belongs to the room it was typed in.
        QGuiApplication::inputMethod()->commit();
        if (!m_room.isEmpty()) {
            if (const QString text = m_edit->toPlainText(); text.isEmpty())
                m_drafts.remove(m_room);
            else
                m_drafts.insert(m_room, text);
        }
        m_room = room;
        m_edit->setPlainText(m_drafts.value(room));
        m_edit->moveCursor(QTextCursor::End);
    }
    m_edit->setEnabled(!m_room.isEmpty());
    checkText();
    retranslate();
}

bool Composer::hasDraft(const Chat::RoomId &room) const
{
    if (room == m_room)
        return !m_edit->toPlainText().trimmed().isEmpty();
    return !m_drafts.value(room).trimmed().isEmpty();
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::send()
{
    QGuiApplication::inputMethod()->commit(); // the button may be clicked in mid-syllable
    QString text = m_edit->toPlainText();
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    if (m_room.isEmpty() || text.trimmed().isEmpty())
        return;
    if (text.toUtf8().size() > longestText) {
        checkText();
        return;
    }
    m_edit->clear();
    Q_EMIT said(m_room, text);
}

void Composer::checkText()
{
    const QString text = m_edit->toPlainText();
    // Three bytes are the most that one UTF-16 unit needs, so most texts are not converted.
    const qsizetype size = text.size() * 3 > longestText ? text.toUtf8().size() : 0;
    const bool tooLong = size > longestText;
    m_complaint->setVisible(tooLong);
    if (tooLong)
        m_complaint->setText(
            tr("This text is too long to send (%1 of at most %2). Send it in "
               "parts.")
                .arg(QLocale().formattedDataSize(size), QLocale().formattedDataSize(longestText)));
    m_button->setEnabled(!m_room.isEmpty() && !tooLong && !text.trimmed().isEmpty());
}

void Composer::retranslate()
{
    m_button->setText(tr("Send"));
    m_button->setAccessibleName(tr("Send"));
    const QString hint = m_room.isEmpty() ? m_reason : tr("Write to %1").arg(m_roomName);
    m_edit->setPlaceholderText(hint);
    m_edit->viewport()->update(); // some versions of Qt leave the old words standing
    m_edit->setAccessibleName(m_room.isEmpty() ? tr("Message") : hint);
    checkText();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
