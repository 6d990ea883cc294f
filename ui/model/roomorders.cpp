// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomorders.h"

namespace Ui {

using Kind = Chat::Request::Kind;
using Received = Stomp::ClientEvent::MessageReceived;

RoomOrders::RoomOrders(Stomp::StompClient &client, RoomListModel &rooms, QObject *parent)
    : QObject(parent), m_client(client), m_rooms(rooms)
{
    follow(Chat::roomsTopic(), false);
    follow(Chat::ownRoomsQueue(), true);
    Stomp::StompSubscription *invitations = m_client.subscribe(Chat::invitationsQueue());
    connect(invitations, &Stomp::StompSubscription::received, this,
            [this](const Received &message) {
                if (const auto event = Chat::InvitationEvent::fromJson(message.body))
                    Q_EMIT invitationCame(*event);
            });
}

/// What everybody is told of a room does not say what it is to us.
void RoomOrders::follow(const QByteArray &destination, bool personal)
{
    Stomp::StompSubscription *rooms = m_client.subscribe(destination);
    connect(rooms, &Stomp::StompSubscription::received, this,
            [this, personal](const Received &message) {
                auto room = Chat::RoomInfo::fromJson(message.body);
                if (!room)
                    return;
                if (room->gone) {
                    m_rooms.removeRoom(room->id);
                    Q_EMIT roomWent(room->id);
                    return;
                }
                if (!personal)
                    room->own = m_rooms.room(room->id).own;
                m_rooms.updateRoom(*room);
                Q_EMIT roomCame(*room);
            });
}

void RoomOrders::make(const Chat::RoomRequest &request)
{
    const auto room = Chat::parseRoomId(request.roomText);
    ask(Kind::CreateRoom, {}, request.toJson(), tr("The room was not made: %1"), [this, room] {
        if (room)
            Q_EMIT made(*room);
    });
}

void RoomOrders::change(const Chat::RoomId &room, const Chat::RoomChange &change)
{
    ask(Kind::Settings, room, change.toJson(), tr("The room was not changed: %1"));
}

void RoomOrders::setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role)
{
    ask(Kind::SetRole, room, Chat::RoleRequest{user, role}.toJson(),
        tr("The role was not given: %1"));
}

void RoomOrders::invite(const Chat::RoomId &room, const Chat::UserId &user, bool on)
{
    ask(Kind::Invite, room, Chat::InviteRequest{user, on}.toJson(),
        on ? tr("The invitation was not sent: %1") : tr("The invitation still stands: %1"));
}

void RoomOrders::admit(const Chat::RoomId &room, const Chat::UserId &user, bool accept)
{
    ask(Kind::Admit, room, Chat::AdmitRequest{user, accept}.toJson(),
        tr("The answer was not taken: %1"));
}

void RoomOrders::askKnocks(const Chat::RoomId &room)
{
    Stomp::StompSubscription *list =
        m_client.subscribe(Chat::requestDestination(Kind::Knocks, room));
    connect(list, &Stomp::StompSubscription::received, this, [this, list](const Received &message) {
        list->deleteLater();
        if (const auto knocks = Chat::KnockList::fromJson(message.body))
            Q_EMIT knocksCame(*knocks);
    });
}

void RoomOrders::removeRoom(const Chat::RoomId &room)
{
    ask(Kind::RemoveRoom, room, "{}", tr("The room stays: %1"));
}

void RoomOrders::restore(const Chat::RoomId &room)
{
    ask(Kind::Restore, room, "{}", tr("The room was not restored: %1"));
}

void RoomOrders::openDirect(const Chat::UserId &self, const Chat::UserId &other)
{
    ask(Kind::Direct, {}, Chat::InviteRequest{other, true}.toJson(),
        tr("The conversation was not opened: %1"),
        [this, room = Chat::directRoom(self, other)] { Q_EMIT made(room); });
}

void RoomOrders::ask(Kind kind, const Chat::RoomId &room, const QByteArray &body,
                     const QString &sentence, const std::function<void()> &done)
{
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::requestDestination(kind, room), body,
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    if (done)
        connect(receipt, &Stomp::StompReceipt::arrived, this, done);
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [this, sentence](const QString &why) { Q_EMIT failed(sentence.arg(why)); });
}

} // namespace Ui
