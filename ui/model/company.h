// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "ui/model/ignored.h"
#include "ui/model/ownpresence.h"
#include "ui/model/profile.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/roomsession.h"
#include "ui/model/seenreports.h"
#include "ui/model/typists.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>

namespace Ui {

/// What joined rooms tell of oneself to others, and of others to oneself: how far who has read, who
/// can be reached, who is writing. Part of ChatClient.
class Company : public QObject {
    Q_OBJECT
public:
    Company(Stomp::StompClient &client, Profile &profile, QString hostKey, RoomListModel &rooms,
            QObject *parent = nullptr);
    ~Company() override;

    OwnPresence *presence() { return &m_presence; }
    /// Who writes in a room; lives as long as this.
    Typists *typists(const Chat::RoomId &room);
    /// A key was pressed in the room's composer, or it is empty now.
    void typing(const Chat::RoomId &room, bool on);

    /// We said something there.
    void spoke(const Chat::RoomId &room) { typists(room)->spoke(); }

    /// For good, over all connections. What those say who are ignored is not counted; that list
    /// must outlive the counting.
    void listen(const Ignored &ignored);
    void setSelf(const Chat::UserId &self) { m_self = self; }
    /// Until it is deleted or left.
    void follow(RoomSession &session);
    void leave(const Chat::RoomId &room);
    /// A new connection stands, and the sessions know how much the host has.
    void start();
    /// The connection is over.
    void stop();
    /// Writes read markers to our own disk now.
    void keep();

Q_SIGNALS:
    /// A message of a followed room is this now: edited, deleted, pinned or let go.
    void messageChanged(const Chat::RoomMessage &message);

private:
    struct Room {
        QPointer<RoomSession> session;
        std::unique_ptr<Stomp::StompSubscription> receipts; ///< Until answered.
    };
    void takeCount(const Chat::UnreadCount &count);
    void takeReceipts(const QByteArray &json);
    void askCounts();
    void askCountsSoon();
    void askReceipts(const Chat::RoomId &room, Room &asking);
    void report(const Chat::RoomId &room);
    void showUnread(const Chat::RoomId &room);

    Stomp::StompClient &m_client;
    Profile &m_profile;
    const QString m_hostKey;
    RoomListModel &m_roomList;
    OwnPresence m_presence;
    SeenReports m_seen;
    Chat::UserId m_self;
    const Ignored *m_ignored = nullptr;
    std::map<Chat::RoomId, Room> m_rooms;
    std::map<Chat::RoomId, std::unique_ptr<Typists>> m_typists;
    std::unique_ptr<Stomp::StompSubscription> m_counts; ///< Until answered.
    bool m_started = false;
    QSet<Chat::RoomId> m_markersToKeep;
    QTimer m_keepTimer;
    QTimer m_countTimer;
};

} // namespace Ui
