// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/window/figures.h"
#include "tests/bench/window/measuredapplication.h"

#include <QObject>

#include <atomic>
#include <thread>

class QPlainTextEdit;

/// Somebody who types, whatever the window is doing: a thread of its own says when a key is
/// pressed, and what counts is the time from then until the letter is painted.
///
/// The key itself goes the way of one that the window system sends: shortcuts, input, layout.
class Typist : public QObject {
    Q_OBJECT
public:
    /// All must outlive it. Watches the field.
    Typist(MeasuredApplication &application, QWidget &window, QPlainTextEdit &field);
    ~Typist() override;

    void start();
    void stop();
    const Times &times() const { return m_times; }

protected:
    void customEvent(QEvent *event) override;

private:
    void run();

    MeasuredApplication &m_application;
    QWidget &m_window;
    QPlainTextEdit &m_field;
    std::thread m_thread;
    std::atomic<bool> m_stops = false;
    Times m_unpainted; ///< When keys were pressed whose letters are not painted yet.
    Times m_times;
    int m_count = 0;
};
