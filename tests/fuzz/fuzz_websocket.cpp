// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says how the bytes are cut, the rest is what a client sends behind a WebSocket
// handshake. Whatever it is: the parser tells what a plain decoder of RFC 6455 reads from the whole
// of it, in that order, and the cuts make no difference.
#include "server/doors/websocketparser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace Server;

namespace {

using Kind = WebSocketParser::Event::Kind;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// A whole message, a control frame, or the violation that ends the reading.
struct Told {
    Kind kind;
    QByteArray bytes; ///< Of a violation none: why is for people.
    int code = 0;
    bool isText = false;
    friend bool operator==(const Told &, const Told &) = default;
};

struct Reading {
    std::vector<Told> told;
    QByteArray unfinished; ///< What has come of a message that has not ended.
    friend bool operator==(const Reading &, const Reading &) = default;
};

// --- the plain decoder -----------------------------------------------------------------------

bool isCharacter(quint32 value, int bytes)
{
    constexpr std::array<quint32, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    return value >= smallest[size_t(bytes)] && value <= 0x10FFFF &&
           (value < 0xD800 || value > 0xDFFF);
}

/// Whether a value whose last bits have not come may be one: only at the ends of a range can it
/// turn.
bool canBecomeCharacter(quint32 value, int bytes, int missing)
{
    const quint32 lowest = value << missing;
    const quint32 highest = lowest | ((1U << missing) - 1);
    const std::array<quint32, 8> turns{lowest, highest, 0x80,    0x800,
                                       0xD7FF, 0xE000,  0x10000, 0x10FFFF};
    return std::any_of(turns.begin(), turns.end(), [&](quint32 turn) {
        return turn >= lowest && turn <= highest && isCharacter(turn, bytes);
    });
}

enum class Text { Whole, Cut, Wrong };

/// What RFC 3629 says of bytes, by the number that each character stands for.
Text judge(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const auto first = uchar(text.front());
        const int bytes = first < 0x80           ? 1
                          : (first >> 5) == 0x06 ? 2
                          : (first >> 4) == 0x0E ? 3
                          : (first >> 3) == 0x1E ? 4
                                                 : 0;
        if (bytes == 0)
            return Text::Wrong;
        const auto there = int(std::min<qsizetype>(bytes, text.size()));
        quint32 value = bytes == 1 ? first : first & (0x7FU >> bytes);
        for (int i = 1; i < there; ++i) {
            if ((uchar(text[i]) & 0xC0) != 0x80)
                return Text::Wrong;
            value = value << 6 | (uchar(text[i]) & 0x3F);
        }
        if (there < bytes)
            return canBecomeCharacter(value, bytes, 6 * (bytes - there)) ? Text::Cut : Text::Wrong;
        if (bytes > 1 && !isCharacter(value, bytes))
            return Text::Wrong;
        text = text.sliced(bytes);
    }
    return Text::Whole;
}

bool mayCloseWith(int code)
{
    constexpr std::array allowed{1000, 1001, 1002, 1003, 1007, 1008,
                                 1009, 1010, 1011, 1012, 1013, 1014};
    return std::find(allowed.begin(), allowed.end(), code) != allowed.end() ||
           (code >= 3000 && code < 5000);
}

