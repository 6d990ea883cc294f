// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presencesign.h"

#include "ui/appearance.h"

#include <QPainter>

#include <algorithm>

namespace Ui {

namespace {

constexpr double besideAvatar = 9; // px
constexpr int halfTurn = 180 * 16; // as QPainter counts degrees

} // namespace

void drawPresence(QPainter &painter, const QRectF &place, Chat::Availability state,
                  const QColor &behind, const Appearance &appearance)
{
    const Theme &theme = appearance.theme();
    const double side = place.height();
    const double line = std::max(1.4, side * 0.16);
    const QRectF ring = place.adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    switch (state) {
    case Chat::Availability::Online:
        painter.setBrush(theme.accent);
        painter.drawEllipse(place);
        break;
    case Chat::Availability::Away:
        painter.setBrush(theme.ink2);
        painter.drawPie(place, halfTurn / 2, halfTurn); // the left half
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.ink2, line));
        painter.drawEllipse(ring);
        break;
    case Chat::Availability::DoNotDisturb:
        painter.setBrush(theme.error);
        painter.drawEllipse(place);
        painter.setBrush(behind);
        painter.drawRect(QRectF(place.left() + side * 0.2, place.center().y() - side * 0.11,
                                side * 0.6, side * 0.22));
        break;
    case Chat::Availability::Offline:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.ink2, line));
        painter.drawEllipse(ring);
        break;
    }
    painter.restore();
}

void drawPresenceAt(QPainter &painter, const QRectF &avatar, Chat::Availability state,
                    const QColor &behind, const Appearance &appearance)
{
    const double size = appearance.px(besideAvatar);
    const QRectF place(avatar.right() - size * 0.65, avatar.bottom() - size * 0.65, size, size);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(behind);
    painter.drawEllipse(place.adjusted(-1.5, -1.5, 1.5, 1.5));
    painter.restore();
    drawPresence(painter, place, state, behind, appearance);
}

QPixmap presencePixmap(Chat::Availability state, int size, const QColor &behind,
                       const Appearance &appearance, double devicePixelRatio)
{
    const int side = appearance.px(size);
    QPixmap pixmap(QSize(side, side) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawPresence(painter, QRectF(0, 0, side, side), state, behind, appearance);
    return pixmap;
}

} // namespace Ui
