// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portalsettings.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QMap>
#include <QVariantMap>

namespace Ui {

namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearanceGroup = QStringLiteral("org.freedesktop.appearance");
const QString gnomeGroup = QStringLiteral("org.gnome.desktop.interface");

/// Old portals put a variant into a variant.
QVariant unwrapped(QVariant value)
{
    for (int depth = 0; depth < 3 && value.metaType() == QMetaType::fromType<QDBusVariant>();
         ++depth)
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

PortalSettings::PortalSettings(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus)
{
    qRegisterMetaType<QDBusVariant>(); // connect() looks the types of its slot up by their names
    m_bus.connect(portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"),
                  this, SLOT(takeChange(QString, QString, QDBusVariant)));
    // A portal may come after us, or anew.
    auto *watcher = new QDBusServiceWatcher(portalService, m_bus,
                                            QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &PortalSettings::ask);
    ask();
}

void PortalSettings::ask()
{
    QDBusMessage question = QDBusMessage::createMethodCall(
        portalService, portalPath, portalInterface, QStringLiteral("ReadAll"));
    question << QStringList{appearanceGroup, gnomeGroup};
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        const QDBusMessage answer = call->reply();
        if (answer.type() != QDBusMessage::ReplyMessage ||
            answer.signature() != QStringLiteral("a{sa{sv}}"))
            return;
        const auto groups = qdbus_cast<QMap<QString, QVariantMap>>(answer.arguments().constFirst());
        LookWish wish;
        for (const QString &group : {gnomeGroup, appearanceGroup}) {
            const QVariantMap values = groups.value(group);
            for (auto it = values.begin(); it != values.end(); ++it)
                read(wish, group, it.key(), it.value());
        }
        set(wish);
    });
}

void PortalSettings::takeChange(const QString &group, const QString &key, const QDBusVariant &value)
{
    LookWish wish = m_wish;
    read(wish, group, key, value.variant());
    set(wish);
}

void PortalSettings::read(LookWish &wish, const QString &group, const QString &key,
                          const QVariant &value)
{
    const QVariant said = unwrapped(value);
    if (group == gnomeGroup) {
        if (key == u"enable-animations" && said.metaType() == QMetaType::fromType<bool>())
            wish.stillness = !said.toBool();
        return;
    }
    if (group != appearanceGroup || said.metaType() != QMetaType::fromType<uint>())
        return;
    const uint number = said.toUInt();
    if (key == u"color-scheme") {
        wish.dark.reset(); // also by what later versions may say
        if (number == 1 || number == 2)
            wish.dark = number == 1;
    } else if (key == u"contrast") {
        wish.contrast = number == 1;
    } else if (key == u"reduced-motion") {
        wish.stillness = number == 1;
    }
}

void PortalSettings::set(const LookWish &wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    Q_EMIT changed();
}

} // namespace Ui
