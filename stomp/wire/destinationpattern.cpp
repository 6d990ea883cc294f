// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/destinationpattern.h"

#include <QVarLengthArray>

#include <algorithm>

// A pattern is tried at all its places at once: one bit stands for each place between two tokens,
// and each byte of the destination moves all bits that are set. So no pattern makes it start over.

namespace Chat {
namespace {

// Rows of the table. Behind them come two for each kind of byte: where it moves on, where it stays.
constexpr qsizetype beginRow = 0;
constexpr qsizetype freeRow = 1; ///< Tokens that may be nothing.
constexpr qsizetype skipRow = 2; ///< Tokens that may be left out together with the next.
constexpr qsizetype kindRows = 3;

// Kinds of bytes; those that the pattern names come behind them.
constexpr quint16 ordinary = 0;
constexpr quint16 continuation = 1; ///< Of a character in UTF-8.
constexpr quint16 slash = 2;
constexpr quint16 firstNamed = 3;

constexpr qsizetype bitsPerWord = 64;

bool isContinuation(uchar byte)
{
    return (byte & 0xC0) == 0x80;
}

/// Sets in `to` the bits of `from` that `mask` holds, moved on by so many places.
void move(const quint64 *from, const quint64 *mask, int places, quint64 *to, qsizetype words)
{
    quint64 carried = 0;
    for (qsizetype i = 0; i < words; ++i) {
        const quint64 bits = from[i] & mask[i];
        to[i] |= (bits << places) | carried;
        carried = bits >> (bitsPerWord - places);
    }
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

    m_places = qsizetype(tokens.size()) + 1;
    m_words = (m_places + bitsPerWord - 1) / bitsPerWord;
    m_rows.resize(size_t((kindRows + 2 * kinds) * m_words));
    const auto set = [this](qsizetype row, qsizetype place) {
        m_rows[size_t(row * m_words + place / bitsPerWord)] |= Word(1) << (place % bitsPerWord);
    };
    std::vector<uchar> exampleOf(kinds);
    for (int byte = 255; byte >= 0; --byte)
        exampleOf[m_kinds[size_t(byte)]] = uchar(byte);
    set(beginRow, 0);
    for (qsizetype place = 0; place < qsizetype(tokens.size()); ++place) {
        const Token &token = tokens[size_t(place)];
        const bool isFree = token.kind == Kind::Characters || token.kind == Kind::Everything;
        if (isFree)
            set(freeRow, place);
        if (token.kind == Kind::OptionalSlash)
            set(skipRow, place);
        for (qsizetype kind = 0; kind < kinds; ++kind) {
            const uchar byte = exampleOf[size_t(kind)];
            const bool inSegment = byte != '/';
            const bool named = (token.kind == Kind::Byte || token.kind == Kind::OptionalSlash) &&
                               uchar(token.byte) == byte;
            const qsizetype moves = kindRows + 2 * kind;
            if (named || (token.kind == Kind::Character && inSegment && !isContinuation(byte)))
                set(moves, place);
            if (isFree && (inSegment || token.kind == Kind::Everything))
                set(moves + 1, place);
            if (token.kind == Kind::Character && isContinuation(byte))
                set(moves + 1, place + 1);
        }
    }
    // "**/x" covers "x".
    if (tokens.size() > 1 && m_start.isEmpty() && tokens.front().kind == Kind::Everything)
        set(beginRow, 2);
}

bool DestinationPattern::matches(QByteArrayView destination) const
{
    if (!destination.startsWith(m_start))
        return false;
    if (m_places == 1)
        return destination.size() == m_start.size();
    QVarLengthArray<Word, 8> places(row(beginRow), row(beginRow) + m_words);
    QVarLengthArray<Word, 8> next(m_words);
    const auto skipOn = [this](Word *at) {
        move(at, row(freeRow), 1, at, m_words);
        move(at, row(skipRow), 2, at, m_words);
        move(at, row(freeRow), 1, at, m_words);
    };
    skipOn(places.data());
    for (const char byte : destination.sliced(m_start.size())) {
        const qsizetype moves = kindRows + 2 * m_kinds[uchar(byte)];
        Word any = 0;
        for (qsizetype i = 0; i < m_words; ++i)
            next[i] = places[i] & row(moves + 1)[i];
        move(places.data(), row(moves), 1, next.data(), m_words);
        skipOn(next.data());
        for (const Word word : next)
            any |= word;
        if (any == 0)
            return false;
        std::swap(places, next);
    }
    const qsizetype last = m_places - 1;
    return (places[last / bitsPerWord] >> (last % bitsPerWord)) & 1;
}

} // namespace Chat
