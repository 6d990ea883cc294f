// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/lanchoice.h"

#include <QSettings>

namespace Ui {

namespace {

const QString allowedKey = QStringLiteral("lan/allowed");
const QString deniedKey = QStringLiteral("lan/denied");

} // namespace

Discovery::InterfaceChoice lanChoice(const QSettings &settings)
{
    return {settings.value(allowedKey).toStringList(), settings.value(deniedKey).toStringList()};
}

void allowInterface(QSettings &settings, const QString &name,
                    const QList<Discovery::InterfaceReport> &now)
{
    auto [allowed, denied] = lanChoice(settings);
    if (allowed.isEmpty()) { // none named means those that are fit; once one is, all have to be
        for (const Discovery::InterfaceReport &report : now) {
            if (report.use == Discovery::InterfaceReport::Use::Used)
                allowed << report.name;
        }
    }
    if (!allowed.contains(name))
        allowed << name;
    denied.removeAll(name);
    settings.setValue(allowedKey, allowed);
    settings.setValue(deniedKey, denied);
}

} // namespace Ui
