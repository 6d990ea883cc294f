// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timelinelines.h"

#include "ui/appearance.h"
#include "ui/deliverysign.h"
#include "ui/listrow.h"
#include "ui/messagetext.h"
#include "ui/model/lineparts.h"
#include "ui/model/timelinemodel.h"
#include "ui/reactionchips.h"
#include "ui/replyquote.h"
#include "ui/rowspace.h"

#include <QAbstractTextDocumentLayout>
#include <QDateTime>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <cmath>

namespace Ui {

namespace {

constexpr int margin = 16;
constexpr int avatarSize = 32;
constexpr int avatarSizeCompact = 22;
constexpr int gap = 10;
constexpr int bubblePadding = 10;
constexpr int widestText = 72 * 14;
constexpr int markIcon = 14;
constexpr int narrowestWords = 60;
constexpr int lateHeight = 18;

QString role(const QModelIndex &index, TimelineModel::Role which)
{
    return index.data(which).toString();
}

Chat::MessageType typeOf(const QModelIndex &index)
{
    return Chat::MessageType(index.data(TimelineModel::TypeRole).toInt());
}

Delivery deliveryOf(const QModelIndex &index)
{
    return Delivery(index.data(TimelineModel::DeliveryRole).toInt());
}

} // namespace

struct TimelineLines::Parts {
    bool talk = true;
    FoldedLines::Fold fold = FoldedLines::Fold::None;
    bool own = false;
    QRect day;     // empty without
    QRect unread;  // empty without
    QRect line;    // all below the separators
    QRect avatar;  // empty within a group
    QRect head;    // empty within a group
    QRect quote;   // what is answered; empty without
    QRect late;    // when it was written; empty unless it came late
    QRect text;    // the document, or the notice
    QRect bubble;  // empty for others' messages
    QRect mark;    // beside the text or its bubble
    QRect retry;   // below it, empty unless failed
    QRect discard; // likewise, or when it has waited for long
    std::vector<FileCards::Card> files;
    std::vector<ReactionChips::Chip> reactions;
    bool edited = false;
    bool pinned = false;
    int height = 0;
    const QTextDocument *document = nullptr;

