// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/personalpresence.h"
#include "server/chat/remotechanges.h"
#include "server/chat/roomdelivery.h"
#include "server/chat/roomtyping.h"
#include "server/cluster/cluster.h"

#include <QObject>

#include <map>
#include <set>

namespace Server {

/// What hosts that share a log tell each other at once, and nobody keeps: who is in which room and
/// reachable, who writes something, what is said where nothing is kept; and that there is something
/// new in the log.
///
/// People who came by another host are in Presence and Attendances like those who came by this one,
/// as a session that stands for that host.
class RemotePresence : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    RemotePresence(ChatParts &parts, RemoteChanges &changes, RoomDelivery &delivery,
                   RoomTyping &typing, PersonalPresence &presence, Cluster &cluster);

private:
    struct Host {
        SessionNumber session;                ///< That stands for it here.
        std::map<QByteArray, Principal> here; ///< By field: who is in a room.
        std::map<QByteArray, Principal> reachable;
    };
    Host &host(const HostName &name);
    void personChanged(const Chat::RoomId &room, const Principal &who);
    void attendanceChanged(const Principal &who);
    void fieldChanged(const HostName &from, const QByteArray &field,
                      const std::optional<QByteArray> &value);
    void hereChanged(Host &host, const QByteArray &field, const std::optional<QByteArray> &value);
    void reachableChanged(Host &host, const QByteArray &field,
                          const std::optional<QByteArray> &value);
    void gone(const HostName &name);
    void told(Channel channel, const QByteArray &payload);

    ChatParts &m_parts;
    RemoteChanges &m_changes;
    RoomDelivery &m_delivery;
    RoomTyping &m_typing;
    PersonalPresence &m_presence;
    Cluster &m_cluster;
    std::map<HostName, Host> m_hosts;
    quint64 m_lastHost = 0;
};

} // namespace Server
