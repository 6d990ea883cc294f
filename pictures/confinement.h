// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Pictures {

/// From here on this program gets little memory and time, writes into no file and gains no rights,
/// as far as the system knows such limits. What it may read and open stays its user's. False when
/// one of them could not be set.
bool confine();

} // namespace Pictures
