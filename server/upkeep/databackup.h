// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"

#include <QStringList>

namespace Server {

struct BackupReport {
    QString path;
    qint64 messages = 0;
    qint64 files = 0;
    QStringList warnings; ///< What the data lacked already: it is a backup of all the rest.
};

/// Makes `to`/madang-<time>, a copy of a data folder as it was at one moment, while its host runs
/// or not. The copy is read again before it gets its name. Files are second names of the host's
/// own where the disk is the same. The host's identity is in it: who has the backup can be the
/// host.
Upkept<BackupReport> backUpData(const QString &folder, const QString &to,
                                const Progress &progress = {});

struct RestoreReport {
    QString kept; ///< The folder with what was there before; empty when nothing was.
    qint64 messages = 0;
    qint64 files = 0;
};

/// Puts a backup, after reading all of it, into a data folder that no host has open. What was there
/// is moved into a folder beside it, but an identity stays that is the backup's or was renewed from
/// it. One that was cut short is done again; till then no host opens
/// the folder.
Upkept<RestoreReport> restoreData(const QString &backup, const QString &folder,
                                  const Progress &progress = {});

} // namespace Server
