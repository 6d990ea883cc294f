// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paceclock.h"

#include "ui/model/pace.h"
#include "ui/pauseline.h"

namespace Ui {

PaceClock::PaceClock(Pace *pace, PauseLine &line) : QObject(&line), m_pace(pace), m_line(line)
{
    m_pace->setParent(this);
    connect(m_pace, &Pace::changed, this, &PaceClock::showPace);
    connect(&line, &PauseLine::languageChanged, this, &PaceClock::showPace);
    showPace();
}

void PaceClock::showPace()
{
    const int seconds = int(m_pace->left().count());
    m_line.setReason(
        PauseLine::Reason::Pace,
        seconds == 0   ? QString()
        : seconds < 60 ? tr("You are sending quickly. The host goes on in %Ln s.", nullptr, seconds)
                       : tr("You are sending quickly. The host goes on in %Ln min.", nullptr,
                            (seconds + 59) / 60));
}

} // namespace Ui
