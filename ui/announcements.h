// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Ui {

class LiveRegion;
class TimelineView;

/// Tells who cannot see the timeline what others say in the shown room, while its window has the
/// keys. What comes close together is one sentence: the message where it is one, else how many
/// there are. What came before one went to another room or window is not told any more; the list
/// of rooms and notices tell of the rest.
class Announcements : public QObject {
    Q_OBJECT
public:
    /// The client and the timeline must outlive it; the page holds it, and what says it.
    Announcements(ChatClient &client, const TimelineView &timeline, QWidget &page);

    /// What nothing else would tell, at once.
    void say(const QString &sentence);
    /// For tests. A sentence waits for `gathering` behind the first message, and for `pause` behind
    /// the sentence before it; one that waits already begins to wait anew.
    void setPace(std::chrono::milliseconds gathering, std::chrono::milliseconds pause);

private:
    bool isHeard(const Chat::RoomId &room) const;
    void take(const Chat::RoomMessage &message);
    void tell();

    ChatClient &m_client;
    const TimelineView &m_timeline;
    LiveRegion *m_region;
    std::chrono::milliseconds m_gathering{300};
    std::chrono::milliseconds m_pause{3000};
    QTimer m_wait;         ///< Until the next sentence may be said.
    Chat::RoomId m_room;   ///< Where that was said:
    int m_count = 0;       ///< Messages not told yet …
    Chat::Sequence m_last; ///< … and the newest of them.
};

} // namespace Ui
