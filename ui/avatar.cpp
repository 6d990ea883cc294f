// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/avatar.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace Ui {

namespace {

constexpr qsizetype longestPortraitEmoji = 32; // as the host takes it

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

void drawAvatar(QPainter &painter, const QRectF &place, const QString &name, const QString &id,
                const Appearance &appearance, const Portrait &portrait)
{
    const auto &colours = appearance.theme().avatars;
    // Of its own, not qHash: the same person has the same colour in every program and run.
    quint32 sum = 2166136261U;
    for (const QChar unit : id)
        sum = (sum ^ unit.unicode()) * 16777619U;
    sum ^= sum >> 15;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = appearance.theme();
    painter.setPen(theme.edge());
    QColor ground = portrait.colour.isValid() ? portrait.colour : colours[sum % colours.size()];
    if (theme.contrast)
        ground = theme.surface; // the outline and what stands on it say enough
    painter.setBrush(ground);
    const double radius = std::max(4.0, place.height() * 0.22);
    painter.drawRoundedRect(place, radius, radius);
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
