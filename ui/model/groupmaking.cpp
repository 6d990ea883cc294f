// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/groupmaking.h"

#include "stomp/wire/roomevents.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/refusalwords.h"
#include "ui/model/roomname.h"

#include <algorithm>

namespace Ui {

namespace {

using Kind = Chat::Request::Kind;
using State = Stomp::StompClient::State;

} // namespace

GroupMaking::GroupMaking(ChatClient &client, QObject *parent) : QObject(parent), m_client(client)
{
    connect(&client.connection(), &Stomp::StompClient::stateChanged, this, [this] {
        if (!isUnderWay())
            return;
        next();
        Q_EMIT changed();
    });
    const RoomListModel *rooms = client.rooms();
    connect(rooms, &QAbstractItemModel::rowsInserted, this, &GroupMaking::look);
    connect(rooms, &QAbstractItemModel::dataChanged, this, &GroupMaking::look);
}

Chat::RoomId GroupMaking::room() const
{
    return m_phase == Phase::Inviting || m_phase == Phase::Done ? m_room : Chat::RoomId();
}

void GroupMaking::make(const QString &name, const std::vector<Person> &people)
{
    if (isUnderWay())
        return;
    QStringList names{m_client.account()->name()};
    std::deque<Person> wanted;
    for (const Person &person : people) {
        const bool isThere = std::any_of(wanted.begin(), wanted.end(), [&person](const auto &one) {
            return one.user == person.user;
        });
        if (person.user.isEmpty() || person.user == m_client.self() || isThere)
            continue;
        wanted.push_back(person);
        names << person.name;
    }
    if (wanted.empty())
        return;
    m_phase = Phase::Making;
    m_problem.clear();
    m_room = makeSecretRoomId();
    m_name = name.simplified();
    if (m_name.isEmpty())
        m_name = groupName(names);
    if (m_name.isEmpty())
        m_name = tr("Group");
    m_isStored = false;
    m_invited.clear();
    m_refused.clear();
    m_waiting = std::move(wanted);
    next();
    Q_EMIT changed();
}

void GroupMaking::inviteAgain()
{
    if (m_phase != Phase::Done || m_refused.empty())
        return;
    for (const Refused &refused : m_refused)
        m_waiting.push_back(refused.person);
    m_refused.clear();
    m_phase = Phase::Inviting;
    next();
    Q_EMIT changed();
}

void GroupMaking::next()
{
    if (!isUnderWay() || m_isAsked || m_client.connection().state() != State::Connected)
        return;
    if (m_phase == Phase::Making && !m_isStored)
        askForRoom();
    else if (m_phase == Phase::Inviting && !m_waiting.empty())
        invite(m_waiting.front());
    else if (m_phase == Phase::Inviting)
        m_phase = Phase::Done;
}

Stomp::StompReceipt *GroupMaking::send(Kind kind, const Chat::RoomId &room, const QByteArray &body)
{
    m_isAsked = true;
    return m_client.connection().send(
        Chat::requestDestination(kind, room), body,
        {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
}

void GroupMaking::askForRoom()
{
    Chat::RoomRequest request{m_room.toString(), m_name, {}};
    request.settings.visibility = Chat::Visibility::Private;
    const Stomp::StompReceipt *receipt = send(Kind::CreateRoom, {}, request.toJson());
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this] {
        m_isAsked = false;
        m_isStored = true;
        look();
    });
    connect(receipt, &Stomp::StompReceipt::failed, this, [this](const QString &why, bool refused) {
        m_isAsked = false;
        if (refused)
            return giveUp(tr("The group was not made: %1").arg(shownRefusal(why)));
        next();
        Q_EMIT changed();
    });
}

void GroupMaking::invite(const Person &person)
{
    const Stomp::StompReceipt *receipt =
        send(Kind::Invite, m_room, Chat::InviteRequest{person.user, true}.toJson());
    const auto answered = [this] {
        m_isAsked = false;
        next();
        Q_EMIT changed();
    };
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this, answered] {
        m_invited.push_back(m_waiting.front());
        m_waiting.pop_front();
        answered();
    });
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [this, answered](const QString &why, bool refused) {
                if (refused) {
                    m_refused.push_back({m_waiting.front(), shownRefusal(why)});
                    m_waiting.pop_front();
                }
                answered();
            });
}

/// A receipt alone says that there is a room of that id; whoever talks in it has to know that it is
/// not one that everybody sees, as a host makes which knows no other.
void GroupMaking::look()
{
    if (m_phase != Phase::Making || !m_isStored)
        return;
    const Chat::RoomInfo made = m_client.rooms()->room(m_room);
    if (made.id.isEmpty())
        return; // till the host tells of it
    if (made.settings.visibility != Chat::Visibility::Private ||
        made.own.role != Chat::MemberRole::Owner)
        return giveUp(tr("The host made no private room of it. Nobody was invited."));
    m_phase = Phase::Inviting;
    m_client.joinRoom(m_room);
    next();
    Q_EMIT changed();
}

void GroupMaking::giveUp(const QString &problem)
{
    m_phase = Phase::Idle;
    m_problem = problem;
    m_waiting.clear();
    Q_EMIT changed();
}

} // namespace Ui
