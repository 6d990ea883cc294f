// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace Chat {

/// A stretch of a text, UTF-16 units.
struct TextStretch {
    qsizetype start = 0;
    qsizetype end = 0; ///< Behind its last unit.
    friend bool operator==(const TextStretch &, const TextStretch &) = default;
};

/// Where a text is code: between backticks, and from a line of three or more of them to the next
/// one (not of `~`, which people draw out their words with). In order, without overlap, in a time
/// that grows as the text does.
std::vector<TextStretch> codeParts(const QString &text);

} // namespace Chat
