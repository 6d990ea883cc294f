// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/systemnotifier.h"

#ifdef MADANG_HAS_DBUS
#include "ui/dbusnotifier.h"
#else
#include "ui/traynotifier.h"
#endif

namespace Ui {

std::unique_ptr<Notifier> makeSystemNotifier()
{
#ifdef MADANG_HAS_DBUS
    if (!sessionBus().isConnected())
        return nullptr;
    return std::make_unique<DBusNotifier>();
#else
    return std::make_unique<TrayNotifier>();
#endif
}

} // namespace Ui
