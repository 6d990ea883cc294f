// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/knownpeople.h"

#include "ui/model/chatclient.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

KnownPeople::Person personAt(const QModelIndex &index)
{
    return {Chat::UserId(index.data(MemberListModel::UserIdRole).toString()),
            index.data(MemberListModel::NameRole).toString(),
            index.data(MemberListModel::GuestRole).toBool(),
            Chat::Availability(index.data(MemberListModel::AvailabilityRole).toInt()),
            index.data(MemberListModel::StatusRole).toString(),
            index.data(MemberListModel::AvatarRole).toMap()};
}

bool isNamedBefore(const KnownPeople::Person &a, const KnownPeople::Person &b)
{
    const int order = QString::localeAwareCompare(a.name, b.name);
    return order == 0 ? a.user < b.user : order < 0;
}

} // namespace

KnownPeople::KnownPeople(ChatClient &client, const Chat::RoomId &except, QObject *parent)
    : QObject(parent), m_client(client), m_except(except)
{
    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, &KnownPeople::refresh);
    const auto soon = qOverload<>(&QTimer::start);
    const RoomListModel *rooms = client.rooms();
    connect(rooms, &QAbstractItemModel::rowsInserted, &m_change, soon);
    connect(rooms, &QAbstractItemModel::rowsRemoved, &m_change, soon);
    connect(rooms, &QAbstractItemModel::dataChanged, &m_change,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.isEmpty() || roles.contains(RoomListModel::JoinedRole))
                    m_change.start();
            });
    gather();
}

void KnownPeople::follow(const MemberListModel &members)
{
    const auto soon = qOverload<>(&QTimer::start);
    const auto once = Qt::UniqueConnection;
    connect(&members, &QAbstractItemModel::rowsInserted, &m_change, soon, once);
    connect(&members, &QAbstractItemModel::rowsRemoved, &m_change, soon, once);
    connect(&members, &QAbstractItemModel::modelReset, &m_change, soon, once);
    connect(&members, &QAbstractItemModel::dataChanged, &m_change, soon, once);
}

void KnownPeople::refresh()
{
    const auto people = m_people;
    const auto excepted = m_excepted;
    gather();
    if (people != m_people || excepted != m_excepted)
        Q_EMIT changed();
}

void KnownPeople::gather()
{
    m_excepted.clear();
    if (!m_except.isEmpty()) {
        const MemberListModel *here = m_client.members(m_except);
        follow(*here);
        for (int row = 0; row < here->rowCount(); ++row)
            m_excepted.insert(personAt(here->index(row)).user);
    }
    QHash<Chat::UserId, Person> found;
    const RoomListModel *rooms = m_client.rooms();
    for (int row = 0; row < rooms->rowCount(); ++row) {
        const QModelIndex room = rooms->index(row);
        if (!room.data(RoomListModel::JoinedRole).toBool())
            continue;
        const MemberListModel *members = m_client.members(rooms->roomAt(room));
        follow(*members);
        for (int member = 0; member < members->rowCount(); ++member) {
            const Person person = personAt(members->index(member));
            if (person.user == m_client.self() || m_excepted.contains(person.user))
                continue;
            // What one room has not heard yet, another one may have.
            Person &held = found[person.user];
            if (held.user.isEmpty() || held.availability == Chat::Availability::Offline)
                held = person;
        }
    }
    m_people.assign(found.cbegin(), found.cend());
    std::sort(m_people.begin(), m_people.end(), isNamedBefore);
}

} // namespace Ui
