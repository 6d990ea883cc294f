// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace Server {

/// How a command of `madang-host` is used, as `ban`: a line for each way, the first begins with
/// "Usage: ". nullopt: there is no such command.
std::optional<QString> commandUsage(const QString &command);

/// The same when that is what these, behind `madang-host`, ask for: a command, and `--help` or `-h`
/// behind it.
std::optional<QString> usageAskedFor(const QStringList &arguments);

/// All commands in all their ways, a line each.
QStringList allCommandUsages();

} // namespace Server
