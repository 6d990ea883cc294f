// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostbackup.h"

#include "server/upkeep/databackup.h"

namespace Server {

Upkept<HostBackup> backUpHost(const QString &dataFolder, const QString &to,
                              const Progress &progress)
{
    return backUpData(dataFolder, to, progress).map([](const BackupReport &made) {
        return HostBackup{made.path, made.messages, made.files, made.warnings};
    });
}

} // namespace Server
