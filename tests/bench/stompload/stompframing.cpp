// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/stompframing.h"

#include "tests/bench/stompload/basics.h"

#include <cstdlib>
#include <cstring>

namespace Stompload {

static const char *find(const char *begin, char wanted, size_t count)
{
    return static_cast<const char *>(memchr(begin, wanted, count));
}

std::string_view StompFrame::header(std::string_view name) const
{
    size_t position = 0;
    while (position < head.size()) {
        const char *newline = find(head.data() + position, '\n', head.size() - position);
        const size_t end = newline ? size_t(newline - head.data()) : head.size();
        std::string_view line = head.substr(position, end - position);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            line.compare(0, name.size(), name) == 0)
            return line.substr(name.size() + 1);
        position = end + 1;
    }
    return {};
}

static long readEol(const char *bytes, size_t count)
{
    if (bytes[0] == '\n')
        return 1;
    if (count < 2)
        return 0;
    return bytes[1] == '\n' ? 2 : -1;
}

long readStompFrame(const char *bytes, size_t count, StompFrame &frame)
{
    if (count == 0)
        return 0;
    if (bytes[0] == '\n' || bytes[0] == '\r') {
        frame.command = {};
        return readEol(bytes, count);
    }
    const char *newline = find(bytes, '\n', count);
    if (!newline)
        return count > 64 ? -1 : 0;
    frame.command = std::string_view(bytes, size_t(newline - bytes));
    if (!frame.command.empty() && frame.command.back() == '\r')
        frame.command.remove_suffix(1);
    const char *line = newline + 1;
    const char *const headBegin = line;
    const char *const end = bytes + count;
    u64 length = 0;
    bool hasLength = false;
    for (;;) {
        newline = find(line, '\n', size_t(end - line));
        if (!newline)
            return 0;
        const size_t lineLength = size_t(newline - line);
        if (lineLength == 0 || (lineLength == 1 && line[0] == '\r'))
            break;
        if (lineLength > 15 && line[0] == 'c' && memcmp(line, "content-length:", 15) == 0 &&
            !hasLength) {
            hasLength = true;
            length = strtoull(line + 15, nullptr, 10);
        }
        line = newline + 1;
    }
    frame.head = std::string_view(headBegin, size_t(line - headBegin));
    const char *body = newline + 1;
    const size_t left = size_t(end - body);
    if (hasLength) {
        if (left < length + 1)
            return 0;
        frame.body = std::string_view(body, length);
        if (body[length] != '\0')
            return -1;
        return long(body + length + 1 - bytes);
    }
    const char *nul = find(body, '\0', left);
    if (!nul)
        return 0;
    frame.body = std::string_view(body, size_t(nul - body));
    return long(nul + 1 - bytes);
}

} // namespace Stompload
