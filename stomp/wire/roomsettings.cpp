// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/roomsettings.h"

#include "stomp/wire/json.h"

#include <algorithm>
#include <array>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String visibilityKey("visibility");
constexpr QLatin1String iconKey("icon");
constexpr QLatin1String slowModeKey("slowMode");
constexpr QLatin1String retentionKey("retention");
constexpr QLatin1String keepKey("keep");
constexpr QLatin1String deleteAtKey("deleteAt");

constexpr std::chrono::seconds mostSlow = std::chrono::hours(24);

template <typename Value>
struct Named {
    QLatin1String name;
    Value value;
};
constexpr std::array visibilities{
    Named<Visibility>{QLatin1String("public"), Visibility::Public},
    Named<Visibility>{QLatin1String("private"), Visibility::Private},
    Named<Visibility>{QLatin1String("direct"), Visibility::Direct},
};
constexpr std::array keeps{
    Named<Retention::Keep>{QLatin1String("forever"), Retention::Keep::Forever},
    Named<Retention::Keep>{QLatin1String("days"), Retention::Keep::Days},
    Named<Retention::Keep>{QLatin1String("messages"), Retention::Keep::Messages},
    Named<Retention::Keep>{QLatin1String("nothing"), Retention::Keep::Nothing},
};
constexpr std::array roles{
    Named<MemberRole>{QLatin1String("member"), MemberRole::Member},
    Named<MemberRole>{QLatin1String("moderator"), MemberRole::Moderator},
    Named<MemberRole>{QLatin1String("owner"), MemberRole::Owner},
};

template <typename Names, typename Value>
QString nameOf(const Names &names, Value value)
{
    const auto it = std::find_if(names.begin(), names.end(),
                                 [&](const auto &one) { return one.value == value; });
    return it == names.end() ? QString() : QString(it->name);
}

template <typename Names>
auto valueOf(const Names &names, const QString &name)
    -> std::optional<decltype(names.front().value)>
{
    for (const auto &one : names) {
        if (name == one.name)
            return one.value;
    }
    return std::nullopt;
}

QJsonObject retentionObject(const Retention &retention)
{
    QJsonObject object{{keepKey, nameOf(keeps, retention.keep)}};
    if (retention.count > 0)
        object.insert(countKey, retention.count);
    return object;
}

std::optional<Retention> retentionFrom(const QJsonObject &object)
{
    const auto keep = valueOf(keeps, object.value(keepKey).toString());
    if (!keep)
        return std::nullopt;
    if (*keep == Retention::Keep::Forever || *keep == Retention::Keep::Nothing)
        return Retention{*keep, 0};
    const int count = object.value(countKey).toInt();
    const int most = *keep == Retention::Keep::Days ? Retention::mostDays : Retention::mostMessages;
    return count >= 1 && count <= most ? std::optional(Retention{*keep, count}) : std::nullopt;
}

/// Takes a field that may be missing; false when it is there and wrong.
bool takeText(const QJsonObject &object, QLatin1String key, std::optional<QString> &field)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined())
        return true;
    if (value.isString())
        field = value.toString();
    return value.isString();
}

bool takeFlag(const QJsonObject &object, QLatin1String key, std::optional<bool> &field)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined())
        return true;
    if (value.isBool())
        field = value.toBool();
    return value.isBool();
}

struct Flag {
    QLatin1String key;
    bool RoomSettings::*setting;
    std::optional<bool> RoomChange::*change;
};
constexpr std::array flags{
    Flag{QLatin1String("archived"), &RoomSettings::archived, &RoomChange::archived},
    Flag{QLatin1String("readOnly"), &RoomSettings::readOnly, &RoomChange::readOnly},
    Flag{QLatin1String("approves"), &RoomSettings::approves, &RoomChange::approves},
    Flag{QLatin1String("locked"), &RoomSettings::locked, &RoomChange::locked},
    Flag{QLatin1String("keepsEarlier"), &RoomSettings::keepsEarlier, &RoomChange::keepsEarlier},
};

} // namespace

