// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/listrow.h"

#include "ui/appearance.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>

namespace Ui {

namespace {

constexpr int rowBoxRadius = 6; // px
constexpr int betweenWhoAndDetails = 8;

} // namespace

void drawRowBox(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    const QRectF box = QRectF(option.rect).adjusted(4, 2, -4, -2);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.setPen(theme.edge());
        painter.setBrush(theme.select);
        painter.drawRoundedRect(box, rowBoxRadius, rowBoxRadius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), rowBoxRadius, rowBoxRadius);
    }
}

QRect mirrored(const QStyleOptionViewItem &option, const QRect &part)
{
    return QStyle::visualRect(option.direction, option.rect, part);
}

void drawRowLine(QPainter &painter, const QRect &line, const QString &text, const QFont &font,
                 const QColor &colour)
{
    painter.setFont(font);
    painter.setPen(colour);
    const Qt::LayoutDirection direction = painter.layoutDirection();
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.drawText(line,
                     int(QStyle::visualAlignment(direction, Qt::AlignLeft)) | Qt::AlignVCenter |
                         Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width()));
    painter.setLayoutDirection(direction);
}

void drawRowHead(QPainter &painter, const QRect &line, const QString &who, const QString &details,
                 const Appearance &appearance)
{
    const QFont bold = appearance.font(14, true);
    const QFontMetrics metrics(bold);
    const QString name = metrics.elidedText(who, Qt::ElideRight, line.width() / 2);
    drawRowLine(painter, line, name, bold, appearance.theme().ink);
    const int indent = metrics.horizontalAdvance(name) + appearance.px(betweenWhoAndDetails);
    const QRect rest =
        QStyle::visualRect(painter.layoutDirection(), line, line.adjusted(indent, 0, 0, 0));
    drawRowLine(painter, rest, details, appearance.font(12), appearance.theme().ink2);
}

} // namespace Ui
