// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/growingdialog.h"

#include <QEvent>
#include <QLayout>

namespace Ui {

bool GrowingDialog::event(QEvent *event)
{
    const bool done = QDialog::event(event);
    const bool isNew = event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize ||
                       event->type() == QEvent::Show;
    if (isNew && layout() && layout()->hasHeightForWidth())
        setMinimumHeight(layout()->totalMinimumHeightForWidth(width()));
    return done;
}

} // namespace Ui
