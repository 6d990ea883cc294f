// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"
#include "server/hostconfig.h"
#include "server/store/sqlstore.h"

#include <QString>

#include <optional>

namespace Server {

/// Opens the log that a host is told to have: in the database it names, or in its data folder.
SqlStore::Opened openLog(const HostConfig &config);

/// Where a host with a shared log keeps what waits in its queues: a log of its own in its data
/// folder, in which nothing else is.
SqlStore::Opened openOwnQueues(const HostConfig &config);

/// Whether other hosts may have that log open, too.
bool isLogShared(const HostConfig &config);

/// Where its files are.
QString filesFolder(const HostConfig &config);

/// Why it must not have its files there: they are another log's. `logId` is its own.
std::optional<HostFailure> filesFailure(const HostConfig &config, const QString &logId);

/// Where that log is, for a sentence: the folder, or the words for the database without a password.
QString logPlace(const HostConfig &config);

/// Why it could not be opened, and what to do about that.
HostFailure logFailure(StoreError error, const HostConfig &config);

} // namespace Server
