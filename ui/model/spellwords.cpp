// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/spellwords.h"

#include "stomp/wire/codeparts.h"
#include "ui/model/messagelinks.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace Ui {
namespace {

constexpr size_t mostWords = 1000;
constexpr qsizetype longestWord = 40;
constexpr QStringView signs = u"@#:/"; // before what is no word of a language

using Stretches = std::vector<Chat::TextStretch>;

/// `at` moves on with the words, which come in order.
bool isWithin(const Stretches &parts, size_t &at, qsizetype start, qsizetype end)
{
    while (at < parts.size() && parts[at].end <= start)
        ++at;
    return at < parts.size() && parts[at].start < end;
}

/// From a sign to the next blank, or to the quote that ends a name.
Stretches namedParts(const QString &text)
{
    Stretches parts;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool begins = i == 0 || text[i - 1].isSpace() || text[i - 1] == u'(';
        if (!begins || !signs.contains(text[i]))
            continue;
        const bool quoted = text.mid(i + 1, 1) == QStringLiteral("\"");
        qsizetype end = quoted ? text.indexOf(u'"', i + 2) : -1;
        for (end = end < 0 ? i + 1 : end; end < text.size() && !text[end].isSpace(); ++end) {
        }
        parts.push_back({i, end});
        i = end;
    }
    return parts;
}

bool isHangulLetter(QChar c)
{
    return c.script() == QChar::Script_Hangul;
}

bool isChecked(QStringView word)
{
    if (word.size() < 2 || word.size() > longestWord)
        return false;
    const bool letters = std::all_of(word.begin(), word.end(), [](QChar c) {
        return c.isLetter() || c.isMark() || c == u'\'' || c == u'’';
    });
    const bool capitals = std::none_of(word.begin(), word.end(),
                                       [](QChar c) { return c.isLower() || isHangulLetter(c); });
    const auto hangul = std::count_if(word.begin(), word.end(), isHangulLetter);
    // Single letters are laughter and sobs: ㅋㅋ, ㅠㅠ.
    const bool sounds = std::any_of(word.begin(), word.end(), [](QChar c) {
        return c.unicode() >= 0x3131 && c.unicode() <= 0x318E;
    });
    return letters && !capitals && !sounds && (hangul == 0 || hangul == word.size());
}

} // namespace

std::vector<SpellWord> spellWords(const QString &text)
{
    const Stretches code = Chat::codeParts(text);
    const Stretches names = namedParts(text);
    Stretches links;
    for (const LinkSpan &link : findLinks(text))
        links.push_back({link.start, link.start + link.length});
    size_t inCode = 0, inNames = 0, inLinks = 0;
    std::vector<SpellWord> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype start = 0;
    while (words.size() < mostWords) {
        const qsizetype end = finder.toNextBoundary();
        if (end < 0)
            break;
        const QStringView word = QStringView(text).sliced(start, end - start);
        if (isChecked(word) && !isWithin(code, inCode, start, end) &&
            !isWithin(names, inNames, start, end) && !isWithin(links, inLinks, start, end))
            words.push_back({start, word.toString(), isHangulLetter(word.front())});
        start = end;
    }
    return words;
}

} // namespace Ui
