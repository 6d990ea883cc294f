// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/emoji.h"

#include "server/auth/names.h"

#include <algorithm>

namespace Server {
namespace {

constexpr qsizetype emojiLength = 32; ///< UTF-16 units: a family with skin tones has 25.

} // namespace

bool canBeEmoji(const QString &text)
{
    if (text.isEmpty() || text.size() > emojiLength || !text.isValidUtf16())
        return false;
    if (cleanLine(text, emojiLength).isEmpty()) // marks and joiners alone
        return false;
    constexpr char16_t joiner = 0x200d;
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.isSurrogate() || c == joiner || c.isMark() || (c.isPrint() && !c.isSpace());
    });
}

} // namespace Server
