// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/certifiedkey.h"

#include <QSslConfiguration>
#include <QString>

#include <tl/expected.hpp>

namespace Server {

/// The key and certificate a host made for itself, by which clients know it again. They are kept
/// below its data folder as `identity/host.key` and `identity/host.crt`, for their owner alone, and
/// change together or not at all.
struct OwnIdentity {
    QSslConfiguration tls;
    QByteArray fingerprint; ///< SHA-256 of its certificate, 32 bytes.
    QString setAside;       ///< Where one lies that was damaged; empty: none was.
};

/// What is kept there; nothing is made. Empty parts: none is. The error is a sentence: a file of it
/// cannot be read, or they are damaged.
tl::expected<Stomp::CertifiedKey, QString> readOwnIdentity(const QString &folder);

/// The same, made where there is none yet. `name` goes into the certificate, for all to read.
///
/// One that is damaged is moved beside, as `identity-damaged-<time>`, and another made: the host is
/// reached, and clients that knew it are told that it is another one now, which is true. A file
/// that may not be read is no damage and is left alone: then the error says so.
tl::expected<OwnIdentity, QString> openOwnIdentity(const QString &folder, const QByteArray &name);

/// The same for a host that shows one already: nothing is made and nothing moved away. The error is
/// a sentence that says what to do: none is there, it cannot be read, or it is damaged.
tl::expected<OwnIdentity, QString> reloadOwnIdentity(const QString &folder);

/// Puts a new key in the place of the old one, which vouches for it; see renewCertifiedKey(). The
/// host shows it from its next start or reload on.
tl::expected<Stomp::CertifiedKey, QString> renewOwnIdentity(const QString &folder);

/// SHA-256 of the first certificate in PEM; empty: there is none.
QByteArray fingerprintOf(const QByteArray &chain);

} // namespace Server
