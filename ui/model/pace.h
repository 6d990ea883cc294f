// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/time.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace Ui {

/// How long the host does not read on because one has sent too fast, as it told; counts down.
class Pace : public QObject {
    Q_OBJECT
public:
    using Now = std::function<Stomp::TimePoint()>;

    /// `client` must outlive it.
    explicit Pace(Stomp::StompClient &client, QObject *parent = nullptr,
                  Now now = &Stomp::Clock::now);

    /// Rounded up; 0: it reads.
    std::chrono::seconds left() const;
    /// More than a host can mean, and what is no time at all, is passed over.
    static constexpr std::chrono::milliseconds longest = std::chrono::hours(1);

public Q_SLOTS:
    /// Looks at the clock; a timer does so, too.
    void update();

Q_SIGNALS:
    /// left() is another.
    void changed();

private:
    void take(const QByteArray &json);
    void setUntil(const std::optional<Stomp::TimePoint> &until);

    const Now m_now;
    std::optional<Stomp::TimePoint> m_until;
    std::chrono::seconds m_told{0}; ///< left(), when changed() was last emitted.
    QTimer m_tick;
};

} // namespace Ui
