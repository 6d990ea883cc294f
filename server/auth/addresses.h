// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Server {

/// An address, as a socket names its peer, in one form: IPv4 as such, however it came.
QString plainAddressText(const QString &address);
/// Whether that is this computer, or a proxy on it with many people behind.
bool isLoopbackText(const QString &address);

} // namespace Server
