// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/policy.h"
#include "server/auth/users.h"
#include "server/host.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace Server {

/// What the files say that a config names: who is who, and who may what.
struct HostFiles {
    Users users;
    QByteArray hostPassword;  ///< Empty: guests need none.
    QByteArray operatorToken; ///< Empty: there is none.
    QByteArray relayPasscode;
    QByteArray relaySystemPasscode;
    DestinationPolicy policy;
};

/// All of them or none; the failure names the file, and the line where there is one.
tl::expected<HostFiles, HostFailure> readHostFiles(const HostConfig &config);

/// Of a file with a secret; where no file is named, nothing. `what` it is for people.
tl::expected<QByteArray, HostFailure> readFirstLine(const QString &fileName, const QString &what);

} // namespace Server
