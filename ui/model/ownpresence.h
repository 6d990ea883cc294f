// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/attendance.h"

#include <QDateTime>
#include <QObject>

namespace Ui {

/// How we say that we can be reached. What is chosen the host keeps for the person; that this
/// computer is left alone is told again on each connection.
class OwnPresence : public QObject {
    Q_OBJECT
public:
    explicit OwnPresence(Stomp::StompClient &client, QObject *parent = nullptr);

    /// Away and DoNotDisturb hold for all of the person's devices until Online is chosen: then each
    /// is as it is used.
    void choose(Chat::Availability state);
    /// At most 100 characters; empty takes it away. `until`: invalid for good.
    void setStatus(const QString &text, const QDateTime &until = {});
    /// Nobody has used this computer for a while.
    void setIdle(bool idle);

    /// A new connection stands.
    void start();

Q_SIGNALS:
    void refused(const QString &why);

private:
    void send(const Chat::PresenceRequest &request);

    Stomp::StompClient &m_client;
    Chat::PresenceRequest m_owed; ///< Chosen without a connection.
    bool m_idle = false;
};

} // namespace Ui
