// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/straykeys.h"

#include "ui/lastpress.h"
#include "ui/messageedit.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QKeyEvent>

namespace Ui {
namespace {

bool isTyped(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers held =
        event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier | Qt::GroupSwitchModifier);
    return held == Qt::NoModifier && !event.text().isEmpty() && event.text().at(0).isPrint();
}

bool isKeyOfLines(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
        return true;
    default:
        return false;
    }
}

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt ||
           key == Qt::Key_Meta || key == Qt::Key_AltGr;
}

} // namespace

StrayKeys::StrayKeys(QAbstractItemView &timeline, MessageEdit &field)
    : QObject(&timeline), m_timeline(timeline), m_field(field), m_lastPress(*new LastPress(this))
{
    timeline.installEventFilter(this);
    timeline.viewport()->installEventFilter(this);
}

bool StrayKeys::isMeantForField() const
{
    return m_byMouse && m_field.isEnabled() && m_field.isVisible() && !m_field.isReadOnly();
}

void StrayKeys::setByMouse(bool byMouse)
{
    if (m_byMouse == byMouse)
        return;
    m_byMouse = byMouse;
    if (m_timeline.hasFocus())
        QGuiApplication::inputMethod()->update(Qt::ImEnabled);
}

bool StrayKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_timeline) { // its viewport; it has none to ask for while it goes
        if (event->type() == QEvent::MouseButtonPress)
            setByMouse(true);
        return false;
    }
    switch (event->type()) {
    case QEvent::FocusIn: {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            setByMouse(reason == Qt::MouseFocusReason ||
                       (reason == Qt::OtherFocusReason && m_lastPress.wasMouse()));
        return false;
    }
    case QEvent::FocusAboutToChange:
        if (m_composing)
            QGuiApplication::inputMethod()->commit();
        m_composing = false;
        m_hasComposed = false;
        return false;
    case QEvent::ShortcutOverride: // before the keys of lines
        if (!isMeantForField() || !isTyped(*static_cast<QKeyEvent *>(event)))
            return false;
        event->accept();
        return true;
    case QEvent::KeyPress:
        return press(static_cast<QKeyEvent *>(event));
    case QEvent::InputMethod:
        if (!isMeantForField())
            return false;
        compose(static_cast<QInputMethodEvent *>(event));
        return true;
    case QEvent::InputMethodQuery:
        if (!isMeantForField())
            return false;
        answer(static_cast<QInputMethodQueryEvent *>(event));
        return true;
    default:
        return false;
    }
}

bool StrayKeys::press(QKeyEvent *event)
{
    if (isKeyOfLines(event->key()) && !m_hasComposed)
        setByMouse(false);
    if (!isMeantForField() || isModifier(event->key()))
        return false;
    if (!m_hasComposed && !isTyped(*event) && !event->matches(QKeySequence::Paste))
        return false;
    if (!m_composing)
        m_field.setFocus(Qt::OtherFocusReason);
    QCoreApplication::sendEvent(&m_field, event);
    return true;
}

/// A syllable that is whole need not be the last one: the next may be on its way already, and the
/// focus must not move before the input method has no more to say of this key.
void StrayKeys::compose(QInputMethodEvent *event)
{
    QCoreApplication::sendEvent(&m_field, event);
    m_composing = !event->preeditString().isEmpty();
    m_hasComposed = true;
}

/// As the field would, at its place as the timeline sees it.
void StrayKeys::answer(QInputMethodQueryEvent *event)
{
    QCoreApplication::sendEvent(&m_field, event);
    for (const Qt::InputMethodQuery place : {Qt::ImCursorRectangle, Qt::ImAnchorRectangle}) {
        if (!(event->queries() & place))
            continue;
        QRect rect = event->value(place).toRectF().toRect();
        rect.moveTopLeft(m_timeline.mapFromGlobal(m_field.mapToGlobal(rect.topLeft())));
        event->setValue(place, QRectF(rect));
    }
}

} // namespace Ui
