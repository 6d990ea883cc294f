// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/framewriter.h"
#include "stomp/net/looplink.h"
#include "stomp/net/stompclient.h"
#include "stomp/serversession.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/messages.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

/// A host in the test's own thread for one client: real STOMP over loop links, rooms in memory,
/// and switches for what may go wrong.
class ScriptedHost : public QObject {
public:
    struct Subscription {
        QByteArray id;
        QByteArray destination;
        Stomp::Headers headers;
    };

    // --- switches
    std::optional<QByteArray> refuseLogin;  ///< ERROR instead of CONNECTED.
    Stomp::Headers alsoRefuses;             ///< More of that ERROR.
    bool unreachable = false;               ///< New links break at once.
    bool silent = false;                    ///< SENDs are stored and get neither receipt nor echo.
    bool deaf = false;                      ///< SENDs are not even stored.
    bool receiptFirst = false;              ///< RECEIPT before MESSAGE.
    bool holdsReceipts = false;             ///< Of other SENDs than to rooms: until release().
    bool holdsOlder = false;                ///< Pages of what is older: until release().
    std::map<QString, QByteArray> refusals; ///< Text of a TALK, or room of an ENTER: the ERROR.
    /// Such refusals come without an ERROR then, and say when to ask again.
    std::optional<std::chrono::milliseconds> retryAfter;
    qint64 longestReplay = 5000; ///< Messages that `since` gives at most.
    QByteArray token = QByteArrayLiteral("secret-1");
    QByteArray user = QByteArrayLiteral("g-1");
    QByteArray hostName = QByteArrayLiteral("마당");
    Stomp::Headers alsoGreets; ///< More of CONNECTED.

    // --- what was seen
    int connections = 0;
    Stomp::Headers greeting; ///< Of the last CONNECT.
    std::vector<Chat::MessageRequest> requests;
    std::vector<Subscription> subscribed; ///< All SUBSCRIBEs ever, in order.
    std::vector<QByteArray> others;       ///< Destinations of other SENDs …
    std::vector<QByteArray> otherBodies;  ///< … and what they said.
    std::vector<QByteArray> heldReceipts; ///< See holdsReceipts.
    std::map<Chat::RoomId, std::vector<Chat::RoomMessage>> rooms;

    Stomp::StompClient::LinkMaker linkMaker()
    {
        return [this]() -> std::unique_ptr<Stomp::Link> {
            auto [client, server] = Stomp::LoopLink::pair();
            accept(std::move(server));
            return std::move(client);
        };
    }

    void breakLink()
    {
        if (m_link)
            m_link->abort();
    }

    /// Somebody says something; the room topic's subscribers get it.
    Chat::RoomMessage append(const Chat::RoomId &room, const QString &text,
                             const Chat::UserId &sender, const QString &id = {},
                             Chat::MessageType type = Chat::MessageType::Talk)
    {
        Chat::RoomMessage message;
        message.type = type;
        message.room = room;
        message.sender = sender.toString();
        message.senderId = sender;
        message.text = text;
        message.clientId = Chat::ClientMessageId(id);
        message.sequence = {rooms[room].empty() ? 1 : rooms[room].back().sequence.number + 1};
        message.time = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000) +
                                       std::chrono::seconds(message.sequence.number));
        rooms[room].push_back(message);
        publish(Chat::roomTopic(room), message.toJson());
        return message;
    }

    void fill(const Chat::RoomId &room, int count)
    {
        for (int i = 0; i < count; ++i)
            append(room, QStringLiteral("old"), Chat::UserId(QStringLiteral("u-other")));
    }

    void publish(const QByteArray &destination, const QByteArray &body)
    {
        for (const Subscription &subscription : m_open) {
            if (subscription.destination == destination)
                send(subscription, body);
        }
    }

    void release()
    {
        for (const QByteArray &receipt : std::exchange(heldReceipts, {}))
            m_session->sendReceipt(receipt);
        holdsOlder = false;
        for (const auto &[one, request] : std::exchange(m_heldOlder, {}))
            answer(one, request);
        flush();
    }

    /// What came to that destination, in order.
    QByteArrayList sentTo(const QByteArray &destination) const
    {
        QByteArrayList bodies;
        for (size_t i = 0; i < others.size(); ++i) {
            if (others[i] == destination)
                bodies << otherBodies[i];
        }
        return bodies;
    }

    /// Texts of the TALKs that came, in order.
    QStringList said() const
    {
        QStringList texts;
        for (const Chat::MessageRequest &request : requests) {
            if (request.type == Chat::MessageType::Talk)
                texts += request.text;
        }
        return texts;
    }

    int count(const QByteArray &destination) const
    {
        return int(std::count_if(subscribed.begin(), subscribed.end(),
                                 [&](const auto &one) { return one.destination == destination; }));
    }

