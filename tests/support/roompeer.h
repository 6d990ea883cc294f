// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/messages.h"

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <vector>

/// A guest who talks in one room by our own StompClient over WebSocket, and keeps what the room
/// says. Remembers the guest token, so that it is the same guest after a reconnect.
class RoomPeer : public QObject {
    Q_OBJECT
public:
    RoomPeer(const QUrl &url, const QString &name, const QString &room,
             Stomp::StompClient::Options options = quickOptions(), QObject *parent = nullptr);

    /// Retries soon, as a test on one computer may.
    static Stomp::StompClient::Options quickOptions();

    /// Subscribes to the room; `headers` (`since`, `last`) are asked for at each connection.
    void listen(std::function<Stomp::Headers()> headers = [] { return Stomp::Headers(); });
    /// As listen(), from the newest message already here: nothing is missed, nothing comes twice.
    void listenOn();
    Stomp::StompReceipt *say(const QString &text, const QString &clientId = {});

    Stomp::StompClient &client() { return m_client; }
    bool isConnected() const { return m_client.state() == Stomp::StompClient::State::Connected; }
    const QString &name() const { return m_name; }
    /// Guest token as the host gave it; empty before the first connection.
    const QByteArray &token() const { return m_token; }
    void setToken(const QByteArray &token) { m_token = token; }

    const std::vector<Chat::RoomMessage> &messages() const { return m_messages; }
    /// What that sender said (TALK only), in the order it came.
    QStringList textsOf(const QString &sender) const;
    qint64 lastSequence() const;

Q_SIGNALS:
    void heard(const Chat::RoomMessage &message);

private:
    QString m_name;
    QString m_room;
    QByteArray m_token;
    std::vector<Chat::RoomMessage> m_messages;
    Stomp::StompClient m_client;
};
