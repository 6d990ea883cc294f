// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/announcements.h"

#include "ui/liveregion.h"
#include "ui/model/spokendetails.h"
#include "ui/model/timelinemodel.h"
#include "ui/timelineview.h"

#include <utility>

namespace Ui {

Announcements::Announcements(ChatClient &client, const TimelineView &timeline, QWidget &page)
    : QObject(&page), m_client(client), m_timeline(timeline), m_region(new LiveRegion(&page))
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &Announcements::tell);
    connect(&client, &ChatClient::messageArrived, this, &Announcements::take);
}

void Announcements::say(const QString &sentence)
{
    m_region->say(sentence);
}

void Announcements::setPace(std::chrono::milliseconds gathering, std::chrono::milliseconds pause)
{
    m_gathering = gathering;
    m_pause = pause;
    if (m_wait.isActive())
        m_wait.start(m_gathering);
}

bool Announcements::isHeard(const Chat::RoomId &room) const
{
    return m_timeline.model() == m_client.timeline(room) && m_timeline.isVisible() &&
           m_timeline.isActiveWindow();
}

void Announcements::take(const Chat::RoomMessage &message)
{
    if (!isHeard(message.room))
        return;
    if (std::exchange(m_room, message.room) != message.room)
        m_count = 0;
    ++m_count;
    m_last = message.sequence;
    if (!m_wait.isActive())
        m_wait.start(m_gathering);
}

void Announcements::tell()
{
    const int count = std::exchange(m_count, 0);
    if (count == 0 || !isHeard(m_room))
        return;
    const QModelIndex only =
        count == 1 ? m_client.timeline(m_room)->indexOf(m_last) : QModelIndex();
    m_region->say(only.isValid() ? announcedLine(only) : tr("%Ln new message(s)", nullptr, count));
    m_wait.start(m_pause);
}

} // namespace Ui
