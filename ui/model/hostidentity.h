// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/headers.h"
#include "stomp/net/devicekey.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Ui {

/// What a device says at CONNECT to be known as the same person, and what the host answered.
///
/// The host has to have given a challenge before anything can be proved: the first CONNECT asks for
/// one, and each CONNECTED brings the next.
class HostIdentity {
public:
    explicit HostIdentity(std::optional<Stomp::DeviceKey> key) : m_key(std::move(key)) {}

    void setKey(std::optional<Stomp::DeviceKey> key) { m_key = std::move(key); }

    /// Adds to CONNECT: the key, the proof where there is something to prove by, and the code once.
    void addTo(Stomp::Headers &headers, const QString &deviceName);
    /// Of CONNECTED.
    void take(const Stomp::Headers &connected);
    /// Of an ERROR; true when to come back at once will do.
    bool takeRefusal(const Stomp::Headers &error);

    /// Shown at the next CONNECTs, until the host lets us in.
    void setPairingCode(const QString &code) { m_pairingCode = code.simplified().toUtf8(); }
    bool showsCode() const { return !m_pairingCode.isEmpty(); }
    /// Of the link one came by; shown at the next CONNECTs, until the host lets us in.
    void setInvitation(const QByteArray &secret) { m_invitation = secret; }
    /// As the host said: "new", "name-taken", "later", "device-added"; empty: nothing of note.
    const QByteArray &news() const { return m_news; }

private:
    std::optional<Stomp::DeviceKey> m_key;
    QByteArray m_hostId;
    QByteArray m_challenge; ///< Not used yet; empty: the host has to give one.
    QByteArray m_pairingCode;
    QByteArray m_invitation;
    QByteArray m_news;
};

} // namespace Ui
