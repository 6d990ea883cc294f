// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/namekeys.h"

#include <algorithm>
#include <iterator>

namespace Server {
namespace {

struct LookAlike {
    char16_t letter;
    char16_t latin;
};
// Of the confusables of Unicode's technical standard 39, those of the scripts that people here mix.
constexpr LookAlike lookAlikes[] = {
    {u'\u0410', u'A'}, {u'\u0412', u'B'}, {u'\u0415', u'E'}, {u'\u0417', u'3'}, {u'\u0405', u'S'},
    {u'\u0406', u'I'}, {u'\u0408', u'J'}, {u'\u041A', u'K'}, {u'\u041C', u'M'}, {u'\u041D', u'H'},
    {u'\u041E', u'O'}, {u'\u0420', u'P'}, {u'\u0421', u'C'}, {u'\u0422', u'T'}, {u'\u0423', u'Y'},
    {u'\u0425', u'X'}, {u'\u0430', u'a'}, {u'\u0435', u'e'}, {u'\u043E', u'o'}, {u'\u0440', u'p'},
    {u'\u0441', u'c'}, {u'\u0443', u'y'}, {u'\u0445', u'x'}, {u'\u0455', u's'}, {u'\u0456', u'i'},
    {u'\u0458', u'j'}, {u'\u04BB', u'h'}, {u'\u0501', u'd'}, {u'\u051B', u'q'}, {u'\u051D', u'w'},
    {u'\u0391', u'A'}, {u'\u0392', u'B'}, {u'\u0395', u'E'}, {u'\u0396', u'Z'}, {u'\u0397', u'H'},
    {u'\u0399', u'I'}, {u'\u039A', u'K'}, {u'\u039C', u'M'}, {u'\u039D', u'N'}, {u'\u039F', u'O'},
    {u'\u03A1', u'P'}, {u'\u03A4', u'T'}, {u'\u03A5', u'Y'}, {u'\u03A7', u'X'}, {u'\u03BF', u'o'},
    {u'\u03B1', u'a'}, {u'\u03B9', u'i'}, {u'\u03BA', u'k'}, {u'\u03BD', u'v'}, {u'\u03C1', u'p'},
    {u'\u03C5', u'u'}, {u'\u0131', u'i'}, {u'\u0261', u'g'}, {u'\u0251', u'a'}, {u'\u2010', u'-'},
    {u'\u2012', u'-'}, {u'\u2013', u'-'}, {u'\u2212', u'-'},
};

char32_t latinOf(char32_t c)
{
    const auto found = std::find_if(std::begin(lookAlikes), std::end(lookAlikes),
                                    [c](const LookAlike &one) { return one.letter == c; });
    return found == std::end(lookAlikes) ? c : found->latin;
}

/// What fonts show nothing of, or nothing of its own: selectors of variants, joiners, and what
/// Unicode has not given out yet.
bool showsNothing(char32_t c)
{
    struct Range {
        char32_t first;
        char32_t last;
    };
    constexpr Range marks[] = {{0x034F, 0x034F}, {0x115F, 0x1160},  {0x17B4, 0x17B5},
                               {0x180B, 0x180F}, {0x3164, 0x3164},  {0xFE00, 0xFE0F},
                               {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF}};
    const auto category = QChar::category(c);
    return QChar::isSpace(c) || category == QChar::Other_Format ||
           category == QChar::Other_NotAssigned ||
           std::any_of(std::begin(marks), std::end(marks),
                       [c](const Range &one) { return c >= one.first && c <= one.last; });
}

QString withoutBlanks(const QString &name)
{
    QString kept;
    for (const uint c : name.normalized(QString::NormalizationForm_KC).toUcs4()) {
        if (!showsNothing(c))
            kept.append(QStringView(QChar::fromUcs4(c)));
    }
    return kept;
}

QString inLatin(const QString &text)
{
    QString latin;
    for (const uint c : text.toUcs4())
        latin.append(QStringView(QChar::fromUcs4(latinOf(c))));
    return latin;
}

} // namespace

AccountName nameKeys(const QString &name)
{
    const QString plain = withoutBlanks(name);
    // First its case: of some letters only the large one looks like one of ours.
    const QString folded = inLatin(plain.toCaseFolded().normalized(QString::NormalizationForm_KC));
    // Before its case is gone: an I looks like l, an i does not.
    QString looks;
    for (const QChar c : inLatin(plain)) {
        if (c == u'I' || c == u'1' || c == u'|')
            looks.append(u'l');
        else
            looks.append(c == u'0' ? QChar(u'o') : c);
    }
    looks = looks.toCaseFolded().replace(u'm', QStringLiteral("rn"));
    return {name, folded, looks};
}

} // namespace Server
