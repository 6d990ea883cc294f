// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Server {

/// Raises the number of descriptors this process may have open to what the system allows, and
/// gives what it got; 0 where the system has no such limit to raise.
int raiseDescriptorLimit();

} // namespace Server
