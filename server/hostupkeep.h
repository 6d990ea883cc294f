// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace Server {

/// Whether `madang-host NAME …` looks after a data folder instead of opening a host on it:
/// `backup`, `restore`, `check`, `repair`, `export`, `import`, `migrate`.
bool isUpkeepCommand(const QString &name);

struct UpkeepOutcome {
    QStringList lines; ///< For standard output.
    std::optional<HostFailure> failure;
    bool isOther = false; ///< The failure is of none of the kinds.
};
/// Does one of them, with its options behind its name, and waits for its end. `tell` gets a line
/// now and then of how far it is.
UpkeepOutcome runUpkeep(const QStringList &arguments,
                        const std::function<void(const QString &)> &tell);

} // namespace Server
