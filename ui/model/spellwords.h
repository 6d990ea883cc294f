// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace Ui {

/// A word as it stands in a text.
struct SpellWord {
    qsizetype start = 0; ///< UTF-16 units.
    QString text;
    bool isHangul = false; ///< All of it; else it has no Hangul.
};

/// The words that can be looked up in a dictionary, at most 1000 of a text: not code, addresses,
/// mentions, rooms, commands and emoji's names, and nothing with digits, in capitals alone, of two
/// scripts or longer than 40 units.
std::vector<SpellWord> spellWords(const QString &text);

} // namespace Ui
