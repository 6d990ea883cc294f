// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/hostname.h"

#include <QByteArray>

#include <optional>

namespace Server {

/// What one host says to all others, where that goes as bytes.
struct ClusterMessage {
    enum class Kind {
        Told,  ///< Cluster::tell().
        Set,   ///< Cluster::set().
        Unset, ///< Cluster::unset().
        Here,  ///< Nothing new; the host lives.
        Anew,  ///< All its fields were written anew.
        Ended, ///< The last one.
    };
    HostName from;
    quint64 number = 0; ///< From 1 on, without gaps where nothing was lost.
    Kind kind = Kind::Here;
    QByteArray name;    ///< Of the channel or the field; else empty.
    QByteArray payload; ///< Of Told and Set; else empty.

    bool operator==(const ClusterMessage &) const = default;
};

/// `host number kind length`, a line end, a name of that many bytes, and the payload.
QByteArray writeClusterMessage(const ClusterMessage &message);
/// nullopt unless it is one, within the bounds of Cluster.
std::optional<ClusterMessage> readClusterMessage(const QByteArray &bytes);

} // namespace Server
