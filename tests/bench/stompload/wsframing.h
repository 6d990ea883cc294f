// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/stompload/basics.h"

#include <optional>

namespace Stompload {

/// Opcodes of RFC 6455, 5.2.
enum class Opcode : u8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// The head of a WebSocket frame.
struct WsHead {
    Opcode opcode = Opcode::Continuation;
    bool masked = false;
    u8 key[4] = {0, 0, 0, 0};
    size_t headLength = 0;
    u64 payloadLength = 0;

    bool carriesData() const { return opcode <= Opcode::Binary; }
};

/// The longest head there is.
constexpr size_t longestWsHead = 14;

/// nullopt: more bytes needed.
std::optional<WsHead> readWsHead(const char *bytes, size_t count);

/// Writes the head of a final frame into `out` (longestWsHead bytes), returns its length.
size_t writeWsHead(char *out, Opcode opcode, u64 length, bool masked, u32 key);

/// Masks or unmasks in place.
void applyMask(char *bytes, size_t count, const u8 key[4]);

} // namespace Stompload
