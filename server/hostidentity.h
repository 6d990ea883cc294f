// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"

#include <QSslConfiguration>
#include <QStringList>

#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// What a host speaks TLS with: the certificate that is named, else its own below its data folder,
/// made where there is none (see openOwnIdentity()). nullopt: it is to speak none, or cannot.
/// `hostId`: of its log; the beginning of it goes into a new certificate, for all to read.
tl::expected<std::optional<QSslConfiguration>, HostFailure> hostTls(const HostConfig &config,
                                                                    const QString &hostId);

/// SHA-256 of the certificate it is known by, 32 bytes; empty: no TLS.
QByteArray fingerprintOf(const std::optional<QSslConfiguration> &tls);

/// Whether these, behind `madang-host`, are about the host's identity: `identity`, `identity
/// renew`.
bool isIdentityCommand(const QStringList &arguments);

/// Does one of them on a data folder, whether its host runs or not: lines for standard output with
/// the fingerprint and its words. The error is a sentence for the operator.
tl::expected<QStringList, QString> runIdentityCommand(const QStringList &arguments);

} // namespace Server
