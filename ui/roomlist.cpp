// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomlist.h"

#include "ui/appearance.h"
#include "ui/listrow.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/roomtitle.h"
#include "ui/model/tooltip.h"
#include "ui/roomwords.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace Ui {

namespace {

constexpr int headingHeight = 34;
constexpr int side = 8;       // px between the edge and a selected row
constexpr int signWidth = 21; // px of what stands before a name
constexpr int factSize = 14;  // px of the sign of what a room is

/// Between two all that is said is said to us.
int callsIn(const QModelIndex &room)
{
    const bool isOfTwo =
        room.data(RoomListModel::VisibilityRole).toInt() == int(Chat::Visibility::Direct);
    return room.data(isOfTwo ? RoomListModel::UnreadRole : RoomListModel::MentionsRole).toInt();
}

} // namespace

void RoomFilter::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void RoomFilter::setArchivedShown(bool shown)
{
    m_archivedShown = shown;
    invalidateFilter();
}

void RoomFilter::setCurrent(const Chat::RoomId &room)
{
    if (m_current == room)
        return;
    m_current = room;
    invalidateFilter();
}

bool RoomFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_text.isEmpty() && !m_archivedShown && index.data(RoomListModel::ArchivedRole).toBool() &&
        index.data(RoomListModel::RoomIdRole).toString() != m_current.toString())
        return false;
    return m_text.isEmpty() || roomTitle(index).contains(m_text, Qt::CaseInsensitive) ||
           index.data(RoomListModel::TopicRole).toString().contains(m_text, Qt::CaseInsensitive);
}

QVariant RoomFilter::data(const QModelIndex &index, int role) const
{
    if (role == Qt::AccessibleTextRole) {
        QStringList parts{roomTitle(index)};
        if (const int unread = index.data(RoomListModel::UnreadRole).toInt(); unread > 0)
            parts << RoomList::tr("%Ln unread", nullptr, unread);
        if (const int mentions = index.data(RoomListModel::MentionsRole).toInt(); mentions > 0)
            parts << RoomList::tr("%Ln of them call(s) you", nullptr, mentions);
        return (parts + roomFacts(index)).join(QStringLiteral(", "));
    }
    if (role == Qt::ToolTipRole) {
        QStringList lines{index.data(RoomListModel::TopicRole).toString().simplified(),
                          roomFacts(index).join(QStringLiteral(", "))};
        lines.removeAll(QString());
        return plainToolTip(lines.join(u'\n'));
    }
    return QSortFilterProxyModel::data(index, role);
}

RoomDelegate::RoomDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance)
{
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool heading = index.data(RoomSections::SectionStartRole).toBool();
    return {100, m_appearance.rowHeight() + (heading ? m_appearance.px(headingHeight) : 0)};
}

void RoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const bool joined = index.data(RoomListModel::JoinedRole).toBool();
    const int unread = joined ? index.data(RoomListModel::UnreadRole).toInt() : 0;
    const int calls = joined ? callsIn(index) : 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect row = option.rect;
    if (index.data(RoomSections::SectionStartRole).toBool()) {
        const QRect heading(row.left() + side + 8, row.top(), row.width() - 2 * side - 8,
                            m_appearance.px(headingHeight) - m_appearance.px(4));
        painter->setFont(m_appearance.font(12, true));
        painter->setPen(theme.ink2);
        painter->drawText(mirrored(option, heading), Qt::AlignLeft | Qt::AlignBottom,
                          RoomSections::title(RoomSections::Section(
                              index.data(RoomSections::SectionRole).toInt())));
        row.setTop(row.top() + m_appearance.px(headingHeight));
    }
    const QRect box = row.adjusted(side, 1, -side, -1);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        QColor fill = theme.select;
        if (!selected)
            fill.setAlphaF(0.5F);
        painter->setPen(selected ? theme.edge() : QPen(Qt::NoPen));
        painter->setBrush(fill);
        painter->drawRoundedRect(box, 6, 6);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6);
    }

    QRect text = box.adjusted(8, 0, -8, 0);
    if (calls > 0)
        drawCount(*painter, option, text, calls);
    else if (unread > 0)
        drawDot(*painter, option, text);
    drawFacts(*painter, option, text, index);
    const QFont font = m_appearance.font(14, unread > 0 || (selected && joined));
    const QFontMetrics metrics(font);
    const QRect sign(text.left(), text.top(), m_appearance.px(signWidth), text.height());
    painter->setFont(m_appearance.font(14));
    painter->setPen(theme.ink2);
    painter->setClipRect(mirrored(option, sign)); // several letters may pass for an emoji
    painter->drawText(mirrored(option, sign), Qt::AlignLeft | Qt::AlignVCenter, roomSign(index));
    painter->setClipping(false);
    text.setLeft(sign.right() + 1);
    painter->setFont(font);
    painter->setPen(joined || selected ? theme.ink : theme.ink2);
    painter->drawText(mirrored(option, text), Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(roomTitle(index), Qt::ElideRight, text.width()));
    painter->restore();
}

/// At the right end of what is left of a row, which is less then.
void RoomDelegate::drawCount(QPainter &painter, const QStyleOptionViewItem &option, QRect &row,
                             int count) const
{
    const Theme &theme = m_appearance.theme();
    const QString text = shownCount(count);
    const QFont small = m_appearance.font(12, true);
    const int height = m_appearance.px(18);
    const int width = std::max(height, QFontMetrics(small).horizontalAdvance(text) + 10);
    const QRect place(row.right() - width + 1, row.center().y() - height / 2 + 1, width, height);
    const QRect pill = mirrored(option, place);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.mention);
    painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter.setFont(small);
    painter.setPen(theme.onMention);
    painter.drawText(pill, Qt::AlignCenter, text);
    row.setRight(place.left() - 6);
}

