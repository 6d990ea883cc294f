// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <vector>

namespace Chat {

/// Whether a destination is an Ant-style pattern: holds `*` or `?`.
bool isPattern(QByteArrayView destination);

/// An Ant-style pattern, as Spring's AntPathMatcher has them: `?` is one character and `*` any
/// number of them within a segment, `**` as a whole segment is any number of segments.
///
/// Whatever the pattern, matches() takes time proportional to the length of the destination.
class DestinationPattern {
public:
    explicit DestinationPattern(QByteArrayView pattern);

    /// More than 60 characters, about, stand behind the first wildcard. Such a one covers nothing.
    bool isTooLong() const { return m_isTooLong; }
    bool matches(QByteArrayView destination) const;

private:
    using Places = quint64;
    struct Token;
    static std::vector<Token> tokensOf(QByteArrayView pattern);
    Places skippedOn(Places places) const;

    /// What a kind of byte does at each place.
    struct Row {
        Places moves = 0;
        Places stays = 0;
    };
    QByteArray m_start; ///< Up to the first wildcard: compared before all else.
    bool m_isTooLong = false;
    int m_last = 0; ///< The place behind all tokens.
    Places m_begin = 1;
    Places m_free = 0;  ///< Before tokens that may be nothing.
    Places m_skips = 0; ///< Before tokens that may be left out together with the next.
    std::array<quint16, 256> m_kinds{}; ///< Which bytes the tokens tell apart.
    std::vector<Row> m_rows;
};

inline bool matchesPattern(QByteArrayView pattern, QByteArrayView destination)
{
    return DestinationPattern(pattern).matches(destination);
}

} // namespace Chat
