// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sessionbus.h"

namespace Ui {

/// The number beside the program in docks and task bars, by com.canonical.Unity.LauncherEntry,
/// which most of them took over. Where nobody listens, nothing happens.
class LauncherCount {
public:
    explicit LauncherCount(const QDBusConnection &bus = sessionBus());
    /// Takes the number away.
    ~LauncherCount();
    Q_DISABLE_COPY_MOVE(LauncherCount)

    /// 0: none is shown. Nothing for a program without a desktop file.
    void set(int count);

private:
    QDBusConnection m_bus;
    int m_count = 0;
};

} // namespace Ui
