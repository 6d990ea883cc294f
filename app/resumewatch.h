// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

#ifdef MADANG_HAS_DBUS
#include <QDBusConnection>
#endif

/// Notices at once that the computer has slept and is awake again: by what systemd's logind says
/// where there is one, and else by two clocks, of which one stands still meanwhile.
class ResumeWatch : public QObject {
    Q_OBJECT
public:
    using Clock = std::function<std::chrono::milliseconds()>;
    struct Clocks {
        Clock running; ///< Stands still while the computer sleeps.
        Clock passing; ///< Goes on; one that people set may jump, which costs a needless resumed().
    };
    /// This computer's.
    static Clocks clocks();

    static constexpr std::chrono::seconds pause{5}; ///< Between two looks at the clocks.
    /// What they may differ by more than before: less is no sleep.
    static constexpr std::chrono::seconds shortestSleep{3};

    explicit ResumeWatch(Clocks clocks = ResumeWatch::clocks(), QObject *parent = nullptr);

    /// Compares the clocks now, as it does by itself now and then.
    void look();

#ifdef MADANG_HAS_DBUS
    /// Hears logind on that bus.
    void listen(QDBusConnection system);
#endif

Q_SIGNALS:
    void resumed();

private Q_SLOTS:
    void prepareForSleep(bool begins);

private:
    std::chrono::milliseconds slept() const
    {
        return m_clocks.passing() - m_clocks.running();
    }

    const Clocks m_clocks;
    std::chrono::milliseconds m_slept; ///< By the last look.
    QTimer m_timer;
};
