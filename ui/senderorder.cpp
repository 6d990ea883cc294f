// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/senderorder.h"

#include "ui/model/chatclient.h"
#include "ui/orderentries.h"
#include "ui/timelineview.h"

#include <QMenu>

namespace Ui {

SenderOrder::SenderOrder(ChatClient &client, TimelineView &timeline, const Appearance &appearance,
                         QObject *parent)
    : QObject(parent), m_client(client), m_timeline(timeline), m_appearance(appearance)
{
    connect(&timeline, &TimelineView::menuOpening, this, &SenderOrder::fillMenu);
}

void SenderOrder::fillMenu(QMenu *menu, const QModelIndex &message)
{
    const auto *timeline = qobject_cast<const TimelineModel *>(message.model());
    const Chat::UserId user(message.data(TimelineModel::SenderIdRole).toString());
    const bool isTalk =
        Chat::MessageType(message.data(TimelineModel::TypeRole).toInt()) == Chat::MessageType::Talk;
    // Hooks are taken away by the room's settings; who had everything erased is nobody any more.
    if (!timeline || !isTalk || user.isEmpty() || user.toString().startsWith(QLatin1String("h-")) ||
        user == Chat::UserId(QStringLiteral("erased")) ||
        message.data(TimelineModel::OwnRole).toBool() ||
        !keepsOrderOver(m_client.rooms()->room(timeline->room()), roleOf(timeline->room(), user)))
        return;
    const QString name = message.data(TimelineModel::SenderRole).toString();
    QString shown = name.simplified();
    shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
    const OrderDialog::Target target{timeline->room(), user, name};
    const auto add = [&](const QString &text, OrderDialog::Kind kind) {
        addOrderEntry(menu, text, kind, target, m_client, m_appearance, m_timeline.window());
    };
    add(tr("Mute %1…").arg(shown), OrderDialog::Kind::Mute);
    add(tr("Ban %1…").arg(shown), OrderDialog::Kind::Ban);
    menu->addSeparator();
}

/// None of who does not belong to the room.
Chat::MemberRole SenderOrder::roleOf(const Chat::RoomId &room, const Chat::UserId &user) const
{
    const MemberListModel *members = m_client.members(room);
    for (int row = 0; row < members->rowCount(); ++row) {
        const QModelIndex person = members->index(row);
        if (person.data(MemberListModel::UserIdRole).toString() == user.toString())
            return Chat::MemberRole(person.data(MemberListModel::MemberRoleRole).toInt());
    }
    return Chat::MemberRole::None;
}

} // namespace Ui