Reading decode(const QByteArray &bytes, qint64 largest)
{
    Reading reading;
    bool isOpen = false; // a message, between its fragments
    bool isText = false;
    quint64 declared = 0;
    qsizetype at = 0;
    const auto number = [&](qsizetype from, int size) {
        quint64 value = 0;
        for (qsizetype i = from; i < from + size; ++i)
            value = value << 8 | uchar(bytes[i]);
        return value;
    };
    const auto violate = [&](int code) {
        reading.told.push_back({Kind::Violation, {}, code});
        reading.unfinished.clear();
        return reading;
    };
    while (at + 2 <= bytes.size()) {
        const auto first = uchar(bytes[at]);
        const auto second = uchar(bytes[at + 1]);
        const bool masked = second >= 0x80;
        const int lengthBytes = (second & 0x7F) == 127 ? 8 : (second & 0x7F) == 126 ? 2 : 0;
        const qsizetype head = 2 + lengthBytes + (masked ? 4 : 0);
        if (at + head > bytes.size())
            break;
        const quint64 length = lengthBytes == 0 ? second & 0x7FU : number(at + 2, lengthBytes);
        const bool isFinal = first >= 0x80;
        const int opcode = first & 0x0F;
        const bool isControl = opcode >= 8;
        if ((first & 0x70) != 0 || !masked || (lengthBytes == 2 && length < 126) ||
            (lengthBytes == 8 && (length < 0x10000 || length >> 63 != 0)) ||
            (opcode > 2 && opcode < 8) || opcode > 10 || (isControl && (!isFinal || length > 125)))
            return violate(1002);
        if (!isControl) {
            if ((opcode == 0) != isOpen)
                return violate(1002);
            if (opcode != 0) {
                isOpen = true;
                isText = opcode == 1;
                declared = 0;
            }
            if (length > quint64(largest) - declared)
                return violate(1009);
            declared += length;
        }
        const QByteArray mask = bytes.mid(at + head - 4, 4);
        at += head;
        QByteArray payload = bytes.mid(at, qsizetype(std::min<quint64>(length, 1 << 30)));
        for (qsizetype i = 0; i < payload.size(); ++i)
            payload[i] = char(payload[i] ^ mask[i % 4]);
        at += payload.size();
        const bool whole = quint64(payload.size()) == length;
        if (!isControl) {
            reading.unfinished += payload;
            const bool ends = whole && isFinal;
            const Text text = isText ? judge(reading.unfinished) : Text::Whole;
            if (text == Text::Wrong || (text == Text::Cut && ends))
                return violate(1007);
            if (ends) {
                reading.told.push_back({Kind::Payload, reading.unfinished, 0, isText});
                reading.unfinished.clear();
                isOpen = false;
            }
        } else if (whole && opcode != 8) {
            reading.told.push_back({opcode == 9 ? Kind::Ping : Kind::Pong, payload});
        } else if (whole && payload.isEmpty()) {
            reading.told.push_back({Kind::Close, {}, 1005});
            return reading;
        } else if (whole) {
            const int code = payload.size() < 2 ? 0 : uchar(payload[0]) << 8 | uchar(payload[1]);
            if (!mayCloseWith(code))
                return violate(1002);
            if (judge(payload.mid(2)) != Text::Whole)
                return violate(1007);
            reading.told.push_back({Kind::Close, payload.mid(2), code});
            return reading;
        }
    }
    return reading;
}

// --- the parser ------------------------------------------------------------------------------

Reading read(QByteArrayView bytes, qint64 largest, qsizetype pieceSize)
{
    WebSocketParser parser(largest);
    Reading reading;
    while (!bytes.isEmpty()) {
        QByteArray piece = bytes.first(std::min(pieceSize, bytes.size())).toByteArray();
        bytes = bytes.sliced(piece.size());
        char *at = piece.data();
        const char *const end = at + piece.size();
        while (true) {
            const char *const before = at;
            const auto event = parser.next(at, end);
            require(at >= before && at <= end);
            if (event.kind == Kind::NeedsMore)
                break;
            if (event.kind == Kind::Payload) {
                // Where it came, not a copy of it.
                require(event.bytes.data() >= before && event.bytes.end() == at);
                reading.unfinished += event.bytes;
                require(reading.unfinished.size() <= largest);
                if (event.endsMessage) {
                    reading.told.push_back({Kind::Payload, reading.unfinished, 0, event.isText});
                    reading.unfinished.clear();
                }
                continue;
            }
            const bool wrong = event.kind == Kind::Violation;
            require(!wrong || !event.bytes.isEmpty());
            reading.told.push_back(
                {event.kind, wrong ? QByteArray() : event.bytes.toByteArray(), event.code});
            if (wrong)
                reading.unfinished.clear();
            if (wrong || event.kind == Kind::Close)
                return reading;
        }
        require(at == end);
    }
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);
    // One is soon passed, the other lets a length of eight bytes in.
    const qint64 largest = data[0] % 2 == 0 ? 600 : 70000;
    const Reading plain = decode(bytes.toByteArray(), largest);
    require(read(bytes, largest, std::max<qsizetype>(1, bytes.size())) == plain);
    require(read(bytes, largest, 1 + data[0]) == plain);
    return 0;
}
