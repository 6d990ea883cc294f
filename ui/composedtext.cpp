// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composedtext.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLineEdit>

#include <utility>

namespace Ui {

ComposedText::ComposedText(QLineEdit *field) : QObject(field), m_field(*field)
{
    field->installEventFilter(this);
    connect(field, &QLineEdit::textChanged, this, &ComposedText::tell);
}

QString ComposedText::text() const
{
    return m_field.text().insert(m_field.cursorPosition(), m_composed);
}

/// What is committed after it was composed is nothing new, and must not take back where one went
/// in what was found.
void ComposedText::tell()
{
    const QString now = text();
    if (std::exchange(m_told, now) != now)
        Q_EMIT changed(now);
}

bool ComposedText::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::InputMethod) {
        m_composed = static_cast<QInputMethodEvent *>(event)->preeditString();
        QMetaObject::invokeMethod(this, &ComposedText::tell, Qt::QueuedConnection);
    } else if (event->type() == QEvent::KeyPress && isComposing()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
