// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"

#include <QByteArray>

class QFileDevice;

namespace Takeout {

/// What the error of a file means, with its name.
Failure failureOf(const QFileDevice &file, const QString &what);

/// Waits until the disk has a file, or the names in a folder.
Result<void> syncPath(const QString &path);

/// SHA-256 of a file's content, hex.
Result<QByteArray> hashOf(const QString &path);

/// A new file with the same content, for its owner alone; the hash is of what was read.
Result<QByteArray> copyFile(const QString &from, const QString &to);
/// The same content under a second name on the same disk where that can be, else a copy.
Result<void> linkOrCopy(const QString &from, const QString &to);

/// A new file with that content, for its owner alone, on the disk when it returns.
Result<void> writeFile(const QString &path, const QByteArray &content);

/// A folder for its owner alone, with the folders above it.
Result<void> makeFolder(const QString &path);

} // namespace Takeout