    /// From right to left, in a line that is so wide.
    void mirror(int width);
};

void TimelineLines::Parts::mirror(int width)
{
    const QRect bounds(0, 0, width, 1);
    for (QRect *part : {&day, &unread, &line, &avatar, &head, &quote, &late, &text, &bubble, &mark,
                        &retry, &discard}) {
        if (!part->isNull())
            *part = QStyle::visualRect(Qt::RightToLeft, bounds, *part);
    }
    FileCards::mirror(files, bounds);
    ReactionChips::mirror(reactions, bounds);
}

TimelineLines::TimelineLines(const Appearance &appearance)
    : m_appearance(appearance), m_look(appearance)
{
}

void TimelineLines::setWidth(int width)
{
    m_width = width;
}

void TimelineLines::clear()
{
    m_documents.clear();
    MessageLook look(m_appearance);
    look.names = std::move(m_look.names);
    look.self = std::move(m_look.self);
    m_look = std::move(look);
}

void TimelineLines::setPeople(const QStringList &names, const QString &self)
{
    Chat::MentionNames people(names);
    if (people == m_look.names && self == m_look.self)
        return;
    m_look.names = std::move(people);
    m_look.self = self;
    m_documents.clear();
}

int TimelineLines::estimatedHeight() const
{
    return m_appearance.px(36);
}

void TimelineLines::forget(const QModelIndex &index)
{
    m_documents.remove(keyOf(index));
}

void TimelineLines::drop(const QModelIndex &index)
{
    forget(index);
    const Chat::Sequence line{index.data(TimelineModel::SequenceRole).toLongLong()};
    m_folded.forget(line);
    m_notices.forget(line);
}

QString TimelineLines::keyOf(const QModelIndex &index)
{
    const qint64 sequence = index.data(TimelineModel::SequenceRole).toLongLong();
    return sequence > 0 ? QString::number(sequence) : role(index, TimelineModel::ClientIdRole);
}

const TimelineLines::Laid &TimelineLines::laid(const QModelIndex &index, int room)
{
    const QString key = keyOf(index);
    Laid *found = m_documents.object(key);
    if (!found) {
        const QString text = role(index, TimelineModel::TextRole);
        MessageLook gone = m_look; // what stands for a deleted message
        gone.ink = m_look.ink2;
        const bool isGone = index.data(TimelineModel::DeletedRole).toBool();
        found = new Laid;
        found->document =
            makeMessageDocument(text, isGone ? gone : m_look,
                                tr("… this message is longer (%Ln characters). Copy it to "
                                   "read all of it.",
                                   nullptr, int(text.size())));
        m_documents.insert(key, found);
    }
    if (found->room != room) {
        QTextDocument &document = *found->document;
        document.setTextWidth(room);
        found->room = room;
        found->width = qMin(room, int(std::ceil(shownWidth(document, m_look))) + 1);
        if (hasRightToLeft(document)) // it would stand at the far side of the room
            document.setTextWidth(found->width);
    }
    return *found;
}

TimelineLines::Parts TimelineLines::layOut(const QModelIndex &index)
{
    const auto px = [this](double length) { return m_appearance.px(length); };
    Parts parts;
    const Chat::MessageType type = typeOf(index);
    parts.talk = type == Chat::MessageType::Talk;
    parts.fold = m_folded.foldOf(index);
    if (parts.fold == FoldedLines::Fold::Inside)
        return parts;
    parts.own = parts.talk && index.data(TimelineModel::OwnRole).toBool();
    const bool groupStart = parts.talk && index.data(TimelineModel::GroupStartRole).toBool();
    const bool compact = m_appearance.isCompact();
    const int avatar = px(compact ? avatarSizeCompact : avatarSize);
    const int left = margin + avatar + gap;
    const int available = qMax(px(80), m_width - left - margin);

    int y = 0;
    if (index.data(TimelineModel::DayStartRole).toBool()) {
        parts.day = QRect(margin, y, m_width - 2 * margin, px(40));
        y += parts.day.height();
    }
    if (index.data(TimelineModel::UnreadStartRole).toBool()) {
        parts.unread = QRect(margin, y, m_width - 2 * margin, px(32));
        y += parts.unread.height();
    }
    const int top = y;
    if (parts.fold == FoldedLines::Fold::Head) {
        parts.text = QRect(left, y, available, FoldedLines::height(m_appearance));
        y += parts.text.height();
    } else if (!parts.talk) {
        const bool hidden = NoticeLines::isHidden(index);
        parts.text = QRect(left, y, available, hidden ? 0 : m_notices.height(index, m_appearance));
        y += parts.text.height();
    } else {
        y += groupStart ? px(compact ? 4 : 8) : px(compact ? 0 : 1);
        if (groupStart) {
            parts.avatar = QRect(margin, y + px(compact ? 0 : 2), avatar, avatar);
            parts.head = QRect(left, y, available, px(22));
            y += px(22);
        }
        if (!index.data(TimelineModel::ReplyRole).toMap().isEmpty()) {
            parts.quote =
                QRect(left, y, qMin(available, px(widestText)), ReplyQuote::height(m_appearance));
            y += parts.quote.height();
        }
        if (index.data(TimelineModel::WrittenRole).toDateTime().isValid()) {
            parts.late = QRect(left, y, available, px(lateHeight));
            y += parts.late.height();
        }
        parts.edited = index.data(TimelineModel::EditedRole).toBool();
        parts.pinned = index.data(TimelineModel::PinnedRole).toBool();
        const int padding = parts.own ? px(bubblePadding) : 0;
        const int markRoom = (parts.own ? px(28) : 0) + marksWidth(parts);
        const int widest = qMin(available - 2 * padding - markRoom, px(widestText));
        const Laid &text = laid(index, widest);
        parts.document = text.document.get();
        const int textHeight = int(std::ceil(parts.document->size().height()));
        const int textWidth = text.width;
        const QVariantList files =
            m_stock ? index.data(TimelineModel::FilesRole).toList() : QVariantList();
        if (!files.isEmpty() && role(index, TimelineModel::TextRole).isEmpty()) {
            // Nothing but files: the marks stand beside the first of them.
            const int end = left + FileCards::width(available - markRoom, m_appearance) + px(8);
            parts.mark = QRect(end, y + px(4), m_width - margin - end, px(22));
        } else if (parts.own) {
            parts.bubble = QRect(left, y + px(1), textWidth + 2 * padding, textHeight + px(6));
            parts.text = QRect(left + padding, y + px(4), textWidth, textHeight);
            parts.mark = QRect(parts.bubble.right() + px(8), parts.bubble.bottom() - px(24),
                               m_width - margin - parts.bubble.right() - px(8), px(22));
            y += parts.bubble.height() + px(3);
        } else {
            parts.text = QRect(left, y, textWidth, textHeight);
            const int end = left + textWidth + px(8);
            parts.mark = QRect(end, parts.text.bottom() - px(21), m_width - margin - end, px(22));
            y += textHeight + px(1);
        }
        parts.files = FileCards::layOut(files, QPoint(left, y), available - markRoom, m_appearance);
        y += FileCards::height(parts.files, m_appearance);
        if (parts.own)
            y += layOutUnsent(parts, QPoint(left, y), index);
        parts.reactions = ReactionChips::layOut(index.data(TimelineModel::ReactionsRole).toList(),
                                                QPoint(left, y + px(2)),
                                                qMin(available, px(widestText)), m_appearance);
        if (!parts.reactions.empty())
            y += px(2) + ReactionChips::height(parts.reactions, m_appearance);
        y += px(1);
    }
    parts.line = QRect(0, top, m_width, y - top);
    parts.height = y;
    return parts;
}

int TimelineLines::layOutUnsent(Parts &parts, QPoint at, const QModelIndex &index) const
{
    const bool failed = deliveryOf(index) == Delivery::Failed;
    const auto untilLong = DeliverySign::untilLong(index);
    if (!failed && (!untilLong || untilLong->count() > 0))
        return 0;
    const QFontMetrics metrics(m_appearance.font(12, true));
    const int height = m_appearance.px(28);
    const auto button = [&](const QString &text) {
        const QRect place(at.x(), at.y(), metrics.horizontalAdvance(text) + m_appearance.px(20),
                          height);
        at.rx() += place.width() + m_appearance.px(4);
        return place;
    };
    if (failed)
        parts.retry = button(tr("Send again"));
    parts.discard = button(failed ? tr("Discard") : tr("Do not send"));
    return height;
}

int TimelineLines::height(const QModelIndex &index)
{
    return layOut(index).height;
}

TimelineLines::Hit TimelineLines::hitTest(const QModelIndex &index, QPoint point)
{
    const Parts parts = layOut(index);
    const bool mirrored = m_direction == Qt::RightToLeft;
    const QPoint seen = point;
    if (mirrored) // the parts are as from left to right
        point.setX(m_width - 1 - point.x());
    if (parts.fold == FoldedLines::Fold::Head && parts.text.contains(point))
        return {Spot::Fold, {}, {}, {}};
    if (!parts.talk && parts.text.contains(point) && NoticeLines::isCondensed(index)) {
        if (NoticeLines::head(parts.text, m_appearance).contains(point))
            return {Spot::Fold, {}, {}, NoticeLines::sentence(index)};
        return {Spot::Nothing, {}, {}, m_notices.detailAt(point, parts.text, index, m_appearance)};
    }
    if (parts.retry.contains(point))
        return {Spot::Retry, {}, {}, {}};
    if (parts.discard.contains(point))
        return {Spot::Discard, {}, {}, {}};
    if (parts.quote.contains(point))
        return {Spot::Quote,
                {},
                {},
                ReplyQuote::sentence(index.data(TimelineModel::ReplyRole).toMap())};
    if (!parts.files.empty()) {
        if (const auto hit = FileCards::hit(parts.files, point, *m_stock, m_appearance))
            return {hit->deed ? Spot::File : Spot::Nothing, {}, {}, hit->sentence, hit->file,
                    hit->deed.value_or(FileDeed::Save)};
    }
    for (const ReactionChips::Chip &chip : parts.reactions) {
        if (chip.place.contains(point))
            return {Spot::Reaction, {}, chip.emoji, ReactionChips::sentence(chip)};
    }
    if (parts.own && parts.mark.contains(point))
        return {Spot::Delivery, {}, {}, {}};
    if (parts.document && parts.text.contains(point)) {
        const QRect text = QStyle::visualRect(m_direction, QRect(0, 0, m_width, 1), parts.text);
        const QString address = parts.document->documentLayout()->anchorAt(seen - text.topLeft());
        if (const QUrl url = safeLink(address); !url.isEmpty())
            return {Spot::Link, url, {}, {}};
    }
    return {};
}

void TimelineLines::paintSeparators(QPainter &painter, const Parts &parts,
                                    const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const auto separator = [&](const QRect &place, const QString &text, const QColor &ink,
                               const QColor &rule, bool bold) {
        const QFont font = m_appearance.font(12, bold);
        const int half = QFontMetrics(font).horizontalAdvance(text) / 2 + m_appearance.px(14);
        const int y = place.center().y();
        painter.setPen(rule);
        painter.drawLine(place.left(), y, place.center().x() - half, y);
        painter.drawLine(place.center().x() + half, y, place.right(), y);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter, text);
    };
    if (!parts.day.isEmpty()) {
        const QDate day = index.data(TimelineModel::TimeRole).toDateTime().date();
        const bool thisYear = day.year() == QDate::currentDate().year();
        separator(parts.day,
                  QLocale().toString(day, thisYear
                                              ? tr("dddd, MMMM d", "a day, as QLocale formats it")
                                              : tr("dddd, MMMM d, yyyy", "a day of another year")),
                  theme.ink2, theme.line, false);
    }
    if (!parts.unread.isEmpty())
        separator(parts.unread, tr("New from here"), theme.mention, theme.mention, true);
}

