// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/destinationpattern.h"

#include <algorithm>

// A pattern is tried at all its places at once: one bit stands for each place between two tokens,
// and each byte of the destination moves all bits that are set. So no pattern makes it start over.

namespace Chat {
namespace {

// Kinds of bytes; those that the pattern names come behind them.
constexpr quint16 ordinary = 0;
constexpr quint16 continuation = 1; ///< Of a character in UTF-8.
constexpr quint16 slash = 2;
constexpr quint16 firstNamed = 3;

constexpr size_t mostTokens = 63;

bool isContinuation(uchar byte)
{
    return (byte & 0xC0) == 0x80;
}

} // namespace

struct DestinationPattern::Token {
    enum class Kind {
        Byte,
        OptionalSlash, ///< And the Everything behind it: both or neither.
        Character,     ///< `?`
        Characters,    ///< `*`
        Everything,    ///< `**`: slashes too.
    };
    Kind kind;
    char byte = 0;
};

bool isPattern(QByteArrayView destination)
{
    return destination.contains('*') || destination.contains('?');
}

std::vector<DestinationPattern::Token> DestinationPattern::tokensOf(QByteArrayView pattern)
{
    using Kind = Token::Kind;
    std::vector<Token> tokens;
    bool wasEverything = false;
    for (qsizetype from = 0; from <= pattern.size();) {
        const qsizetype found = pattern.indexOf('/', from);
        const qsizetype to = found < 0 ? pattern.size() : found;
        const QByteArrayView segment = pattern.sliced(from, to - from);
        const bool isFirst = from == 0;
        from = to + 1;
        const bool isEverything = segment == "**";
        if (isEverything && wasEverything)
            continue;
        wasEverything = isEverything;
        if (isEverything) {
            if (!isFirst)
                tokens.push_back({Kind::OptionalSlash, '/'});
            tokens.push_back({Kind::Everything});
            continue;
        }
        if (!isFirst)
            tokens.push_back({Kind::Byte, '/'});
        for (const char byte : segment) {
            if (byte == '?')
                tokens.push_back({Kind::Character});
            else if (byte != '*')
                tokens.push_back({Kind::Byte, byte});
            else if (tokens.empty() || tokens.back().kind != Kind::Characters)
                tokens.push_back({Kind::Characters});
        }
    }
    return tokens;
}

DestinationPattern::DestinationPattern(QByteArrayView pattern)
{
    using Kind = Token::Kind;
    std::vector<Token> tokens = tokensOf(pattern);
    const auto rest = std::find_if(tokens.begin(), tokens.end(),
                                   [](const Token &token) { return token.kind != Kind::Byte; });
    for (auto token = tokens.begin(); token != rest; ++token)
        m_start.append(token->byte);
    tokens.erase(tokens.begin(), rest);

    for (int byte = 0; byte < 256; ++byte)
        m_kinds[size_t(byte)] = isContinuation(uchar(byte)) ? continuation : ordinary;
    m_kinds['/'] = slash;
    quint16 kinds = firstNamed;
    for (const Token &token : tokens) {
        if (token.kind == Kind::Byte && m_kinds[uchar(token.byte)] < firstNamed &&
            token.byte != '/')
            m_kinds[uchar(token.byte)] = kinds++;
    }

    m_isTooLong = tokens.size() > mostTokens;
    if (m_isTooLong)
        return;
    m_last = int(tokens.size());
    m_rows.resize(kinds);
    std::vector<uchar> exampleOf(kinds);
    for (int byte = 255; byte >= 0; --byte)
        exampleOf[m_kinds[size_t(byte)]] = uchar(byte);
    for (int place = 0; place < m_last; ++place) {
        const Token &token = tokens[size_t(place)];
        const Places here = Places(1) << place;
        const bool isFree = token.kind == Kind::Characters || token.kind == Kind::Everything;
        if (isFree)
            m_free |= here;
        if (token.kind == Kind::OptionalSlash)
            m_skips |= here;
        for (size_t kind = 0; kind < kinds; ++kind) {
            const uchar byte = exampleOf[kind];
            const bool inSegment = byte != '/';
            const bool named = (token.kind == Kind::Byte || token.kind == Kind::OptionalSlash) &&
                               uchar(token.byte) == byte;
            if (named || (token.kind == Kind::Character && inSegment && !isContinuation(byte)))
                m_rows[kind].moves |= here;
            if (isFree && (inSegment || token.kind == Kind::Everything))
                m_rows[kind].stays |= here;
            if (token.kind == Kind::Character && isContinuation(byte))
                m_rows[kind].stays |= here << 1;
        }
    }
    // "**/x" covers "x".
    if (m_last > 1 && m_start.isEmpty() && tokens.front().kind == Kind::Everything)
        m_begin |= Places(1) << 2;
    m_begin = skippedOn(m_begin);
}

DestinationPattern::Places DestinationPattern::skippedOn(Places places) const
{
    places |= (places & m_free) << 1;
    places |= (places & m_skips) << 2;
    return places | (places & m_free) << 1;
}

bool DestinationPattern::matches(QByteArrayView destination) const
{
    if (m_isTooLong || !destination.startsWith(m_start))
        return false;
    if (m_last == 0)
        return destination.size() == m_start.size();
    Places places = m_begin;
    const Row *const rows = m_rows.data();
    const char *const end = destination.data() + destination.size();
    for (const char *at = destination.data() + m_start.size(); at != end; ++at) {
        const Row &row = rows[m_kinds[uchar(*at)]];
        places = skippedOn((places & row.moves) << 1 | (places & row.stays));
        if (places == 0)
            return false;
    }
    return (places >> m_last) & 1;
}

} // namespace Chat
