// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/stompload/basics.h"
#include "tests/bench/stompload/options.h"
#include "tests/bench/stompload/stompframing.h"

#include <optional>
#include <string>

namespace Stompload {

/// What each body says about itself.
struct Mark {
    u32 publisher = 0;
    u32 sequence = 0;
    u64 time = 0;      ///< When it was (to be) sent, by nowNs().
    size_t offset = 0; ///< Where in the body it stands; prefixes may come back changed.
};

/// Publisher number of messages that only ask whether everybody listens.
constexpr u32 probePublisher = 0xffffffffu;

/// Bodies that tell who sent them, which one of theirs it is and when:
/// prefix "~" publisher(8 hex) sequence(8 hex) time(16 hex) filler suffix.
class LoadBody {
public:
    explicit LoadBody(const Options &options);

    size_t length() const;
    void append(std::string &out, u32 publisher, u32 sequence, u64 time) const;
    /// nullopt: the body holds no mark.
    std::optional<Mark> read(std::string_view body) const;
    /// Whether every byte behind the mark is what append() wrote.
    bool isIntact(std::string_view body, const Mark &mark) const;

private:
    size_t fillOffset(u32 publisher, u32 sequence) const;

    std::string m_prefix, m_suffix;
    std::string m_pattern; ///< One period more than a body takes.
    size_t m_step = 1;     ///< Bytes of one character.
    size_t m_fillLength = 0;
    size_t m_padLength = 0;
};

} // namespace Stompload
