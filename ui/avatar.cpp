// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/avatar.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace Ui {

namespace {

constexpr qsizetype longestPortraitEmoji = 32; // as the host takes it
constexpr quint32 shapes = 4;

QPainterPath outline(const QRectF &place, AvatarShape shape)
{
    const double small = std::max(4.0, place.height() * 0.22);
    const double round = place.height() / 2;
    const bool isCircle = shape == AvatarShape::Circle;
    const double falling = isCircle || shape == AvatarShape::Falling ? round : small;
    const double rising = isCircle || shape == AvatarShape::Rising ? round : small;
    QPainterPath path;
    // Round it clockwise, from the middle of the left side.
    const auto corner = [&path](QPointF at, double radius, double x, double y, double angle) {
        const QPointF centre = at + QPointF(x, y) * radius;
        path.arcTo(QRectF(centre - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)), angle,
                   -90);
    };
    path.moveTo(place.left(), place.center().y());
    corner(place.topLeft(), falling, 1, 1, 180);
    corner(place.topRight(), rising, -1, 1, 90);
    corner(place.bottomRight(), falling, -1, -1, 0);
    corner(place.bottomLeft(), rising, 1, -1, 270);
    path.closeSubpath();
    return path;
}

} // namespace

Portrait portraitOf(const Chat::Avatar &avatar)
{
    Portrait portrait;
    if (avatar.emoji.size() <= longestPortraitEmoji)
        portrait.emoji = avatar.emoji.simplified();
    // QColor takes names as well, and a leading alpha.
    if (avatar.color.size() == 7 && avatar.color.startsWith(QLatin1Char('#')))
        portrait.colour = QColor(avatar.color);
    return portrait;
}

Portrait portraitOf(const QVariantMap &avatar)
{
    return portraitOf(Chat::Avatar{avatar.value(QStringLiteral("emoji")).toString(),
                                   avatar.value(QStringLiteral("color")).toString(),
                                   {}});
}

QString initials(const QString &name)
{
    QString found;
    for (const char32_t letter : name.toUcs4()) {
        if (!QChar::isLetterOrNumber(letter))
            continue;
        const bool narrow = letter < 0x1100;
        if (!found.isEmpty() && !narrow)
            break;
        found += QString::fromUcs4(&letter, 1);
        if (!narrow || found.size() >= 2)
            break;
    }
    if (found.isEmpty())
        return QStringLiteral("?");
    found[0] = found.at(0).toUpper();
    return found;
}

IdLook lookOf(const QString &id)
{
    // Of its own, not qHash, which differs from run to run.
    quint32 sum = 2166136261U;
    for (const QChar unit : id)
        sum = (sum ^ unit.unicode()) * 16777619U;
    sum ^= sum >> 15;
    constexpr quint32 colours = std::tuple_size_v<decltype(Theme::avatars)>;
    return {sum % colours, AvatarShape(sum / colours % shapes)};
}

void drawAvatar(QPainter &painter, const QRectF &place, const QString &name, const QString &id,
                const Appearance &appearance, const Portrait &portrait)
{
    const IdLook look = lookOf(id);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = appearance.theme();
    painter.setPen(theme.edge());
    QColor ground = portrait.colour.isValid() ? portrait.colour : theme.avatars[look.colour];
    if (theme.contrast)
        ground = theme.surface; // the outline and what stands on it say enough
    painter.setBrush(ground);
    painter.drawPath(outline(place, look.shape));
    QFont font = appearance.font(14, true);
    const bool isEmoji = !portrait.emoji.isEmpty();
    font.setPixelSize(std::max(8, int(std::lround(place.height() * (isEmoji ? 0.56 : 0.44)))));
    painter.setFont(font);
    painter.setPen(contrast(ground, Qt::white) >= 4.5 ? Qt::white : Qt::black);
    painter.setClipRect(place, Qt::IntersectClip); // several letters may pass for an emoji
    if (isEmoji) {
        // By what is drawn: an emoji's font stands lower on its line than letters do.
        const QRectF drawn = QFontMetricsF(font).tightBoundingRect(portrait.emoji);
        painter.drawText(place.center() - drawn.center(), portrait.emoji);
    } else {
        painter.drawText(place, Qt::AlignCenter, initials(name));
    }
    painter.restore();
}

} // namespace Ui
