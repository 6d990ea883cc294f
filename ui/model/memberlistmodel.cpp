// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/memberlistmodel.h"

#include "ui/model/presencewords.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>
#include <chrono>

namespace Ui {
namespace {

using namespace std::chrono_literals;

constexpr qsizetype longestShownStatus = 100;
constexpr std::chrono::milliseconds longestWait = 1h; // clocks are set, computers sleep

QDateTime shownTime(Chat::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

/// Hosts of older versions tell nothing of it.
Chat::Availability availabilityOf(const Chat::Member &member)
{
    const Chat::Availability told = member.attendance.state;
    return member.here && told == Chat::Availability::Offline ? Chat::Availability::Online : told;
}

bool isOver(const Chat::Attendance &attendance)
{
    return attendance.until && shownTime(*attendance.until) <= QDateTime::currentDateTime();
}

QString statusOf(const Chat::Attendance &attendance)
{
    return isOver(attendance) ? QString() : attendance.status.left(longestShownStatus).simplified();
}

QDateTime lastSeenOf(const Chat::Member &member)
{
    return availabilityOf(member) == Chat::Availability::Offline && member.attendance.lastSeen
               ? shownTime(*member.attendance.lastSeen)
               : QDateTime();
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

MemberListModel::MemberListModel(QObject *parent) : QAbstractListModel(parent)
{
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &MemberListModel::expire);
}

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
        return int(availabilityOf(member));
    case StatusRole:
        return statusOf(member.attendance);
    case LastSeenRole:
        return lastSeenOf(member);
    case AvatarRole:
        return avatarMap(member.avatar);
    case MemberRoleRole:
        return int(member.role);
    default:
        return {};
    }
}

/// Everything that is drawn of a person, and what of it may be cut.
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
    const Chat::Availability state = availabilityOf(member);
    const QString seen = lastSeenText(lastSeenOf(member), QDateTime::currentDateTime());
    parts << availabilityWord(state);
    if (!member.here && state != Chat::Availability::Offline)
        parts << tr("not in this room now");
    if (const QString status = statusOf(member.attendance); !status.isEmpty())
        parts << status;
    if (!seen.isEmpty())
        parts << seen;
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
    armExpiry();
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
        armExpiry();
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
    armExpiry();
}

void MemberListModel::armExpiry()
{
    std::optional<Chat::Timestamp> next;
    for (const Chat::Member &member : m_members) {
        const Chat::Attendance &attendance = member.attendance;
        if (!attendance.status.isEmpty() && attendance.until && !isOver(attendance))
            next = std::min(next.value_or(*attendance.until), *attendance.until);
    }
    m_expiry.stop();
    if (!next)
        return;
    const std::chrono::milliseconds left(QDateTime::currentDateTime().msecsTo(shownTime(*next)) +
                                         1);
    m_expiry.start(std::clamp<std::chrono::milliseconds>(left, 1ms, longestWait));
}

void MemberListModel::expire()
{
    for (int row = 0; row < rowCount(); ++row) {
        const Chat::Attendance &attendance = m_members[size_t(row)].attendance;
        if (!attendance.status.isEmpty() && isOver(attendance))
            Q_EMIT dataChanged(index(row), index(row), {StatusRole});
    }
    armExpiry();
}

} // namespace Ui
