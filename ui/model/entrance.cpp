// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/entrance.h"

#include "ui/model/inquiry.h"
#include "ui/model/refusalwords.h"

#include <algorithm>

namespace Ui {

namespace {

using EntranceState = Stomp::StompClient::State;
using EntranceTold = Stomp::ClientEvent::MessageReceived;

auto newcomerIs(const QString &id)
{
    return [&id](const Chat::NewcomerInfo &one) { return one.id == id; };
}

} // namespace

Entrance *Entrance::of(Stomp::StompClient &client)
{
    auto *known = client.findChild<Entrance *>(QString(), Qt::FindDirectChildrenOnly);
    return known ? known : new Entrance(client);
}

Entrance::Entrance(Stomp::StompClient &client)
    : QObject(&client), m_client(client), m_events(client.subscribe(Chat::entranceQueue()))
{
    connect(m_events, &Stomp::StompSubscription::received, this,
            [this](const EntranceTold &message) { follow(message.body); });
    connect(&client, &Stomp::StompClient::stateChanged, this, [this](EntranceState state) {
        if (state == EntranceState::Connected)
            refresh();
    });
    refresh();
}

Entrance::~Entrance() = default;

void Entrance::refresh()
{
    askInvitations();
    askNewcomers();
}

// A question that has no answer yet is asked again: its answer may be older than what changed.
void Entrance::askInvitations()
{
    delete m_invitationsAsked;
    m_invitationsAsked = inquire(
        m_client, this, Chat::entranceDestination(Chat::EntranceRequest::Invitations), {},
        [this](const QByteArray &body) {
            if (auto list = Chat::InvitationList::fromJson(body)) {
                m_invitations = std::move(list->invitations);
                Q_EMIT invitationsChanged();
            }
        },
        [](const QString &) {});
}

void Entrance::askNewcomers()
{
    delete m_newcomersAsked;
    m_newcomersAsked = inquire(
        m_client, this, Chat::entranceDestination(Chat::EntranceRequest::Newcomers), {},
        [this](const QByteArray &body) {
            if (auto list = Chat::NewcomerList::fromJson(body)) {
                m_newcomers = std::move(*list);
                Q_EMIT newcomersChanged();
            }
        },
        [](const QString &) {});
}

void Entrance::follow(const QByteArray &json)
{
    const auto event = Chat::EntranceEvent::fromJson(json);
    if (!event)
        return;
    if (event->kind == Chat::EntranceEvent::Kind::Invitations)
        return askInvitations();
    std::vector<Chat::NewcomerInfo> &waiting = m_newcomers.waiting;
    const auto known = std::find_if(waiting.begin(), waiting.end(), newcomerIs(event->newcomer.id));
    if (event->kind == Chat::EntranceEvent::Kind::Gone) {
        if (known != waiting.end())
            waiting.erase(known);
        askNewcomers(); // where they went
    } else if (known != waiting.end()) {
        *known = event->newcomer;
    } else {
        waiting.push_back(event->newcomer);
        std::erase_if(m_newcomers.declined, newcomerIs(event->newcomer.id));
        Q_EMIT newcomerCame(event->newcomer);
    }
    Q_EMIT newcomersChanged();
}

void Entrance::invite(const Chat::InvitationWish &wish)
{
    Stomp::Headers headers{{QByteArrayLiteral("uses"), QByteArray::number(wish.uses)},
                           {QByteArrayLiteral("seconds"), QByteArray::number(wish.time.count())}};
    if (!wish.label.isEmpty())
        headers.append(QByteArrayLiteral("label"), wish.label.toUtf8());
    if (!wish.room.isEmpty())
        headers.append(QByteArrayLiteral("room"), wish.room.toString().toUtf8());
    inquire(
        m_client, this, Chat::entranceDestination(Chat::EntranceRequest::Invite), headers,
        [this](const QByteArray &body) {
            if (const auto made = Chat::MadeInvitation::fromJson(body))
                Q_EMIT invited(*made);
        },
        [this](const QString &why) {
            Q_EMIT failed(tr("The invitation could not be made: %1").arg(shownRefusal(why)));
        });
}

void Entrance::send(Chat::EntranceRequest request, const Chat::EntranceOrder &order)
{
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::entranceDestination(request), order.toJson());
    connect(receipt, &Stomp::StompReceipt::failed, this, [this](const QString &why) {
        Q_EMIT failed(tr("The host did not do that: %1").arg(shownRefusal(why)));
        refresh();
    });
}

void Entrance::setRevoked(const QString &id, bool revoked)
{
    send(Chat::EntranceRequest::Revoke, {id, revoked});
}

void Entrance::admit(const QString &id)
{
    send(Chat::EntranceRequest::Admit, {id});
}

void Entrance::decline(const QString &id, bool on)
{
    send(Chat::EntranceRequest::Decline, {id, on});
}

} // namespace Ui
