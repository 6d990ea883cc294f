// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

#include <system_error>

namespace Server {

/// A connection taken from a listening descriptor, on Unix.
struct Accepted {
    int descriptor = -1; ///< -1: there is none now, or see `error`.
    QHostAddress peer;
    std::error_code error;
};

/// Sets what all connections through it inherit, or acceptOne() sets: small writes leave at once,
/// and the system asks now and then whether the peer is still there. A computer that is switched
/// off or unplugged says no goodbye.
void prepareAcceptor(int descriptor);

Accepted acceptOne(int descriptor);

} // namespace Server
