// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagetext.h"

#include "ui/appearance.h"
#include "ui/model/messagelinks.h"

#include <QAbstractTextDocumentLayout>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>
#include <QTextBlock>
#include <QTextBlockFormat>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace Ui {

namespace {

using ShownKind = MessageNode::Kind;

constexpr int mostShownLines = 500;
constexpr double lineHeight = 1.5; // of the font size; Hangul needs the air
constexpr int quoteIndent = 14;    // design pixels, as all that follow
constexpr int listIndent = 20;
constexpr int codePadding = 8;
constexpr int paragraphGap = 6;
constexpr int narrowestCode = 120;

// What paintBehindText() finds at a block.
constexpr int quotesProperty = QTextFormat::UserProperty + 1; // how many bars, and …
constexpr int quoteStepProperty = QTextFormat::UserProperty + 2;
constexpr int codeProperty =
    QTextFormat::UserProperty + 3; // which sheet: blocks side by side share it
constexpr int ruleProperty = QTextFormat::UserProperty + 4;

QString shownPart(const QString &text)
{
    qsizetype end = qMin(text.size(), longestShownText);
    if (end < text.size() && text[end - 1].isHighSurrogate())
        --end;
    qsizetype from = 0;
    for (int lines = 0; lines < mostShownLines; ++lines) {
        const qsizetype next = text.indexOf(u'\n', from);
        if (next < 0 || next >= end)
            return text.first(end);
        from = next + 1;
    }
    return text.first(from - 1);
}

void collectLinks(const std::vector<MessageNode> &nodes, std::vector<QUrl> &links)
{
    for (const MessageNode &node : nodes) {
        if (node.kind == ShownKind::Link)
            links.push_back(safeLink(node.detail));
        collectLinks(node.children, links);
    }
}

/// Writes nodes into an empty document.
class MessageWriter {
public:
    MessageWriter(QTextDocument &document, const MessageLook &look)
        : m_cursor(&document), m_look(look)
    {
        m_plain.setForeground(look.ink);
        m_plain.setFont(look.font);
    }

    void write(const std::vector<MessageNode> &nodes)
    {
        m_cursor.beginEditBlock();
        writeBlocks(nodes, {});
    }

    void writeNote(const QString &note)
    {
        startBlock({}, 0);
        QTextCharFormat format = m_plain;
        format.setFontItalic(true);
        m_cursor.insertText(note, format);
    }

    void end()
    {
        // Qt leaves out what the first block asks for above itself, and the last one below; there a
        // sheet has its edges.
        const QTextDocument &document = *m_cursor.document();
        QTextFrame *root = document.rootFrame();
        QTextFrameFormat format = root->frameFormat();
        if (const auto first = document.begin().blockFormat(); first.hasProperty(codeProperty))
            format.setTopMargin(first.topMargin());
        if (const auto last = document.lastBlock().blockFormat(); last.hasProperty(codeProperty))
            format.setBottomMargin(last.bottomMargin());
        root->setFrameFormat(format);
        m_cursor.endEditBlock();
    }

private:
    /// Where blocks stand.
    struct Place {
        int indent = 0; ///< Design pixels.
        int quotes = 0;
        int quoteStart = 0; ///< Of the outermost bar.
        bool tight = false; ///< In a list: no gaps.
    };

    double px(double length) const { return length * m_look.unit; }

    QTextBlockFormat blockFormat(const Place &place, double gapAbove) const
    {
        QTextBlockFormat format;
        format.setLineHeight(std::lround(m_look.font.pixelSize() * lineHeight),
                             QTextBlockFormat::MinimumHeight);
        format.setLeftMargin(px(place.indent));
        format.setTopMargin(gapAbove);
        if (place.quotes > 0) {
            format.setProperty(quotesProperty, place.quotes);
            format.setProperty(quoteStepProperty, place.quoteStart);
        }
        return format;
    }

    void startBlock(const Place &place, double gapAbove)
    {
        const QTextBlockFormat format = blockFormat(place, m_first ? 0 : gapAbove);
        if (m_first)
            m_cursor.setBlockFormat(format);
        else
            m_cursor.insertBlock(format, m_plain);
        m_first = false;
    }

    void writeBlocks(const std::vector<MessageNode> &nodes, const Place &place)
    {
        for (const MessageNode &node : nodes)
            writeBlock(node, place, place.tight ? 0 : px(paragraphGap));
    }

    void writeBlock(const MessageNode &node, Place place, double gap)
    {
        switch (node.kind) {
        case ShownKind::CodeBlock:
            writeCode(node, place);
            break;
        case ShownKind::Quote:
            if (place.quotes++ == 0)
                place.quoteStart = place.indent;
            place.indent += quoteIndent;
            writeBlocks(node.children, place);
            break;
        case ShownKind::List:
            writeList(node, place);
            break;
        case ShownKind::Rule: {
            startBlock(place, gap);
            QTextBlockFormat format = m_cursor.blockFormat();
            format.setProperty(ruleProperty, true);
            m_cursor.setBlockFormat(format);
            break;
        }
        default:
            startParagraph(place, gap);
            m_place = place;
            writeWords(node.children, m_plain);
        }
    }

