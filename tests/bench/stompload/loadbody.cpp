// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/loadbody.h"

#include <cstring>

namespace Stompload {

static constexpr size_t markLength = 1 + 8 + 8 + 16;
static constexpr size_t periodCharacters = 26;

static void writeHex(char *out, u64 value, int digits)
{
    static const char letters[] = "0123456789abcdef";
    for (int i = digits - 1; i >= 0; --i) {
        out[i] = letters[value & 15];
        value >>= 4;
    }
}

static bool readHex(const char *text, int digits, u64 &value)
{
    value = 0;
    for (int i = 0; i < digits; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            return false;
        value = value << 4 | u64(digit);
    }
    return true;
}

static std::string hangulPeriod()
{
    std::string period;
    for (size_t i = 0; i < periodCharacters; ++i) {
        const u32 syllable = 0xAC00 + u32(i) * 28 + 4;
        period += char(0xE0 | (syllable >> 12));
        period += char(0x80 | (syllable >> 6 & 63));
        period += char(0x80 | (syllable & 63));
    }
    return period;
}

LoadBody::LoadBody(const Options &options) : m_prefix(options.prefix), m_suffix(options.suffix)
{
    const size_t fixed = m_prefix.size() + m_suffix.size() + markLength;
    const size_t fill = size_t(options.size) > fixed ? size_t(options.size) - fixed : 0;
    m_step = options.utf8 ? 3 : 1;
    m_fillLength = fill / m_step * m_step;
    m_padLength = fill - m_fillLength;
    const std::string period = options.utf8 ? hangulPeriod() : "abcdefghijklmnopqrstuvwxyz";
    while (m_pattern.size() < m_fillLength + period.size())
        m_pattern += period;
}

size_t LoadBody::length() const
{
    return m_prefix.size() + m_suffix.size() + markLength + m_fillLength + m_padLength;
}

size_t LoadBody::fillOffset(u32 publisher, u32 sequence) const
{
    return ((u64(publisher) * 7 + sequence) % periodCharacters) * m_step;
}

void LoadBody::append(std::string &out, u32 publisher, u32 sequence, u64 time) const
{
    out += m_prefix;
    char mark[markLength];
    mark[0] = '~';
    writeHex(mark + 1, publisher, 8);
    writeHex(mark + 9, sequence, 8);
    writeHex(mark + 17, time, 16);
    out.append(mark, markLength);
    out.append(m_pattern, fillOffset(publisher, sequence), m_fillLength);
    out.append(m_padLength, 'x');
    out += m_suffix;
}

std::optional<Mark> LoadBody::read(std::string_view body) const
{
    const size_t offset = body.find('~');
    if (offset == std::string_view::npos || body.size() - offset < markLength)
        return std::nullopt;
    const char *text = body.data() + offset;
    u64 publisher, sequence, time;
    if (!readHex(text + 1, 8, publisher) || !readHex(text + 9, 8, sequence) ||
        !readHex(text + 17, 16, time))
        return std::nullopt;
    return Mark{u32(publisher), u32(sequence), time, offset};
}

bool LoadBody::isIntact(std::string_view body, const Mark &mark) const
{
    const size_t filler = mark.offset + markLength;
    if ((body.size() != length() && m_prefix.empty()) ||
        body.size() < filler + m_fillLength + m_padLength)
        return false;
    if (memcmp(body.data() + filler, m_pattern.data() + fillOffset(mark.publisher, mark.sequence),
               m_fillLength) != 0)
        return false;
    for (size_t i = 0; i < m_padLength; ++i) {
        if (body[filler + m_fillLength + i] != 'x')
            return false;
    }
    return true;
}

} // namespace Stompload
