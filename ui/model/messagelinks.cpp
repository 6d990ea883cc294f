// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/messagelinks.h"

#include <QList>
#include <QStringList>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace Ui {
namespace {

constexpr qsizetype longestAddress = 2000;
constexpr size_t mostLinks = 500;
constexpr qsizetype longestMailName = 64;
constexpr qsizetype longestMailHost = 253;
constexpr QStringView schemes[] = {u"https://", u"http://", u"madang://"};
constexpr QStringView pageStart = u"www.";
constexpr QStringView mailScheme = u"mailto:";
/// Of files that people link to; none is the end of a host's name.
constexpr QStringView fileEndings[] = {u"txt",  u"pdf",  u"png",  u"jpg",  u"jpeg", u"gif",
                                       u"svg",  u"webp", u"html", u"htm",  u"css",  u"js",
                                       u"json", u"xml",  u"csv",  u"docx", u"xlsx", u"pptx",
                                       u"hwp",  u"hwpx", u"odt",  u"cpp",  u"log",  u"conf"};

// The browser page has the same rules in links.js; both are tried with the same texts.

/// What may stand in an address: nothing blank, invisible, or that turns the reading direction.
bool isAddressUnit(QChar c)
{
    const ushort u = c.unicode();
    constexpr QStringView never = u"<>\"'`\\";
    return u > 0x20 && !(u >= 0x7F && u <= 0xA0) && u != 0xAD && u != 0x61C && u != 0x1680 &&
           u != 0x180E && !(u >= 0x2000 && u <= 0x200F) && !(u >= 0x2028 && u <= 0x202F) &&
           !(u >= 0x205F && u <= 0x206F) && u != 0x3000 && u != 0xFEFF && !never.contains(c);
}

bool isAsciiWord(QChar c)
{
    return c.unicode() < 0x80 && c.isLetterOrNumber();
}

bool isMailUnit(QChar c)
{
    return isAsciiWord(c) || c == u'.' || c == u'_' || c == u'-' || c == u'+';
}

/// Up to a bracket that was not opened within it: "[notes](https://a.example)에".
qsizetype lengthWithinBrackets(QStringView address)
{
    constexpr QStringView openers = u"([{";
    constexpr QStringView closers = u")]}";
    std::array<int, 3> open{};
    for (qsizetype at = 0; at < address.size(); ++at) {
        if (const qsizetype kind = openers.indexOf(address[at]); kind >= 0)
            ++open[size_t(kind)];
        if (const qsizetype kind = closers.indexOf(address[at]);
            kind >= 0 && --open[size_t(kind)] < 0)
            return at;
    }
    return address.size();
}

/// What ends a sentence ends no address.
qsizetype lengthWithoutTail(QStringView address)
{
    constexpr QStringView tail = u".,;:!?*_~…。、，」』》〉”’";
    qsizetype length = lengthWithinBrackets(address);
    while (length > 0 && tail.contains(address[length - 1]))
        --length;
    return length;
}

/// The part of an address that names a host, empty where there is none.
QStringView authorityOf(QStringView address)
{
    const qsizetype slashes = address.indexOf(u"://");
    if (slashes < 0)
        return {};
    const QStringView rest = address.sliced(slashes + 3);
    const auto end = std::find_if(rest.begin(), rest.end(), [](QChar c) {
        return c == u'/' || c == u'?' || c == u'#' || c == u'\\';
    });
    return rest.first(end - rest.begin());
}

std::optional<LinkSpan> pageAt(QStringView text, qsizetype at)
{
    if (at > 0 && isAsciiWord(text[at - 1]))
        return std::nullopt;
    const QStringView rest = text.sliced(at, std::min(text.size() - at, longestAddress + 1));
    const auto scheme = std::find_if(std::begin(schemes), std::end(schemes), [rest](auto start) {
        return rest.startsWith(start, Qt::CaseInsensitive);
    });
    const bool named = scheme == std::end(schemes);
    if (named && (!rest.startsWith(pageStart, Qt::CaseInsensitive) || rest.size() < 5 ||
                  !isAsciiWord(rest[4])))
        return std::nullopt;
    const auto end = std::find_if_not(rest.begin(), rest.end(), isAddressUnit);
    // What is in the words of a link ends where they do.
    const qsizetype words = rest.first(end - rest.begin()).indexOf(u"](");
    const qsizetype whole = words < 0 ? end - rest.begin() : words;
    if (whole > longestAddress)
        return std::nullopt;
    const qsizetype length = lengthWithoutTail(rest.first(whole));
    const QString shown = rest.first(length).toString();
    const QString address = named ? QStringLiteral("http://") + shown : shown;
    if (!isSafeAddress(address))
        return std::nullopt;
    // <https://…>: the brackets are its own.
    const bool inBrackets = at > 0 && text[at - 1] == u'<' && (at == 1 || text[at - 2] != u'(');
    if (inBrackets && length < rest.size() && rest[length] == u'>')
        return LinkSpan{at - 1, length + 2, shown, address};
    return LinkSpan{at, length, shown, address};
}

/// Not to be seen, or only changes how the one before looks.
bool isHidden(char32_t c)
{
    constexpr std::array<char32_t, 5> fillers{0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0};
    const auto category = QChar::category(c);
    return category == QChar::Other_Format || category == QChar::Other_Control ||
           std::find(fillers.begin(), fillers.end(), c) != fillers.end() ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0100 && c <= 0xE01EF);
}

