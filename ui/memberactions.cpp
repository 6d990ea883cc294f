// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/memberactions.h"

#include "ui/memberspane.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"
#include "ui/orderdialog.h"

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
    const Chat::RoomInfo room = m_client.rooms()->room(m_room);
    addOrder(menu, person);
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

/// The host has the last word; who is told here that they may can be wrong for a moment.
void MemberActions::addOrder(QMenu *menu, const QModelIndex &person) const
{
    using Kind = OrderDialog::Kind;
    const Chat::RoomInfo room = m_client.rooms()->room(m_room);
    const auto role = Chat::MemberRole(person.data(MemberListModel::MemberRoleRole).toInt());
    if (room.own.role < Chat::MemberRole::Moderator || role >= room.own.role ||
        room.settings.visibility == Chat::Visibility::Direct)
        return;
    const bool ownsHost = m_client.account()->info().role == QStringLiteral("owner");
    const OrderDialog::Target target{
        m_room, Chat::UserId(person.data(MemberListModel::UserIdRole).toString()),
        person.data(MemberListModel::NameRole).toString()};
    const auto add = [&](const QString &text, const char *objectName, Kind kind) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(objectName));
        connect(action, &QAction::triggered, this, [this, kind, target, ownsHost] {
            auto *dialog = new OrderDialog(kind, target, ownsHost, m_client.orders()->people(),
                                           m_appearance, m_pane.window());
            dialog->open();
        });
    };
    menu->addSeparator();
    add(tr("Mute…"), "mute", Kind::Mute);
    add(tr("Send out…"), "sendOut", Kind::SendOut);
    add(tr("Ban…"), "ban", Kind::Ban);
}

} // namespace Ui
