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
/// Whatever the pattern, matches() takes time proportional to the length of the destination, times
/// that of the pattern divided by 64.
class DestinationPattern {
public:
    explicit DestinationPattern(QByteArrayView pattern);

    bool matches(QByteArrayView destination) const;

private:
    using Word = quint64;
    struct Token;
    static std::vector<Token> tokensOf(QByteArrayView pattern);
    const Word *row(qsizetype index) const { return &m_rows[size_t(index * m_words)]; }

    QByteArray m_start; ///< Up to the first wildcard: compared before all else.
    /// Places between the tokens of the rest; each is one bit in a row of words.
    qsizetype m_places = 0;
    qsizetype m_words = 0;
    std::array<quint16, 256> m_kinds{}; ///< Which bytes the tokens tell apart.
    std::vector<Word> m_rows;
};

inline bool matchesPattern(QByteArrayView pattern, QByteArrayView destination)
{
    return DestinationPattern(pattern).matches(destination);
}

} // namespace Chat
