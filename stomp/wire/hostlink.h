// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace Chat {

/// A link that leads into a host:
/// `madang://HOST[:PORT]/[?room=ROOM&also=HOST:PORT,…][#fp=FINGERPRINT&key=SECRET]`.
///
/// What stands behind the `#` is for the program it is opened with alone: it belongs into no log,
/// no list of hosts and no title.
struct HostLink {
    QString address;        ///< `HOST:PORT`, as hostUrl() takes it.
    QStringList also;       ///< Other addresses of the same host, likewise; at most mostAlso.
    RoomId room;            ///< Empty: none.
    QByteArray fingerprint; ///< SHA-256 of the host's certificate, 32 bytes; empty: not told.
    QByteArray secret;      ///< An invitation: 1 to 64 of [A-Za-z0-9_-]; empty: none.

    static constexpr qsizetype mostAlso = 3;
    friend bool operator==(const HostLink &, const HostLink &) = default;
};

/// nullopt for what is none: another scheme or path, a name or a password in it, a room whose name
/// none can have, a fingerprint or a secret that is none, or more than 512 characters. Of `also`
/// what is no address, or one too many, is left out, as is what else is asked for in it: later
/// versions may have more. Says nothing about whether anybody answers there.
std::optional<HostLink> readHostLink(const QString &text);

/// readHostLink() reads the same from it. Parts that it would not take are left out; empty where
/// that is the address.
QString writeHostLink(const HostLink &link);

/// The link without what is secret in it, for whatever is shown or kept.
QString publicLink(const QString &link);

} // namespace Chat
