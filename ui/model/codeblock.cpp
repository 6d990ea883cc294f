// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/codeblock.h"

#include "stomp/wire/codeparts.h"

#include <algorithm>

namespace Ui {
namespace {

constexpr qsizetype shortestFence = 3;

} // namespace

QString codeBlock(const QString &lines)
{
    qsizetype longest = shortestFence - 1;
    qsizetype run = 0;
    for (const QChar c : lines) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    return fence + u'\n' + lines + u'\n' + fence;
}

bool isCodeAt(const QString &text, qsizetype position)
{
    const std::vector<Chat::TextStretch> code = Chat::codeParts(text);
    return std::any_of(code.begin(), code.end(), [position](const Chat::TextStretch &part) {
        return part.start <= position && position < part.end;
    });
}

} // namespace Ui
