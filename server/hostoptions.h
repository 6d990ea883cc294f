// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/hostconfig.h"

#include <QString>

#include <functional>
#include <vector>

namespace Server {

/// One thing that can be set: the same key as a flag, in the environment and in the file.
struct HostOption {
    QString key;
    QString value; ///< What stands for the value in the help; no blanks.
    QString help;
    std::function<bool(HostConfig &, const QString &)> set; ///< False: no such value.
};

/// Every option, in the order in which they are applied and told: what sets several at once comes
/// before those.
const std::vector<HostOption> &hostOptions();
/// Null when there is none of that key.
const HostOption *findHostOption(const QString &key);

/// Parts of the table.
std::vector<HostOption> hostPlaceOptions();    ///< Where it is, and who may come.
std::vector<HostOption> hostDialectOptions();  ///< How it speaks STOMP.
std::vector<HostOption> hostCapacityOptions(); ///< How much it takes.
std::vector<HostOption> hostQueueOptions();    ///< What `/queue` does.
std::vector<HostOption> hostRelayOptions();    ///< What broker is behind it.

} // namespace Server
