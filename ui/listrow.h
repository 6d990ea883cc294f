// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QColor;
class QFont;
class QPainter;
class QRect;
class QString;
class QStyleOptionViewItem;

namespace Ui {

class Appearance;
struct Theme;

/// The box behind a row of a list: filled where it is chosen, with a ring where the keys are.
void drawRowBox(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme);

/// Where a part of a row that is laid out from left to right is drawn, in either direction.
QRect mirrored(const QStyleOptionViewItem &option, const QRect &part);

/// One line of text, cut off where the rectangle ends. It begins at the side where rows begin in
/// the painter's direction; its words have that of their letters.
void drawRowLine(QPainter &painter, const QRect &line, const QString &text, const QFont &font,
                 const QColor &colour);

/// Who said something, over at most half of the line, and behind it the smaller what goes with it.
void drawRowHead(QPainter &painter, const QRect &line, const QString &who, const QString &details,
                 const Appearance &appearance);

} // namespace Ui
