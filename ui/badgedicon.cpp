// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/badgedicon.h"

#include "ui/theme.h"

#include <QFont>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace Ui {
namespace {

constexpr int iconSizes[] = {16, 22, 24, 32, 48, 64, 128, 256}; // px
constexpr int mostOnIcon = 9;

/// With a ring round it, which parts it from the icon.
void drawDisc(QPainter &painter, const QRectF &place, const QColor &colour, const QColor &ring)
{
    const double width = std::max(1.0, place.width() / 12);
    painter.setPen(QPen(ring, width));
    painter.setBrush(colour);
    painter.drawEllipse(place.adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

void drawCalls(QPainter &painter, int size, int calls, const Theme &theme)
{
    const double width = size * 0.62;
    const QRectF place(size - width, size - width, width, width);
    drawDisc(painter, place, theme.mention, theme.window);
    QFont font;
    font.setBold(true);
    const bool isMany = calls > mostOnIcon;
    font.setPixelSize(std::max(1, int(width * (isMany ? 0.55 : 0.72))));
    painter.setFont(font);
    painter.setPen(theme.onMention);
    painter.drawText(place, Qt::AlignCenter,
                     isMany ? QStringLiteral("9+") : QLocale().toString(calls));
}

void drawUnread(QPainter &painter, int size, const Theme &theme)
{
    const double width = size * 0.44;
    drawDisc(painter, {size - width, size - width, width, width}, theme.accent, theme.window);
}

void drawLost(QPainter &painter, int size, const Theme &theme)
{
    const double width = size * 0.5;
    drawDisc(painter, {0, size - width, width, width}, theme.warn, theme.window);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.window);
    const double stroke = width * 0.16;
    const double left = (width - stroke) / 2;
    const double top = size - width;
    painter.drawRect(QRectF(left, top + width * 0.2, stroke, width * 0.36));
    painter.drawRect(QRectF(left, top + width * 0.64, stroke, stroke));
}

} // namespace

Badge pictured(const Badge &badge)
{
    return {std::min(badge.calls, mostOnIcon + 1), badge.unread && badge.calls == 0};
}

QIcon badgedIcon(const Badge &badge, bool isConnected)
{
    const QIcon plain(QStringLiteral(":/icons/madang.svg"));
    if (isConnected && badge == Badge())
        return plain;
    const Theme theme = Theme::builtIn(Theme::Scheme::Light);
    QIcon icon;
    for (const int size : iconSizes) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        plain.paint(&painter, 0, 0, size, size);
        if (badge.calls > 0)
            drawCalls(painter, size, badge.calls, theme);
        else if (badge.unread)
            drawUnread(painter, size, theme);
        if (!isConnected)
            drawLost(painter, size, theme);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace Ui
