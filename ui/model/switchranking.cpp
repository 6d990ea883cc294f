// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/switchranking.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace Ui {

namespace {

constexpr qsizetype longestName = 200;
constexpr qsizetype longestText = 100;

// Unicode 3.12: a syllable is (initial * 21 + vowel) * 28 + final, counted from the first one.
constexpr char16_t firstSyllable = u'가';
constexpr char16_t lastSyllable = u'힣';
constexpr int finals = 28;
constexpr int syllablesOfInitial = 21 * finals;
constexpr char16_t initials[] = u"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

enum class Likeness { None, Initial, Same };

bool isSyllable(QChar letter)
{
    return letter >= firstSyllable && letter <= lastSyllable;
}

bool isSeparator(QChar letter)
{
    return !letter.isLetterOrNumber() && !letter.isSurrogate() && !letter.isMark();
}

QString folded(const QString &text, qsizetype longest)
{
    return text.left(longest).simplified().normalized(QString::NormalizationForm_C).toCaseFolded();
}

Likeness compare(QChar written, QChar named, bool isLast)
{
    if (written == named)
        return Likeness::Same;
    if (!isSyllable(named))
        return Likeness::None;
    const int syllable = named.unicode() - firstSyllable;
    if (initials[syllable / syllablesOfInitial] == written.unicode())
        return Likeness::Initial;
    // What is still being written.
    const bool isBegun = isLast && isSyllable(written) &&
                         (written.unicode() - firstSyllable) % finals == 0 &&
                         (written.unicode() - firstSyllable) / finals == syllable / finals;
    return isBegun ? Likeness::Same : Likeness::None;
}

/// Of all letters from there on, the least.
Likeness likenessAt(const QString &text, const QString &name, qsizetype from)
{
    Likeness all = Likeness::Same;
    qsizetype at = from;
    for (qsizetype i = 0; i < text.size(); ++i, ++at) {
        if (isSeparator(text[i]) && i > 0) {
            if (at < name.size() && !isSeparator(name[at]))
                return Likeness::None;
        } else {
            while (i > 0 && at < name.size() && isSeparator(name[at]))
                ++at;
        }
        if (at >= name.size())
            return Likeness::None;
        if (isSeparator(text[i]) && isSeparator(name[at]))
            continue;
        const Likeness one = compare(text[i], name[at], i + 1 == text.size());
        if (one == Likeness::None)
            return one;
        all = std::min(all, one);
    }
    return all;
}

} // namespace

int switchScore(const QString &text, const QString &name)
{
    const QString written = folded(text, longestText);
    const QString named = folded(name, longestName);
    if (written.isEmpty())
        return 1;
    int best = 0;
    for (qsizetype from = 0; from < named.size(); ++from) {
        const Likeness likeness = likenessAt(written, named, from);
        if (likeness == Likeness::None)
            continue;
        const int place = from == 0 ? 3 : isSeparator(named[from - 1]) ? 2 : 1;
        best = std::max(best, 2 * place + (likeness == Likeness::Same ? 1 : 0));
    }
    return best;
}

std::vector<size_t> rankForSwitch(const QString &text,
                                  const std::vector<SwitchCandidate> &candidates, size_t most)
{
    std::vector<int> scores(candidates.size());
    std::vector<size_t> found;
    for (size_t i = 0; i < candidates.size(); ++i) {
        scores[i] = switchScore(text, candidates[i].name);
        if (scores[i] > 0)
            found.push_back(i);
    }
    const auto isBetter = [&](size_t a, size_t b) {
        const SwitchCandidate &one = candidates[a];
        const SwitchCandidate &other = candidates[b];
        if (scores[a] != scores[b])
            return scores[a] > scores[b];
        if (one.faded != other.faded)
            return other.faded;
        if (one.visited != other.visited)
            return one.visited > other.visited;
        if (one.activity != other.activity)
            return one.activity > other.activity;
        return a < b;
    };
    const size_t kept = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + std::ptrdiff_t(kept), found.end(), isBetter);
    found.resize(kept);
    return found;
}

} // namespace Ui
