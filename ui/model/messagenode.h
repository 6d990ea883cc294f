// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/mentions.h"

#include <QString>

#include <vector>

namespace Ui {

/// Part of a message's text. Nothing else is ever shown of one, here or on the browser page.
struct MessageNode {
    enum class Kind {
        // What stands below one another.
        Paragraph, ///< Of what stands side by side.
        CodeBlock, ///< `text`; `detail` is the language, or empty.
        Quote,     ///< Of what stands below one another.
        List,      ///< Of items; `number` is that of the first, or -1 for dots.
        Item,      ///< Of what stands below one another.
        Rule,
        // What stands side by side.
        Text,
        Break,
        Strong,
        Emphasis,
        Strike,
        Code,    ///< `text`.
        Link,    ///< To `detail`, an address that isSafeAddress().
        Mention, ///< `text` as it is shown; `detail` is the name, or empty for everybody.
    };
    Kind kind = Kind::Text;
    QString text = {};
    QString detail = {};
    int number = -1;
    std::vector<MessageNode> children = {};

    friend bool operator==(const MessageNode &, const MessageNode &) = default;
};

/// More of a text than this is not read as Markdown, UTF-16 units.
constexpr qsizetype longestMarkdown = 20'000;
/// Quotes and lists lie in one another so deep; what is deeper lies side by side.
constexpr int deepestMessage = 8;

/// What a message says: CommonMark without HTML, references and indented code, with `~~`, and with
/// each line break kept; addresses and mentions where they stand; faces like ^_^ left alone. A text
/// that is too long, or has more marks than a person writes, is a paragraph as it is. Never empty.
std::vector<MessageNode> parseMessage(const QString &text, const Chat::MentionNames &names = {});

/// All of it without its marks, a line for each.
QString plainText(const std::vector<MessageNode> &nodes);

} // namespace Ui
