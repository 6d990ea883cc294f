// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// A load generator for STOMP hosts. libc and epoll only, so that what it measures is the host.
namespace Stompload {

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

/// Nanoseconds of the monotonic clock.
u64 nowNs();

void sleepSeconds(double seconds);

/// Prints to stderr and ends the program with code 2.
[[noreturn]] void die(const char *text, ...) __attribute__((format(printf, 1, 2)));

/// printf into a string.
std::string format(const char *text, ...) __attribute__((format(printf, 1, 2)));

/// Replaces every "%d" of a destination template by a number.
std::string expand(const std::string &pattern, long number);

/// With its quotes.
std::string jsonString(const std::string &text);

/// As many descriptors as the system lets us have.
void raiseDescriptorLimit();

} // namespace Stompload
