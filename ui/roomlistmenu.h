// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QObject>

class QMenu;
class QModelIndex;
class QPoint;

namespace Ui {

class ChatClient;
class RoomList;

/// What one does with a room of the list, without going into it first: bring back one that was
/// archived, keep one that is to be deleted, choose what of it one is told of; and what others add
/// for the whole list, which is all there is where no room is. By the right button, and by the
/// menu's key.
class RoomListMenu : public QObject {
    Q_OBJECT
public:
    /// A child of the list; the client must outlive it.
    RoomListMenu(ChatClient &client, RoomList &list);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open(const QModelIndex &room, const QPoint &place);
    void addLevels(QMenu &menu, const Chat::RoomId &room);
    void addRoom(QMenu *menu, const Chat::RoomInfo &info);

    ChatClient &m_client;
    RoomList &m_list;
};

} // namespace Ui
