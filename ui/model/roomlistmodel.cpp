// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomlistmodel.h"

#include <QTimeZone>

#include <algorithm>

namespace Ui {
namespace {

/// More rooms than a person can look through; a host that names more is not listened to.
constexpr size_t mostRooms = 10000;

QString shownName(const Chat::RoomInfo &room)
{
    return room.name.isEmpty() ? room.id.toString() : room.name;
}

} // namespace

RoomListModel::RoomListModel(QObject *parent) : QAbstractListModel(parent) {}

int RoomListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rooms.size());
}

QVariant RoomListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Chat::RoomInfo &room = m_rooms[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return shownName(room);
    case RoomIdRole:
        return room.id.toString();
    case TopicRole:
        return room.topic;
    case UnreadRole:
        return unread(room.id);
    case MentionsRole:
        return mentions(room.id);
    case JoinedRole:
        return isJoined(room.id);
    case HereRole:
        return room.here;
    case MembersRole:
        return room.members;
    case ActivityRole: {
        const auto known = m_activity.constFind(room.id);
        return known == m_activity.cend()
                   ? QDateTime()
                   : QDateTime::fromMSecsSinceEpoch(known->time_since_epoch().count(),
                                                    QTimeZone::utc());
    }
    default:
        return settingsData(room, role);
    }
}

QVariant RoomListModel::settingsData(const Chat::RoomInfo &room, int role) const
{
    const Chat::RoomSettings &settings = room.settings;
    switch (role) {
    case VisibilityRole:
        return int(settings.visibility);
    case IconRole:
        return settings.icon;
    case ArchivedRole:
        return settings.archived;
    case PasswordRole:
        return settings.password;
    case SlowModeRole:
        return int(settings.slowMode.count());
    case RetentionRole:
        return QVariantMap{{QStringLiteral("keep"), int(settings.retention.keep)},
                           {QStringLiteral("count"), settings.retention.count}};
    case DeleteAtRole:
        return settings.deleteAt
                   ? QDateTime::fromMSecsSinceEpoch(settings.deleteAt->time_since_epoch().count())
                   : QDateTime();
    case OwnRoleRole:
        return int(room.own.role);
    case InvitedRole:
        return room.own.invited;
    case KnocksRole:
        return room.own.knocks;
    case SpeechRole:
        return int(speech(room));
    case NextSpeechRole:
        return m_nextSpeech.value(room.id);
    case NextEntryRole:
        return m_nextEntry.value(room.id);
    default:
        return {};
    }
}

RoomListModel::Speech RoomListModel::speech(const Chat::RoomInfo &room) const
{
    if (room.settings.deleteAt)
        return Speech::Ending;
    if (room.settings.archived)
        return Speech::Archived;
    if (room.own.role >= Chat::MemberRole::Moderator)
        return Speech::Free;
    if (!room.settings.isOpen() && room.own.role == Chat::MemberRole::None)
        return Speech::MembersOnly;
    return room.settings.readOnly ? Speech::ReadOnly : Speech::Free;
}

QHash<int, QByteArray> RoomListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{RoomIdRole, "roomId"},
                  {NameRole, "name"},
                  {TopicRole, "topic"},
                  {UnreadRole, "unread"},
                  {MentionsRole, "mentions"},
                  {JoinedRole, "joined"},
                  {HereRole, "here"},
                  {MembersRole, "members"},
                  {VisibilityRole, "visibility"},
                  {IconRole, "icon"},
                  {ArchivedRole, "archived"},
                  {PasswordRole, "password"},
                  {SlowModeRole, "slowMode"},
                  {RetentionRole, "retention"},
                  {DeleteAtRole, "deleteAt"},
                  {OwnRoleRole, "ownRole"},
                  {InvitedRole, "invited"},
                  {KnocksRole, "knocks"},
                  {SpeechRole, "speech"},
                  {NextSpeechRole, "nextSpeech"},
                  {NextEntryRole, "nextEntry"},
                  {ActivityRole, "activity"}});
    return names;
}

QModelIndex RoomListModel::indexOf(const Chat::RoomId &room) const
{
    const int row = rowOf(room);
    return row < 0 ? QModelIndex() : index(row);
}

Chat::RoomId RoomListModel::roomAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? m_rooms[size_t(index.row())].id
                                                       : Chat::RoomId();
}

void RoomListModel::setRooms(const std::vector<Chat::RoomInfo> &rooms)
{
    QHash<Chat::RoomId, Chat::RoomInfo> news;
    for (const Chat::RoomInfo &room : rooms) {
        if (size_t(news.size()) < mostRooms)
            news.insert(room.id, room);
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!news.contains(m_rooms[size_t(row)].id))
            remove(row);
    }
    // Moving one row shifts others, so the ids to look at are noted first.
    std::vector<Chat::RoomId> kept;
    for (const Chat::RoomInfo &room : m_rooms) {
        if (news.value(room.id) != room)
            kept.push_back(room.id);
        else
            news.remove(room.id);
    }
    for (const Chat::RoomId &room : kept)
        updateRoom(news.take(room));
    insertAll({news.cbegin(), news.cend()});
}

