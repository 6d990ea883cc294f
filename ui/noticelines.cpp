// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/noticelines.h"

#include "ui/appearance.h"
#include "ui/listrow.h"
#include "ui/model/timelinemodel.h"
#include "ui/rowspace.h"

#include <QDateTime>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace Ui {

namespace {

constexpr int noticeHeight = 26; // design pixels
constexpr int condensedHeight = 28;
constexpr int detailHeight = 22;
constexpr int noticeIcon = 14;

QVariantMap severalOf(const QModelIndex &line)
{
    return line.data(TimelineModel::NoticesRole).toMap();
}

/// How many are not listed: only the newest ones are.
int notListed(const QVariantMap &several)
{
    return several.value(QStringLiteral("count")).toInt() -
           int(several.value(QStringLiteral("details")).toList().size());
}

} // namespace

bool NoticeLines::isHidden(const QModelIndex &line)
{
    return line.data(TimelineModel::HiddenRole).toBool();
}

bool NoticeLines::isCondensed(const QModelIndex &line)
{
    return !severalOf(line).isEmpty();
}

bool NoticeLines::isOpen(const QModelIndex &condensed) const
{
    if (m_opened.isEmpty())
        return false;
    const QVariantMap several = severalOf(condensed);
    if (several.isEmpty())
        return false;
    const qint64 first = several.value(QStringLiteral("first")).toLongLong();
    const qint64 last = condensed.data(TimelineModel::SequenceRole).toLongLong();
    return std::any_of(m_opened.cbegin(), m_opened.cend(),
                       [=](qint64 opened) { return first <= opened && opened <= last; });
}

void NoticeLines::toggle(const QModelIndex &condensed)
{
    const qint64 last = condensed.data(TimelineModel::SequenceRole).toLongLong();
    if (!isOpen(condensed)) {
        m_opened.insert(last);
        return;
    }
    const qint64 first = severalOf(condensed).value(QStringLiteral("first")).toLongLong();
    m_opened.removeIf([=](qint64 opened) { return first <= opened && opened <= last; });
}

QString NoticeLines::sentence(const QModelIndex &notice)
{
    if (const QVariantMap several = severalOf(notice); !several.isEmpty())
        return several.value(QStringLiteral("text")).toString();
    const QString sender = notice.data(TimelineModel::SenderRole).toString().simplified();
    const auto type = Chat::MessageType(notice.data(TimelineModel::TypeRole).toInt());
    return type == Chat::MessageType::Enter ? tr("%1 came in").arg(sender)
                                            : tr("%1 left").arg(sender);
}

int NoticeLines::height(const QModelIndex &notice, const Appearance &appearance) const
{
    const QVariantMap several = severalOf(notice);
    if (several.isEmpty())
        return appearance.px(noticeHeight);
    if (!isOpen(notice))
        return appearance.px(condensedHeight);
    return appearance.px(condensedHeight) +
           int(details(several).size()) * appearance.px(detailHeight);
}

QRect NoticeLines::head(const QRect &place, const Appearance &appearance)
{
    return {place.topLeft(), QSize(place.width(), appearance.px(condensedHeight))};
}

QStringList NoticeLines::details(const QVariantMap &several)
{
    QStringList lines;
    if (const int more = notListed(several); more > 0)
        lines << tr("%Ln earlier one(s)", nullptr, more);
    for (const QVariant &one : several.value(QStringLiteral("details")).toList())
        lines << one.toMap().value(QStringLiteral("text")).toString();
    return lines;
}

QString NoticeLines::detailAt(QPoint point, const QRect &place, const QModelIndex &condensed,
                              const Appearance &appearance) const
{
    const int below = point.y() - head(place, appearance).bottom() - 1;
    if (below < 0 || !place.contains(point) || !isOpen(condensed))
        return {};
    return details(severalOf(condensed)).value(below / appearance.px(detailHeight));
}

void NoticeLines::paint(QPainter &painter, const QRect &place, const QModelIndex &notice,
                        const Appearance &appearance) const
{
    const Theme &theme = appearance.theme();
    const QFont plain = appearance.font(12);
    const QFontMetrics metrics(plain);
    const QString text = sentence(notice);
    const QVariantMap several = severalOf(notice);
    if (several.isEmpty()) {
        drawRowLine(painter, place, text, plain, theme.ink2);
        return;
    }
    const bool open = isOpen(notice);
    RowSpace space(painter.layoutDirection(), head(place, appearance));
    const int size = appearance.px(noticeIcon);
    painter.drawPixmap(
        space.take(size).left(), space.rest().center().y() - size / 2 + 1,
        appearance.pixmap(open ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"),
                          theme.ink2, noticeIcon, painter.device()->devicePixelRatioF()));
    const QFont bold = appearance.font(12, true);
    const QString verb = open ? tr("Hide") : tr("Show");
    const int verbWidth = QFontMetrics(bold).horizontalAdvance(verb) + appearance.px(10);
    space.take(appearance.px(6));
    const QString shown =
        metrics.elidedText(text, Qt::ElideRight, qMax(0, space.rest().width() - verbWidth));
    drawRowLine(painter, space.rest(), shown, plain, theme.ink2);
    space.take(metrics.horizontalAdvance(shown) + appearance.px(10));
    drawRowLine(painter, space.rest(), verb, bold, theme.accent);
    if (open)
        paintDetails(painter, place, several, appearance);
}

void NoticeLines::paintDetails(QPainter &painter, const QRect &place, const QVariantMap &several,
                               const Appearance &appearance) const
{
    RowSpace space(painter.layoutDirection(), place);
    space.take(appearance.px(noticeIcon + 6)); // below the words of the head
    QRect line = space.rest();
    line.setTop(line.top() + appearance.px(condensedHeight));
    line.setHeight(appearance.px(detailHeight));
    for (const QString &text : details(several)) {
        drawRowLine(painter, line, text, appearance.font(12), appearance.theme().ink2);
        line.translate(0, line.height());
    }
}

} // namespace Ui
