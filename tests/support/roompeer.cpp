// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/roompeer.h"

#include "stomp/net/websocketlink.h"
#include "stomp/wire/destinations.h"

using namespace std::chrono_literals;
using Stomp::StompClient;

StompClient::Options RoomPeer::quickOptions()
{
    StompClient::Options options;
    options.firstRetry = 20ms;
    options.longestRetry = 200ms;
    return options;
}

RoomPeer::RoomPeer(const QUrl &url, const QString &name, const QString &room,
                   StompClient::Options options, QObject *parent)
    : QObject(parent), m_name(name), m_room(room),
      m_client([url] { return std::make_unique<Stomp::WebSocketLink>(url); },
               [this] {
                   Stomp::Headers headers{{"host", "127.0.0.1"}, {"name", m_name.toUtf8()}};
                   if (!m_token.isEmpty())
                       headers.append("guest-token", m_token);
                   return headers;
               },
               options)
{
    connect(&m_client, &StompClient::stateChanged, this, [this](StompClient::State state) {
        if (state == StompClient::State::Connected)
            m_token = m_client.connectedHeaders().value("guest-token", m_token);
    });
    m_client.connectToHost();
}

void RoomPeer::listen(std::function<Stomp::Headers()> headers)
{
    Stomp::StompSubscription *room =
        m_client.subscribe(Chat::roomTopic(Chat::RoomId(m_room)), headers());
    room->setHeaderSource(std::move(headers));
    connect(room, &Stomp::StompSubscription::received, this,
            [this](const Stomp::ClientEvent::MessageReceived &message) {
                auto said = Chat::RoomMessage::fromJson(message.body);
                if (!said) {
                    qWarning("not a room's message: %s", message.body.left(200).constData());
                    return;
                }
                m_messages.push_back(*said);
                Q_EMIT heard(*said);
            });
}

void RoomPeer::listenOn()
{
    listen([this] { return Stomp::Headers{{"since", QByteArray::number(lastSequence())}}; });
}

Stomp::StompReceipt *RoomPeer::say(const QString &text, const QString &clientId)
{
    Chat::MessageRequest request;
    request.roomText = m_room;
    request.sender = m_name;
    request.text = text;
    request.clientIdText = clientId;
    return m_client.send(Chat::requestDestination(Chat::Request::Kind::Message), request.toJson(),
                         {{"content-type", "application/json"}});
}

QStringList RoomPeer::textsOf(const QString &sender) const
{
    QStringList texts;
    for (const Chat::RoomMessage &message : m_messages) {
        if (message.type == Chat::MessageType::Talk && message.sender == sender)
            texts.append(message.text);
    }
    return texts;
}

qint64 RoomPeer::lastSequence() const
{
    return m_messages.empty() ? 0 : m_messages.back().sequence.number;
}
