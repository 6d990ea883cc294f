// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// Tells systemd about us, as sd_notify(3) does: "READY=1", "STOPPING=1". Does nothing when the
/// program was not started by systemd (no NOTIFY_SOCKET).
void systemdNotify(const QByteArray &state);

/// "RELOADING=1" with the moment it began, as Type=notify-reload wants it. "READY=1" ends it.
void systemdNotifyReloading();
