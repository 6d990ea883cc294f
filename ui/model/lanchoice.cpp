// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/lanchoice.h"

#include <QHostAddress>
#include <QSettings>

#include <algorithm>

namespace Ui {

namespace {

using Discovery::InterfaceReport;

const QString allowedKey = QStringLiteral("lan/allowed");
const QString deniedKey = QStringLiteral("lan/denied");

QStringList without(QStringList names, const InterfaceReport &one)
{
    names.removeAll(one.name);
    names.removeAll(one.humanName);
    return names;
}

void keep(QSettings &settings, const QString &key, const QStringList &names)
{
    if (names.isEmpty())
        settings.remove(key);
    else
        settings.setValue(key, names);
}

/// Used by itself, where nobody says anything.
bool isFit(const InterfaceReport &one)
{
    const bool isSpecial =
        one.kind == InterfaceReport::Kind::Vpn || one.kind == InterfaceReport::Kind::Virtual;
    const bool isLoopback =
        !one.addresses.isEmpty() &&
        std::all_of(one.addresses.begin(), one.addresses.end(), [](const QString &written) {
            return QHostAddress(written.section(u'/', 0, 0)).isLoopback();
        });
    return !isSpecial && !isLoopback && one.use != InterfaceReport::Use::NoMulticast;
}

} // namespace

Discovery::InterfaceChoice lanChoice(const QSettings &settings)
{
    return {
        {}, settings.value(deniedKey).toStringList(), settings.value(allowedKey).toStringList()};
}

bool isUseWanted(const InterfaceReport &one)
{
    return one.use != InterfaceReport::Use::Denied && one.use != InterfaceReport::Use::Left;
}

void setUseWanted(QSettings &settings, const InterfaceReport &one, bool wanted)
{
    const auto before = lanChoice(settings);
    QStringList allowed = without(before.added, one);
    QStringList denied = without(before.denied, one);
    const bool isUsedUnasked = isFit(one) && !denied.contains(QStringLiteral("*"));
    if (wanted && !isUsedUnasked)
        allowed << one.name;
    if (!wanted && isUsedUnasked)
        denied << one.name;
    keep(settings, allowedKey, allowed);
    keep(settings, deniedKey, denied);
}

} // namespace Ui
