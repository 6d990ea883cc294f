// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>
#include <QUrl>

#include <memory>
#include <vector>

class QColor;
class QTextDocument;

namespace Ui {

/// A stretch of a text that is an address.
struct LinkSpan {
    qsizetype start = 0;
    qsizetype length = 0;
    QUrl url; ///< http or https, with a host.
};

/// Addresses in a text; only http and https ones, without the punctuation behind them.
std::vector<LinkSpan> findLinks(const QString &text);

/// The url when it is one that may be opened: http or https with a host; else an empty one.
QUrl safeLink(const QString &address);

/// More of a message than this is not drawn: a stranger's megabyte must not stop the window.
constexpr qsizetype longestShownText = 20'000;

/// A document of the text itself: whatever looks like markup in it is shown as it was written.
/// Addresses become anchors. `cutNote` ends a text that was too long to show whole.
std::unique_ptr<QTextDocument> makeMessageDocument(const QString &text, const QFont &font,
                                                   const QColor &ink, const QColor &link,
                                                   const QString &cutNote);

} // namespace Ui
