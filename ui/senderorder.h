// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/timelinemodel.h"

#include <QObject>

class QMenu;

namespace Ui {

class Appearance;
class ChatClient;
class TimelineView;

/// Puts "Mute…" and "Ban…" into the menu of a message for who keeps order over its sender: who
/// speaks without entering is in no list of people.
class SenderOrder : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    SenderOrder(ChatClient &client, TimelineView &timeline, const Appearance &appearance,
                QObject *parent);

private:
    void fillMenu(QMenu *menu, const QModelIndex &message);
    Chat::MemberRole roleOf(const Chat::RoomId &room, const Chat::UserId &user) const;

    ChatClient &m_client;
    TimelineView &m_timeline;
    const Appearance &m_appearance;
};

} // namespace Ui
