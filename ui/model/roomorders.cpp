// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomorders.h"

#include "ui/model/inquiry.h"
#include "ui/model/peopleorder.h"
#include "ui/model/refusalwords.h"

namespace Ui {

using Kind = Chat::Request::Kind;
using Received = Stomp::ClientEvent::MessageReceived;

RoomOrders::RoomOrders(Stomp::StompClient &client, RoomListModel &rooms, QObject *parent)
    : QObject(parent), m_client(client), m_rooms(rooms),
      m_people(new PeopleOrder(client, rooms, this))
{
    connect(m_people, &PeopleOrder::told, this, &RoomOrders::failed);
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
                if (room->gone && !personal && m_rooms.isJoined(room->id)) {
                    askWhetherGone(room->id);
                    return;
                }
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

/// To everybody a room that becomes private is gone; to those who are in it it is there.
void RoomOrders::askWhetherGone(const Chat::RoomId &room)
{
    const auto look = [this, room](const QByteArray &body) {
        const auto rooms = Chat::roomListFromJson(body);
        if (!rooms)
            return;
        for (const Chat::RoomInfo &one : *rooms) {
            if (one.id != room)
                continue;
            m_rooms.updateRoom(one);
            Q_EMIT roomCame(one);
            return;
        }
        m_rooms.removeRoom(room);
        Q_EMIT roomWent(room);
    };
    // Without an answer it stays in sight, till the next connection brings the whole list.
    inquire(m_client, this, Chat::requestDestination(Kind::Rooms), {}, look,
            [](const QString &) {});
}

void RoomOrders::make(const Chat::RoomRequest &request)
{
    const auto room = Chat::parseRoomId(request.roomText);
    ask(Kind::CreateRoom, {}, request.toJson(), tr("The room was not made: %1"), {}, [this, room] {
        if (room)
            Q_EMIT made(*room);
    });
}

void RoomOrders::change(const Chat::RoomId &room, const Chat::RoomChange &change,
                        const Answer &answer)
{
    ask(Kind::Settings, room, change.toJson(), tr("The room was not changed: %1"), answer);
}

void RoomOrders::setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role)
{
    ask(Kind::SetRole, room, Chat::RoleRequest{user, role}.toJson(),
        tr("The role was not given: %1"));
}

void RoomOrders::invite(const Chat::RoomId &room, const Chat::UserId &user, bool on,
                        const Answer &answer)
{
    ask(Kind::Invite, room, Chat::InviteRequest{user, on}.toJson(),
        on ? tr("The invitation was not sent: %1") : tr("The invitation still stands: %1"), answer);
}

void RoomOrders::admit(const Chat::RoomId &room, const Chat::UserId &user, bool accept,
                       const Answer &answer)
{
    ask(Kind::Admit, room, Chat::AdmitRequest{user, accept}.toJson(),
        tr("The answer was not taken: %1"), answer);
}

void RoomOrders::askKnocks(const Chat::RoomId &room, const Answer &answer)
{
    const auto show = [this, answer](const QByteArray &body) {
        if (const auto knocks = Chat::KnockList::fromJson(body))
            Q_EMIT knocksCame(*knocks);
        if (answer)
            answer({});
    };
    const auto refused = [this, answer](const QString &why) {
        const QString problem =
            tr("Who waits to be let in cannot be shown: %1").arg(shownRefusal(why));
        if (answer)
            answer(problem);
        else
            Q_EMIT failed(problem);
    };
    inquire(m_client, this, Chat::requestDestination(Kind::Knocks, room), {}, show, refused);
}

void RoomOrders::removeRoom(const Chat::RoomId &room, const Answer &answer)
{
    ask(Kind::RemoveRoom, room, "{}", tr("The room stays: %1"), answer);
}

void RoomOrders::restore(const Chat::RoomId &room, const Answer &answer)
{
    ask(Kind::Restore, room, "{}", tr("The room was not restored: %1"), answer);
}

void RoomOrders::openDirect(const Chat::UserId &self, const Chat::UserId &other)
{
    ask(Kind::Direct, {}, Chat::InviteRequest{other, true}.toJson(),
        tr("The conversation was not opened: %1"), {},
        [this, room = Chat::directRoom(self, other)] { Q_EMIT made(room); });
}

void RoomOrders::ask(Kind kind, const Chat::RoomId &room, const QByteArray &body,
                     const QString &sentence, const Answer &answer,
                     const std::function<void()> &done)
{
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::requestDestination(kind, room), body,
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::arrived, this, [answer, done] {
        if (done)
            done();
        if (answer)
            answer({});
    });
    const bool isAsked = m_client.state() == Stomp::StompClient::State::Connected;
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [this, sentence, answer, isAsked](const QString &why, bool refused) {
                const QString problem = shownFailure(sentence, why, refused || !isAsked);
                if (answer)
                    answer(problem);
                else
                    Q_EMIT failed(problem);
            });
}

} // namespace Ui
