// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <functional>

namespace Ui {

class Composer;
class RoomListModel;

/// Says in the field why one cannot write in the shown room, and until when if one is muted there:
/// archived, about to end, for who keeps order alone. Opens it again once that is over or lifted.
class Muted : public QObject {
    Q_OBJECT
public:
    using Now = std::function<QDateTime()>;

    /// A child of the composer; `rooms` must outlive it. `now`: the time that runs, of any zone.
    Muted(const RoomListModel &rooms, Composer &composer, Now now = &QDateTime::currentDateTimeUtc);

public Q_SLOTS:
    void update();

private:
    const RoomListModel &m_rooms;
    Composer &m_composer;
    const Now m_now;
    QTimer m_tick;
};

} // namespace Ui
