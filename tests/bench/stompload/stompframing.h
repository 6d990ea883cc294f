// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace Stompload {

/// Views into the bytes it was read from.
struct StompFrame {
    std::string_view command; ///< Empty for an EOL between frames: a heart-beat.
    std::string_view head;    ///< The header lines, raw.
    std::string_view body;

    /// As it stands on the wire, escapes included; empty when there is none.
    std::string_view header(std::string_view name) const;
};

/// Bytes used by one frame or EOL; 0: more bytes needed; -1: malformed.
long readStompFrame(const char *bytes, size_t count, StompFrame &frame);

} // namespace Stompload
