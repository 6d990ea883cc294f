// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Server {

/// Whether text that arrives in pieces, cut anywhere, is UTF-8 (RFC 3629).
class Utf8Check {
public:
    /// False once the text cannot be UTF-8 any more, whatever follows.
    bool take(QByteArrayView bytes);
    /// Whether the text may end here: not within a character.
    bool isWhole() const { return m_wanted == 0; }

private:
    uchar m_wanted = 0;    ///< Bytes that the character lacks.
    uchar m_lowest = 0x80; ///< Of the next one; narrower behind some first bytes.
    uchar m_highest = 0xBF;
};

} // namespace Server
