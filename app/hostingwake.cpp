// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hostingwake.h"

#include "app/hosting.h"
#include "ui/awakestrip.h"
#include "ui/mainwindow.h"
#include "ui/model/keephosting.h"

HostingWake::HostingWake(Hosting &hosting, Ui::MainWindow &window, QSettings &settings,
                         std::unique_ptr<SleepInhibitor> inhibitor)
    : m_hosting(hosting), m_settings(settings), m_inhibitor(std::move(inhibitor)),
      m_strip(new Ui::AwakeStrip(window.appearance()))
{
    window.addStrip(m_strip);
    connect(m_strip, &Ui::AwakeStrip::decided, this, [this](bool keep) {
        Ui::setKeepsAwake(m_settings, keep);
        apply();
    });
    connect(&hosting, &Hosting::opened, this, &HostingWake::apply);
    connect(&hosting, &Hosting::closed, this, &HostingWake::apply);
    connect(&window, &Ui::MainWindow::hostingChosen, this, &HostingWake::apply);
}

void HostingWake::apply()
{
    const bool hosts = m_hosting.isOpen() && !m_hosting.isMadeUp();
    const std::optional<bool> keeps = Ui::keepsAwake(m_settings);
    m_strip->setVisible(hosts && !keeps && m_inhibitor->isPossible());
    if (hosts && keeps.value_or(false))
        m_inhibitor->hold(tr("A Madang is open for others"));
    else
        m_inhibitor->release();
}
