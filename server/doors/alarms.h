// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QBasicTimer>
#include <QObject>

#include <chrono>
#include <optional>
#include <set>
#include <utility>

namespace Server {

/// Something that wants to be called at a time.
class Alarm {
public:
    virtual ~Alarm() = default;
    virtual void ring() = 0;

private:
    friend class Alarms;
    std::optional<Stomp::TimePoint> m_at;
};

/// One timer for all the deadlines of a thread's connections. Coarse: an alarm rings a little late,
/// one that is seconds away up to a quarter of a second, so that many ring together.
class Alarms : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Rings once, after that long; a time set before is forgotten. The alarm must be cancelled
    /// before it goes.
    void set(Alarm &alarm, std::chrono::milliseconds after);
    void cancel(Alarm &alarm);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void arm();

    std::set<std::pair<Stomp::TimePoint, Alarm *>> m_alarms;
    std::optional<Stomp::TimePoint> m_armedFor;
    QBasicTimer m_timer;
};

} // namespace Server
