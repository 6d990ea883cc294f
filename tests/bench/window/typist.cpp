// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/typist.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QTest>
#include <QWindow>

#include <utility>

namespace {

using namespace std::chrono_literals;
constexpr auto betweenKeys = 67ms; // somebody fast
constexpr int letters = 40;        // then they are taken back
constexpr auto keyPressed = QEvent::Type(QEvent::User + 1);

class KeyTime : public QEvent {
public:
    explicit KeyTime(std::chrono::nanoseconds time) : QEvent(keyPressed), time(time) {}
    const std::chrono::nanoseconds time;
};

} // namespace

Typist::Typist(MeasuredApplication &application, QWidget &window, QPlainTextEdit &field)
    : m_application(application), m_window(window), m_field(field)
{
}

Typist::~Typist()
{
    stop();
}

void Typist::start()
{
    m_application.watch(m_field.viewport(), [this] {
        const auto now = m_application.now();
        for (const auto pressed : std::exchange(m_unpainted, {}))
            m_times.push_back(now - pressed);
    });
    m_thread = std::thread([this] { run(); });
}

void Typist::stop()
{
    m_stops = true;
    if (m_thread.joinable())
        m_thread.join();
    m_application.watch(nullptr);
}

void Typist::run()
{
    while (!m_stops) {
        std::this_thread::sleep_for(betweenKeys);
        QCoreApplication::postEvent(this, new KeyTime(m_application.now()));
    }
}

void Typist::customEvent(QEvent *event)
{
    if (event->type() != keyPressed)
        return;
    const bool takesBack = m_count / letters % 2 == 1;
    const int letter = m_count % 26;
    ++m_count;
    m_unpainted.push_back(static_cast<KeyTime *>(event)->time);
    const int key = takesBack ? int(Qt::Key_Backspace) : int(Qt::Key_A) + letter;
    const QString text = takesBack ? QStringLiteral("\b") : QString(QChar(u'a' + letter));
    // What QTest itself calls; QTest::keyClick() would also process what else is to be done.
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease})
        qt_handleKeyEvent(m_window.windowHandle(), type, key, Qt::NoModifier, text, false, 1);
}