/// As one reads it: without what is hidden, all blanks alike.
QString asRead(const QString &words)
{
    QString read;
    for (const char32_t c : words.toUcs4()) {
        if (QChar::isSpace(c))
            read += u' ';
        else if (!isHidden(c))
            read += QString::fromUcs4(&c, 1);
    }
    return read;
}

/// Where it would lead as the address of a page: without quotes and brackets around it, a port, a
/// path.
QStringView hostIn(QStringView piece)
{
    constexpr QStringView ends = u"/?#:\\";
    const auto isWord = [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); };
    while (!piece.isEmpty() && !isWord(piece.front()))
        piece = piece.sliced(1);
    const auto end =
        std::find_if(piece.begin(), piece.end(), [ends](QChar c) { return ends.contains(c); });
    piece = piece.first(end - piece.begin());
    while (!piece.isEmpty() && !isWord(piece.back()))
        piece.chop(1);
    return piece;
}

/// Letters, a dot, letters: "bank.example", and neither "v1.2" nor "notes.txt".
bool looksLikeHost(QStringView words)
{
    const qsizetype dot = words.lastIndexOf(u'.');
    const auto isLetter = [](QChar c) { return c.isLetter() || c.isSurrogate(); };
    const auto isUnit = [&](QChar c) {
        return isLetter(c) || c.isDigit() || c.isMark() || c == u'-' || c == u'.';
    };
    const QStringView last = words.sliced(dot + 1);
    const bool isFile = std::any_of(std::begin(fileEndings), std::end(fileEndings), [&](auto end) {
        return last.compare(end, Qt::CaseInsensitive) == 0;
    });
    return dot > 0 && !isFile && words.size() <= longestMailHost && last.size() >= 2 &&
           std::all_of(last.begin(), last.end(), isLetter) &&
           std::all_of(words.begin(), words.end(), isUnit);
}

/// The mailbox around an `@`, if there is one that begins behind `from`.
std::optional<LinkSpan> mailboxAt(QStringView text, qsizetype at, qsizetype from)
{
    qsizetype start = at;
    while (start > from && at - start <= longestMailName && isMailUnit(text[start - 1]))
        --start;
    qsizetype end = at + 1;
    while (end < text.size() && end - at <= longestMailHost &&
           (isAsciiWord(text[end]) || text[end] == u'.' || text[end] == u'-'))
        ++end;
    while (end > at && (text[end - 1] == u'.' || text[end - 1] == u'-'))
        --end;
    // No part of an address that is none: "https://bank.example@evil.example".
    const bool apart = start == 0 || !QStringView(u"/:@").contains(text[start - 1]);
    const bool fits = apart && start < at && at - start <= longestMailName &&
                      end - at <= longestMailHost && isAsciiWord(text[start]) && at + 1 < end &&
                      isAsciiWord(text[at + 1]) && text.sliced(at, end - at).contains(u'.');
    if (!fits)
        return std::nullopt;
    const QString shown = text.sliced(start, end - start).toString();
    return LinkSpan{start, end - start, shown, QStringLiteral("mailto:") + shown};
}

} // namespace

std::vector<LinkSpan> findLinks(const QString &text)
{
    std::vector<LinkSpan> links;
    qsizetype from = 0;
    for (qsizetype at = 0; at < text.size() && links.size() < mostLinks; ++at) {
        const ushort small = text[at].unicode() | 0x20;
        std::optional<LinkSpan> link;
        if (small == u'h' || small == u'm' || small == u'w')
            link = pageAt(text, at);
        else if (text[at] == u'@')
            link = mailboxAt(text, at, from);
        if (link) {
            from = link->start + link->length;
            at = from - 1;
            links.push_back(std::move(*link));
        }
    }
    return links;
}

bool isSafeAddress(const QString &address)
{
    if (address.isEmpty() || address.size() > longestAddress ||
        !std::all_of(address.begin(), address.end(), isAddressUnit))
        return false;
    if (address.startsWith(mailScheme, Qt::CaseInsensitive))
        return address.size() > mailScheme.size() && !address.contains(u'?');
    const bool known = std::any_of(std::begin(schemes), std::end(schemes), [&](QStringView scheme) {
        return address.startsWith(scheme, Qt::CaseInsensitive);
    });
    const QStringView authority = authorityOf(address);
    return known && !authority.isEmpty() && authority[0] != u':' && !authority.contains(u'@');
}

bool isMisleading(const QString &words, const QString &address)
{
    const QString read = asRead(words);
    const auto isElsewhere = [&address](QStringView host) {
        return host.compare(authorityOf(address), Qt::CaseInsensitive) != 0;
    };
    const std::vector<LinkSpan> named = findLinks(read);
    if (std::any_of(named.begin(), named.end(),
                    [&](const LinkSpan &link) { return isElsewhere(authorityOf(link.address)); }))
        return true;
    // "bank.example/login", or nothing but "bank.example".
    const QStringList pieces = read.split(u' ', Qt::SkipEmptyParts);
    return std::any_of(pieces.begin(), pieces.end(), [&](const QString &piece) {
        const QStringView host = hostIn(piece);
        return (pieces.size() == 1 || piece.contains(u'/')) && looksLikeHost(host) &&
               isElsewhere(host);
    });
}

} // namespace Ui
