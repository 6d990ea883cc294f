// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Server {

/// `attachment` or `inline` with that name, for Content-Disposition (RFC 6266). The name is a safe
/// one.
QByteArray contentDisposition(const QString &name, bool isInline);

} // namespace Server
