// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace Server {

/// A part of something that has a size.
struct ByteRange {
    qint64 first = 0;
    qint64 size = 0;
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// What the header Range asks for (RFC 9110, 14.1.2).
struct RangeAsked {
    enum class Kind {
        All,  ///< None, several, or nothing that can be read: such a header is to be ignored.
        Part, ///< One that there is.
        None, ///< One that there is not: 416.
    };
    Kind kind = Kind::All;
    ByteRange range;
};
RangeAsked readRange(QByteArrayView header, qint64 size);

/// Digits alone, no sign and no blanks, up to 10^18.
std::optional<qint64> readCount(QByteArrayView digits);

} // namespace Server
