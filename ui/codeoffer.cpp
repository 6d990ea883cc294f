// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codeoffer.h"

#include "ui/appearance.h"
#include "ui/messageedit.h"
#include "ui/model/codeblock.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace Ui {

CodeOffer::CodeOffer(const Appearance &appearance, MessageEdit &field, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_field(field), m_icon(new QLabel(this)),
      m_text(new QLabel(this)), m_take(new QPushButton(this)), m_drop(new QToolButton(this))
{
    setObjectName(QStringLiteral("codeOffer"));
    m_text->setObjectName(QStringLiteral("codeOfferText"));
    m_text->setProperty("role", QStringLiteral("small"));
    m_text->setWordWrap(true);
    m_take->setObjectName(QStringLiteral("codeOfferTake"));
    m_drop->setObjectName(QStringLiteral("codeOfferDrop"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_take);
    row->addWidget(m_drop);
    connect(&field, &MessageEdit::linesPasted, this, &CodeOffer::offer);
    connect(&field, &QPlainTextEdit::textChanged, this, &CodeOffer::follow);
    connect(m_take, &QPushButton::clicked, this, &CodeOffer::take);
    connect(m_drop, &QToolButton::clicked, this, [this] {
        drop();
        m_field.setFocus(Qt::OtherFocusReason);
    });
    connect(&appearance, &Appearance::changed, this, &CodeOffer::showIcons);
    field.installEventFilter(this);
    retranslate();
    showIcons();
    hide();
}

void CodeOffer::offer(int start, int end)
{
    if (isCodeAt(m_field.toPlainText(), start))
        return;
    m_pasted = m_field.textCursor();
    m_pasted.setPosition(start);
    m_pasted.setPosition(end, QTextCursor::KeepAnchor);
    m_pasted.setKeepPositionOnInsert(true); // what is written behind them is not of them
    show();
}

void CodeOffer::drop()
{
    m_pasted = QTextCursor();
    hide();
}

void CodeOffer::follow()
{
    if (!m_pasted.isNull() && !m_pasted.hasSelection())
        drop();
}

void CodeOffer::take()
{
    if (m_pasted.isNull())
        return;
    QTextCursor lines = m_pasted;
    lines.setKeepPositionOnInsert(false);
    drop();
    QString code = lines.selectedText().replace(QChar::ParagraphSeparator, u'\n');
    while (code.endsWith(u'\n'))
        code.chop(1);
    const QString text = m_field.toPlainText();
    const int start = lines.selectionStart();
    const int end = lines.selectionEnd();
    const QString before = start > 0 && text[start - 1] != u'\n' ? QStringLiteral("\n") : QString();
    const QString after =
        end < text.size() && text[end] == u'\n' ? QString() : QStringLiteral("\n");
    lines.insertText(before + codeBlock(code) + after); // one step to undo
    m_field.setTextCursor(lines);
    m_field.ensureCursorVisible();
    m_field.setFocus(Qt::OtherFocusReason);
}

bool CodeOffer::eventFilter(QObject *watched, QEvent *event)
{
    if (!isVisible() || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (m_field.isComposing())
        return false;
    if (key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier) {
        drop();
        return true;
    }
    if (key->key() == Qt::Key_C && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        take();
        return true;
    }
    return false;
}

void CodeOffer::showIcons()
{
    const QColor ink = m_appearance.theme().ink2;
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("copy"), ink, 14, devicePixelRatioF()));
    m_drop->setIcon(m_appearance.icon(QStringLiteral("x"), ink));
}

void CodeOffer::retranslate()
{
    m_text->setText(tr("Several lines were pasted. Send them as code?"));
    m_take->setText(tr("As code"));
    m_take->setToolTip(tr("Puts the pasted lines between ``` so that they stay as they are "
                          "(Ctrl+Shift+C)"));
    m_take->setAccessibleName(tr("Send the pasted lines as code"));
    m_drop->setToolTip(tr("Leave them as they are (Escape)"));
    m_drop->setAccessibleName(m_drop->toolTip());
}

void CodeOffer::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
