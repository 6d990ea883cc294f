// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/handshake.h"

#include "tests/bench/stompload/basics.h"

#include <algorithm>
#include <array>
#include <strings.h>

namespace Stompload {

using Sha1Digest = std::array<u8, 20>;

static u32 rotateLeft(u32 value, int bits)
{
    return (value << bits) | (value >> (32 - bits));
}

static void sha1Block(u32 (&hash)[5], const char *block)
{
    u32 w[80];
    for (int i = 0; i < 16; ++i) {
        const u8 *p = reinterpret_cast<const u8 *>(block) + 4 * i;
        w[i] = u32(p[0]) << 24 | u32(p[1]) << 16 | u32(p[2]) << 8 | p[3];
    }
    for (int i = 16; i < 80; ++i)
        w[i] = rotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    u32 a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4];
    for (int i = 0; i < 80; ++i) {
        u32 f, k;
        if (i < 20) {
            f = (b & c) | (~b & d);
            k = 0x5A827999;
        } else if (i < 40) {
            f = b ^ c ^ d;
            k = 0x6ED9EBA1;
        } else if (i < 60) {
            f = (b & c) | (b & d) | (c & d);
            k = 0x8F1BBCDC;
        } else {
            f = b ^ c ^ d;
            k = 0xCA62C1D6;
        }
        const u32 next = rotateLeft(a, 5) + f + e + k + w[i];
        e = d;
        d = c;
        c = rotateLeft(b, 30);
        b = a;
        a = next;
    }
    hash[0] += a;
    hash[1] += b;
    hash[2] += c;
    hash[3] += d;
    hash[4] += e;
}

// RFC 3174; by ourselves, so that the program needs nothing but libc.
static Sha1Digest sha1(std::string message)
{
    u32 hash[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    const u64 bits = u64(message.size()) * 8;
    message.push_back(char(0x80));
    while (message.size() % 64 != 56)
        message.push_back('\0');
    for (int i = 7; i >= 0; --i)
        message.push_back(char(bits >> (8 * i)));
    for (size_t offset = 0; offset < message.size(); offset += 64)
        sha1Block(hash, message.data() + offset);
    Sha1Digest digest;
    for (size_t i = 0; i < digest.size(); ++i)
        digest[i] = u8(hash[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

static std::string base64(const Sha1Digest &bytes)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    const size_t count = bytes.size();
    for (size_t i = 0; i < count; i += 3) {
        const u32 three = u32(bytes[i]) << 16 | (i + 1 < count ? u32(bytes[i + 1]) << 8 : 0) |
                          (i + 2 < count ? bytes[i + 2] : 0);
        text += letters[three >> 18 & 63];
        text += letters[three >> 12 & 63];
        text += i + 1 < count ? letters[three >> 6 & 63] : '=';
        text += i + 2 < count ? letters[three & 63] : '=';
    }
    return text;
}

std::string websocketAccept(std::string_view key)
{
    return base64(sha1(std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
}

static std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string httpHeader(std::string_view block, std::string_view name)
{
    size_t position = 0;
    while (position < block.size()) {
        const size_t end = std::min(block.find("\r\n", position), block.size());
        const std::string_view line = block.substr(position, end - position);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            strncasecmp(line.data(), name.data(), name.size()) == 0)
            return std::string(trimmed(line.substr(name.size() + 1)));
        position = end + 2;
    }
    return {};
}

} // namespace Stompload
