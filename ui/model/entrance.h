// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/entrance.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

namespace Ui {

/// Who comes in at a host, for its owner: invitations, and those who wait to be let in. As the host
/// tells it; asked anew with each connection. Who does not own the host is told nothing.
class Entrance : public QObject {
    Q_OBJECT
public:
    /// The one of that connection: made on first use, and lives with it.
    static Entrance *of(Stomp::StompClient &client);
    ~Entrance() override;

    /// Oldest first; those that ended are among them for some days.
    const std::vector<Chat::InvitationInfo> &invitations() const { return m_invitations; }
    /// Who came first is first.
    const std::vector<Chat::NewcomerInfo> &newcomers() const { return m_newcomers.waiting; }
    /// Those who were sent away since the host started.
    const std::vector<Chat::NewcomerInfo> &declined() const { return m_newcomers.declined; }
    void refresh();

    /// invited() follows, or failed().
    void invite(const Chat::InvitationWish &wish);
    /// Takes an invitation back, or gives it back.
    void setRevoked(const QString &id, bool revoked);
    /// Somebody who waits, or was declined, comes in.
    void admit(const QString &id);
    /// They are sent away; false takes that back.
    void decline(const QString &id, bool on = true);

Q_SIGNALS:
    void invitationsChanged();
    void newcomersChanged();
    /// Somebody waits who did not before; not for those who waited when one came.
    void newcomerCame(const Chat::NewcomerInfo &newcomer);
    /// The secret is nowhere else.
    void invited(const Chat::MadeInvitation &made);
    void failed(const QString &sentence);

private:
    explicit Entrance(Stomp::StompClient &client);
    void askInvitations();
    void askNewcomers();
    void follow(const QByteArray &json);
    void send(Chat::EntranceRequest request, const Chat::EntranceOrder &order);

    Stomp::StompClient &m_client;
    QPointer<Stomp::StompSubscription> m_events;
    QPointer<Stomp::StompSubscription> m_invitationsAsked;
    QPointer<Stomp::StompSubscription> m_newcomersAsked;
    std::vector<Chat::InvitationInfo> m_invitations;
    Chat::NewcomerList m_newcomers;
};

} // namespace Ui
