// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessionbus.h"

#include <QFileInfo>

namespace Ui {

QDBusConnection sessionBus()
{
    const bool isThere =
        qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
        QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
    return isThere ? QDBusConnection::sessionBus() : QDBusConnection(QStringLiteral("none"));
}

} // namespace Ui
