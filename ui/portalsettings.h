// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lookwish.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

namespace Ui {

/// What a Linux desktop wishes, from org.freedesktop.portal.Settings. Nothing waits for its answer:
/// without a portal, and until one answers, there is no wish.
class PortalSettings : public QObject {
    Q_OBJECT
public:
    explicit PortalSettings(const QDBusConnection &bus, QObject *parent = nullptr);

    const LookWish &wish() const { return m_wish; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void takeChange(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    static void read(LookWish &wish, const QString &group, const QString &key,
                     const QVariant &value);
    void set(const LookWish &wish);

    QDBusConnection m_bus;
    LookWish m_wish;
};

} // namespace Ui
