// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/searchdelegate.h"

#include "ui/appearance.h"
#include "ui/listrow.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/roomtitle.h"
#include "ui/model/searchmodel.h"
#include "ui/personname.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

namespace Ui {

namespace {

constexpr int hitSide = 12;
constexpr int hitHeadHeight = 22;
constexpr int excerptHeight = 24;
constexpr int contextHeight = 18;
constexpr int hitSpace = 8;
constexpr int excerptLead = 6; // letters before a match that would not be in sight

QString contextLine(const QVariant &quoted)
{
    const QVariantMap map = quoted.toMap();
    const QString excerpt = map.value(QStringLiteral("excerpt")).toString();
    return excerpt.isEmpty() ? QString()
                             : map.value(QStringLiteral("sender")).toString().simplified() +
                                   QStringLiteral(": ") + excerpt;
}

/// So much of an excerpt is left out that the first match is in sight; 0 where it is so.
int leftOut(const QString &text, const QVariantList &matches, int width, const QFont &font)
{
    if (matches.isEmpty())
        return 0;
    const QPoint first = matches.constFirst().toPoint();
    if (QFontMetrics(font).horizontalAdvance(text.left(first.x() + first.y())) <= width)
        return 0;
    int from = qMax(0, first.x() - excerptLead);
    if (from > 0 && from < text.size() && text[from].isLowSurrogate())
        --from;
    return from;
}

/// What fits, with a sign that more follows; what was found is wider than the rest.
QString elided(const QString &text, const QList<QTextLayout::FormatRange> &found, int width,
               const Appearance &appearance)
{
    const QFontMetrics plain(appearance.font());
    const QFontMetrics bold(appearance.font(14, true));
    for (const QTextLayout::FormatRange &range : found) {
        const QString word = text.mid(range.start, range.length);
        width -= bold.horizontalAdvance(word) - plain.horizontalAdvance(word);
    }
    return plain.elidedText(text, Qt::ElideRight, width);
}

/// One line, what was looked for in bold and in the colour that calls.
void drawExcerpt(QPainter &painter, const QRect &place, const QModelIndex &index,
                 const Appearance &appearance)
{
    QString text = index.data(SearchModel::ExcerptRole).toString();
    const QVariantList matches = index.data(SearchModel::MatchesRole).toList();
    const int from = leftOut(text, matches, place.width(), appearance.font(14, true));
    if (from > 0)
        text = QChar(0x2026) + text.mid(from);
    const QPoint moved(from > 0 ? from - 1 : 0, 0);
    QList<QTextLayout::FormatRange> formats;
    for (const QVariant &value : matches) {
        const QPoint match = value.toPoint() - moved;
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        format.setForeground(appearance.theme().mention);
        formats.append({match.x(), match.y(), format});
    }
    text = elided(text, formats, place.width(), appearance);
    QTextLayout layout(text, appearance.font());
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setNumColumns(int(text.size()));
    layout.endLayout();
    painter.save();
    painter.setClipRect(place, Qt::IntersectClip);
    painter.setPen(appearance.theme().ink);
    layout.draw(&painter, QPointF(place.left(), place.center().y() - line.height() / 2));
    painter.restore();
}

} // namespace

SearchDelegate::SearchDelegate(const Appearance &appearance, RoomListModel &rooms, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance), m_rooms(rooms)
{
}

QString SearchDelegate::head(const QModelIndex &index) const
{
    const QString room = index.data(SearchModel::RoomRole).toString();
    const QModelIndex known = m_rooms.indexOf(Chat::RoomId(room));
    const QDateTime time = index.data(SearchModel::TimeRole).toDateTime().toLocalTime();
    return QStringLiteral("#%1 · %2")
        .arg(known.isValid() ? roomTitle(known) : room,
             QLocale().toString(time, QLocale::ShortFormat));
}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    int height = hitHeadHeight + excerptHeight + 2 * hitSpace;
    if (!contextLine(index.data(SearchModel::BeforeRole)).isEmpty())
        height += contextHeight;
    if (!contextLine(index.data(SearchModel::AfterRole)).isEmpty())
        height += contextHeight;
    return {200, m_appearance.px(height)};
}

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawRowBox(*painter, option, theme);
    QRect row(option.rect.left() + m_appearance.px(hitSide),
              option.rect.top() + m_appearance.px(hitSpace),
              option.rect.width() - 2 * m_appearance.px(hitSide), m_appearance.px(hitHeadHeight));
    drawRowHead(*painter, row,
                personName(index.data(SearchModel::SenderRole).toString(),
                           index.data(SearchModel::GuestRole).toBool()),
                head(index), m_appearance);

    const auto context = [&](SearchModel::Role role) {
        const QString text = contextLine(index.data(role));
        if (text.isEmpty())
            return;
        row = QRect(row.left(), row.bottom() + 1, row.width(), m_appearance.px(contextHeight));
        drawRowLine(*painter, row, text, m_appearance.font(12), theme.ink2);
    };
    context(SearchModel::BeforeRole);
    row = QRect(row.left(), row.bottom() + 1, row.width(), m_appearance.px(excerptHeight));
    drawExcerpt(*painter, row, index, m_appearance);
    context(SearchModel::AfterRole);
    painter->restore();
}

} // namespace Ui
