// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reading.h"

#include "ui/appearance.h"
#include "ui/model/chatclient.h"
#include "ui/timelineview.h"

#include <QEvent>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int fromTop = 12; // design pixels

} // namespace

Reading::Reading(ChatClient &client, TimelineView &timeline, const Appearance &appearance)
    : m_client(client), m_timeline(timeline), m_appearance(appearance),
      m_jump(new QPushButton(&timeline))
{
    m_jump->setObjectName(QStringLiteral("unreadJump"));
    m_jump->setFocusPolicy(Qt::TabFocus);
    m_jump->hide();
    updateJump();
    m_place.setSingleShot(true);
    m_place.setInterval(0);
    const auto moved = qOverload<>(&QTimer::start);
    connect(&m_place, &QTimer::timeout, this, &Reading::updateJump);
    connect(timeline.verticalScrollBar(), &QScrollBar::valueChanged, &m_place, moved);
    connect(timeline.verticalScrollBar(), &QScrollBar::rangeChanged, &m_place, moved);
    connect(&appearance, &Appearance::changed, &m_place, moved);
    connect(&timeline, &TimelineView::atEndChanged, this, &Reading::look);
    connect(m_jump, &QPushButton::clicked, this, &Reading::jump);
    timeline.installEventFilter(this);
}

TimelineModel *Reading::model() const
{
    return m_client.timeline(m_room);
}

bool Reading::isWatched() const
{
    return m_timeline.isAtEnd() && m_timeline.isVisible() && m_timeline.isActiveWindow();
}

int Reading::unread() const
{
    return m_client.rooms()->indexOf(m_room).data(RoomListModel::UnreadRole).toInt();
}

void Reading::setRoom(const Chat::RoomId &room)
{
    leave();
    m_room = room;
    m_begun = false;
    m_line = m_start = {};
    m_timeline.scrollToEnd();
    look();
    m_place.start();
}

void Reading::leave()
{
    if (!m_room.isEmpty())
        m_client.placeUnreadMark(m_room);
}

void Reading::begin()
{
    m_begun = true;
    m_start = model()->unreadStart();
    if (m_start.number == 0)
        return;
    // What has only just come is not in the room's count yet.
    m_unread = std::max(unread(), model()->talkOfOthersBehind({m_start.number - 1}));
    if (m_unread == 0) {
        m_start = {};
        m_client.placeUnreadMark(m_room);
    }
    m_line = m_start;
    const QModelIndex start = model()->indexOf(m_start);
    if (start.isValid())
        m_timeline.startAt(start);
}

void Reading::look()
{
    if (m_room.isEmpty() || model()->newest().number == 0)
        return;
    if (!m_begun)
        begin();
    const bool hasStart = model()->unreadStart().number > 0;
    if (isWatched()) {
        if (!hasStart) // or what comes next would be told from what was just read
            model()->setUnreadMark({});
        if (unread() > 0)
            m_client.markRead(m_room);
    } else if (!hasStart && !m_timeline.isOnItsWay()) {
        m_client.placeUnreadMark(m_room);
    }
}

void Reading::updateJump()
{
    if (m_timeline.isOnItsWay())
        return;
    // What came while one was not connected is filled from its end: new ones begin further up.
    const Chat::Sequence line = m_line.number > 0 ? model()->unreadStart() : Chat::Sequence();
    if (line.number > 0 && line < m_line) {
        m_start = m_line = line;
        m_unread = std::max(unread(), model()->talkOfOthersBehind({line.number - 1}));
    }
    if (m_start.number > 0) {
        const QModelIndex start = model()->indexOf(m_start);
        const Chat::Sequence oldest = model()->oldest();
        const bool isLoaded = oldest.number > 0 && oldest <= m_start;
        // Seen, passed, or gone: nothing to lead to.
        if (isLoaded && (!start.isValid() || m_timeline.visualRect(start).bottom() >= 0))
            m_start = {};
        else if (!isLoaded && !model()->hasOlder())
            m_start = {};
    }
    m_jump->setText(tr("%Ln new message(s) further up", nullptr, m_unread));
    m_jump->setAccessibleName(m_jump->text());
    const bool shown = m_start.number > 0 && model()->newest().number > 0;
    m_jump->setVisible(shown);
    if (!shown)
        return;
    m_jump->setIcon(m_appearance.icon(QStringLiteral("chevron-up"), m_appearance.theme().mention));
    m_jump->adjustSize();
    m_jump->move((m_timeline.width() - m_jump->width()) / 2, m_appearance.px(fromTop));
    m_jump->raise();
}

void Reading::jump()
{
    const QModelIndex start = model()->indexOf(m_start);
    const Chat::Sequence wanted = std::exchange(m_start, {});
    m_jump->hide();
    if (start.isValid()) {
        m_timeline.startAt(start);
        m_timeline.setFocus(Qt::OtherFocusReason);
    } else {
        Q_EMIT messageWanted(wanted);
    }
}

bool Reading::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::WindowDeactivate:
        leave();
        break;
    case QEvent::WindowActivate:
    case QEvent::Show:
        look();
        break;
    case QEvent::Resize:
    case QEvent::LanguageChange:
        m_place.start();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
