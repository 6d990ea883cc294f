// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composing.h"

#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QLineEdit>

#include <utility>

namespace Ui {

Composing::Composing(std::initializer_list<QLineEdit *> fields, QObject *parent) : QObject(parent)
{
    for (QLineEdit *field : fields)
        field->installEventFilter(this);
}

void Composing::commit()
{
    QGuiApplication::inputMethod()->commit();
}

bool Composing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::InputMethod) {
        const bool open = !static_cast<QInputMethodEvent *>(event)->preeditString().isEmpty();
        if (std::exchange(m_isOpen, open) != open)
            Q_EMIT changed();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
