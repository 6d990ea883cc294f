// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Chat {

/// The longest name of a person, a room or a host, in UTF-16 units.
constexpr qsizetype longestName = 64;

/// One line of text as others may see it: NFC, no control, direction or invisible characters,
/// single blanks, at most `longest` UTF-16 units and never half a visible character. Empty when
/// nothing visible is left. Cleaning twice changes nothing.
QString cleanLine(const QString &text, qsizetype longest);

} // namespace Chat
