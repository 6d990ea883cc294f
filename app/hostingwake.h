// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sleepinhibitor.h"

#include <QObject>

#include <memory>

class QSettings;

namespace Ui {
class AwakeStrip;
class MainWindow;
} // namespace Ui

class Hosting;

/// Keeps the computer awake while a host is open here, if the person wishes so; they are asked when
/// they host for the first time on a system that can.
///
/// Part of Application.
class HostingWake : public QObject {
    Q_OBJECT
public:
    /// All references must outlive it.
    HostingWake(Hosting &hosting, Ui::MainWindow &window, QSettings &settings,
                std::unique_ptr<SleepInhibitor> inhibitor = SleepInhibitor::make());

    /// What the settings say may be otherwise now.
    void apply();

private:
    Hosting &m_hosting;
    QSettings &m_settings;
    std::unique_ptr<SleepInhibitor> m_inhibitor;
    Ui::AwakeStrip *m_strip = nullptr; ///< The window's.
};
