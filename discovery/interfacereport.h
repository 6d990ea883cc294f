// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace Discovery {

/// One interface of this computer, for whoever looks for why nothing is found.
struct InterfaceReport {
    enum class Kind { Wired, Wireless, Vpn, Virtual, Other };
    enum class Use {
        Used,
        Denied,      ///< By the InterfaceChoice.
        Left,        ///< VPN, Docker and the like, unless allowed; or not among those allowed.
        Down,        ///< Not up, or without an address.
        NoMulticast, ///< The system says it has none, and the interface was not allowed by name.
        Failed,      ///< No socket could be had; `problem` says why.
    };
    QString name;      ///< By which InterfaceChoice knows it.
    QString humanName; ///< As the system shows it; on Linux the same.
    Kind kind = Kind::Other;
    Use use = Use::Left;
    QStringList addresses;
    quint64 queriesSent = 0;
    quint64 answersSent = 0; ///< Announcements too.
    quint64 packetsHeard = 0;
    quint64 packetsOfOthers = 0; ///< Not our own coming back.
    quint64 badPackets = 0;      ///< Not to be read, or not of this network.
    int hostsHeard = 0;
    QDateTime lastHeard; ///< UTC, of others; invalid: never.
    QString problem;     ///< Of the system, in its words; empty: none.
    friend bool operator==(const InterfaceReport &, const InterfaceReport &) = default;
};

} // namespace Discovery
