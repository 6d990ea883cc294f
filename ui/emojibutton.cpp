// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emojibutton.h"

#include "ui/appearance.h"
#include "ui/composing.h"
#include "ui/emojipicker.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QTextCursor>

namespace Ui {

EmojiButton::EmojiButton(const Appearance &appearance, QPlainTextEdit &field, QSettings &settings,
                         QWidget *parent)
    : QToolButton(parent), m_appearance(appearance), m_field(field), m_settings(settings)
{
    setObjectName(QStringLiteral("emojiButton"));
    followField();
    field.installEventFilter(this);
    connect(this, &QToolButton::clicked, this, &EmojiButton::open);
    connect(&appearance, &Appearance::changed, this, &EmojiButton::paintIcon);
    retranslate();
    paintIcon();
}

void EmojiButton::open()
{
    Composing::commit(); // the half-made syllable stands before what is picked
    auto *picker = new EmojiPicker(m_appearance, m_settings, this);
    connect(picker, &EmojiPicker::picked, this,
            [this](const QString &emoji) { m_field.textCursor().insertText(emoji); });
    connect(picker, &QObject::destroyed, &m_field,
            [field = &m_field] { field->setFocus(Qt::PopupFocusReason); });
    picker->openAt({mapToGlobal(QPoint(0, 0)), size()});
}

bool EmojiButton::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_field &&
        (event->type() == QEvent::EnabledChange || event->type() == QEvent::ReadOnlyChange))
        followField();
    return QToolButton::eventFilter(watched, event);
}

void EmojiButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EmojiButton::followField()
{
    setEnabled(m_field.isEnabled() && !m_field.isReadOnly());
}

void EmojiButton::retranslate()
{
    setToolTip(tr("Emoji"));
    setAccessibleName(tr("Emoji"));
}

void EmojiButton::paintIcon()
{
    setIcon(m_appearance.icon(QStringLiteral("smile"), m_appearance.theme().ink2));
}

} // namespace Ui
