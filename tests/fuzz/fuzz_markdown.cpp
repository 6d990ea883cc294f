// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wrote, whatever it is: the tree of it is bounded, has nothing in it but what we
// make ourselves in the places where we make it, leads to safe addresses alone, and says no more
// than was written.
#include "ui/model/messagelinks.h"
#include "ui/model/messagenode.h"

#include <cstdint>
#include <cstdlib>

using namespace Ui;

namespace {

using Kind = MessageNode::Kind;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool hasPrivateLetters(const QString &text)
{
    return text.contains(QChar(0xDB80));
}

int count(const std::vector<MessageNode> &nodes, int depth, bool below, bool withinLink)
{
    require(depth <= 3 * deepestMessage);
    int all = 0;
    for (const MessageNode &node : nodes) {
        require((node.kind <= Kind::Rule) == below);
        require(!hasPrivateLetters(node.text) && !hasPrivateLetters(node.detail));
        require(node.text.isValidUtf16() && node.detail.isValidUtf16());
        const bool isLeaf = node.kind == Kind::Text || node.kind == Kind::Break ||
                            node.kind == Kind::Code || node.kind == Kind::CodeBlock ||
                            node.kind == Kind::Mention || node.kind == Kind::Rule;
        require(!isLeaf || node.children.empty());
        require(node.kind != Kind::Link || (isSafeAddress(node.detail) && !withinLink));
        require(node.kind != Kind::Mention || !withinLink);
        require(node.kind != Kind::Text || !node.text.contains(u'\n'));
        const bool ofItems = node.kind == Kind::List;
        for (const MessageNode &child : node.children)
            require(ofItems == (child.kind == Kind::Item));
        const bool ofBlocks = ofItems || node.kind == Kind::Quote || node.kind == Kind::Item;
        all += 1 + count(node.children, depth + 1, ofBlocks, withinLink || node.kind == Kind::Link);
    }
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    static const Chat::MentionNames names({QStringLiteral("kim"), QStringLiteral("김 민수"),
                                           QStringLiteral("민수"), QStringLiteral("_a*b_")});
    const auto nodes = parseMessage(text, names);
    require(!nodes.empty());
    require(count(nodes, 1, true, false) <= 4 * text.size() + 4);
    // A link in disguise is shown by its address, which may be longer than its words.
    require(plainText(nodes).size() <= 2 * text.size() + 16);
    require(parseMessage(text, names) == nodes);
    for (const LinkSpan &link : findLinks(text))
        require(isSafeAddress(link.address) &&
                text.mid(link.start, link.length).contains(link.text));
    return 0;
}
