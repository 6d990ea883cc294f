// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/httprange.h"

#include <QByteArray>

#include <algorithm>

namespace Server {

std::optional<qint64> readCount(QByteArrayView digits)
{
    constexpr qsizetype mostDigits = 18;
    if (digits.isEmpty() || digits.size() > mostDigits ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return digits.toByteArray().toLongLong();
}

RangeAsked readRange(QByteArrayView header, qint64 size)
{
    using Kind = RangeAsked::Kind;
    const QByteArrayView text = header.trimmed();
    constexpr QByteArrayView unit = "bytes=";
    if (text.size() <= unit.size() ||
        text.first(unit.size()).compare(unit, Qt::CaseInsensitive) != 0)
        return {};
    const QByteArrayView range = text.sliced(unit.size()).trimmed();
    const qsizetype dash = range.indexOf('-');
    if (dash < 0)
        return {};
    const QByteArrayView before = range.first(dash), behind = range.sliced(dash + 1);
    const auto last = readCount(behind);
    if (before.isEmpty()) { // so many at the end
        if (!last)
            return {};
        const qint64 count = std::min(*last, size);
        if (count == 0)
            return {Kind::None, {}};
        return {Kind::Part, {size - count, count}};
    }
    const auto first = readCount(before);
    if (!first || (!behind.isEmpty() && (!last || *last < *first)))
        return {};
    if (*first >= size)
        return {Kind::None, {}};
    const qint64 end = behind.isEmpty() ? size : std::min(*last + 1, size);
    return {Kind::Part, {*first, end - *first}};
}

} // namespace Server
