// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagetext.h"

#include <QColor>
#include <QRegularExpression>
#include <QTextBlockFormat>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextOption>

#include <cmath>

namespace Ui {

namespace {

constexpr int mostShownLines = 500;
constexpr int mostLinks = 200;
constexpr double lineHeight = 1.5; // of the font size; Hangul needs the air

// A closing bracket belongs to the address only when its partner is in it.
qsizetype trimmedLength(QStringView address)
{
    static const QString punctuation = QStringLiteral(".,;:!?'\"…。、");
    qsizetype length = address.size();
    while (length > 0) {
        const QChar last = address.at(length - 1);
        const QStringView rest = address.first(length);
        const bool unpaired = (last == u')' && rest.count(u'(') < rest.count(u')')) ||
                              (last == u']' && rest.count(u'[') < rest.count(u']')) ||
                              last == u'}' || last == u'>';
        if (!unpaired && !punctuation.contains(last))
            break;
        --length;
    }
    return length;
}

QString shownPart(const QString &text)
{
    qsizetype end = qMin(text.size(), longestShownText);
    qsizetype from = 0;
    for (int lines = 0; lines < mostShownLines; ++lines) {
        const qsizetype next = text.indexOf(u'\n', from);
        if (next < 0 || next >= end)
            return text.first(end);
        from = next + 1;
    }
    return text.first(from - 1);
}

} // namespace

QUrl safeLink(const QString &address)
{
    const QUrl url(address, QUrl::TolerantMode);
    const QString scheme = url.scheme();
    const bool web = scheme == u"http" || scheme == u"https";
    return web && url.isValid() && !url.host().isEmpty() ? url : QUrl();
}

std::vector<LinkSpan> findLinks(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("(?<![\\p{L}\\p{N}])https?://[^\\s<>\"\\x{0000}-\\x{0020}]+"),
        QRegularExpression::CaseInsensitiveOption);
    std::vector<LinkSpan> links;
    for (auto it = pattern.globalMatch(text); it.hasNext() && links.size() < mostLinks;) {
        const QRegularExpressionMatch match = it.next();
        const qsizetype length = trimmedLength(match.capturedView());
        const QUrl url = safeLink(match.captured().first(length));
        if (!url.isEmpty())
            links.push_back({match.capturedStart(), length, url});
    }
    return links;
}

std::unique_ptr<QTextDocument> makeMessageDocument(const QString &text, const QFont &font,
                                                   const QColor &ink, const QColor &link,
                                                   const QString &cutNote)
{
    auto document = std::make_unique<QTextDocument>();
    document->setUndoRedoEnabled(false);
    document->setDocumentMargin(0);
    document->setDefaultFont(font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document->setDefaultTextOption(option);

    QTextBlockFormat block;
    block.setLineHeight(std::lround(font.pixelSize() * lineHeight),
                        QTextBlockFormat::MinimumHeight);
    QTextCharFormat plain;
    plain.setForeground(ink);
    QTextCharFormat anchor = plain;
    anchor.setAnchor(true);
    anchor.setForeground(link);
    anchor.setFontUnderline(true);

    const QString shown = shownPart(text);
    QTextCursor cursor(document.get());
    cursor.beginEditBlock();
    cursor.setBlockFormat(block);
    qsizetype done = 0;
    for (const LinkSpan &span : findLinks(shown)) {
        cursor.insertText(shown.mid(done, span.start - done), plain);
        anchor.setAnchorHref(span.url.toString(QUrl::FullyEncoded));
        cursor.insertText(shown.mid(span.start, span.length), anchor);
        done = span.start + span.length;
    }
    cursor.insertText(shown.mid(done), plain);
    if (shown.size() < text.size()) {
        QTextCharFormat note = plain;
        note.setFontItalic(true);
        cursor.insertText(QStringLiteral("\n") + cutNote, note);
    }
    cursor.endEditBlock();
    return document;
}

} // namespace Ui
