// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sleepinhibitor.h"

#include <utility>

#if defined(Q_OS_WIN)
#include <windows.h>
#elif defined(Q_OS_MACOS)
#include <IOKit/pwr_mgt/IOPMLib.h>
#elif defined(MADANG_HAS_DBUS)
#include "app/dbussleepinhibitor.h"
#include "ui/sessionbus.h"
#endif

namespace {

#if defined(Q_OS_WIN)

/// Of the thread that asks: the window's, which lives as long as the program.
class WindowsSleepInhibitor final : public SleepInhibitor {
public:
    using SleepInhibitor::SleepInhibitor;
    ~WindowsSleepInhibitor() override { set(false); }

    void hold(const QString &) override { set(true); }
    void release() override { set(false); }
    bool isPossible() const override { return true; }
    bool isHeld() const override { return m_isHeld; }

private:
    void set(bool held)
    {
        const EXECUTION_STATE wanted = held ? ES_CONTINUOUS | ES_SYSTEM_REQUIRED : ES_CONTINUOUS;
        const bool isDone = SetThreadExecutionState(wanted) != 0;
        if (std::exchange(m_isHeld, held && isDone) != m_isHeld)
            Q_EMIT changed();
    }
    bool m_isHeld = false;
};
using SystemsInhibitor = WindowsSleepInhibitor;

#elif defined(Q_OS_MACOS)

class MacSleepInhibitor final : public SleepInhibitor {
public:
    using SleepInhibitor::SleepInhibitor;
    ~MacSleepInhibitor() override { release(); }

    void hold(const QString &why) override
    {
        if (m_isHeld)
            return;
        const CFStringRef reason = why.toCFString();
        m_isHeld = IOPMAssertionCreateWithName(kIOPMAssertPreventUserIdleSystemSleep,
                                               kIOPMAssertionLevelOn, reason,
                                               &m_assertion) == kIOReturnSuccess;
        CFRelease(reason);
        if (m_isHeld)
            Q_EMIT changed();
    }
    void release() override
    {
        if (!std::exchange(m_isHeld, false))
            return;
        IOPMAssertionRelease(m_assertion);
        Q_EMIT changed();
    }
    bool isPossible() const override { return true; }
    bool isHeld() const override { return m_isHeld; }

private:
    IOPMAssertionID m_assertion = 0;
    bool m_isHeld = false;
};
using SystemsInhibitor = MacSleepInhibitor;

#elif !defined(MADANG_HAS_DBUS)

/// There is nothing to ask.
class NoSleepInhibitor final : public SleepInhibitor {
public:
    using SleepInhibitor::SleepInhibitor;
    void hold(const QString &) override {}
    void release() override {}
    bool isPossible() const override { return false; }
    bool isHeld() const override { return false; }
};
using SystemsInhibitor = NoSleepInhibitor;

#endif

} // namespace

std::unique_ptr<SleepInhibitor> SleepInhibitor::make()
{
#if defined(MADANG_HAS_DBUS)
    return std::make_unique<DBusSleepInhibitor>(QDBusConnection::systemBus(), Ui::sessionBus());
#else
    return std::make_unique<SystemsInhibitor>();
#endif
}
