// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/idlewatch.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace Ui {

IdleWatch::IdleWatch(std::chrono::milliseconds patience, QObject *parent, Clock clock)
    : QObject(parent), m_patience(patience), m_clock(std::move(clock)), m_lastInput(m_clock())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::check);
    m_timer.start(m_patience);
    qApp->installEventFilter(this);
}

void IdleWatch::check()
{
    if (m_isIdle)
        return;
    const std::chrono::milliseconds since = m_clock() - m_lastInput;
    if (since < m_patience) {
        m_timer.start(m_patience - since);
        return;
    }
    m_timer.stop();
    m_isIdle = true;
    Q_EMIT changed(true);
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::InputMethod:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        m_lastInput = m_clock();
        if (std::exchange(m_isIdle, false)) {
            m_timer.start(m_patience);
            Q_EMIT changed(false);
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

std::chrono::milliseconds IdleWatch::steadyTime()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace Ui
