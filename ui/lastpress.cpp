// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lastpress.h"

#include <QCoreApplication>
#include <QEvent>

namespace Ui {

LastPress::LastPress(QObject *parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool LastPress::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        m_wasMouse = true;
        break;
    case QEvent::ShortcutOverride: // also of a key that becomes a shortcut
    case QEvent::KeyPress:
        m_wasMouse = false;
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
