// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reactionchips.h"

#include "ui/appearance.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace Ui {

namespace {

constexpr int chipHeight = 24;
constexpr int chipPadding = 8;
constexpr int chipGap = 4;
constexpr qsizetype mostChips = 40; // what a stranger may fill the window with

} // namespace

std::vector<ReactionChips::Chip> ReactionChips::layOut(const QVariantList &reactions, QPoint corner,
                                                       int width, const Appearance &appearance)
{
    std::vector<Chip> chips;
    QPoint place = corner;
    const int height = appearance.px(chipHeight);
    const int gap = appearance.px(chipGap);
    for (const QVariant &value : reactions.first(qMin(reactions.size(), mostChips))) {
        const QVariantMap reaction = value.toMap();
        Chip chip;
        chip.emoji = reaction.value(QStringLiteral("emoji")).toString();
        chip.count = reaction.value(QStringLiteral("count")).toInt();
        chip.names = reaction.value(QStringLiteral("names")).toStringList();
        chip.mine = reaction.value(QStringLiteral("mine")).toBool();
        chip.text = chip.emoji + u' ' + QLocale().toString(chip.count);
        const QFontMetrics metrics(appearance.font(12, chip.mine));
        const int wanted =
            qMin(width, metrics.horizontalAdvance(chip.text) + 2 * appearance.px(chipPadding));
        if (place.x() > corner.x() && place.x() + wanted > corner.x() + width)
            place = QPoint(corner.x(), place.y() + height + gap);
        chip.place = QRect(place, QSize(wanted, height));
        place.rx() += wanted + gap;
        chips.push_back(std::move(chip));
    }
    return chips;
}

int ReactionChips::height(const std::vector<Chip> &chips, const Appearance &appearance)
{
    if (chips.empty())
        return 0;
    return chips.back().place.bottom() + 1 - chips.front().place.top() + appearance.px(chipGap);
}

void ReactionChips::mirror(std::vector<Chip> &chips, const QRect &bounds)
{
    for (Chip &chip : chips)
        chip.place = QStyle::visualRect(Qt::RightToLeft, bounds, chip.place);
}

void ReactionChips::paint(QPainter &painter, const std::vector<Chip> &chips,
                          const Appearance &appearance)
{
    const Theme &theme = appearance.theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Chip &chip : chips) {
        const QRectF frame = QRectF(chip.place).adjusted(0.5, 0.5, -0.5, -0.5);
        // One's own is told by a thicker edge and bold figures, not by its colour alone.
        painter.setPen(QPen(chip.mine ? theme.accent : theme.line, chip.mine ? 2 : 1));
        painter.setBrush(chip.mine ? theme.own : theme.surface);
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
        painter.setFont(appearance.font(12, chip.mine));
        painter.setPen(theme.ink);
        painter.drawText(frame, Qt::AlignCenter,
                         QFontMetrics(painter.font())
                             .elidedText(chip.text, Qt::ElideRight,
                                         int(frame.width()) - appearance.px(chipPadding)));
    }
    painter.restore();
}

QString ReactionChips::sentence(const Chip &chip)
{
    const int others = chip.count - int(chip.names.size());
    QStringList names;
    for (const QString &name : chip.names)
        names << name.simplified();
    const QString known = QLocale().createSeparatedList(names);
    if (others <= 0)
        return tr("%1: %2", "an emoji, who put it there").arg(chip.emoji, known);
    return tr("%1: %2 and %Ln more", "an emoji, who put it there", others).arg(chip.emoji, known);
}

} // namespace Ui
