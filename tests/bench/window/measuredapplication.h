// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QPointer>

#include <chrono>
#include <functional>

class QWidget;

/// The application of a measured window: knows what its events cost, and when what a watched widget
/// shows has reached the window.
class MeasuredApplication : public QApplication {
public:
    using Duration = std::chrono::nanoseconds;
    MeasuredApplication(int &argc, char **argv);
    ~MeasuredApplication() override;

    /// `painted` is called after each event in which the widget was painted, once the whole event
    /// is over, and with it the flush of the window. One widget at a time; null ends it.
    void watch(QWidget *widget, std::function<void()> painted = {});

    /// Time since the start of the program, without that in which this thread was ready to run and
    /// others had the processors: what else a computer does is not to be measured. Of any thread.
    Duration now() const;
    /// Processor time of this thread since the last call.
    Duration takeWork();
    /// The longest event since the last call: for as long nothing else could happen.
    Duration takeLongest() { return std::exchange(m_longest, {}); }

    bool notify(QObject *receiver, QEvent *event) override;

private:
    QElapsedTimer m_clock;
    int m_waits = -1; ///< What Linux tells of this thread's waiting for a processor.
    QPointer<QWidget> m_watched;
    std::function<void()> m_whenPainted;
    bool m_painted = false;
    int m_depth = 0;
    Duration m_work{}; ///< At the last takeWork().
    Duration m_longest{};
};
