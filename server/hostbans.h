// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace Server {

/// Whether these, behind `madang-host`, are about bans of the whole host, or ask who did what to
/// keep order: `ban list`, `ban add WHOM`, `ban remove WHOM`, `audit`.
bool isBansCommand(const QStringList &arguments);

/// Does one of them on a data folder that no host has open (`--data FOLDER`, as of a host): lines
/// for standard output. The error is a sentence for the operator.
tl::expected<QStringList, QString> runBansCommand(const QStringList &arguments);

} // namespace Server
