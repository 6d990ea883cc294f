// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/messagenode.h"

#include <QColor>
#include <QFont>
#include <QString>
#include <QUrl>

#include <memory>
#include <vector>

class QPainter;
class QTextDocument;

namespace Ui {

class Appearance;

/// The url when it is one that may be opened (see isSafeAddress()); else an empty one.
QUrl safeLink(const QString &address);

/// More of a message than this is not drawn: a stranger's megabyte must not stop the window.
constexpr qsizetype longestShownText = longestMarkdown;

/// Where the links of a message lead, in order.
std::vector<QUrl> linksOf(const QString &text);

/// Who is mentioned in messages, and how those look.
struct MessageLook {
    explicit MessageLook(const Appearance &appearance);

    QFont font;
    QFont code;
    QFont small;
    QColor ink;
    QColor ink2;
    QColor line;
    QColor link;
    QColor accent;
    QColor mention; ///< Behind one's own name, and everybody's.
    QColor onMention;
    QColor behindCode;
    double unit = 1; ///< One pixel of the design.
    Chat::MentionNames names;
    QString self; ///< One's own name.
};

/// A document of what a message says, made node by node: no markup of the message reaches Qt, and
/// nothing is loaded. `cutNote` ends a text that was too long to show whole. Paint what lies behind
/// its words with paintBehindText() before it.
std::unique_ptr<QTextDocument> makeMessageDocument(const QString &text, const MessageLook &look,
                                                   const QString &cutNote);

/// How wide it is with what lies behind its words, at the text width that is set.
double shownWidth(const QTextDocument &document, const MessageLook &look);

/// Whether a paragraph of it is written from right to left: that one stands at the right of the
/// text width that is set.
bool hasRightToLeft(const QTextDocument &document);

/// The bars of quotes, the sheets behind code, and rules, for a document at the painter's origin.
void paintBehindText(QPainter &painter, const QTextDocument &document, const MessageLook &look);

} // namespace Ui
