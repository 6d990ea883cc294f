// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Chat {

/// A file's name as people may see it and save it under: no folder, nothing invisible or that turns
/// the text around, nothing that a file system or a shell of Windows or Unix takes for something
/// else; at most 200 bytes in UTF-8, its ending kept. Never empty. Doing it twice changes nothing.
QString safeFileName(const QString &name);

} // namespace Chat
