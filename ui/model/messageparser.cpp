// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/messagelinks.h"
#include "ui/model/messagenode.h"
#include "ui/model/messageshield.h"

#include <QByteArray>

#include <md4c.h>

#include <algorithm>

namespace Ui {
namespace {

using NodeKind = MessageNode::Kind;

constexpr qsizetype longestLanguage = 32;

/// Builds the tree from what the parser tells.
class TreeBuilder {
public:
    explicit TreeBuilder(const MessageShield &shield) : m_shield(shield) { m_open.emplace_back(); }

    std::vector<MessageNode> take() { return std::move(m_open.front().node.children); }

    int enterBlock(MD_BLOCKTYPE type, void *detail)
    {
        switch (type) {
        case MD_BLOCK_QUOTE:
            return open(NodeKind::Quote, true);
        case MD_BLOCK_UL:
            return open(NodeKind::List, true);
        case MD_BLOCK_OL:
            open(NodeKind::List, true);
            m_open.back().node.number = int(static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start);
            return 0;
        case MD_BLOCK_LI:
            return open(NodeKind::Item, false);
        case MD_BLOCK_HR:
            add({NodeKind::Rule});
            return 0;
        case MD_BLOCK_H:
            open(NodeKind::Paragraph, false);
            return open(NodeKind::Strong, false);
        case MD_BLOCK_CODE: {
            open(NodeKind::CodeBlock, false);
            const QString language =
                m_shield.restored(words(static_cast<MD_BLOCK_CODE_DETAIL *>(detail)->lang));
            m_open.back().node.detail = language.left(longestLanguage);
            return 0;
        }
        case MD_BLOCK_P:
            return open(NodeKind::Paragraph, false);
        default:
            return 0;
        }
    }

    int leaveBlock(MD_BLOCKTYPE type)
    {
        while (!m_spans.empty())
            closeSpan();
        switch (type) {
        case MD_BLOCK_DOC:
        case MD_BLOCK_HR:
            return 0;
        case MD_BLOCK_H:
            close();
            return close();
        case MD_BLOCK_CODE: {
            QString &text = m_open.back().node.text;
            text = m_shield.restored(text);
            if (text.endsWith(u'\n'))
                text.chop(1);
            return close();
        }
        default:
            return close();
        }
    }

    int enterSpan(MD_SPANTYPE type, void *detail)
    {
        m_spans.push_back(type);
        switch (type) {
        case MD_SPAN_EM:
            return open(NodeKind::Emphasis, true);
        case MD_SPAN_STRONG:
            return open(NodeKind::Strong, true);
        case MD_SPAN_DEL:
            return open(NodeKind::Strike, true);
        case MD_SPAN_CODE:
            return open(NodeKind::Code, false);
        case MD_SPAN_A: {
            const auto *link = static_cast<MD_SPAN_A_DETAIL *>(detail);
            return openLink(words(link->href), words(link->title), false);
        }
        case MD_SPAN_IMG: {
            const auto *image = static_cast<MD_SPAN_IMG_DETAIL *>(detail);
            return openLink(words(image->src), words(image->title), true);
        }
        default:
            return open(NodeKind::Text, false);
        }
    }

    /// md4c 0.4.8 ends spans that it has not begun, or in another order, where the title of a link
    /// has marks of emphasis.
    int leaveSpan(MD_SPANTYPE type)
    {
        if (std::find(m_spans.begin(), m_spans.end(), type) == m_spans.end())
            return 0;
        while (m_spans.back() != type)
            closeSpan();
        return closeSpan();
    }

    int text(MD_TEXTTYPE type, const MD_CHAR *from, MD_SIZE size)
    {
        MessageNode &node = m_open.back().node;
        if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
            add({NodeKind::Break});
        } else if (node.kind == NodeKind::Code || node.kind == NodeKind::CodeBlock) {
            node.text += QString::fromUtf8(from, qsizetype(size));
        } else {
            m_shield.append(QString::fromUtf8(from, qsizetype(size)), m_links > 0, node.children);
        }
        return 0;
    }

private:
    /// A part that is not closed yet.
    struct Open {
        MessageNode node;
        bool counted = false; ///< It makes the tree deeper …
        bool dropped = false; ///< … too deep: its children go into what it stands in.
        bool isLink = false;
        bool isImage = false;
        bool inner = false; ///< A link within a link is its words.
        QString title;
    };

    static QString words(const MD_ATTRIBUTE &attribute)
    {
        return QString::fromUtf8(attribute.text, qsizetype(attribute.size));
    }

    void add(MessageNode node) { m_open.back().node.children.push_back(std::move(node)); }

    int closeSpan()
    {
        const MD_SPANTYPE type = m_spans.back();
        m_spans.pop_back();
        if (type == MD_SPAN_A || type == MD_SPAN_IMG)
            return closeLink();
        if (type == MD_SPAN_CODE)
            m_open.back().node.text = m_shield.restored(m_open.back().node.text);
        return close();
    }

    int open(NodeKind kind, bool counted)
    {
        Open one;
        one.node.kind = kind;
        one.counted = counted;
        m_depth += counted ? 1 : 0;
        const bool item = kind == NodeKind::Item && m_open.back().dropped;
        one.dropped = item || (counted && m_depth > deepestMessage);
        m_open.push_back(std::move(one));
        return 0;
    }

    int close()
    {
        Open one = std::move(m_open.back());
        m_open.pop_back();
        if (one.node.kind == NodeKind::Item)
            one.node.children = inParagraphs(std::move(one.node.children));
        m_depth -= one.counted ? 1 : 0;
        if (one.dropped)
            spill(std::move(one.node.children));
        else if (!isEmptySpan(one.node))
            add(std::move(one.node));
        return 0;
    }

