// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

#include <QObject>

class QMenu;

namespace Ui {

class Appearance;
class ChatClient;
class MembersPane;

/// What one does with a person of the shown room: talk with them alone, let them keep order or own
/// it, and keep order: mute them, send them out, ban them.
class MemberActions : public QObject {
    Q_OBJECT
public:
    /// All of them must outlive it.
    MemberActions(ChatClient &client, const Appearance &appearance, MembersPane &pane,
                  QObject *parent);

    void setRoom(const Chat::RoomId &room) { m_room = room; }

private:
    void fillMenu(QMenu *menu, const QModelIndex &person) const;
    void addRoles(QMenu *menu, const QModelIndex &person) const;
    void addOrder(QMenu *menu, const QModelIndex &person) const;
    void talkAlone(const QModelIndex &person) const;

    ChatClient &m_client;
    const Appearance &m_appearance;
    MembersPane &m_pane;
    Chat::RoomId m_room;
};

} // namespace Ui
