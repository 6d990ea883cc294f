// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Chat {

/// Whether a destination is an Ant-style pattern: holds `*` or `?`.
bool isPattern(QByteArrayView destination);

/// Whether the pattern covers the destination, as Spring's AntPathMatcher says: `?` is one
/// character and `*` any number of them within a segment, `**` as a whole segment is any number of
/// segments. In time proportional to the product of both lengths at worst, whatever the pattern.
bool matchesPattern(QByteArrayView pattern, QByteArrayView destination);

} // namespace Chat