void TimelineLines::paintHead(QPainter &painter, const Parts &parts, const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const QString sender = role(index, TimelineModel::SenderRole);
    const QString senderId = role(index, TimelineModel::SenderIdRole);
    drawAvatar(painter, parts.avatar, sender, senderId, m_appearance, m_portraits.value(senderId));
    const QFont small = m_appearance.font(12);
    const QFontMetrics smallMetrics(small);
    const QString time = QLocale().toString(index.data(TimelineModel::TimeRole).toDateTime().time(),
                                            QLocale::ShortFormat);
    const bool guest = index.data(TimelineModel::GuestRole).toBool();
    // What the host calls its bots.
    const bool bot = role(index, TimelineModel::SenderIdRole).startsWith(QLatin1String("h-"));
    const QString badge = bot ? tr("Bot") : guest ? tr("Guest") : QString();
    const int badgeWidth =
        badge.isEmpty() ? 0 : smallMetrics.horizontalAdvance(badge) + m_appearance.px(12);
    const int rest = badgeWidth + smallMetrics.horizontalAdvance(time) + m_appearance.px(20);

    const QFont bold = m_appearance.font(14, true);
    const QFontMetrics boldMetrics(bold);
    const QString name =
        boldMetrics.elidedText(sender.simplified(), Qt::ElideRight, parts.head.width() - rest);
    RowSpace space(m_direction, parts.head);
    drawRowLine(painter, space.rest(), name, bold, theme.ink);
    space.take(boldMetrics.horizontalAdvance(name) + m_appearance.px(8));
    if (!badge.isEmpty()) {
        const int height = m_appearance.px(17);
        const QRect place = space.take(badgeWidth);
        const QRectF frame(place.left() + 0.5, place.center().y() - height / 2 + 0.5, badgeWidth,
                           height);
        painter.setFont(small);
        painter.setPen(theme.ink2);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(theme.line);
        painter.drawRoundedRect(frame, 4, 4);
        painter.restore();
        painter.drawText(frame, Qt::AlignCenter, badge);
        space.take(m_appearance.px(8));
    }
    drawRowLine(painter, space.rest(), time, small, theme.ink2);
}

