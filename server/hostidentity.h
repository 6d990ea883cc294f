// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"

#include <QSslConfiguration>
#include <QStringList>

#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// What a host speaks TLS with.
struct HostTls {
    std::optional<QSslConfiguration> configuration =
        {};                      ///< nullopt: it is to speak none, or cannot.
    QByteArray fingerprint = {}; ///< SHA-256 of its certificate, 32 bytes; empty: no TLS.
    QString lostIdentity = {};   ///< Where one is kept that was damaged; empty: none was.
};

/// The certificate that is named, else the host's own below its data folder, made where there is
/// none (see openOwnIdentity()). `hostId`: of its log; the beginning of it goes into a new
/// certificate, for all to read.
tl::expected<HostTls, HostFailure> hostTls(const HostConfig &config, const QString &hostId);
/// The same for a host that runs: its own identity is only read, see reloadOwnIdentity().
tl::expected<HostTls, HostFailure> reloadHostTls(const HostConfig &config);

/// Whether these, behind `madang-host`, are about the host's identity: `identity`, `identity
/// renew`.
bool isIdentityCommand(const QStringList &arguments);

/// Does one of them on a data folder, whether its host runs or not: lines for standard output with
/// the fingerprint and its words. The error is a sentence for the operator.
tl::expected<QStringList, QString> runIdentityCommand(const QStringList &arguments);

} // namespace Server
