// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Ui {

class Pace;
class PauseLine;

/// Says in a line when the host goes on, while one sends too fast for it.
class PaceClock : public QObject {
    Q_OBJECT
public:
    /// `pace` becomes its own; `line` must outlive it and is its parent.
    PaceClock(Pace *pace, PauseLine &line);

private:
    void showPace();

    Pace *m_pace;
    PauseLine &m_line;
};

} // namespace Ui