/// Likewise, in the middle of where a count of one figure would be.
void RoomDelegate::drawDot(QPainter &painter, const QStyleOptionViewItem &option, QRect &row) const
{
    const int size = m_appearance.px(8);
    const int margin = (m_appearance.px(18) - size) / 2;
    const QRect dot(row.right() - margin - size + 1, row.center().y() - size / 2 + 1, size, size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_appearance.theme().accent);
    painter.drawEllipse(mirrored(option, dot));
    row.setRight(dot.left() - 6);
}

/// Likewise: a lock, a key, a clock for what will be deleted.
void RoomDelegate::drawFacts(QPainter &painter, const QStyleOptionViewItem &option, QRect &row,
                             const QModelIndex &room) const
{
    const Theme &theme = m_appearance.theme();
    const auto draw = [&](const char *icon, const QColor &colour) {
        const int size = m_appearance.px(factSize);
        const QRect place(row.right() - size + 1, row.center().y() - size / 2 + 1, size, size);
        painter.drawPixmap(mirrored(option, place),
                           m_appearance.pixmap(QString::fromLatin1(icon), colour, factSize,
                                               painter.device()->devicePixelRatioF()));
        row.setRight(place.left() - 6);
    };
    if (room.data(RoomListModel::DeleteAtRole).toDateTime().isValid())
        draw("clock", theme.warn);
    if (room.data(RoomListModel::PasswordRole).toBool())
        draw("key", theme.ink2);
    if (room.data(RoomListModel::VisibilityRole).toInt() == int(Chat::Visibility::Private))
        draw("lock", theme.ink2);
}

RoomList::RoomList(const Appearance &appearance, QWidget *parent)
    : QListView(parent), m_filter(new RoomFilter(this)), m_sections(new RoomSections(this))
{
    setObjectName(QStringLiteral("roomList"));
    setItemDelegate(new RoomDelegate(appearance, this));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setAccessibleName(tr("Rooms"));
    m_sections->setSourceModel(m_filter);
    setModel(m_sections);
    connect(&appearance, &Appearance::changed, this, &RoomList::scheduleDelayedItemsLayout);
}

void RoomList::setRooms(RoomListModel *rooms)
{
    m_filter->setSourceModel(rooms);
    // A section's first row is higher than the others, whichever row that is now.
    const auto changed = [this] {
        scheduleDelayedItemsLayout();
        followRoom();
    };
    connect(m_sections, &QAbstractItemModel::modelReset, this, changed);
    connect(m_sections, &QAbstractItemModel::layoutChanged, this, changed);
    connect(m_sections, &QAbstractItemModel::rowsInserted, this, changed);
    connect(m_sections, &QAbstractItemModel::rowsRemoved, this, [this, changed] {
        m_removing = false;
        changed();
    });
    connect(m_sections, &QAbstractItemModel::rowsMoved, this, changed);
    connect(m_sections, &QAbstractItemModel::dataChanged, this, changed);
    followRoom();
}

void RoomList::setFilter(const QString &text)
{
    m_following = true; // the current room may be filtered out, but stays the current one
    m_filter->setText(text);
    m_following = false;
    followRoom();
}

void RoomList::setArchivedShown(bool shown)
{
    m_following = true; // as with a text: the current room stays
    m_filter->setArchivedShown(shown);
    m_following = false;
    followRoom();
}

void RoomList::setRoom(const Chat::RoomId &room)
{
    m_room = room;
    m_following = true;
    m_filter->setCurrent(room);
    m_sections->setCurrent(room);
    m_following = false;
    followRoom();
}

Chat::RoomId RoomList::roomAt(const QModelIndex &index) const
{
    return Chat::RoomId(index.data(RoomListModel::RoomIdRole).toString());
}

Chat::RoomId RoomList::neighbour(int steps) const
{
    const QModelIndex index = model()->index(currentIndex().row() + steps, 0);
    return currentIndex().isValid() && index.isValid() ? roomAt(index) : Chat::RoomId();
}

Chat::RoomId RoomList::first() const
{
    return roomAt(model()->index(0, 0));
}

void RoomList::followRoom()
{
    if (m_following || (currentIndex().isValid() && roomAt(currentIndex()) == m_room))
        return;
    m_following = true;
    QModelIndex found;
    for (int row = 0; row < model()->rowCount() && !found.isValid(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (roomAt(index) == m_room)
            found = index;
    }
    if (found != currentIndex())
        selectionModel()->setCurrentIndex(found, QItemSelectionModel::ClearAndSelect);
    m_following = false;
}

/// Qt makes the next row the current one; nobody has chosen that.
void RoomList::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    m_removing = true;
    QListView::rowsAboutToBeRemoved(parent, first, last);
}

void RoomList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    // QListView tells assistive technology that the row has the keys, wherever they are.
    if (hasFocus())
        QListView::currentChanged(current, previous);
    else
        QAbstractItemView::currentChanged(current, previous);
    if (m_following || m_removing || !current.isValid() || roomAt(current) == m_room)
        return;
    m_room = roomAt(current);
    Q_EMIT roomChosen(m_room);
}

void RoomList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Rooms"));
        viewport()->update();
    }
}

} // namespace Ui
