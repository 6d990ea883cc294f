// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/order.h"
#include "ui/model/roomlistmodel.h"

#include <QObject>

#include <functional>

namespace Ui {

/// Keeping order among people: who may not speak in a room, who is sent out, who may not come back.
/// Nothing of this is tried again.
class PeopleOrder : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    PeopleOrder(Stomp::StompClient &client, const RoomListModel &rooms, QObject *parent = nullptr);

    /// What came of it: no problem when the host has done it.
    using Answer = std::function<void(const QString &problem)>;
    void mute(const Chat::RoomId &room, const Chat::OrderRequest &request, const Answer &answer);
    void sendOut(const Chat::RoomId &room, const Chat::OrderRequest &request, const Answer &answer);
    void ban(const Chat::RoomId &room, const Chat::OrderRequest &request, const Answer &answer);
    /// From all of it, by who owns the host.
    void banFromHost(const Chat::OrderRequest &request, const Answer &answer);

    /// Tells that somebody else was sent out or banned.
    void tellOfOthers(const Chat::OrderEntry &entry);

Q_SIGNALS:
    /// Something was decided about oneself, then with the reason, or somebody else was sent out or
    /// banned: a sentence for the person.
    void told(const QString &sentence);
    /// The host has done what was asked here; no room: on the whole host.
    void done(const Chat::RoomId &room);

private:
    void ask(Chat::Request::Kind kind, const Chat::RoomId &room, const Chat::OrderRequest &request,
             const Answer &answer);
    QString titleOf(const Chat::RoomId &room) const;
    QString sentenceOf(const Chat::OrderEntry &entry) const;

    Stomp::StompClient &m_client;
    const RoomListModel &m_rooms;
};

} // namespace Ui