QString memberRoleName(MemberRole role)
{
    return nameOf(roles, role);
}

std::optional<MemberRole> memberRoleFromName(const QString &name)
{
    return valueOf(roles, name);
}

QJsonObject RoomSettings::toObject() const
{
    QJsonObject object;
    if (visibility != Visibility::Public)
        object.insert(visibilityKey, nameOf(visibilities, visibility));
    if (!icon.isEmpty())
        object.insert(iconKey, icon);
    if (password)
        object.insert(passwordKey, true);
    for (const Flag &flag : flags) {
        if (this->*flag.setting)
            object.insert(flag.key, true);
    }
    if (slowMode.count() > 0)
        object.insert(slowModeKey, qint64(slowMode.count()));
    if (retention.keep != Retention::Keep::Forever)
        object.insert(retentionKey, retentionObject(retention));
    if (deleteAt)
        object.insert(deleteAtKey, qint64(deleteAt->time_since_epoch().count()));
    return object;
}

RoomSettings RoomSettings::fromObject(const QJsonObject &object)
{
    RoomSettings settings;
    settings.visibility =
        valueOf(visibilities, object.value(visibilityKey).toString()).value_or(Visibility::Public);
    settings.icon = object.value(iconKey).toString();
    settings.password = object.value(passwordKey).toBool();
    for (const Flag &flag : flags)
        settings.*flag.setting = object.value(flag.key).toBool();
    settings.slowMode = std::clamp(std::chrono::seconds(object.value(slowModeKey).toInteger()),
                                   std::chrono::seconds(0), mostSlow);
    settings.retention = retentionFrom(object.value(retentionKey).toObject()).value_or(Retention());
    if (const QJsonValue at = object.value(deleteAtKey); at.isDouble())
        settings.deleteAt = Timestamp(std::chrono::milliseconds(at.toInteger()));
    return settings;
}

QJsonObject RoomChange::toObject() const
{
    QJsonObject object;
    for (const auto &[key, text] : {std::pair(nameKey, &name), std::pair(topicKey, &topic),
                                    std::pair(iconKey, &icon), std::pair(passwordKey, &password)}) {
        if (*text)
            object.insert(key, **text);
    }
    if (visibility)
        object.insert(visibilityKey, nameOf(visibilities, *visibility));
    for (const Flag &flag : flags) {
        if (this->*flag.change)
            object.insert(flag.key, *(this->*flag.change));
    }
    if (slowMode)
        object.insert(slowModeKey, qint64(slowMode->count()));
    if (retention)
        object.insert(retentionKey, retentionObject(*retention));
    return object;
}

QByteArray RoomChange::toJson() const
{
    return compact(toObject());
}

std::optional<RoomChange> RoomChange::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    return object ? fromObject(*object) : std::nullopt;
}

std::optional<RoomChange> RoomChange::fromObject(const QJsonObject &object)
{
    RoomChange change;
    bool fits =
        takeText(object, nameKey, change.name) && takeText(object, topicKey, change.topic) &&
        takeText(object, iconKey, change.icon) && takeText(object, passwordKey, change.password);
    for (const Flag &flag : flags)
        fits = fits && takeFlag(object, flag.key, change.*flag.change);
    if (const QJsonValue value = object.value(visibilityKey); !value.isUndefined()) {
        change.visibility = valueOf(visibilities, value.toString());
        fits = fits && change.visibility && change.visibility != Visibility::Direct;
    }
    if (const QJsonValue value = object.value(slowModeKey); !value.isUndefined()) {
        change.slowMode = std::chrono::seconds(value.toInteger(-1));
        fits = fits && change.slowMode->count() >= 0 && *change.slowMode <= mostSlow;
    }
    if (const QJsonValue value = object.value(retentionKey); !value.isUndefined()) {
        change.retention = retentionFrom(value.toObject());
        fits = fits && change.retention;
    }
    return fits ? std::optional(change) : std::nullopt;
}

} // namespace Chat
