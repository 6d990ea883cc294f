// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/client/stompperson.h"

#include "stomp/net/websocketlink.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/refusals.h"
#include "tests/faults/client/countinglink.h"
#include "tests/faults/client/report.h"
#include "tests/faults/client/timing.h"
#include "tests/faults/shownmessage.h"

#include <QSaveFile>

using Kind = Chat::Request::Kind;
using Received = Stomp::ClientEvent::MessageReceived;
using Stomp::StompClient;

namespace {

constexpr qsizetype mostUnderWay = 16;
constexpr std::chrono::milliseconds holdTime{150};

Stomp::Headers json()
{
    return {{"content-type", "application/json"}};
}

} // namespace

StompPerson::StompPerson(const PersonOptions &options)
    : m_options(options), m_outbox(options.folder + QStringLiteral("/outbox"))
{
    QFile token(tokenFile());
    if (token.open(QIODevice::ReadOnly))
        m_token = token.readAll();
    for (const FileOutbox::Entry &entry : m_outbox.entries())
        m_sent.insert(entry.id.toUtf8()); // it may have been
    m_hold.setSingleShot(true);
    m_hold.setInterval(holdTime);
    connect(&m_hold, &QTimer::timeout, this, &StompPerson::fill);
    m_client = std::make_unique<StompClient>(
        [this]() -> std::unique_ptr<Stomp::Link> {
            return std::make_unique<CountingLink>(
                std::make_unique<Stomp::WebSocketLink>(m_options.url), m_sent);
        },
        [this] {
            Stomp::Headers headers{{"host", "127.0.0.1"}, {"name", m_options.name.toUtf8()}};
            if (!m_token.isEmpty())
                headers.append("guest-token", m_token);
            return headers;
        },
        faultTiming());
    connect(m_client.get(), &StompClient::stateChanged, this, [this](StompClient::State state) {
        if (state == StompClient::State::Connected)
            connected();
    });
    Stomp::StompSubscription *refusals = m_client->subscribe(Chat::errorsQueue());
    connect(refusals, &Stomp::StompSubscription::received, this, [this](const Received &message) {
        if (const auto refused = Chat::RefusedEvent::fromJson(message.body))
            m_client->takeRefusal(refused->receipt.toUtf8(), refused->message);
    });
    for (const QString &room : options.rooms)
        subscribe(room);
    m_client->connectToHost();
}

StompPerson::~StompPerson() = default;

QString StompPerson::tokenFile() const
{
    return m_options.folder + QStringLiteral("/token");
}

void StompPerson::subscribe(const QString &id)
{
    Room &room = m_rooms[id];
    Stomp::StompSubscription *events = m_client->subscribe(Chat::roomEventsTopic(Chat::RoomId(id)));
    connect(events, &Stomp::StompSubscription::received, this,
            [this, &room, id](const Received &message) { takeEvent(room, id, message.body); });
    const auto since = [&room] {
        return Stomp::Headers{{"since", QByteArray::number(room.newest())}};
    };
    Stomp::StompSubscription *messages =
        m_client->subscribe(Chat::roomTopic(Chat::RoomId(id)), since());
    messages->setHeaderSource(since);
    connect(messages, &Stomp::StompSubscription::received, this, [&room](const Received &received) {
        const auto message = Chat::RoomMessage::fromJson(received.body);
        if (!message)
            return report(QStringLiteral("complaint"),
                          {{QStringLiteral("text"), QStringLiteral("no message")}});
        room.messages.emplace(message->sequence.number, *message);
    });
}

/// The token first: without it the host does not know a resend for one.
void StompPerson::connected()
{
    ++m_connections;
    m_underWay.clear();
    m_held = false;
    const Stomp::Headers &headers = m_client->connectedHeaders();
    m_self = Chat::UserId(QString::fromUtf8(headers.value("user-id", {})));
    const QByteArray token = headers.value("guest-token", m_token);
    if (token != m_token) {
        QSaveFile file(tokenFile());
        if (!file.open(QIODevice::WriteOnly) || file.write(token) < 0 || !file.commit())
            qFatal("the token cannot be kept");
        m_token = token;
    }
    for (auto &[id, room] : m_rooms) {
        delete room.page;
        askChanges(room, id);
    }
    fill();
}

void StompPerson::fill()
{
    if (!isConnected() || m_held || m_hold.isActive())
        return;
    for (const FileOutbox::Entry &entry : m_outbox.entries()) {
        if (m_underWay.size() >= mostUnderWay)
            return;
        if (!m_underWay.contains(entry.id))
            send(entry);
    }
}

