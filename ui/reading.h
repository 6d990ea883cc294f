// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "ui/model/timelinemodel.h"

#include <QObject>
#include <QTimer>

class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class TimelineView;

/// What counts as read in the shown room, and where new messages begin there.
///
/// Read is what came to the end of the timeline while that was in sight and its window had the
/// keys. The line "new from here" stands behind what was read when one left the room or the window,
/// and stays while one reads; what comes before one's eyes gets none. A button over the timeline
/// leads to it ("unreadJump") as long as it was never in sight.
class Reading : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it. In the shown room the timeline's model is the client's.
    Reading(ChatClient &client, TimelineView &timeline, const Appearance &appearance);

    /// That room is shown now, and the timeline has its model: it goes where new ones begin, else
    /// to the end.
    void setRoom(const Chat::RoomId &room);
    /// Something came, or the window is in front again.
    void look();

Q_SIGNALS:
    /// What is not loaded yet has to be.
    void messageWanted(Chat::Sequence message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isWatched() const;
    TimelineModel *model() const;
    int unread() const;
    void leave();
    void begin();
    void updateJump();
    void jump();

    ChatClient &m_client;
    TimelineView &m_timeline;
    const Appearance &m_appearance;
    Chat::RoomId m_room;
    QPushButton *m_jump;
    bool m_begun = false;   ///< It had lines, and went where new ones begin.
    Chat::Sequence m_line;  ///< Where new ones began when last looked at; 0: nothing was new.
    Chat::Sequence m_start; ///< Where the button leads; 0: nowhere any more.
    int m_unread = 0;       ///< From the line on, when the room was entered.
    QTimer m_place;         ///< At the end of the turn in which the timeline moved.
};

} // namespace Ui
