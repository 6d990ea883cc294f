// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/searchtext.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace Server {
namespace {

constexpr qsizetype typedLength = 1000;
constexpr qsizetype excerptBefore = 40; ///< UTF-16 units before the first match.
constexpr qsizetype excerptLength = 180;
constexpr size_t mostMatches = 30;
/// Of what is composed at once. What takes longer is taken apart; no language has such characters.
constexpr int longestCluster = 32;

/// Scripts without blanks between words, by blocks.
constexpr std::array syllables{
    std::pair<char32_t, char32_t>{0x0e00, 0x0eff},   // Thai, Lao
    std::pair<char32_t, char32_t>{0x1000, 0x109f},   // Myanmar
    std::pair<char32_t, char32_t>{0x1100, 0x11ff},   // Hangul Jamo
    std::pair<char32_t, char32_t>{0x1780, 0x17ff},   // Khmer
    std::pair<char32_t, char32_t>{0x2e80, 0xa4cf},   // Han, kana, Hangul compatibility jamo, Yi
    std::pair<char32_t, char32_t>{0xa960, 0xa97f},   // Hangul Jamo Extended-A
    std::pair<char32_t, char32_t>{0xac00, 0xd7ff},   // Hangul syllables
    std::pair<char32_t, char32_t>{0xf900, 0xfaff},   // Han
    std::pair<char32_t, char32_t>{0xff66, 0xffdc},   // halfwidth kana and Hangul
    std::pair<char32_t, char32_t>{0x1b000, 0x1b16f}, // kana
    std::pair<char32_t, char32_t>{0x20000, 0x3ffff}, // Han
};

/// Whether it changes the character before it.
bool continues(char32_t c)
{
    if (c < 0x300)
        return false;
    return QChar::isMark(c) || (c >= 0x1160 && c <= 0x11ff); // vowels and finals of Hangul
}

bool isSyllable(char32_t c)
{
    return c >= 0xac00 && c <= 0xd7a3;
}

qsizetype unitsOf(char32_t c)
{
    return QChar::requiresSurrogates(c) ? 2 : 1;
}

QString foldedCluster(QStringView cluster)
{
    QString folded = cluster.toString()
                         .normalized(QString::NormalizationForm_C)
                         .toCaseFolded()
                         .normalized(QString::NormalizationForm_C);
    folded.remove(QChar(0xfe0f)); // "as an emoji", which is the same character
    return folded;
}

char32_t characterBefore(QStringView text, qsizetype position)
{
    if (position >= 2 && text[position - 1].isLowSurrogate())
        return characterAt(text, position - 2);
    return text[position - 1].unicode();
}

bool splitsWord(QStringView text, qsizetype position)
{
    return position > 0 && position < text.size() &&
           searchedAs(characterBefore(text, position)) == SearchedAs::Letter &&
           searchedAs(characterAt(text, position)) == SearchedAs::Letter;
}

/// Where the term stands from there on; -1: nowhere.
qsizetype find(QStringView text, const SearchTerm &term, qsizetype from = 0)
{
    for (;;) {
        const qsizetype at = text.indexOf(term.text, from);
        if (at < 0)
            return -1;
        if (!splitsWord(text, at) && (!term.exact || !splitsWord(text, at + term.text.size())))
            return at;
        from = at + 1;
    }
}

bool isQuote(QChar c)
{
    return c == u'"' || c == QChar(0x201c) || c == QChar(0x201d);
}

/// Ranges of the original text, in order, that do not touch.
std::vector<Chat::SearchExcerpt::Match> matchesOf(const FoldedText &folded,
                                                  const std::vector<SearchTerm> &terms)
{
    std::vector<std::pair<qsizetype, qsizetype>> found;
    for (const SearchTerm &term : terms) {
        size_t count = 0;
        for (qsizetype at = find(folded.text, term); at >= 0 && count < mostMatches; ++count) {
            const qsizetype end = at + term.text.size();
            found.emplace_back(folded.origins[size_t(at)], folded.origins[size_t(end)]);
            at = find(folded.text, term, end);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<Chat::SearchExcerpt::Match> matches;
    qsizetype end = -1;
    for (const auto &[from, to] : found) {
        if (from <= end) {
            end = std::max(end, to);
            matches.back().length = int(end) - matches.back().start;
        } else if (matches.size() < mostMatches) {
            matches.push_back({int(from), int(to - from)});
            end = to;
        }
    }
    return matches;
}

} // namespace

char32_t characterAt(QStringView text, qsizetype position)
{
    const QChar unit = text[position];
    if (unit.isHighSurrogate() && position + 1 < text.size() && text[position + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text[position + 1]);
    return unit.unicode();
}

SearchedAs searchedAs(char32_t c)
{
    if (c < 0x80) {
        const bool word =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        return word ? SearchedAs::Letter : SearchedAs::Gap;
    }
    if (isSyllable(c))
        return SearchedAs::Syllable;
    switch (QChar::category(c)) {
    case QChar::Symbol_Math:
    case QChar::Symbol_Currency:
    case QChar::Symbol_Modifier:
    case QChar::Symbol_Other:
        return SearchedAs::Syllable;
    default:
        break;
    }
    if (!QChar::isLetterOrNumber(c) && !QChar::isMark(c))
        return SearchedAs::Gap;
    const bool alone = std::any_of(syllables.begin(), syllables.end(), [c](const auto &block) {
        return c >= block.first && c <= block.second;
    });
    return alone ? SearchedAs::Syllable : SearchedAs::Letter;
}

FoldedText foldedText(const QString &text)
{
    const QStringView all = QStringView(text).left(searchedLength);
    FoldedText folded;
    folded.text.reserve(all.size());
    folded.origins.reserve(size_t(all.size()) + 1);
    for (qsizetype at = 0; at < all.size();) {
        const char32_t first = characterAt(all, at);
        qsizetype end = at + unitsOf(first);
        for (int i = 1; i < longestCluster && end < all.size(); ++i) {
            const char32_t next = characterAt(all, end);
            if (!continues(next))
                break;
            end += unitsOf(next);
        }
        const bool alone = end == at + 1;
        if (alone && QChar::isSpace(first)) {
            if (folded.text.isEmpty() || folded.text.back() != u' ') {
                folded.text += u' ';
                folded.origins.push_back(at);
            }
        } else if (alone && first < 0x80) {
            folded.text += QChar(first).toLower();
            folded.origins.push_back(at);
        } else if (alone && isSyllable(first)) {
            folded.text += QChar(char16_t(first));
            folded.origins.push_back(at);
        } else {
            folded.text += foldedCluster(all.sliced(at, end - at));
            folded.origins.resize(size_t(folded.text.size()), at);
        }
        at = end;
    }
    folded.origins.push_back(all.size());
    return folded;
}

std::vector<SearchTerm> searchTerms(const QString &typed)
{
    std::vector<SearchTerm> terms;
    const auto take = [&terms](const QString &text, bool exact) {
        SearchTerm term{foldedText(text).text.trimmed(), exact};
        bool isGap = true;
        for (qsizetype at = 0; at < term.text.size() && isGap; ++at)
            isGap = searchedAs(characterAt(term.text, at)) == SearchedAs::Gap;
        if (!isGap && terms.size() < size_t(mostSearchTerms) &&
            std::find(terms.begin(), terms.end(), term) == terms.end())
            terms.push_back(std::move(term));
    };
    QString part;
    bool quoted = false;
    for (const QChar c : QStringView(typed).left(typedLength)) {
        const bool ends = isQuote(c) || (!quoted && c.isSpace());
        if (!ends) {
            part += c;
            continue;
        }
        take(std::exchange(part, {}), quoted);
        if (isQuote(c))
            quoted = !quoted;
    }
    take(part, quoted);
    return terms;
}

bool hasAll(const FoldedText &text, const std::vector<SearchTerm> &terms)
{
    return std::all_of(terms.begin(), terms.end(),
                       [&](const SearchTerm &term) { return find(text.text, term) >= 0; });
}

Chat::SearchExcerpt searchExcerpt(const QString &original, const FoldedText &folded,
                                  const std::vector<SearchTerm> &terms)
{
    Chat::SearchExcerpt excerpt;
    const auto matches = matchesOf(folded, terms);
    qsizetype from = matches.empty() ? 0 : std::max<qsizetype>(matches[0].start - excerptBefore, 0);
    if (from > 0 && original[from].isLowSurrogate())
        --from;
    qsizetype end = std::min(from + excerptLength, original.size());
    if (end < original.size() && original[end].isLowSurrogate())
        --end;
    if (from > 0)
        excerpt.text += QChar(0x2026);
    const int moved = int(excerpt.text.size() - from);
    for (const QChar c : QStringView(original).sliced(from, end - from)) {
        const bool breaks = c.isSpace() || c.category() == QChar::Other_Control;
        excerpt.text += breaks ? QChar(u' ') : c;
    }
    for (const auto &match : matches) {
        if (match.start >= end)
            break;
        const int last = int(std::min<qsizetype>(match.start + match.length, end));
        excerpt.matches.push_back({match.start + moved, last - match.start});
    }
    if (end < original.size())
        excerpt.text += QChar(0x2026);
    return excerpt;
}

} // namespace Server
