// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

/// Keeps the computer from falling asleep by itself; its screen may go dark.
///
/// The system may refuse, or know no such thing: then nothing happens, and isHeld() stays false.
class SleepInhibitor : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// By what this system has; never null.
    static std::unique_ptr<SleepInhibitor> make();

    /// From here on; `why` is shown by some systems, for people. Again: nothing more.
    virtual void hold(const QString &why) = 0;
    virtual void release() = 0;
    /// Whether there is a system that could be asked.
    virtual bool isPossible() const = 0;
    /// Whether the system has agreed.
    virtual bool isHeld() const = 0;

Q_SIGNALS:
    void changed();
};
