// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/launchercount.h"

#include <QDBusMessage>
#include <QGuiApplication>
#include <QVariantMap>

#include <utility>

namespace Ui {

LauncherCount::LauncherCount(const QDBusConnection &bus) : m_bus(bus) {}

LauncherCount::~LauncherCount()
{
    set(0);
}

void LauncherCount::set(int count)
{
    const QString program = QGuiApplication::desktopFileName();
    if (program.isEmpty() || std::exchange(m_count, count) == count)
        return;
    QDBusMessage update = QDBusMessage::createSignal(
        QStringLiteral("/com/canonical/unity/launcherentry/1"),
        QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    const QVariantMap properties{{QStringLiteral("count"), qint64(count)},
                                 {QStringLiteral("count-visible"), count > 0}};
    update << QStringLiteral("application://%1.desktop").arg(program) << properties;
    m_bus.send(update);
}

} // namespace Ui