void TimelineLines::paintLate(QPainter &painter, const Parts &parts, const QModelIndex &index) const
{
    const QString text = writtenText(index.data(TimelineModel::WrittenRole).toDateTime(),
                                     index.data(TimelineModel::TimeRole).toDateTime());
    drawRowLine(painter, parts.late, text, m_appearance.font(12), m_appearance.theme().ink2);
}

int TimelineLines::marksWidth(const Parts &parts) const
{
    const QFontMetrics metrics(m_appearance.font(12));
    return (parts.pinned ? m_appearance.px(markIcon + 5) : 0) +
           (parts.edited ? metrics.horizontalAdvance(tr("edited")) + m_appearance.px(5) : 0);
}

void TimelineLines::paintMarks(QPainter &painter, const Parts &parts, RowSpace &space) const
{
    const Theme &theme = m_appearance.theme();
    if (parts.pinned) {
        const int size = m_appearance.px(markIcon);
        painter.drawPixmap(space.take(size).left(), parts.mark.center().y() - size / 2 + 1,
                           m_appearance.pixmap(QStringLiteral("pin"), theme.ink2, markIcon,
                                               painter.device()->devicePixelRatioF()));
        space.take(m_appearance.px(markIcon + 5) - size);
    }
    if (parts.edited)
        drawRowLine(painter, space.rest(), tr("edited"), m_appearance.font(12), theme.ink2);
}