void StompPerson::send(const FileOutbox::Entry &entry)
{
    m_underWay.insert(entry.id);
    Chat::MessageRequest request;
    request.roomText = entry.room;
    request.sender = m_options.name;
    request.text = entry.text;
    request.clientIdText = entry.id;
    Stomp::StompReceipt *receipt =
        m_client->send(Chat::requestDestination(Kind::Message), request.toJson(), json());
    const int connection = m_connections;
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this, connection, id = entry.id] {
        if (m_outbox.remove(id))
            report(QStringLiteral("receipt"), {{QStringLiteral("id"), id}});
        if (connection != m_connections)
            return;
        m_underWay.remove(id);
        fill();
    });
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [this, id = entry.id](const QString &why, bool refused) {
                // Nothing that was said later may go before it.
                m_held = true;
                if (!refused)
                    return;
                if (Chat::isNotStored(why)) {
                    m_hold.start();
                } else if (m_outbox.remove(id)) {
                    report(QStringLiteral("failed"),
                           {{QStringLiteral("id"), id}, {QStringLiteral("why"), why}});
                }
            });
}

void StompPerson::say(const QString &room, const QString &text, QRandomGenerator &)
{
    const QString id = Chat::makeClientMessageId().toString();
    m_outbox.add({id, room, text});
    report(QStringLiteral("said"), {{QStringLiteral("id"), id}});
    fill();
}

void StompPerson::change(const QString &id, QRandomGenerator &random)
{
    Room &room = m_rooms.at(id);
    if (room.messages.empty() || !isConnected())
        return;
    const auto found = room.messages.find(room.newest() - random.bounded(40));
    if (found == room.messages.end())
        return;
    const Chat::RoomMessage &message = found->second;
    if (message.type != Chat::MessageType::Talk || message.changes.deleted)
        return;
    const auto ask = [&](Kind kind, const QByteArray &body) {
        m_client->send(Chat::requestDestination(kind, Chat::RoomId(id)), body, json());
    };
    const int what = random.bounded(message.senderId == m_self ? 6 : 3);
    if (what < 3)
        ask(Kind::React,
            Chat::ReactRequest{message.sequence, QStringLiteral("🎉"), random.bounded(3) > 0}
                .toJson());
    else if (what < 5)
        ask(Kind::Edit,
            Chat::EditRequest{message.sequence, message.text + QStringLiteral(" *")}.toJson());
    else
        ask(Kind::Delete, Chat::DeleteRequest{message.sequence}.toJson());
}

void StompPerson::takeEvent(Room &room, const QString &id, const QByteArray &json)
{
    if (const auto changed = Chat::ChangedEvent::fromJson(json)) {
        const Chat::RoomMessage &now = changed->message;
        const auto held = room.messages.find(now.sequence.number);
        if (held != room.messages.end() && held->second.changes.revision < now.changes.revision) {
            const auto reactions = held->second.changes.reactions;
            held->second = now;
            if (!now.changes.deleted)
                held->second.changes.reactions = reactions; // they are not told with it
        }
        reach(room, id, now.changes.revision.number);
    } else if (const auto reaction = Chat::ReactionEvent::fromJson(json)) {
        react(room, *reaction);
        reach(room, id, reaction->revision.number);
    }
}

void StompPerson::react(Room &room, const Chat::ReactionEvent &event)
{
    const auto held = room.messages.find(event.sequence.number);
    if (held == room.messages.end() || held->second.changes.revision >= event.revision)
        return;
    held->second.changes.revision = event.revision;
    auto &reactions = held->second.changes.reactions;
    std::erase_if(reactions, [&event](const auto &one) { return one.emoji == event.emoji; });
    if (event.count > 0)
        reactions.push_back({event.emoji, event.count, {}, false});
}

void StompPerson::reach(Room &room, const QString &id, qint64 revision)
{
    if (revision == room.known + 1)
        room.known = revision;
    else if (revision > room.known)
        askChanges(room, id);
}

void StompPerson::askChanges(Room &room, const QString &id)
{
    if (room.page || !isConnected())
        return;
    room.page = m_client->subscribe(Chat::requestDestination(Kind::Changes, Chat::RoomId(id)),
                                    {{"since", QByteArray::number(room.known)}});
    connect(room.page, &Stomp::StompSubscription::received, this,
            [this, &room, id](const Received &received) {
                const auto page = Chat::ChangesPage::fromJson(received.body);
                if (!room.page || !page)
                    return;
                room.page->deleteLater();
                room.page.clear();
                for (const Chat::RoomMessage &now : page->messages) {
                    const auto held = room.messages.find(now.sequence.number);
                    if (held != room.messages.end() &&
                        held->second.changes.revision <= now.changes.revision)
                        held->second = now;
                }
                room.known = std::max(room.known, page->revision.number);
                if (page->more)
                    askChanges(room, id);
            });
}

void StompPerson::retryNow()
{
    m_hold.stop();
    fill();
    m_client->retryNow();
}

bool StompPerson::isConnected() const
{
    return m_client->state() == StompClient::State::Connected;
}

QJsonObject StompPerson::dump()
{
    QJsonObject rooms;
    for (const auto &[id, room] : m_rooms) {
        QJsonArray all;
        for (const auto &[sequence, message] : room.messages)
            all.append(shownMessage(message));
        rooms.insert(id, all);
    }
    return {{QStringLiteral("rooms"), rooms}, {QStringLiteral("complete"), true}};
}
