// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomsections.h"

#include "ui/model/roomlistmodel.h"

#include <QLocale>

#include <utility>

namespace Ui {

RoomSections::RoomSections(QObject *parent) : QSortFilterProxyModel(parent)
{
    sort(0);
}

QVariant RoomSections::data(const QModelIndex &index, int role) const
{
    if (role == SectionRole)
        return int(section(mapToSource(index)));
    if (role == SectionStartRole) {
        return index.row() == 0 ||
               index.data(SectionRole) != index.siblingAtRow(index.row() - 1).data(SectionRole);
    }
    if (role == Qt::AccessibleDescriptionRole && index.data(SectionStartRole).toBool()) {
        const Section here = section(mapToSource(index));
        int rooms = 0;
        for (int row = index.row(); row < rowCount(); ++row) {
            if (section(mapToSource(this->index(row, 0))) != here)
                break;
            ++rooms;
        }
        return tr("%1: %2", "a heading, how many are below it")
            .arg(title(here), QLocale().toString(rooms));
    }
    return QSortFilterProxyModel::data(index, role);
}

void RoomSections::setOrder(Order order)
{
    if (std::exchange(m_order, order) != order)
        invalidate();
}

void RoomSections::setCurrent(const Chat::RoomId &room)
{
    if (room == m_current)
        return;
    const QModelIndex left = find(m_current);
    const bool moves = left.isValid() && present(left) != m_held;
    m_current = room;
    const QModelIndex entered = find(room);
    m_held = entered.isValid() ? present(entered) : Standing();
    if (moves)
        invalidate();
}

QString RoomSections::title(Section section)
{
    switch (section) {
    case Section::Unread:
        return tr("Unread");
    case Section::Joined:
        return tr("Rooms");
    case Section::Direct:
        return tr("People");
    case Section::Other:
        return tr("Other rooms");
    case Section::Archived:
        break;
    }
    return tr("Archived rooms");
}

bool RoomSections::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const Section leftSection = section(left);
    const Section rightSection = section(right);
    if (leftSection != rightSection)
        return leftSection < rightSection;
    if (m_order == Order::Activity) {
        const QDateTime one = standing(left).activity;
        const QDateTime other = standing(right).activity;
        if (one.isValid() != other.isValid())
            return one.isValid();
        if (one != other)
            return one > other;
    }
    return left.row() < right.row();
}

RoomSections::Standing RoomSections::present(const QModelIndex &room) const
{
    return {room.data(RoomListModel::UnreadRole).toInt() > 0,
            room.data(RoomListModel::ActivityRole).toDateTime()};
}

RoomSections::Standing RoomSections::standing(const QModelIndex &room) const
{
    const bool isCurrent = room.data(RoomListModel::RoomIdRole).toString() == m_current.toString();
    return isCurrent ? m_held : present(room);
}

RoomSections::Section RoomSections::section(const QModelIndex &room) const
{
    if (room.data(RoomListModel::ArchivedRole).toBool())
        return Section::Archived;
    if (!room.data(RoomListModel::JoinedRole).toBool())
        return Section::Other;
    if (standing(room).unread)
        return Section::Unread;
    return room.data(RoomListModel::VisibilityRole).toInt() == int(Chat::Visibility::Direct)
               ? Section::Direct
               : Section::Joined;
}

QModelIndex RoomSections::find(const Chat::RoomId &room) const
{
    if (!sourceModel() || room.isEmpty())
        return {};
    for (int row = 0; row < sourceModel()->rowCount(); ++row) {
        const QModelIndex index = sourceModel()->index(row, 0);
        if (index.data(RoomListModel::RoomIdRole).toString() == room.toString())
            return index;
    }
    return {};
}

} // namespace Ui
