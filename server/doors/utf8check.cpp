// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/utf8check.h"

#include <cstring>

namespace Server {
namespace {

constexpr uchar lowestNext = 0x80;
constexpr uchar highestNext = 0xBF;
constexpr quint64 beyondAscii = 0x8080808080808080U;

} // namespace

bool Utf8Check::take(QByteArrayView bytes)
{
    const auto *at = reinterpret_cast<const uchar *>(bytes.data());
    const uchar *const end = at + bytes.size();
    while (at < end) {
        if (m_wanted > 0) {
            if (*at < m_lowest || *at > m_highest)
                return false;
            m_lowest = lowestNext;
            m_highest = highestNext;
            --m_wanted;
            ++at;
            continue;
        }
        if (end - at >= qsizetype(sizeof(quint64))) {
            quint64 eight;
            std::memcpy(&eight, at, sizeof eight);
            if ((eight & beyondAscii) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const uchar first = *at++;
        if (first < 0x80)
            continue;
        // Neither more bytes than a character needs, nor surrogates, nor beyond U+10FFFF.
        if (first < 0xC2 || first > 0xF4)
            return false;
        m_wanted = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        if (first == 0xE0)
            m_lowest = 0xA0;
        else if (first == 0xED)
            m_highest = 0x9F;
        else if (first == 0xF0)
            m_lowest = 0x90;
        else if (first == 0xF4)
            m_highest = 0x8F;
    }
    return true;
}

} // namespace Server
