// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QString>

#include <tl/expected.hpp>

namespace Server {

/// What a door speaks TLS with, from two PEM files: the host's certificate first, then those of its
/// issuers; and its key (RSA or on an elliptic curve, without a passphrase). TLS 1.2 and above.
///
/// The error is a sentence that names the file and what is wrong with it.
tl::expected<QSslConfiguration, QString> readCertificate(const QString &certificateFile,
                                                         const QString &keyFile);

} // namespace Server
