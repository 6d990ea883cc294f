// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backbutton.h"

#include "ui/appearance.h"
#include "ui/model/roomlistmodel.h"
#include "ui/roomwords.h"

#include <QEvent>

#include <algorithm>
#include <limits>

namespace Ui {

BackButton::BackButton(const RoomListModel &rooms, const Appearance &appearance, QWidget *parent)
    : QToolButton(parent), m_rooms(rooms), m_appearance(appearance)
{
    setObjectName(QStringLiteral("backButton"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, &BackButton::refresh);
    const auto soon = qOverload<>(&QTimer::start);
    connect(&rooms, &QAbstractItemModel::rowsInserted, &m_change, soon);
    connect(&rooms, &QAbstractItemModel::rowsRemoved, &m_change, soon);
    connect(&rooms, &QAbstractItemModel::dataChanged, &m_change, soon);
    connect(&appearance, &Appearance::changed, this, &BackButton::refresh);
    refresh();
}

void BackButton::setRoom(const Chat::RoomId &room)
{
    m_room = room;
    refresh();
}

void BackButton::refresh()
{
    qint64 elsewhere = 0;
    for (int row = 0; row < m_rooms.rowCount(); ++row) {
        const QModelIndex room = m_rooms.index(row);
        if (room.data(RoomListModel::JoinedRole).toBool() && m_rooms.roomAt(room) != m_room)
            elsewhere += room.data(RoomListModel::UnreadRole).toInt();
    }
    const int unread = int(std::min<qint64>(elsewhere, std::numeric_limits<int>::max()));
    setIcon(m_appearance.icon(QStringLiteral("arrow-left"), m_appearance.theme().ink2));
    setText(unread > 0 ? shownCount(unread) : QString());
    setToolTip(tr("Back to the rooms (Alt+Left)"));
    setAccessibleName(unread > 0
                          ? tr("Back to the rooms, %Ln unread in other rooms", nullptr, unread)
                          : tr("Back to the rooms"));
}

void BackButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
