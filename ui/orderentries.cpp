// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orderentries.h"

#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"

#include <QMenu>

namespace Ui {

bool keepsOrderOver(const Chat::RoomInfo &room, Chat::MemberRole role)
{
    return room.own.role >= Chat::MemberRole::Moderator && role < room.own.role &&
           room.settings.visibility != Chat::Visibility::Direct;
}

QAction *addOrderEntry(QMenu *menu, const QString &text, OrderDialog::Kind kind,
                       const OrderDialog::Target &target, ChatClient &client,
                       const Appearance &appearance, QWidget *window)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(kind == OrderDialog::Kind::Mute      ? QStringLiteral("mute")
                          : kind == OrderDialog::Kind::SendOut ? QStringLiteral("sendOut")
                                                               : QStringLiteral("ban"));
    QObject::connect(
        action, &QAction::triggered, window, [kind, target, &client, &appearance, window] {
            const bool ownsHost = client.account()->info().role == QStringLiteral("owner");
            auto *dialog = new OrderDialog(kind, target, ownsHost, client.orders()->people(),
                                           appearance, window);
            dialog->open();
        });
    return action;
}

} // namespace Ui