private:
    static Stomp::TimePoint now() { return Stomp::Clock::now(); }

    void accept(std::unique_ptr<Stomp::LoopLink> link)
    {
        m_open.clear();
        m_link = std::move(link);
        if (unreachable) {
            m_link->abort();
            return;
        }
        m_session.emplace(Stomp::ServerSession::Options{}, now());
        connect(m_link.get(), &Stomp::Link::received, this, [this](const QByteArray &bytes) {
            m_session->receive(bytes, now());
            while (m_session) {
                const auto event = m_session->nextEvent();
                if (!event)
                    break;
                std::visit([this](const auto &concrete) { handle(concrete); }, *event);
            }
            flush();
        });
        connect(m_link.get(), &Stomp::Link::closed, this, [this] { m_open.clear(); });
    }

    void flush()
    {
        if (!m_session)
            return;
        const QByteArray bytes = m_session->takeOutput();
        if (!bytes.isEmpty())
            m_link->send(Stomp::OutgoingFrame(bytes));
    }

    void send(const Subscription &to, const QByteArray &body)
    {
        flush();
        const Stomp::Frame frame{Stomp::Command::Message,
                                 {{"subscription", to.id},
                                  {"message-id", QByteArray::number(++m_lastMessage)},
                                  {"destination", to.destination}},
                                 body};
        m_link->send(Stomp::OutgoingFrame(Stomp::write(frame, m_session->version())));
    }

    void handle(const Stomp::ServerEvent::ConnectRequested &event)
    {
        ++connections;
        greeting = event.headers;
        if (refuseLogin)
            m_session->fail(*refuseLogin, {}, std::nullopt, alsoRefuses);
        else
            m_session->accept("s", greetings(), now());
    }

    Stomp::Headers greetings() const
    {
        Stomp::Headers headers{{"user-id", user}, {"host-name", hostName}, {"guest-token", token}};
        for (const auto &[name, value] : alsoGreets)
            headers.append(name, value);
        return headers;
    }

    void handle(const Stomp::ServerEvent::SendRequested &event)
    {
        if (event.destination != Chat::requestDestination(Chat::Request::Kind::Message)) {
            others.push_back(event.destination);
            otherBodies.push_back(event.body);
            const auto room = Chat::RoomRequest::fromJson(event.body);
            if (refusals.contains(room->name))
                return m_session->fail(refusals[room->name], {}, event.receipt);
            if (event.receipt && holdsReceipts)
                heldReceipts.push_back(*event.receipt);
            else if (event.receipt)
                m_session->sendReceipt(*event.receipt);
            return;
        }
        const auto request = Chat::MessageRequest::fromJson(event.body);
        requests.push_back(*request);
        const QString key =
            request->type == Chat::MessageType::Talk ? request->text : request->roomText;
        if (refusals.contains(key))
            return refuse(refusals[key], event.receipt);
        if (deaf)
            return;
        if (receiptFirst && event.receipt)
            m_session->sendReceipt(*event.receipt);
        store(*request);
        if (!receiptFirst && !silent && event.receipt)
            m_session->sendReceipt(*event.receipt);
    }

    void refuse(const QByteArray &why, const std::optional<QByteArray> &receipt)
    {
        if (!retryAfter)
            return m_session->fail(why, {}, receipt);
        const QJsonObject refused{
            {QStringLiteral("message"), QString::fromUtf8(why)},
            {QStringLiteral("receipt"), QString::fromUtf8(receipt.value_or(QByteArray()))},
            {QStringLiteral("retryAfter"), qint64(retryAfter->count())}};
        publish(Chat::errorsQueue(), QJsonDocument(refused).toJson(QJsonDocument::Compact));
    }

    void store(const Chat::MessageRequest &request)
    {
        const Chat::RoomId room(request.roomText);
        const auto &log = rooms[room];
        const bool known = std::any_of(log.begin(), log.end(), [&](const auto &message) {
            return !request.clientIdText.isEmpty() &&
                   message.clientId.toString() == request.clientIdText;
        });
        if (known)
            return;
        const auto open = silent ? std::exchange(m_open, {}) : m_open;
        append(room, request.text, Chat::UserId(QString::fromUtf8(user)), request.clientIdText,
               request.type);
        m_open = open;
    }

    void handle(const Stomp::ServerEvent::SubscribeRequested &event)
    {
        const Subscription one{event.id, event.destination, event.headers};
        subscribed.push_back(one);
        m_open.push_back(one);
        if (const auto request = Chat::parseRequest(event.destination))
            answer(one, *request);
        if (const auto room = Chat::roomOfTopic(event.destination))
            replay(one, *room);
    }

    void answer(const Subscription &one, const Chat::Request &request)
    {
        const auto &log = rooms[request.room];
        if (request.kind == Chat::Request::Kind::Rooms) {
            std::vector<Chat::RoomInfo> list;
            for (const auto &[id, messages] : rooms) {
                if (id.isEmpty())
                    continue;
                Chat::RoomInfo info;
                info.id = id;
                info.name = id.toString();
                info.last = messages.empty() ? Chat::Sequence{} : messages.back().sequence;
                list.push_back(info);
            }
            send(one, Chat::roomListJson(list));
        } else if (request.kind == Chat::Request::Kind::History && holdsOlder &&
                   one.headers.contains("before")) {
            m_heldOlder.push_back({one, request});
        } else if (request.kind == Chat::Request::Kind::History) {
            const qint64 before = one.headers.value("before", "999999999").toLongLong();
            const auto limit = one.headers.value("limit", "50").toInt();
            Chat::HistoryPage page{request.room, {}, false};
            for (auto it = log.rbegin(); it != log.rend(); ++it) {
                if (it->sequence.number >= before)
                    continue;
                page.more = int(page.messages.size()) == limit;
                if (page.more)
                    break;
                page.messages.insert(page.messages.begin(), *it);
            }
            send(one, page.toJson());
        } else if (request.kind == Chat::Request::Kind::Members) {
            const Chat::UserId self(QString::fromUtf8(user));
            send(one, Chat::MemberList{request.room, {{self, "me", true, true, true}}}.toJson());
        }
    }

    void replay(const Subscription &one, const Chat::RoomId &room)
    {
        const auto &log = rooms[room];
        const auto size = qint64(log.size());
        qint64 from = size;
        if (const auto since = one.headers.value("since"))
            from = std::max(std::min(since->toLongLong(), size), size - longestReplay);
        else if (const auto last = one.headers.value("last"))
            from = std::max<qint64>(0, size - last->toLongLong());
        for (qint64 i = from; i < size; ++i)
            send(one, log[size_t(i)].toJson());
    }

    void handle(const Stomp::ServerEvent::UnsubscribeRequested &event)
    {
        std::erase_if(m_open, [&](const Subscription &one) { return one.id == event.id; });
    }
    void handle(const Stomp::ServerEvent::DisconnectRequested &event)
    {
        if (event.receipt)
            m_session->sendReceipt(*event.receipt);
    }
    void handle(const Stomp::ServerEvent::Failed &)
    {
        flush();
        m_link->close(Stomp::CloseCode::ProtocolError, {});
    }
    void handle(const Stomp::ServerEvent::Acknowledged &) {}
    void handle(const Stomp::ServerEvent::TransactionCommitted &) {}

    std::unique_ptr<Stomp::LoopLink> m_link;
    std::optional<Stomp::ServerSession> m_session;
    std::vector<Subscription> m_open;
    std::vector<std::pair<Subscription, Chat::Request>> m_heldOlder; ///< See holdsOlder.
    quint64 m_lastMessage = 0;
};
