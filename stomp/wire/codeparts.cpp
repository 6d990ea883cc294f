// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/codeparts.h"

#include <QHash>
#include <QStringView>

#include <algorithm>
#include <optional>

namespace Chat {
namespace {

constexpr qsizetype shortestFence = 3;

/// Backticks side by side.
struct Ticks {
    qsizetype start = 0;
    qsizetype length = 0;
    bool escaped = false; ///< A backslash takes the first of them away, unless they end code.
};

/// What stands before the words of a line.
struct Lead {
    qsizetype length = 0; ///< UTF-16 units, list marks with it.
    int quotes = 0;
    bool hasListMark = false;
};

struct Fence {
    qsizetype length = 0;
    qsizetype start = 0;  ///< In the text.
    int quotes = 0;       ///< It ends where they do …
    qsizetype indent = 0; ///< … or the item of a list that it stands in.
};

/// The length of a list mark with the blank behind it; 0 for none.
qsizetype listMark(QStringView line)
{
    qsizetype at = 0;
    if (!line.isEmpty() && (line[0] == u'-' || line[0] == u'+' || line[0] == u'*')) {
        at = 1;
    } else {
        while (at < line.size() && at < 9 && line[at] >= u'0' && line[at] <= u'9')
            ++at;
        if (at == 0 || at == line.size() || (line[at] != u'.' && line[at] != u')'))
            return 0;
        ++at;
    }
    return at < line.size() && (line[at] == u' ' || line[at] == u'\t') ? at + 1 : 0;
}

Lead leadOf(QStringView line, bool withLists)
{
    Lead lead;
    while (lead.length < line.size()) {
        const QChar c = line[lead.length];
        if (c == u'>')
            ++lead.quotes;
        else if (c != u' ' && c != u'\t') {
            const qsizetype mark = withLists ? listMark(line.sliced(lead.length)) : 0;
            if (mark == 0)
                break;
            lead.hasListMark = true;
            lead.length += mark - 1;
        }
        ++lead.length;
    }
    return lead;
}

qsizetype runLength(QStringView line)
{
    const auto end = std::find_if(line.begin(), line.end(), [](QChar c) { return c != u'`'; });
    return end - line.begin();
}

std::optional<Fence> fenceOf(QStringView line, qsizetype lineStart)
{
    const Lead lead = leadOf(line, true);
    const QStringView words = line.sliced(lead.length);
    const qsizetype length = runLength(words);
    if (length < shortestFence || words.sliced(length).contains(u'`'))
        return std::nullopt;
    return Fence{length, lineStart, lead.quotes, lead.hasListMark ? lead.length : 0};
}

bool closes(QStringView line, const Fence &fence)
{
    const QStringView words = line.sliced(leadOf(line, false).length);
    const qsizetype length = runLength(words);
    return length >= fence.length && words.sliced(length).trimmed().isEmpty();
}

/// Whether the quote or list that a fence stands in has ended before this line.
bool leaves(QStringView line, const Fence &fence)
{
    const Lead lead = leadOf(line, false);
    return lead.quotes < fence.quotes || (lead.length < fence.indent && lead.length < line.size());
}

void collectTicks(QStringView line, qsizetype lineStart, std::vector<Ticks> &ticks)
{
    int backslashes = 0;
    for (qsizetype at = 0; at < line.size(); ++at) {
        if (line[at] == u'`') {
            const qsizetype length = runLength(line.sliced(at));
            ticks.push_back({lineStart + at, length, backslashes % 2 == 1});
            at += length - 1;
        }
        backslashes = line[at] == u'\\' ? backslashes + 1 : 0;
    }
}

/// Pairs the backticks of a paragraph: as many end code as began it.
void pairTicks(std::vector<Ticks> &ticks, std::vector<TextStretch> &parts)
{
    QHash<qsizetype, size_t> last; // by length, the last ones of that length
    for (size_t i = 0; i < ticks.size(); ++i)
        last.insert(ticks[i].length, i);
    for (size_t i = 0; i < ticks.size(); ++i) {
        const qsizetype taken = ticks[i].escaped ? 1 : 0;
        const qsizetype length = ticks[i].length - taken;
        if (length == 0 || last.value(length, 0) <= i)
            continue;
        size_t end = i + 1;
        while (ticks[end].length != length)
            ++end;
        parts.push_back({ticks[i].start + taken, ticks[end].start + length});
        i = end;
    }
    ticks.clear();
}

} // namespace

std::vector<TextStretch> codeParts(const QString &text)
{
    std::vector<TextStretch> parts;
    if (!text.contains(u'`'))
        return parts;
    std::vector<Ticks> ticks; // of the paragraph
    std::optional<Fence> fence;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = text.indexOf(u'\n', start);
        end = end < 0 ? text.size() : end;
        const QStringView line = QStringView(text).sliced(start, end - start);
        if (fence && leaves(line, *fence)) {
            parts.push_back({fence->start, start});
            fence.reset();
        }
        if (fence) {
            if (closes(line, *fence)) {
                parts.push_back({fence->start, end});
                fence.reset();
            }
        } else if (fence = fenceOf(line, start); fence || line.trimmed().isEmpty()) {
            pairTicks(ticks, parts);
        } else {
            collectTicks(line, start, ticks);
        }
        start = end + 1;
    }
    pairTicks(ticks, parts);
    if (fence)
        parts.push_back({fence->start, text.size()});
    return parts;
}

} // namespace Chat
