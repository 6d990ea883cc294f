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
#include <QEvent>

namespace Ui {

RoomSigns::RoomSigns(ChatClient &client, RoomHeader &header, Composer &composer)
    : QObject(&header), m_client(client), m_header(header)
{
    connect(&composer, &Composer::roomShown, this, &RoomSigns::refresh);
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(client.rooms(), changed, this, &RoomSigns::refresh);
    connect(client.rooms(), &QAbstractItemModel::modelReset, this, &RoomSigns::refresh);
    connect(client.rooms(), &QAbstractItemModel::dataChanged, this, &RoomSigns::refresh);
    header.installEventFilter(this);
    connect(&header, &RoomHeader::keepRequested, this,
            [this] { m_client.orders()->restore(m_room); });
}

void RoomSigns::setRoom(const Chat::RoomId &room)
{
    m_room = room;
    MemberListModel *members = room.isEmpty() ? nullptr : m_client.members(room);
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
    const int kind = m_client.rooms()->indexOf(m_room).data(RoomListModel::VisibilityRole).toInt();
    if (!m_members || Chat::Visibility(kind) != Chat::Visibility::Direct)
        return {};
    for (int row = 0; row < m_members->rowCount(); ++row) {
        const QModelIndex person = m_members->index(row);
        if (!person.data(MemberListModel::SelfRole).toBool())
            return person;
    }
    return {};
}

bool RoomSigns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    return QObject::eventFilter(watched, event);
}

void RoomSigns::refresh()
{
    const QModelIndex room = m_client.rooms()->indexOf(m_room);
    m_header.setSign(roomSign(room));
    m_header.setEnd(roomEndText(room.data(RoomListModel::DeleteAtRole).toDateTime()),
                    rightsIn(m_client.rooms()->room(m_room)).end);
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
