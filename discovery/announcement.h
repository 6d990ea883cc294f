// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

namespace Discovery {

/// How one comes in at a host.
enum class Access { Anyone, Password, Invitation, Approval };

/// What a host says of itself to its network. Public: anybody may hear and forge it.
struct Announcement {
    QString name; ///< What people see; cut to what a label holds (63 bytes of UTF-8).
    quint16 port = 0;
    QString hostId;         ///< As its log keeps it for good.
    QByteArray fingerprint; ///< SHA-256 of its certificate (32 bytes); empty: no TLS.
    QString version;        ///< Of the program.
    Access access = Access::Anyone;
    int people = 0;
    friend bool operator==(const Announcement &, const Announcement &) = default;
};

/// A host that somebody claims is near. Nothing in it is trusted.
struct FoundHost {
    QString instance; ///< Its name in DNS-SD, unique on its network.
    Announcement told;
    QList<QHostAddress> addresses; ///< IPv4 first; link-local ones with their scope.
    QString interfaceName;         ///< Where it was heard.
    friend bool operator==(const FoundHost &, const FoundHost &) = default;
};

} // namespace Discovery
