// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Pictures {

/// From here on this program gets little memory and time, writes no file and gains no rights, as
/// far as the system knows such limits. False when one of them could not be set.
bool confine();

} // namespace Pictures