    /// A paragraph; the first one of an item stands behind its mark.
    void startParagraph(const Place &place, double gap)
    {
        startBlock(place, gap);
        if (m_itemMark.isEmpty())
            return;
        QTextBlockFormat format = m_cursor.blockFormat();
        format.setTextIndent(-QFontMetrics(m_look.font).horizontalAdvance(m_itemMark));
        m_cursor.setBlockFormat(format);
        QTextCharFormat mark = m_plain;
        mark.setForeground(m_look.ink2);
        m_cursor.insertText(m_itemMark, mark);
        m_itemMark.clear();
    }

    void writeList(const MessageNode &list, Place place)
    {
        const int digits =
            list.number < 0 ? 0
                            : int(QString::number(list.number + int(list.children.size())).size());
        place.indent += digits > 1 ? listIndent + 8 * (digits - 1) : listIndent;
        place.tight = true;
        int number = list.number;
        for (const MessageNode &item : list.children) {
            m_itemMark = number < 0 ? QStringLiteral("•  ") : QStringLiteral("%1. ").arg(number++);
            if (item.children.empty() || item.children.front().kind != ShownKind::Paragraph)
                startParagraph(place, 0); // the mark stands alone
            writeBlocks(item.children, place);
        }
    }

    void writeCode(const MessageNode &node, Place place)
    {
        const int sheet = ++m_sheets;
        const double padding = px(codePadding);
        place.indent += codePadding;
        QTextCharFormat label = m_plain;
        label.setFont(m_look.small);
        label.setForeground(m_look.ink2);
        QTextCharFormat code = m_plain;
        code.setFont(m_look.code);
        const auto start = [&](double above, double below) {
            startBlock(place, above);
            QTextBlockFormat format = m_cursor.blockFormat();
            format.setTopMargin(above); // at the very beginning, too
            format.setBottomMargin(below);
            format.setRightMargin(padding);
            format.setProperty(codeProperty, sheet);
            m_cursor.setBlockFormat(format);
        };
        const double edge = padding + px(2);
        if (!node.detail.isEmpty()) {
            start(edge, 0);
            m_cursor.insertText(node.detail, label);
        }
        start(node.detail.isEmpty() ? edge : 0, edge);
        QString text = node.text;
        m_cursor.insertText(text.replace(u'\n', QChar(QChar::LineSeparator)), code);
        m_place = place;
    }

    void writeWords(const std::vector<MessageNode> &nodes, const QTextCharFormat &format)
    {
        for (const MessageNode &node : nodes)
            writeWord(node, format);
    }

    void writeWord(const MessageNode &node, QTextCharFormat format)
    {
        switch (node.kind) {
        case ShownKind::Text:
            m_cursor.insertText(node.text, format);
            return;
        case ShownKind::Break:
            startBlock(m_place, 0);
            return;
        case ShownKind::Strong:
            format.setFontWeight(QFont::Bold);
            break;
        case ShownKind::Emphasis:
            format.setFontItalic(true);
            break;
        case ShownKind::Strike:
            format.setFontStrikeOut(true);
            break;
        case ShownKind::Code:
            format.setFont(m_look.code, QTextCharFormat::FontPropertiesSpecifiedOnly);
            format.setBackground(m_look.behindCode);
            m_cursor.insertText(node.text, format);
            return;
        case ShownKind::Link:
            format.setAnchor(true);
            format.setAnchorHref(node.detail);
            format.setForeground(m_look.link);
            format.setFontUnderline(true);
            break;
        case ShownKind::Mention:
            writeMention(node, format);
            return;
        default:
            break;
        }
        writeWords(node.children, format);
    }

    void writeMention(const MessageNode &node, QTextCharFormat format)
    {
        const bool meansMe =
            node.detail.isEmpty() || node.detail.compare(m_look.self, Qt::CaseInsensitive) == 0;
        format.setForeground(meansMe ? m_look.onMention : m_look.accent);
        if (meansMe) {
            format.setBackground(m_look.mention);
            format.setFontWeight(QFont::Bold);
        }
        m_cursor.insertText(node.text, format);
    }

    QTextCursor m_cursor;
    const MessageLook &m_look;
    QTextCharFormat m_plain;
    Place m_place; ///< Of the paragraph being written.
    QString m_itemMark;
    bool m_first = true;
    int m_sheets = 0;
};

/// A paragraph that is written from right to left begins at the right, and so do its bars.
void turnMargins(QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.textDirection() != Qt::RightToLeft)
            continue;
        QTextBlockFormat format = block.blockFormat();
        const double left = format.leftMargin();
        format.setLeftMargin(format.rightMargin());
        format.setRightMargin(left);
        QTextCursor(block).setBlockFormat(format);
    }
}

} // namespace