void RoomListModel::updateRoom(const Chat::RoomInfo &room)
{
    const int row = rowOf(room.id);
    if (row < 0) {
        if (m_rooms.size() < mostRooms)
            insertAll({room});
    } else if (m_rooms[size_t(row)] != room) {
        m_rooms[size_t(row)] = room;
        settle(row);
    }
}

void RoomListModel::removeRoom(const Chat::RoomId &room)
{
    if (const int row = rowOf(room); row >= 0)
        remove(row);
}

Chat::RoomInfo RoomListModel::room(const Chat::RoomId &room) const
{
    const int row = rowOf(room);
    return row < 0 ? Chat::RoomInfo() : m_rooms[size_t(row)];
}

void RoomListModel::list(const Chat::RoomId &room)
{
    if (indexOf(room).isValid())
        return;
    Chat::RoomInfo unlisted;
    unlisted.id = room;
    unlisted.name = room.toString();
    updateRoom(unlisted);
}

void RoomListModel::setNextSpeech(const Chat::RoomId &room, const QDateTime &time)
{
    m_nextSpeech.insert(room, time);
    if (const QModelIndex at = indexOf(room); at.isValid())
        Q_EMIT dataChanged(at, at, {NextSpeechRole});
}

void RoomListModel::setNextEntry(const Chat::RoomId &room, const QDateTime &time)
{
    if (m_nextEntry.value(room) == time)
        return;
    if (time.isValid())
        m_nextEntry.insert(room, time);
    else
        m_nextEntry.remove(room);
    if (const QModelIndex at = indexOf(room); at.isValid())
        Q_EMIT dataChanged(at, at, {NextEntryRole});
}

void RoomListModel::setJoined(const Chat::RoomId &room, bool joined)
{
    if (isJoined(room) == joined)
        return;
    if (joined)
        m_joined.insert(room);
    else
        m_joined.remove(room);
    if (const int row = rowOf(room); row >= 0)
        settle(row);
}

void RoomListModel::setUnread(const Chat::RoomId &room, int unread, int mentions)
{
    if (this->unread(room) == unread && this->mentions(room) == mentions)
        return;
    const auto put = [&room](QHash<Chat::RoomId, int> &counts, int count) {
        if (count > 0)
            counts.insert(room, count);
        else
            counts.remove(room);
    };
    put(m_unread, unread);
    put(m_mentions, mentions);
    if (const QModelIndex at = indexOf(room); at.isValid())
        Q_EMIT dataChanged(at, at, {UnreadRole, MentionsRole});
}

void RoomListModel::setActivity(const Chat::RoomId &room, Chat::Timestamp time)
{
    const auto known = m_activity.constFind(room);
    if (known != m_activity.cend() && *known >= time)
        return;
    m_activity.insert(room, time);
    if (const QModelIndex at = indexOf(room); at.isValid())
        Q_EMIT dataChanged(at, at, {ActivityRole});
}

bool RoomListModel::isBefore(const Chat::RoomInfo &a, const Chat::RoomInfo &b) const
{
    if (a.settings.archived != b.settings.archived)
        return b.settings.archived;
    if (isJoined(a.id) != isJoined(b.id))
        return isJoined(a.id);
    const int order = QString::localeAwareCompare(shownName(a), shownName(b));
    return order != 0 ? order < 0 : a.id < b.id;
}

int RoomListModel::rowOf(const Chat::RoomId &room) const
{
    const auto at = std::find_if(m_rooms.begin(), m_rooms.end(),
                                 [&](const Chat::RoomInfo &info) { return info.id == room; });
    return at == m_rooms.end() ? -1 : int(at - m_rooms.begin());
}

/// Those that come to stand beside each other in one go, for who listens looks through all of them.
void RoomListModel::insertAll(std::vector<Chat::RoomInfo> rooms)
{
    const auto before = [this](const auto &a, const auto &b) { return isBefore(a, b); };
    std::sort(rooms.begin(), rooms.end(), before);
    for (auto first = rooms.begin(); first != rooms.end();) {
        const auto at = std::lower_bound(m_rooms.begin(), m_rooms.end(), *first, before);
        const auto last =
            at == m_rooms.end() ? rooms.end() : std::lower_bound(first, rooms.end(), *at, before);
        const int row = int(at - m_rooms.begin());
        beginInsertRows({}, row, row + int(last - first) - 1);
        m_rooms.insert(at, first, last);
        endInsertRows();
        first = last;
    }
}

void RoomListModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rooms.erase(m_rooms.begin() + row);
    endRemoveRows();
}

void RoomListModel::settle(int row)
{
    const Chat::RoomInfo &changed = m_rooms[size_t(row)];
    const auto before = [this](const auto &a, const auto &b) { return isBefore(a, b); };
    const auto first = m_rooms.begin();
    int to = int(std::lower_bound(first, first + row, changed, before) - first);
    if (to == row)
        to = int(std::lower_bound(first + row + 1, m_rooms.end(), changed, before) - first) - 1;
    if (to != row) {
        beginMoveRows({}, row, row, {}, to > row ? to + 1 : to);
        if (to > row)
            std::rotate(first + row, first + row + 1, first + to + 1);
        else
            std::rotate(first + to, first + row, first + row + 1);
        endMoveRows();
    }
    Q_EMIT dataChanged(index(to), index(to));
}

} // namespace Ui
