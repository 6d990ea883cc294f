// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostimport.h"

#include "server/datafolder.h"
#include "server/upkeep/dataimport.h"

namespace Server {

Upkept<HostImport> importToHost(const QString &exported, const QString &dataFolder,
                                const Takeout::PersonRecord &self, const Progress &progress)
{
    if (const auto problem = prepareDataFolder(dataFolder))
        return Takeout::failure(Failure::Kind::Refused, *problem);
    ImportOptions options;
    options.self = self;
    return importData(exported, dataFolder, progress, options).map([](const ImportReport &report) {
        HostImport import;
        for (const ImportReport::Room &room : report.rooms) {
            import.rooms.emplace_back(room.id);
            import.messages += room.added;
        }
        return import;
    });
}

} // namespace Server
