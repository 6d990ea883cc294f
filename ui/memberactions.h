// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

#include <QObject>

class QMenu;

namespace Ui {

class ChatClient;
class MembersPane;

/// What one does with a person of the shown room: talk with them alone, and let them keep order.
class MemberActions : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    MemberActions(ChatClient &client, MembersPane &pane, QObject *parent);

    void setRoom(const Chat::RoomId &room) { m_room = room; }

private:
    void fillMenu(QMenu *menu, const QModelIndex &person) const;
    void talkAlone(const QModelIndex &person) const;

    ChatClient &m_client;
    Chat::RoomId m_room;
};

} // namespace Ui
