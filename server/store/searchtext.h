// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/search.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace Server {

/// So much of a text can be found, in UTF-16 units.
constexpr qsizetype searchedLength = 64 * 1024;

/// A text as it is compared: composed, without case, blanks as single spaces.
struct FoldedText {
    QString text;
    /// For each unit of `text`, and for its end, the place in the text it was made from.
    std::vector<qsizetype> origins;
};
/// Of its first searchedLength units.
FoldedText foldedText(const QString &text);

/// How a character is looked for.
enum class SearchedAs {
    Gap,      ///< Blanks and punctuation: not at all by themselves.
    Letter,   ///< As a part of a word, from its beginning.
    Syllable, ///< By itself, wherever it stands: Hangul, Han, kana, Thai, and symbols.
};
SearchedAs searchedAs(char32_t character);
/// The character that begins there; where none does, the unit.
char32_t characterAt(QStringView text, qsizetype position);

/// One of the things that a text must have to be found.
struct SearchTerm {
    QString text;       ///< Folded; something in it is no gap.
    bool exact = false; ///< It was quoted: a word in it that begins the same does not do.
    friend bool operator==(const SearchTerm &, const SearchTerm &) = default;
};
constexpr int mostSearchTerms = 10;
/// What a person typed: words and "quoted phrases". Anything is good; what is past the bounds, and
/// what has gaps only, is left out.
std::vector<SearchTerm> searchTerms(const QString &typed);

bool hasAll(const FoldedText &text, const std::vector<SearchTerm> &terms);
/// What is around the first place where one of the terms stands; the beginning if none does.
Chat::SearchExcerpt searchExcerpt(const QString &original, const FoldedText &folded,
                                  const std::vector<SearchTerm> &terms);

} // namespace Server
