// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/foldedlines.h"

#include "ui/appearance.h"
#include "ui/listrow.h"
#include "ui/model/timelinemodel.h"
#include "ui/rowspace.h"

#include <QFontMetrics>
#include <QPainter>

namespace Ui {

namespace {

constexpr int mostFolded = 10000; // lines counted, and opened at once
constexpr int foldHeight = 28;    // design pixels
constexpr int foldIcon = 14;

qint64 sequenceOf(const QModelIndex &index)
{
    return index.data(TimelineModel::SequenceRole).toLongLong();
}

/// A day, or what is new, begins at that line: it is not folded together with the one above.
bool beginsSomething(const QModelIndex &index)
{
    return index.data(TimelineModel::DayStartRole).toBool() ||
           index.data(TimelineModel::UnreadStartRole).toBool();
}

} // namespace

bool FoldedLines::isFoldable(const QModelIndex &index) const
{
    return index.isValid() && index.data(TimelineModel::IgnoredRole).toBool() &&
           Chat::MessageType(index.data(TimelineModel::TypeRole).toInt()) ==
               Chat::MessageType::Talk &&
           !index.data(TimelineModel::OwnRole).toBool() && !m_opened.contains(sequenceOf(index));
}

FoldedLines::Fold FoldedLines::foldOf(const QModelIndex &index) const
{
    if (!isFoldable(index))
        return Fold::None;
    return beginsSomething(index) || !isFoldable(index.siblingAtRow(index.row() - 1))
               ? Fold::Head
               : Fold::Inside;
}

QString FoldedLines::sentence(const QModelIndex &head) const
{
    int count = 1;
    while (count < mostFolded && foldOf(head.siblingAtRow(head.row() + count)) == Fold::Inside)
        ++count;
    return tr("%Ln message(s) of people you ignore", nullptr, count);
}

int FoldedLines::height(const Appearance &appearance)
{
    return appearance.px(foldHeight);
}

void FoldedLines::paint(QPainter &painter, const QRect &place, const QModelIndex &head,
                        const Appearance &appearance) const
{
    const Theme &theme = appearance.theme();
    const int size = appearance.px(foldIcon);
    RowSpace space(painter.layoutDirection(), place);
    painter.drawPixmap(space.take(size).left(), place.center().y() - size / 2 + 1,
                       appearance.pixmap(QStringLiteral("chevron-down"), theme.ink2, foldIcon,
                                         painter.device()->devicePixelRatioF()));
    space.take(appearance.px(6));
    const QFont plain = appearance.font(12);
    const QString text = sentence(head);
    drawRowLine(painter, space.rest(), text, plain, theme.ink2);
    space.take(QFontMetrics(plain).horizontalAdvance(text) + appearance.px(10));
    drawRowLine(painter, space.rest(), tr("Show"), appearance.font(12, true), theme.accent);
}

void FoldedLines::open(const QModelIndex &index)
{
    int first = index.row();
    while (index.row() - first < mostFolded && foldOf(index.siblingAtRow(first)) == Fold::Inside)
        --first;
    int last = index.row();
    while (last - first < mostFolded && foldOf(index.siblingAtRow(last + 1)) == Fold::Inside)
        ++last;
    for (int row = first; row <= last; ++row) {
        if (isFoldable(index.siblingAtRow(row)))
            m_opened.insert(sequenceOf(index.siblingAtRow(row)));
    }
}

} // namespace Ui
