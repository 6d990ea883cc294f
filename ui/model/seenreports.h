// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/reads.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <map>

namespace Ui {

/// Tells the host how far we have got in rooms: not each step, and the more people a room has the
/// less often, so that a thousand of them do not all answer each message.
class SeenReports : public QObject {
    Q_OBJECT
public:
    explicit SeenReports(Stomp::StompClient &client, QObject *parent = nullptr);

    /// `people`: who are in the room, about.
    void report(const Chat::RoomId &room, const Chat::SeenReport &seen, int people);
    /// The connection is over, or the room was left: the host may know nothing of what was told.
    void forget();
    void forget(const Chat::RoomId &room) { m_rooms.erase(room); }

private:
    struct Room {
        Chat::SeenReport told;
        Chat::SeenReport toTell;
        QDeadlineTimer rests; ///< Until something is told again.
        bool owed = false;
    };
    void tell();

    Stomp::StompClient &m_client;
    std::map<Chat::RoomId, Room> m_rooms;
    int m_people = 0;
    QTimer m_timer;
};

} // namespace Ui
