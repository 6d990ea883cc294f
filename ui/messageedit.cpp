// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messageedit.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QTextBlock>
#include <QTextLayout>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Ui {

namespace {

constexpr int mostLines = 6;
constexpr int verticalMargin = 5;

} // namespace

MessageEdit::MessageEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    setLineWrapMode(WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(verticalMargin);
    connect(this, &QPlainTextEdit::textChanged, this, &MessageEdit::updateHeight);
}

bool MessageEdit::holdsFiles(const QMimeData &data)
{
    if (data.hasUrls()) {
        const QList<QUrl> urls = data.urls();
        return std::any_of(urls.begin(), urls.end(),
                           [](const QUrl &url) { return url.isLocalFile(); });
    }
    // What comes with a text, as from a table, is meant as that.
    return data.hasImage() && !data.hasText();
}

bool MessageEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return holdsFiles(*source) || QPlainTextEdit::canInsertFromMimeData(source);
}

void MessageEdit::insertFromMimeData(const QMimeData *source)
{
    if (source->formats().isEmpty()) // of which Qt 6.4 asks for the first nevertheless
        return;
    if (holdsFiles(*source))
        Q_EMIT filesGiven(source);
    else
        insertLines(source);
}

void MessageEdit::insertLines(const QMimeData *source)
{
    const int start = textCursor().selectionStart();
    QPlainTextEdit::insertFromMimeData(source);
    const int end = textCursor().position();
    if (source->text().trimmed().contains(u'\n') && start < end)
        Q_EMIT linesPasted(start, end);
}

void MessageEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu(event->pos());
    menu->setObjectName(QStringLiteral("composerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QTextCursor place = byMouse ? cursorForPosition(event->pos()) : textCursor();
    Q_EMIT menuOpening(menu, place.position());
    menu->popup(byMouse ? event->globalPos() : viewport()->mapToGlobal(cursorRect().bottomLeft()));
}

void MessageEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter)
        m_owedEnter.reset(); // one writes on
    if (event->key() == Qt::Key_Up && event->modifiers() == Qt::NoModifier && !m_composing &&
        document()->isEmpty()) {
        Q_EMIT editLastWanted();
        return;
    }
    if (event->matches(QKeySequence::Undo) && !m_composing && document()->isEmpty() &&
        !document()->isUndoAvailable()) {
        Q_EMIT undoSendWanted();
        return;
    }
    if (enter)
        pressEnter(event);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void MessageEdit::pressEnter(QKeyEvent *event)
{
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    const bool alone = held == Qt::NoModifier;
    const bool sends = held == Qt::ControlModifier || (alone && m_sendKey == SendKey::Enter);
    const bool breaks = held == Qt::ShiftModifier || (alone && m_sendKey == SendKey::CtrlEnter);
    event->accept();
    if (!sends && !breaks)
        return;
    // Some input methods commit before they pass Enter on; others pass it on first, and what is in
    // the text by then is not all that was typed.
    if (m_composing) {
        if (event->isAutoRepeat())
            return;
        if (std::exchange(m_owedEnter, held)) // it does not mind Enter at all
            QGuiApplication::inputMethod()->commit();
        return;
    }
    if (breaks) {
        textCursor().insertBlock();
        ensureCursorVisible();
    } else if (!event->isAutoRepeat()) {
        Q_EMIT sendPressed();
    }
}

void MessageEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
    updateHeight();
    if (m_composing) {
        m_owedEnter.reset(); // one writes on
    } else if (m_owedEnter && !event->commitString().isEmpty()) {
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, *std::exchange(m_owedEnter, {}));
        QCoreApplication::sendEvent(this, &enter); // for what proposes words, too
    }
}

void MessageEdit::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void MessageEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    m_composing = false; // an input method gives up or commits what it had when the focus goes
    m_owedEnter.reset();
    Q_EMIT focusChanged(false);
}

void MessageEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    updateHeight();
}

QSize MessageEdit::sizeHint() const
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < mostLines;
         block = block.next())
        lines += std::max(1, block.layout()->lineCount());
    lines = std::clamp(lines, 1, mostLines);
    const double line = QFontMetricsF(font()).lineSpacing();
    return {200, int(std::ceil(lines * line)) + 2 * verticalMargin};
}

QSize MessageEdit::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void MessageEdit::updateHeight()
{
    const int wanted = sizeHint().height();
    if (wanted == height() && minimumHeight() == wanted)
        return;
    setFixedHeight(wanted);
    const bool full = document()->size().height() > mostLines;
    setVerticalScrollBarPolicy(full ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

} // namespace Ui
