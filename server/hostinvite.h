// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace Server {

/// The command `invite [--uses N] [--for TIME] [--label TEXT] [--room ID] [--address HOST[:PORT]]`
/// on a data folder that no host has open (`--data FOLDER`, as of a host): the link, whose secret
/// nothing keeps. Without an address it is this computer's first one, as the host will have it.
/// `arguments` stand behind "invite". The error is a sentence for the operator.
tl::expected<QStringList, QString> runInviteCommand(const QStringList &arguments);

} // namespace Server
