// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sleepinhibitor.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>

#include <optional>

/// The same by D-Bus: by systemd's logind where there is one, else by what the desktop has for it
/// (org.freedesktop.PowerManagement, then org.freedesktop.ScreenSaver). Asks and never waits.
class DBusSleepInhibitor final : public SleepInhibitor {
    Q_OBJECT
public:
    DBusSleepInhibitor(QDBusConnection system, QDBusConnection session, QObject *parent = nullptr);
    ~DBusSleepInhibitor() override;

    void hold(const QString &why) override;
    void release() override;
    bool isPossible() const override { return m_system.isConnected() || m_session.isConnected(); }
    bool isHeld() const override { return m_lock.isValid() || m_cookie.has_value(); }

private:
    /// Where a desktop is asked; an empty service: nowhere more.
    struct Desktop {
        QString service;
        QString path;
    };
    void askLogin();
    void askDesktop(size_t which);
    void letGoOf(const Desktop &desktop, quint32 cookie);

    static const Desktop desktops[];

    QDBusConnection m_system;
    QDBusConnection m_session;
    bool m_isWanted = false;
    bool m_isAsking = false;
    QString m_why;
    QDBusUnixFileDescriptor m_lock;  ///< Held while it is open.
    std::optional<quint32> m_cookie; ///< Of m_holder.
    size_t m_holder = 0;
};
