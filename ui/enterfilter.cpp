// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enterfilter.h"

#include <QKeyEvent>
#include <QWidget>

namespace Ui {
namespace {

class EnterFilter : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress) {
            const int key = static_cast<QKeyEvent *>(event)->key();
            if (key == Qt::Key_Return || key == Qt::Key_Enter)
                return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void keepEnterFrom(QWidget *widget)
{
    widget->installEventFilter(new EnterFilter(widget));
}

} // namespace Ui
