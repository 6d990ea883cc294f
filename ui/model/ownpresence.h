// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/attendance.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <optional>

namespace Ui {

/// How we say that we can be reached, and how others see it. What is chosen the host keeps for the
/// person; that this computer is left alone is told again on each connection.
class OwnPresence : public QObject {
    Q_OBJECT
public:
    /// UTF-16 units of a status, as the host takes it.
    static constexpr int longestStatus = 100;

    explicit OwnPresence(Stomp::StompClient &client, QObject *parent = nullptr);

    /// As others see us, or will in a moment. Offline without a connection, whatever was chosen.
    Chat::Availability state() const;
    /// What was chosen last here, or what the host says of us: what holds once there is a
    /// connection.
    Chat::Availability choice() const { return m_shown.state; }
    /// Our own words; empty once their time is over.
    QString status() const;
    /// Till then the status holds; invalid: for good, or there is none.
    QDateTime statusUntil() const;

    /// Away and DoNotDisturb hold for all of the person's devices until Online is chosen: then each
    /// is as it is used.
    void choose(Chat::Availability state);
    /// At most 100 characters; empty takes it away. `until`: invalid for good.
    void setStatus(const QString &text, const QDateTime &until = {});
    /// Nobody has used this computer for a while.
    void setIdle(bool idle);

    /// A new connection stands.
    void start();
    /// What the host says of us.
    void take(const Chat::Attendance &told);

Q_SIGNALS:
    /// One of state(), choice(), status() and statusUntil().
    void changed();
    void refused(const QString &why);

private:
    void send(const Chat::PresenceRequest &request);
    void show(const Chat::Attendance &attendance);
    bool isOwed() const { return m_owed.state.has_value() || m_owed.status.has_value(); }

    Stomp::StompClient &m_client;
    Chat::PresenceRequest m_owed; ///< Chosen without a connection.
    bool m_idle = false;
    /// With what was chosen since m_told.
    Chat::Attendance m_shown{Chat::Availability::Online, {}, {}, {}};
    std::optional<Chat::Attendance> m_told; ///< The host's last word.
    bool m_isToldSince = false;             ///< m_told came after what was sent last.
    int m_underWay = 0;                     ///< Choices that the host has not answered.
    QTimer m_expiry;                        ///< Of the status that is shown.
};

} // namespace Ui
