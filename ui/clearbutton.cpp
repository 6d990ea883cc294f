// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clearbutton.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

namespace Ui {

void offerClearing(QLineEdit &field)
{
    field.setClearButtonEnabled(true);
    const auto *action = field.findChild<QAction *>(QStringLiteral("_q_qlineeditclearaction"));
    for (QToolButton *button : field.findChildren<QToolButton *>()) {
        if (action && button->defaultAction() == action)
            button->setAccessibleName(
                QCoreApplication::translate("Ui::ClearButton", "Empty this field"));
    }
}

} // namespace Ui
