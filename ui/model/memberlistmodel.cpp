// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/memberlistmodel.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace Ui {
namespace {

constexpr qsizetype longestShownStatus = 100;

QDateTime shownTime(Chat::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

bool isShown(const Chat::Member &member)
{
    return !member.id.isEmpty() && (member.here || member.member);
}

bool isBefore(const Chat::Member &a, const Chat::Member &b)
{
    if (a.here != b.here)
        return a.here;
    const int order = QString::localeAwareCompare(a.name, b.name);
    return order != 0 ? order < 0 : a.id < b.id;
}

QVariantMap avatarMap(const Chat::Avatar &avatar)
{
    if (avatar.isEmpty())
        return {};
    return {{QStringLiteral("emoji"), avatar.emoji},
            {QStringLiteral("color"), avatar.color},
            {QStringLiteral("file"), avatar.file}};
}

} // namespace

MemberListModel::MemberListModel(QObject *parent) : QAbstractListModel(parent) {}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_members.size());
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Chat::Member &member = m_members[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return member.name;
    case Qt::AccessibleTextRole:
        return readText(member);
    case UserIdRole:
        return member.id.toString();
    case GuestRole:
        return member.guest;
    case HereRole:
        return member.here;
    case SelfRole:
        return member.id == m_self;
    case AvailabilityRole:
        return int(member.attendance.state);
    case StatusRole:
        return member.attendance.until &&
                       shownTime(*member.attendance.until) <= QDateTime::currentDateTime()
                   ? QString()
                   : member.attendance.status.left(longestShownStatus);
    case LastSeenRole:
        return member.attendance.lastSeen ? shownTime(*member.attendance.lastSeen) : QDateTime();
    case AvatarRole:
        return avatarMap(member.avatar);
    case MemberRoleRole:
        return int(member.role);
    default:
        return {};
    }
}

/// Everything that is drawn of a person.
QString MemberListModel::readText(const Chat::Member &member) const
{
    QStringList parts{member.name.simplified()};
    if (member.id == m_self)
        parts << tr("you");
    if (member.role == Chat::MemberRole::Owner)
        parts << tr("owner");
    else if (member.role == Chat::MemberRole::Moderator)
        parts << tr("keeps order");
    if (member.guest)
        parts << tr("guest");
    if (!member.here)
        parts << tr("away");
    return parts.join(QStringLiteral(", "));
}

QHash<int, QByteArray> MemberListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{UserIdRole, "userId"},
                  {NameRole, "name"},
                  {GuestRole, "guest"},
                  {HereRole, "here"},
                  {SelfRole, "self"},
                  {AvailabilityRole, "availability"},
                  {StatusRole, "status"},
                  {LastSeenRole, "lastSeen"},
                  {AvatarRole, "avatar"},
                  {MemberRoleRole, "memberRole"}});
    return names;
}

void MemberListModel::setSelf(const Chat::UserId &self)
{
    if (m_self == self)
        return;
    m_self = self;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {SelfRole});
}

void MemberListModel::setMembers(const std::vector<Chat::Member> &members)
{
    beginResetModel();
    m_members.clear();
    QSet<Chat::UserId> seen;
    for (const Chat::Member &member : members) {
        if (isShown(member) && !seen.contains(member.id)) {
            seen.insert(member.id);
            m_members.push_back(member);
        }
    }
    std::sort(m_members.begin(), m_members.end(), isBefore);
    endResetModel();
}

void MemberListModel::update(const Chat::Member &member)
{
    const int row = rowOf(member.id);
    if (row < 0) {
        if (isShown(member))
            insert(member);
        return;
    }
    Chat::Member &held = m_members[size_t(row)];
    if (held == member)
        return;
    if (isShown(member) && held.here == member.here && held.name == member.name) {
        held = member;
        Q_EMIT dataChanged(
            index(row), index(row),
            {GuestRole, AvailabilityRole, StatusRole, LastSeenRole, AvatarRole, MemberRoleRole});
        return;
    }
    beginRemoveRows({}, row, row);
    m_members.erase(m_members.begin() + row);
    endRemoveRows();
    if (isShown(member))
        insert(member);
}

int MemberListModel::hereCount() const
{
    return int(std::count_if(m_members.begin(), m_members.end(),
                             [](const Chat::Member &member) { return member.here; }));
}

int MemberListModel::rowOf(const Chat::UserId &user) const
{
    const auto at = std::find_if(m_members.begin(), m_members.end(),
                                 [&](const Chat::Member &member) { return member.id == user; });
    return at == m_members.end() ? -1 : int(at - m_members.begin());
}

void MemberListModel::insert(const Chat::Member &member)
{
    const auto at = std::lower_bound(m_members.begin(), m_members.end(), member, isBefore);
    const int row = int(at - m_members.begin());
    beginInsertRows({}, row, row);
    m_members.insert(at, member);
    endInsertRows();
}

} // namespace Ui
