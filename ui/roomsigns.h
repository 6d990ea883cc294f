// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QModelIndex>
#include <QObject>
#include <QPointer>

namespace Ui {

class ChatClient;
class Composer;
class MemberListModel;
class RoomHeader;

/// Tells the header what the shown room is: its icon, when it will be deleted, and in a
/// conversation of two how the other one can be reached.
class RoomSigns : public QObject {
    Q_OBJECT
public:
    /// A child of the header; all must outlive it.
    RoomSigns(ChatClient &client, RoomHeader &header, Composer &composer);

    /// That room is shown; one may not be in it, so that there is none to write to.
    void setRoom(const Chat::RoomId &room);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    /// The other one of the two; invalid where there are more.
    QModelIndex other() const;

    ChatClient &m_client;
    RoomHeader &m_header;
    Chat::RoomId m_room;
    QPointer<MemberListModel> m_members;
};

} // namespace Ui
