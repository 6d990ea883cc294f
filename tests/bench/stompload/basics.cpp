// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/basics.h"

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sys/resource.h>

namespace Stompload {

u64 nowNs()
{
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return u64(time.tv_sec) * 1000000000ull + u64(time.tv_nsec);
}

void sleepSeconds(double seconds)
{
    if (seconds > 0) {
        timespec time{time_t(seconds), long((seconds - std::floor(seconds)) * 1e9)};
        nanosleep(&time, nullptr);
    }
}

void die(const char *text, ...)
{
    va_list arguments;
    va_start(arguments, text);
    fprintf(stderr, "stompload: ");
    vfprintf(stderr, text, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    exit(2);
}

std::string format(const char *text, ...)
{
    va_list arguments, again;
    va_start(arguments, text);
    va_copy(again, arguments);
    const int length = vsnprintf(nullptr, 0, text, arguments);
    va_end(arguments);
    std::string result(size_t(length), '\0');
    vsnprintf(result.data(), size_t(length) + 1, text, again);
    va_end(again);
    return result;
}

std::string expand(const std::string &pattern, long number)
{
    std::string result;
    for (size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] == 'd') {
            result += std::to_string(number);
            ++i;
        } else {
            result += pattern[i];
        }
    }
    return result;
}

std::string jsonString(const std::string &text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (u8(c) < 0x20) {
            result += format("\\u%04x", unsigned(c));
        } else {
            result += c;
        }
    }
    return result + "\"";
}

void raiseDescriptorLimit()
{
    rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        rlimit wanted = limit;
        wanted.rlim_cur = wanted.rlim_max = std::max<rlim_t>(limit.rlim_max, 65536);
        if (setrlimit(RLIMIT_NOFILE, &wanted) != 0) {
            limit.rlim_cur = limit.rlim_max;
            setrlimit(RLIMIT_NOFILE, &limit);
        }
    }
}

} // namespace Stompload
