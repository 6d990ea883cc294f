// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QTimer>
#include <QToolButton>

namespace Ui {

class Appearance;
class RoomListModel;

/// Leads from a conversation to the rooms where only one of both is in sight, and says how much is
/// unread in other rooms than that one.
class BackButton : public QToolButton {
    Q_OBJECT
public:
    /// Both must outlive it.
    BackButton(const RoomListModel &rooms, const Appearance &appearance, QWidget *parent = nullptr);

    void setRoom(const Chat::RoomId &room);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const RoomListModel &m_rooms;
    const Appearance &m_appearance;
    Chat::RoomId m_room;
    QTimer m_change; ///< At the end of the turn in which rooms changed: often many do.
};

} // namespace Ui
