// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"

namespace Server {

/// Of a data folder or of a backup: the key by which a host is known, and its certificates.
QString identityFolderIn(const QString &folder);

/// Copies the identity of one folder into another, for its owner alone; key and certificates
/// belong together even if a host renews them meanwhile. Where there is none nothing is done.
Upkept<void> copyIdentity(const QString &from, const QString &to);

/// Whether the identity in `folder` came from the one in `backup`, as the same or a later one: then
/// clients know it, and no backup's is put in its place.
bool isLaterIdentity(const QString &folder, const QString &backup);

} // namespace Server
