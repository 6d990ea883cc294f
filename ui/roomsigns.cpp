// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomsigns.h"

#include "ui/composer.h"
#include "ui/model/chatclient.h"
#include "ui/model/presencewords.h"
#include "ui/model/roomorders.h"
#include "ui/roomheader.h"
#include "ui/roomrights.h"
#include "ui/roomwords.h"

#include <QDateTime>

namespace Ui {

RoomSigns::RoomSigns(ChatClient &client, RoomHeader &header, Composer &composer)
    : QObject(&header), m_client(client), m_header(header), m_composer(composer)
{
    connect(&composer, &Composer::roomShown, this, &RoomSigns::showRoom);
    connect(client.rooms(), &QAbstractItemModel::dataChanged, this, &RoomSigns::refresh);
    connect(&header, &RoomHeader::keepRequested, this,
            [this] { m_client.orders()->restore(m_composer.room()); });
}

void RoomSigns::showRoom()
{
    MemberListModel *members =
        m_composer.room().isEmpty() ? nullptr : m_client.members(m_composer.room());
    if (m_members != members) {
        if (m_members)
            m_members->disconnect(this);
        m_members = members;
        if (members) {
            connect(members, &QAbstractItemModel::modelReset, this, &RoomSigns::refresh);
            connect(members, &QAbstractItemModel::rowsInserted, this, &RoomSigns::refresh);
            connect(members, &QAbstractItemModel::rowsRemoved, this, &RoomSigns::refresh);
            connect(members, &QAbstractItemModel::dataChanged, this, &RoomSigns::refresh);
        }
    }
    refresh();
}

QModelIndex RoomSigns::other() const
{
    const int kind =
        m_client.rooms()->indexOf(m_composer.room()).data(RoomListModel::VisibilityRole).toInt();
    if (!m_members || Chat::Visibility(kind) != Chat::Visibility::Direct)
        return {};
    for (int row = 0; row < m_members->rowCount(); ++row) {
        const QModelIndex person = m_members->index(row);
        if (!person.data(MemberListModel::SelfRole).toBool())
            return person;
    }
    return {};
}

void RoomSigns::refresh()
{
    const QModelIndex room = m_client.rooms()->indexOf(m_composer.room());
    m_header.setSign(roomSign(room));
    m_header.setEnd(roomEndText(room.data(RoomListModel::DeleteAtRole).toDateTime()),
                    rightsIn(m_client.rooms()->room(m_composer.room())).end);
    const QModelIndex person = other();
    if (!person.isValid())
        return m_header.setOther({}, {});
    const auto state = Chat::Availability(person.data(MemberListModel::AvailabilityRole).toInt());
    QStringList words{availabilityWord(state)};
    words << person.data(MemberListModel::StatusRole).toString()
          << lastSeenText(person.data(MemberListModel::LastSeenRole).toDateTime(),
                          QDateTime::currentDateTime());
    words.removeAll(QString());
    m_header.setOther(state, words.join(QStringLiteral(" · ")));
}

} // namespace Ui
