// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace Ui {

/// Knows when nobody has used this program for a while: no key, no mouse, no touch in any of its
/// windows.
class IdleWatch : public QObject {
    Q_OBJECT
public:
    /// Time that only runs on.
    using Clock = std::function<std::chrono::milliseconds()>;
    static constexpr std::chrono::minutes usualPatience{10};

    explicit IdleWatch(std::chrono::milliseconds patience = usualPatience,
                       QObject *parent = nullptr, Clock clock = &IdleWatch::steadyTime);

    bool isIdle() const { return m_isIdle; }
    /// Looks at the clock now, as the timer does when the patience may be over.
    void check();

Q_SIGNALS:
    void changed(bool idle);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static std::chrono::milliseconds steadyTime();

    const std::chrono::milliseconds m_patience;
    const Clock m_clock;
    std::chrono::milliseconds m_lastInput;
    QTimer m_timer; ///< Until it may be that nobody is there; input only notes the time.
    bool m_isIdle = false;
};

} // namespace Ui
