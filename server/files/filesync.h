// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/bloberror.h"

#include <QFile>
#include <QString>

namespace Server {

/// Whether the disk has what was written to it.
bool syncFile(QFile &file);

/// A name is on the disk when its folder is.
bool syncFolder(const QString &path);

/// Gives a file the present time of the disk it is on, which may be another computer's.
bool touchFile(const QString &path);

/// What an error number of that file means; what nobody expects is in the log.
BlobError blobErrorOf(const QFile &file, int number, const char *what);

} // namespace Server
