// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/wsframing.h"

#include <cstring>

namespace Stompload {

std::optional<WsHead> readWsHead(const char *bytes, size_t count)
{
    if (count < 2)
        return std::nullopt;
    const u8 *b = reinterpret_cast<const u8 *>(bytes);
    WsHead head;
    head.opcode = Opcode(b[0] & 15);
    head.masked = b[1] & 0x80;
    head.payloadLength = b[1] & 127;
    head.headLength = 2;
    if (head.payloadLength == 126) {
        if (count < 4)
            return std::nullopt;
        head.payloadLength = u64(b[2]) << 8 | b[3];
        head.headLength = 4;
    } else if (head.payloadLength == 127) {
        if (count < 10)
            return std::nullopt;
        head.payloadLength = 0;
        for (int i = 0; i < 8; ++i)
            head.payloadLength = head.payloadLength << 8 | b[2 + i];
        head.headLength = 10;
    }
    if (head.masked) {
        if (count < head.headLength + 4)
            return std::nullopt;
        memcpy(head.key, bytes + head.headLength, 4);
        head.headLength += 4;
    }
    return head;
}

size_t writeWsHead(char *out, Opcode opcode, u64 length, bool masked, u32 key)
{
    size_t count = 0;
    out[count++] = char(0x80 | u8(opcode));
    const u8 maskBit = masked ? 0x80 : 0;
    if (length < 126) {
        out[count++] = char(maskBit | u8(length));
    } else if (length < 65536) {
        out[count++] = char(maskBit | 126);
        out[count++] = char(length >> 8);
        out[count++] = char(length);
    } else {
        out[count++] = char(maskBit | 127);
        for (int i = 7; i >= 0; --i)
            out[count++] = char(length >> (8 * i));
    }
    if (masked) {
        memcpy(out + count, &key, 4);
        count += 4;
    }
    return count;
}

void applyMask(char *bytes, size_t count, const u8 key[4])
{
    u32 four;
    memcpy(&four, key, 4);
    if (!four)
        return;
    const u64 eight = u64(four) | u64(four) << 32;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        u64 value;
        memcpy(&value, bytes + i, 8);
        value ^= eight;
        memcpy(bytes + i, &value, 8);
    }
    for (; i < count; ++i)
        bytes[i] = char(u8(bytes[i]) ^ key[i & 3]);
}

} // namespace Stompload
