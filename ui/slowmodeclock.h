// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <functional>

namespace Ui {

class Composer;
class PauseLine;
class RoomListModel;

/// Counts down above the field, once a second, until one can say something again in a room that
/// wants pauses between messages.
class SlowModeClock : public QObject {
    Q_OBJECT
public:
    using Now = std::function<QDateTime()>;

    /// A child of the line; the others must outlive it. `now`: the time that runs, of any zone.
    SlowModeClock(const RoomListModel &rooms, const Composer &composer, PauseLine &line,
                  Now now = &QDateTime::currentDateTimeUtc);

public Q_SLOTS:
    void update();

private:
    const RoomListModel &m_rooms;
    const Composer &m_composer;
    PauseLine &m_line;
    const Now m_now;
    QTimer m_tick; ///< Runs while there is something to count.
};

} // namespace Ui
