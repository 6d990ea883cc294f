// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/avatar.h"
#include "stomp/wire/ids.h"
#include "stomp/wire/messageparts.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Chat {

/// A device that may come as somebody.
struct DeviceInfo {
    QString key; ///< Its public key; names it.
    QString name;
    Timestamp added;
    Timestamp lastUsed;
    bool current = false; ///< The one that asks.
    friend bool operator==(const DeviceInfo &, const DeviceInfo &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/me`: who one is on this host.
struct AccountInfo {
    UserId user;
    QString name;
    QString role;           ///< "guest", "member" or "owner".
    bool operators = false; ///< The operator's file says who it is: name and password stand there.
    bool hasPassword = false;
    Avatar avatar;
    std::vector<DeviceInfo> devices;
    QString token; ///< Bearer token for HTTP, for some hours; a secret. Empty for guests.

    QByteArray toJson() const;
    static std::optional<AccountInfo> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/me/password`.
struct PasswordRequest {
    QString old;    ///< Not looked at while there is none.
    QString wanted; ///< `new`; empty: none any more.

    QByteArray toJson() const;
    static std::optional<PasswordRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/me/name`.
struct NameRequest {
    QString name;

    QByteArray toJson() const;
    static std::optional<NameRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/me/avatar`: the body is the avatar; its file an upload of one's own.
QByteArray avatarJson(const Avatar &avatar);
std::optional<Avatar> avatarFromJson(const QByteArray &json);

/// SEND `/app/chat/me/revoke`: a device may not come as oneself any more.
struct RevokeRequest {
    QString key;

    QByteArray toJson() const;
    static std::optional<RevokeRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/me/erase`: everything of one's own goes, for good.
struct EraseRequest {
    QString confirm; ///< One's own name, to be sure.

    QByteArray toJson() const;
    static std::optional<EraseRequest> fromJson(const QByteArray &json);
};

/// Reply to SUBSCRIBE `/app/chat/me/pair` and `/app/chat/people/recover`: what another device shows
/// at CONNECT, once, as `pairing-code`. A secret.
struct PairingCode {
    QString code;
    Timestamp expires;

    QByteArray toJson() const;
    static std::optional<PairingCode> fromJson(const QByteArray &json);
};

/// On `/user/queue/chat/me`: something about oneself changed; ask `/app/chat/me` what is now.
struct AccountEvent {
    enum class Kind { DeviceAdded, DeviceRevoked, Name, Avatar, Password, Erased };
    Kind kind = Kind::Name;
    QString text; ///< The device's or the new name, where there is one.

    QByteArray toJson() const;
    static std::optional<AccountEvent> fromJson(const QByteArray &json);
};

/// What a client asks about accounts, by SEND or SUBSCRIBE.
enum class AccountRequest {
    Me,       ///< SUBSCRIBE `/app/chat/me`
    Pair,     ///< SUBSCRIBE `/app/chat/me/pair`
    Recover,  ///< SUBSCRIBE `/app/chat/people/recover`; headers `name`, `reset`
    Password, ///< SEND `/app/chat/me/password`
    Name,     ///< SEND `/app/chat/me/name`
    Avatar,   ///< SEND `/app/chat/me/avatar`
    Revoke,   ///< SEND `/app/chat/me/revoke`
    Erase,    ///< SEND `/app/chat/me/erase`
};
std::optional<AccountRequest> parseAccountRequest(QByteArrayView destination);
QByteArray accountDestination(AccountRequest request);
/// `/user/queue/chat/me`: AccountEvent each.
QByteArray accountQueue();

} // namespace Chat
