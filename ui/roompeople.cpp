// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roompeople.h"

#include "ui/avatar.h"
#include "ui/composer.h"
#include "ui/memberspane.h"
#include "ui/model/account.h"
#include "ui/timelineview.h"

namespace Ui {

RoomPeople::RoomPeople(ChatClient &client, MembersPane &pane, TimelineView &timeline,
                       Composer &composer, QObject *parent)
    : QObject(parent), m_client(client), m_pane(pane), m_timeline(timeline), m_composer(composer)
{
    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, &RoomPeople::refresh);
    connect(client.account(), &Account::changed, &m_change, qOverload<>(&QTimer::start));
}

void RoomPeople::setRoom(const Chat::RoomId &room)
{
    if (m_members)
        m_members->disconnect(&m_change);
    MemberListModel *members = m_client.members(room);
    m_members = members;
    m_pane.setMembers(members);
    // Once for all that changes in one turn: of a thousand people, many come at once.
    const auto soon = qOverload<>(&QTimer::start);
    connect(members, &QAbstractItemModel::modelReset, &m_change, soon);
    connect(members, &QAbstractItemModel::rowsInserted, &m_change, soon);
    connect(members, &QAbstractItemModel::rowsRemoved, &m_change, soon);
    connect(members, &QAbstractItemModel::dataChanged, &m_change,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.isEmpty() || roles.contains(MemberListModel::NameRole) ||
                    roles.contains(MemberListModel::AvatarRole))
                    m_change.start();
            });
    refresh();
}

void RoomPeople::refresh()
{
    if (!m_members)
        return;
    const QString own = m_client.account()->name();
    QStringList names{own};
    QHash<QString, Portrait> portraits;
    for (int row = 0; row < m_members->rowCount(); ++row) {
        const QModelIndex person = m_members->index(row);
        names << person.data(MemberListModel::NameRole).toString();
        portraits.insert(person.data(MemberListModel::UserIdRole).toString(),
                         portraitOf(person.data(MemberListModel::AvatarRole).toMap()));
    }
    m_timeline.setPortraits(std::move(portraits));
    m_timeline.setPeople(names, own);
    names.removeAll(own); // nobody calls themselves
    m_composer.setPeople(names);
    Q_EMIT changed();
}

} // namespace Ui
