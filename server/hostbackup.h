// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"

#include <QString>
#include <QStringList>

namespace Server {

/// A copy of a host's data that was made.
struct HostBackup {
    QString folder;
    qint64 messages = 0;
    qint64 files = 0;
    QStringList missing; ///< What the data lacked already.
};

/// Copies a data folder, in the caller's thread, while its host runs or not; see backUpData().
Upkept<HostBackup> backUpHost(const QString &dataFolder, const QString &to,
                              const Progress &progress);

} // namespace Server
