// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>

#include <utility>

namespace Discovery {

/// What addresses there are on the link of one interface.
struct LocalLink {
    QList<std::pair<QHostAddress, int>> subnets; ///< Of its own addresses.
    bool loopback = false;

    /// By its address it can be on this link (RFC 6762, 11).
    bool reaches(const QHostAddress &address) const;
    /// A host near may have this address: of this link, or of a private network that shares it.
    /// Never an address of the world, nor one that is no single computer's.
    bool mayBeNear(const QHostAddress &address) const;
    friend bool operator==(const LocalLink &, const LocalLink &) = default;
};

} // namespace Discovery
