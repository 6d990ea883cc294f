// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/destinationpattern.h"

#include <optional>

namespace Chat {
namespace {

QByteArrayView firstSegment(QByteArrayView path)
{
    const qsizetype end = path.indexOf('/');
    return end < 0 ? path : path.first(end);
}

/// What follows the first segment; nullopt behind the last one.
std::optional<QByteArrayView> behindFirst(QByteArrayView path)
{
    const qsizetype end = path.indexOf('/');
    return end < 0 ? std::nullopt : std::optional(path.sliced(end + 1));
}

qsizetype characterLength(QByteArrayView text)
{
    qsizetype length = 1; // with the continuation bytes of UTF-8
    while (length < text.size() && (uchar(text[length]) & 0xC0) == 0x80)
        ++length;
    return length;
}

/// Within one segment. On a mismatch the last star takes one character more: earlier stars never
/// have to be tried again, so there is no backtracking over several of them.
bool matchesSegment(QByteArrayView pattern, QByteArrayView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    std::optional<qsizetype> star;
    qsizetype starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            ++p;
            t += characterLength(text.sliced(t));
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star) {
            p = *star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace

bool isPattern(QByteArrayView destination)
{
    return destination.contains('*') || destination.contains('?');
}

bool matchesPattern(QByteArrayView pattern, QByteArrayView destination)
{
    // The same for segments, with `**` as the star.
    std::optional<QByteArrayView> p = pattern;
    std::optional<QByteArrayView> d = destination;
    std::optional<QByteArrayView> star; // what follows the last `**`
    std::optional<QByteArrayView> starDestination;
    while (d) {
        if (p && firstSegment(*p) == "**") {
            star = behindFirst(*p);
            if (!star)
                return true;
            p = star;
            starDestination = d;
        } else if (p && matchesSegment(firstSegment(*p), firstSegment(*d))) {
            p = behindFirst(*p);
            d = behindFirst(*d);
        } else if (starDestination) {
            p = star;
            starDestination = behindFirst(*starDestination);
            d = starDestination;
        } else {
            return false;
        }
    }
    while (p && firstSegment(*p) == "**")
        p = behindFirst(*p);
    return !p;
}

} // namespace Chat
