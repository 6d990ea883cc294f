// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/memberactions.h"

#include "ui/memberspane.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"
#include "ui/orderentries.h"
#include "ui/question.h"

#include <QMenu>

namespace Ui {

MemberActions::MemberActions(ChatClient &client, const Appearance &appearance, MembersPane &pane,
                             QObject *parent)
    : QObject(parent), m_client(client), m_appearance(appearance), m_pane(pane)
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
    addOrder(menu, person);
    addRoles(menu, person);
}

void MemberActions::addRoles(QMenu *menu, const QModelIndex &person) const
{
    using Role = Chat::MemberRole;
    const Chat::RoomInfo room = m_client.rooms()->room(m_room);
    if (room.own.role != Role::Owner || room.settings.visibility == Chat::Visibility::Direct)
        return;
    const Chat::UserId user(person.data(MemberListModel::UserIdRole).toString());
    const auto role = Role(person.data(MemberListModel::MemberRoleRole).toInt());
    const bool isAbove = role >= Role::Moderator;
    QAction *order = menu->addAction(role == Role::Owner ? tr("No longer owns this room")
                                     : isAbove           ? tr("No longer keeps order here")
                                                         : tr("Let them keep order"));
    order->setObjectName(QStringLiteral("changeRole"));
    connect(order, &QAction::triggered, this, [this, there = m_room, user, isAbove] {
        m_client.orders()->setRole(there, user, isAbove ? Role::Member : Role::Moderator);
    });
    if (role == Role::Owner)
        return;
    QAction *owner = menu->addAction(tr("Make owner of this room…"));
    owner->setObjectName(QStringLiteral("makeOwner"));
    const QString name = person.data(MemberListModel::NameRole).toString().simplified();
    connect(owner, &QAction::triggered, this, [this, there = m_room, user, name] {
        ask(&m_pane,
            {QStringLiteral("makeOwnerQuestion"), tr("Make %1 an owner of this room?").arg(name),
             tr("Owners change everything about it and may delete it."), tr("Make owner")},
            [this, there, user] { m_client.orders()->setRole(there, user, Role::Owner); });
    });
}

/// The host has the last word; who is told here that they may can be wrong for a moment.
void MemberActions::addOrder(QMenu *menu, const QModelIndex &person) const
{
    using Kind = OrderDialog::Kind;
    const auto role = Chat::MemberRole(person.data(MemberListModel::MemberRoleRole).toInt());
    if (!keepsOrderOver(m_client.rooms()->room(m_room), role))
        return;
    const OrderDialog::Target target{
        m_room, Chat::UserId(person.data(MemberListModel::UserIdRole).toString()),
        person.data(MemberListModel::NameRole).toString()};
    const auto add = [&](const QString &text, Kind kind) {
        addOrderEntry(menu, text, kind, target, m_client, m_appearance, m_pane.window());
    };
    menu->addSeparator();
    add(tr("Mute…"), Kind::Mute);
    add(tr("Send out…"), Kind::SendOut);
    add(tr("Ban…"), Kind::Ban);
}

} // namespace Ui
