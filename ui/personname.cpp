// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/personname.h"

#include <QCoreApplication>

namespace Ui {

QString personName(const QString &name, bool guest)
{
    const QString shown = name.simplified();
    return guest ? QCoreApplication::translate("Ui::PersonName", "%1 (guest)").arg(shown) : shown;
}

} // namespace Ui
