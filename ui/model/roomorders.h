// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/roomevents.h"
#include "ui/model/roomlistmodel.h"

#include <QObject>

#include <functional>

namespace Ui {

class PeopleOrder;

/// What one asks of rooms beside talking in them: what they are, who comes in, who keeps order. The
/// models change when the host has done it; failed() tells when it does not. Nothing of this is
/// tried again.
class RoomOrders : public QObject {
    Q_OBJECT
public:
    /// Keeps `rooms` up with what the host says of single ones. Both must outlive it.
    RoomOrders(Stomp::StompClient &client, RoomListModel &rooms, QObject *parent = nullptr);

    /// What came of an order: no problem when the host has done it. Who is told so shows the
    /// problem themselves, and failed() is silent of it.
    using Answer = std::function<void(const QString &problem)>;

    /// A room that is more than open to all from its beginning; made() follows.
    void make(const Chat::RoomRequest &request);
    /// What is to be otherwise; the rest stays. The inverse undoes it.
    void change(const Chat::RoomId &room, const Chat::RoomChange &change,
                const Answer &answer = {});
    void setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role);
    void invite(const Chat::RoomId &room, const Chat::UserId &user, bool on = true,
                const Answer &answer = {});
    /// An answer to who waits to be let in.
    void admit(const Chat::RoomId &room, const Chat::UserId &user, bool accept,
               const Answer &answer = {});
    /// knocksCame() follows, unless there is a problem.
    void askKnocks(const Chat::RoomId &room, const Answer &answer = {});
    /// It ends after a time in which it can be restored.
    void removeRoom(const Chat::RoomId &room, const Answer &answer = {});
    void restore(const Chat::RoomId &room, const Answer &answer = {});
    /// The conversation with one other; made() follows. Both have the same one, whoever begins.
    void openDirect(const Chat::UserId &self, const Chat::UserId &other);

    /// Who may not speak, or not be there.
    PeopleOrder &people() { return *m_people; }

Q_SIGNALS:
    void made(const Chat::RoomId &room);
    void knocksCame(const Chat::KnockList &knocks);
    /// Somebody lets us in, or wants to be let in by us.
    void invitationCame(const Chat::InvitationEvent &event);
    /// A room is this now; the list has it.
    void roomCame(const Chat::RoomInfo &room);
    /// There is no such room for us any more.
    void roomWent(const Chat::RoomId &room);
    /// A sentence for the person.
    void failed(const QString &sentence);

private:
    void ask(Chat::Request::Kind kind, const Chat::RoomId &room, const QByteArray &body,
             const QString &sentence, const Answer &answer = {},
             const std::function<void()> &done = {});
    void follow(const QByteArray &destination, bool personal);
    void askWhetherGone(const Chat::RoomId &room);

    Stomp::StompClient &m_client;
    RoomListModel &m_rooms;
    PeopleOrder *m_people = nullptr;
};

} // namespace Ui