QUrl safeLink(const QString &address)
{
    const QUrl url(address, QUrl::TolerantMode);
    return isSafeAddress(address) && url.isValid() && isSafeAddress(url.toString()) ? url : QUrl();
}

std::vector<QUrl> linksOf(const QString &text)
{
    std::vector<QUrl> links;
    collectLinks(parseMessage(shownPart(text)), links);
    links.erase(
        std::remove_if(links.begin(), links.end(), [](const QUrl &url) { return url.isEmpty(); }),
        links.end());
    return links;
}

MessageLook::MessageLook(const Appearance &appearance)
    : font(appearance.font()), code(QFontDatabase::systemFont(QFontDatabase::FixedFont)),
      small(appearance.font(12)), ink(appearance.theme().ink), ink2(appearance.theme().ink2),
      line(appearance.theme().line), link(appearance.theme().link),
      accent(appearance.theme().accent), mention(appearance.theme().mention),
      onMention(appearance.theme().onMention), behindCode(appearance.theme().sidebar),
      unit(appearance.scale())
{
    code.setPixelSize(qMax(1, font.pixelSize() - 1));
}

std::unique_ptr<QTextDocument> makeMessageDocument(const QString &text, const MessageLook &look,
                                                   const QString &cutNote)
{
    auto document = std::make_unique<QTextDocument>();
    document->setUndoRedoEnabled(false);
    document->setDocumentMargin(0);
    document->setDefaultFont(look.font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document->setDefaultTextOption(option);

    const QString shown = shownPart(text);
    MessageWriter writer(*document, look);
    writer.write(parseMessage(shown, look.names));
    if (shown.size() < text.size())
        writer.writeNote(cutNote);
    writer.end();
    turnMargins(*document);
    return document;
}

double shownWidth(const QTextDocument &document, const MessageLook &look)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        if (format.intProperty(codeProperty) > 0 || format.boolProperty(ruleProperty))
            return qMax(document.idealWidth(), narrowestCode * look.unit);
    }
    return document.idealWidth();
}

bool hasRightToLeft(const QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.textDirection() == Qt::RightToLeft)
            return true;
    }
    return false;
}

void paintBehindText(QPainter &painter, const QTextDocument &document, const MessageLook &look)
{
    const QAbstractTextDocumentLayout *layout = document.documentLayout();
    const double padding = codePadding * look.unit;
    const double width = qMax(document.idealWidth(), narrowestCode * look.unit);
    const auto placed = [&document](const QTextBlock &block, QRectF part) {
        if (block.textDirection() == Qt::RightToLeft)
            part.moveRight(document.textWidth() - part.left());
        return part;
    };
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF sheet;
    int number = 0;
    const auto paintSheet = [&] {
        painter.setBrush(look.behindCode);
        if (!sheet.isNull())
            painter.drawRoundedRect(sheet, 6, 6);
        sheet = {};
    };
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        const int quotes = format.intProperty(quotesProperty);
        const int code = format.intProperty(codeProperty);
        const bool isRule = format.boolProperty(ruleProperty);
        if (code != number) {
            paintSheet();
            number = code;
        }
        if (quotes == 0 && code == 0 && !isRule)
            continue;
        QRectF place = layout->blockBoundingRect(block);
        // Without the air above a line that is smaller than a line is to be.
        place.setBottom(place.top() + block.layout()->boundingRect().bottom());
        if (code > 0) {
            const bool turned = block.textDirection() == Qt::RightToLeft;
            const double left = (turned ? format.rightMargin() : format.leftMargin()) - padding;
            sheet |= placed(block, QRectF(left, place.top() - padding, qMax(width - left, padding),
                                          place.height() + 2 * padding));
        }
        painter.setBrush(look.ink2);
        // The air between two paragraphs is the quote's, that before it is not.
        const int before = block.previous().blockFormat().intProperty(quotesProperty);
        for (int bar = 0; bar < quotes; ++bar) {
            const double x =
                (format.intProperty(quoteStepProperty) + bar * quoteIndent) * look.unit;
            const double above = bar < before ? format.topMargin() : 0;
            painter.drawRect(placed(block, QRectF(x, place.top() - above, 3 * look.unit,
                                                  place.height() + above + format.bottomMargin())));
        }
        painter.setBrush(look.line);
        if (isRule)
            painter.drawRect(QRectF(format.leftMargin(), place.center().y(),
                                    qMax(width - format.leftMargin(), 1.0), 1));
    }
    paintSheet();
    painter.restore();
}

} // namespace Ui
