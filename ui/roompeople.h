// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QObject>
#include <QTimer>

namespace Ui {

class Composer;
class MembersPane;
class TimelineView;

/// Tells the parts of a page who is in the shown room: the list of them, the timeline, which shows
/// their pictures and knows their names, and the composer, where they can be mentioned.
class RoomPeople : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    RoomPeople(ChatClient &client, MembersPane &pane, TimelineView &timeline, Composer &composer,
               QObject *parent);

    void setRoom(const Chat::RoomId &room);

Q_SIGNALS:
    void changed();

private:
    void refresh();

    ChatClient &m_client;
    MembersPane &m_pane;
    TimelineView &m_timeline;
    Composer &m_composer;
    MemberListModel *m_members = nullptr;
    QTimer m_change; ///< At the end of the turn in which people came, went or were renamed.
};

} // namespace Ui