    /// The parser tells no paragraphs of lists without gaps.
    static std::vector<MessageNode> inParagraphs(std::vector<MessageNode> nodes)
    {
        std::vector<MessageNode> blocks;
        bool inWords = false;
        for (MessageNode &node : nodes) {
            const bool isWord = node.kind > NodeKind::Rule;
            if (isWord && !inWords)
                blocks.push_back({NodeKind::Paragraph});
            inWords = isWord;
            if (isWord)
                blocks.back().children.push_back(std::move(node));
            else
                blocks.push_back(std::move(node));
        }
        return blocks;
    }

    static bool isEmptySpan(const MessageNode &node)
    {
        return node.children.empty() &&
               (node.kind == NodeKind::Strong || node.kind == NodeKind::Emphasis ||
                node.kind == NodeKind::Strike || node.kind == NodeKind::Text);
    }

    void spill(std::vector<MessageNode> nodes)
    {
        std::vector<MessageNode> &into = m_open.back().node.children;
        for (MessageNode &node : nodes) {
            if (node.kind == NodeKind::Text && !into.empty() && into.back().kind == NodeKind::Text)
                into.back().text += node.text;
            else
                into.push_back(std::move(node));
        }
    }

    int openLink(const QString &address, const QString &title, bool isImage)
    {
        Open one;
        one.node.kind = NodeKind::Link;
        one.node.detail = m_shield.restored(address);
        one.title = m_shield.restored(title).replace(u'\n', u' ');
        one.isLink = true;
        one.isImage = isImage;
        one.inner = m_links > 0;
        ++m_links;
        m_open.push_back(std::move(one));
        return 0;
    }

    int closeLink()
    {
        Open one = std::move(m_open.back());
        m_open.pop_back();
        --m_links;
        const QString address = one.node.detail;
        const auto addText = [this](const QString &text) {
            spill({MessageNode{NodeKind::Text, text}});
        };
        if (one.inner) {
            spill(std::move(one.node.children));
        } else if (!isSafeAddress(address)) {
            // What was said in the guise of a link is not lost: "[notice](must be read)".
            addText(one.isImage ? QStringLiteral("![") : QStringLiteral("["));
            spill(std::move(one.node.children));
            addText(one.title.isEmpty() ? QStringLiteral("](") + address + u')'
                                        : QStringLiteral("](") + address + QStringLiteral(" \"") +
                                              one.title + QStringLiteral("\")"));
        } else {
            const QString said = plainText(one.node.children);
            if (said.trimmed().isEmpty() || isMisleading(said, address))
                one.node.children = {MessageNode{NodeKind::Text, address}};
            add(std::move(one.node));
        }
        return 0;
    }

    const MessageShield &m_shield;
    std::vector<Open> m_open;
    std::vector<MD_SPANTYPE> m_spans; ///< Those among them, of the block that is read.
    int m_depth = 0;
    int m_links = 0;
};

TreeBuilder &builder(void *data)
{
    return *static_cast<TreeBuilder *>(data);
}

std::vector<MessageNode> parseShielded(const MessageShield &shield)
{
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        return builder(data).enterBlock(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        return builder(data).leaveBlock(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        return builder(data).enterSpan(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *data) {
        return builder(data).leaveSpan(type);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        return builder(data).text(type, text, size);
    };
    TreeBuilder tree(shield);
    const QByteArray utf8 = shield.text().toUtf8();
    if (md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &tree) != 0)
        return {};
    return tree.take();
}

/// Line by line, and nothing in it.
MessageNode plainParagraph(const QString &text)
{
    MessageNode paragraph{NodeKind::Paragraph};
    for (const QString &line : text.split(u'\n')) {
        if (!paragraph.children.empty())
            paragraph.children.push_back({NodeKind::Break});
        paragraph.children.push_back({NodeKind::Text, line});
    }
    return paragraph;
}

/// Line by line, as it was written.
MessageNode plainParagraph(const MessageShield &shield)
{
    MessageNode paragraph{NodeKind::Paragraph};
    const QString &text = shield.text();
    for (qsizetype from = 0;;) {
        const qsizetype end = text.indexOf(u'\n', from);
        shield.append(text.mid(from, end < 0 ? -1 : end - from), false, paragraph.children);
        if (end < 0)
            return paragraph;
        paragraph.children.push_back({NodeKind::Break});
        from = end + 1;
    }
}

void appendPlain(const std::vector<MessageNode> &nodes, QString &text)
{
    for (const MessageNode &node : nodes) {
        const bool isBlock = node.kind <= NodeKind::Rule && node.kind != NodeKind::Item;
        if (isBlock && !text.isEmpty() && !text.endsWith(u'\n'))
            text += u'\n';
        if (node.kind == NodeKind::Break)
            text += u'\n';
        text += node.text;
        appendPlain(node.children, text);
    }
}

} // namespace

std::vector<MessageNode> parseMessage(const QString &text, const Chat::MentionNames &names)
{
    if (text.size() > longestMarkdown)
        return {plainParagraph(text)};
    const MessageShield shield(text, names);
    std::vector<MessageNode> nodes;
    if (!shield.isPlain())
        nodes = parseShielded(shield);
    if (nodes.empty())
        nodes.push_back(plainParagraph(shield));
    return nodes;
}

QString plainText(const std::vector<MessageNode> &nodes)
{
    QString text;
    appendPlain(nodes, text);
    return text;
}

} // namespace Ui
