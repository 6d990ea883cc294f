// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/memberactions.h"

#include "ui/memberspane.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"

#include <QMenu>

namespace Ui {

MemberActions::MemberActions(ChatClient &client, MembersPane &pane, QObject *parent)
    : QObject(parent), m_client(client)
{
    connect(&pane, &MembersPane::menuOpening, this, &MemberActions::fillMenu);
    connect(&pane, &MembersPane::personChosen, this, &MemberActions::talkAlone);
}

void MemberActions::talkAlone(const QModelIndex &person) const
{
    const Chat::UserId user(person.data(MemberListModel::UserIdRole).toString());
    if (!user.isEmpty() && user != m_client.self())
        m_client.orders()->openDirect(m_client.self(), user);
}

void MemberActions::fillMenu(QMenu *menu, const QModelIndex &person) const
{
    if (person.data(MemberListModel::SelfRole).toBool())
        return;
    const Chat::UserId user(person.data(MemberListModel::UserIdRole).toString());
    QAction *talk = menu->addAction(tr("Talk alone"));
    talk->setObjectName(QStringLiteral("talkAlone"));
    connect(talk, &QAction::triggered, this,
            [this, user] { m_client.orders()->openDirect(m_client.self(), user); });
    const Chat::RoomInfo room = m_client.rooms()->room(m_room);
    const auto role = Chat::MemberRole(person.data(MemberListModel::MemberRoleRole).toInt());
    if (room.own.role != Chat::MemberRole::Owner || role == Chat::MemberRole::Owner ||
        room.settings.visibility == Chat::Visibility::Direct)
        return;
    const bool keepsOrder = role == Chat::MemberRole::Moderator;
    QAction *order =
        menu->addAction(keepsOrder ? tr("No longer keeps order here") : tr("Let them keep order"));
    order->setObjectName(QStringLiteral("changeRole"));
    connect(order, &QAction::triggered, this, [this, there = m_room, user, keepsOrder] {
        m_client.orders()->setRole(
            there, user, keepsOrder ? Chat::MemberRole::Member : Chat::MemberRole::Moderator);
    });
}

} // namespace Ui
