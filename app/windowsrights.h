// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// What Windows' lists of rights say of the person that the program runs as. On Windows only.

/// Whether that person, and nobody else, owns what is behind the handle, as a pipe that is served.
bool isOwnedByPerson(qintptr handle);

/// Makes a folder that, with all that comes into it, is for that person, administrators and the
/// system alone; QFile::setPermissions() leaves others what the folder above gives them. One that
/// is there and empty becomes so, another one stays as it is. False: it could not be done.
bool makePrivateFolder(const QString &folder);
