// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "stomp/wire/messageparts.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

class QJsonObject;

namespace Chat {

/// Who can see that a room exists, and what is said there.
enum class Visibility {
    Public,
    Private, ///< Its members, and those invited know that it is there.
    Direct,  ///< Two people's; nobody else ever.
};

/// What somebody is in a room.
enum class MemberRole {
    None, ///< Does not belong to it.
    Member,
    Moderator, ///< Keeps order.
    Owner,     ///< Decides what the room is.
};
/// "member", "moderator" or "owner"; empty for None.
QString memberRoleName(MemberRole role);
std::optional<MemberRole> memberRoleFromName(const QString &name);

/// How long what is said stays in the host's log.
struct Retention {
    enum class Keep {
        Forever,
        Days,     ///< `count` days each message.
        Messages, ///< The newest `count`, notices included.
        Nothing,  ///< What is said is told to who is there, and never written.
    };
    Keep keep = Keep::Forever;
    int count = 0;
    friend bool operator==(const Retention &, const Retention &) = default;

    static constexpr int mostDays = 36500;
    static constexpr int mostMessages = 10'000'000;
};

/// What everybody who sees a room may know of how it is kept. Its password is not in here.
struct RoomSettings {
    Visibility visibility = Visibility::Public;
    QString icon;                     ///< One emoji, or nothing.
    bool password = false;            ///< Who enters has to say one.
    bool archived = false;            ///< Nothing is said or changed there any more.
    bool readOnly = false;            ///< Only who keeps order speaks.
    bool approves = false;            ///< Who keeps order lets people in one by one.
    bool locked = false;              ///< Nobody new comes in.
    std::chrono::seconds slowMode{0}; ///< Between two messages of one person.
    Retention retention;
    std::optional<Timestamp> deleteAt; ///< When it will be gone for good.
    bool keepsEarlier = false;         ///< What was said before an edit or a deletion stays.
    friend bool operator==(const RoomSettings &, const RoomSettings &) = default;

    /// Whether anybody may listen and speak without belonging to it.
    bool isOpen() const
    {
        return visibility == Visibility::Public && !password && !approves && !locked;
    }
    /// Only what is not as usual; as RoomInfo's `settings` have it.
    QJsonObject toObject() const;
    static RoomSettings fromObject(const QJsonObject &object);
};

/// SEND `/app/chat/room/{id}/settings`: what is to be otherwise; the rest stays.
struct RoomChange {
    std::optional<QString> name = {};
    std::optional<QString> topic = {};
    std::optional<QString> icon = {};     ///< Empty: none.
    std::optional<QString> password = {}; ///< Empty: none.
    std::optional<Visibility> visibility = {};
    std::optional<bool> archived = {}, readOnly = {}, approves = {}, locked = {};
    std::optional<bool> keepsEarlier = {};
    std::optional<std::chrono::seconds> slowMode = {};
    std::optional<Retention> retention = {};
    friend bool operator==(const RoomChange &, const RoomChange &) = default;

    QByteArray toJson() const;
    QJsonObject toObject() const;
    /// nullopt when it is no JSON object, or a field has a value that it cannot have: half of what
    /// was meant must not be done.
    static std::optional<RoomChange> fromJson(const QByteArray &json);
    static std::optional<RoomChange> fromObject(const QJsonObject &object);
};

} // namespace Chat