void TimelineLines::paintDelivery(QPainter &painter, const Parts &parts, const QModelIndex &index,
                                  RowSpace &space) const
{
    const Theme &theme = m_appearance.theme();
    const DeliverySign sign = DeliverySign::of(index);
    const QColor ink = sign.isProblem ? theme.error : theme.ink2;
    const int size = m_appearance.px(markIcon);
    painter.drawPixmap(
        space.take(size).left(), parts.mark.center().y() - size / 2 + 1,
        m_appearance.pixmap(sign.icon, ink, markIcon, painter.device()->devicePixelRatioF()));
    painter.setFont(m_appearance.font(12, true));
    painter.setPen(theme.accent);
    if (!parts.retry.isEmpty())
        painter.drawText(parts.retry, Qt::AlignCenter, tr("Send again"));
    painter.setPen(theme.error);
    if (!parts.discard.isEmpty())
        painter.drawText(parts.discard, Qt::AlignCenter,
                         parts.retry.isEmpty() ? tr("Do not send") : tr("Discard"));
    space.take(m_appearance.px(5));
    const int room = space.rest().width();
    const QFont font = m_appearance.font(12);
    const QFontMetrics metrics(font);
    const int whole = metrics.horizontalAdvance(sign.words);
    const bool fits = whole + marksWidth(parts) <= room;
    if (sign.words.isEmpty() || !(fits || (sign.mustSay && room > m_appearance.px(narrowestWords))))
        return;
    drawRowLine(painter, space.rest(), sign.words, font, ink);
    space.take(whole + m_appearance.px(8));
}

void TimelineLines::paint(QPainter &painter, const QRect &place, const QModelIndex &index,
                          State state)
{
    const Theme &theme = m_appearance.theme();
    Parts parts = layOut(index);
    if (parts.fold == FoldedLines::Fold::Inside)
        return;
    if (m_direction == Qt::RightToLeft)
        parts.mirror(m_width);
    painter.save();
    painter.setLayoutDirection(m_direction); // of the places; words have that of their letters
    painter.translate(place.topLeft());
    painter.setClipRect(QRect(QPoint(), place.size()), Qt::IntersectClip);
    if (state.selected) {
        painter.setPen(theme.edge());
        painter.setBrush(theme.select);
        painter.drawRect(theme.contrast ? parts.line.adjusted(1, 1, -1, -1) : parts.line);
    }
    paintSeparators(painter, parts, index);
    if (parts.fold == FoldedLines::Fold::Head) {
        m_folded.paint(painter, parts.text, index, m_appearance);
    } else if (!parts.talk) {
        if (!parts.text.isEmpty())
            m_notices.paint(painter, parts.text, index, m_appearance);
    } else {
        if (!parts.head.isEmpty())
            paintHead(painter, parts, index);
        if (!parts.bubble.isEmpty()) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(theme.edge());
            painter.setBrush(theme.own);
            painter.drawRoundedRect(parts.bubble, 8, 8);
            painter.restore();
        }
        RowSpace besideMessage(m_direction, parts.mark);
        if (parts.own)
            paintDelivery(painter, parts, index, besideMessage);
        paintMarks(painter, parts, besideMessage);
        if (!parts.late.isEmpty())
            paintLate(painter, parts, index);
        if (!parts.quote.isEmpty())
            ReplyQuote::paint(painter, parts.quote, index.data(TimelineModel::ReplyRole).toMap(),
                              m_appearance);
        if (!parts.files.empty())
            FileCards::paint(painter, parts.files, *m_stock, m_appearance);
        ReactionChips::paint(painter, parts.reactions, m_appearance);
        painter.save();
        painter.translate(parts.text.topLeft());
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette = theme.palette();
        context.clip = QRectF(0, 0, parts.text.width(), parts.text.height());
        paintBehindText(painter, *parts.document, m_look);
        parts.document->documentLayout()->draw(&painter, context);
        painter.restore();
    }
    if (state.focused && !parts.line.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRoundedRect(parts.line.adjusted(4, 1, -4, -1), 6, 6);
    }
    painter.restore();
}

} // namespace Ui
