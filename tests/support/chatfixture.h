// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatservice.h"
#include "server/store/sqlstore.h"
#include "stomp/wire/destinations.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>
#include <vector>

namespace Server {

/// Stands in for the broker: writes down what it is asked to do, in order.
class RecordingTopics final : public Topics {
public:
    struct Event {
        enum class Kind { Publish, Reply, Activate, End, Done };
        Kind kind;
        Publication publication;
        SubscriptionRef subscription;
    };

    int publish(const Publication &publication) override
    {
        events.push_back({Event::Kind::Publish, publication, {}});
        return 0;
    }
    void reply(const SubscriptionRef &subscription, const Publication &publication) override
    {
        events.push_back({Event::Kind::Reply, publication, subscription});
    }
    void activate(const SubscriptionRef &subscription) override
    {
        events.push_back({Event::Kind::Activate, {}, subscription});
    }
    void end(const SubscriptionRef &subscription) override
    {
        events.push_back({Event::Kind::End, {}, subscription});
    }
    int subscribers(const QByteArray &) const override { return 0; }

    /// Bodies published to that destination.
    std::vector<QByteArray> published(const QByteArray &destination) const
    {
        std::vector<QByteArray> bodies;
        for (const Event &event : events) {
            if (event.kind == Event::Kind::Publish && event.publication.destination == destination)
                bodies.push_back(event.publication.body);
        }
        return bodies;
    }
    std::vector<Publication> replies() const
    {
        std::vector<Publication> all;
        for (const Event &event : events) {
            if (event.kind == Event::Kind::Reply)
                all.push_back(event.publication);
        }
        return all;
    }

    std::vector<Event> events;
};

/// A chat service on a real log, with people to ask it things.
class ChatFixture {
public:
    using Answered = tl::expected<Outcome, Refusal>;

    ChatFixture()
    {
        options.now = [this] { return clock; };
    }

    void start(const SqlStore::Options &storeOptions = {})
    {
        chat.reset();
        store.reset();
        auto opened = SqlStore::create(folder.path(), storeOptions);
        QVERIFY(opened);
        store = std::move(*opened);
        chat = std::make_unique<ChatService>(topics, *store, store->contents(), options);
        settle();
        topics.events.clear();
    }

    static Peer peer(quint64 session, const QString &user, const QString &name,
                     Principal::Role role = Principal::Role::Guest)
    {
        return {SessionNumber(session), {Chat::UserId(user), name, role, {}}};
    }

    /// Everything asked of the log is answered, and the turn of the event loop is over.
    void settle()
    {
        QEventLoop loop;
        store->flush([&](const auto &) { loop.quit(); });
        loop.exec();
        QCoreApplication::processEvents();
    }

    /// Sends, and gives what became of it.
    Answered send(const Peer &who, const QByteArray &destination, const QByteArray &body)
    {
        return wait([&](Completion done) { chat->send(who, destination, {}, body, done); });
    }
    Answered sendAll(const Peer &who, const std::vector<ApplicationRequest> &requests)
    {
        return wait([&](Completion done) { chat->sendAll(who, requests, done); });
    }
    Answered say(const Peer &who, const QByteArray &json)
    {
        return send(who, "/app/chat/message", json);
    }
    Answered subscribe(const Peer &who, const QByteArray &id, const QByteArray &destination,
                       const Stomp::Headers &headers = {})
    {
        return wait([&](Completion done) {
            chat->subscribe(who, {who.session, id}, destination, headers, done);
        });
    }

    std::vector<Chat::RoomMessage> messages(const QByteArray &room) const
    {
        std::vector<Chat::RoomMessage> all;
        for (const QByteArray &body : topics.published("/topic/chat/room/" + room))
            all.push_back(*Chat::RoomMessage::fromJson(body));
        return all;
    }
    QStringList texts(const QByteArray &room) const
    {
        QStringList all;
        for (const Chat::RoomMessage &message : messages(room))
            all << message.text;
        return all;
    }
    Chat::RoomInfo info(const QString &room) const
    {
        for (const Chat::RoomInfo &info : chat->rooms()) {
            if (info.id.toString() == room)
                return info;
        }
        return {};
    }
    std::vector<Chat::Member> members(const Peer &who, const QByteArray &room)
    {
        topics.events.clear();
        if (!subscribe(who, "members", "/app/chat/room/" + room + "/members"))
            return {};
        return Chat::MemberList::fromJson(topics.replies().at(0).body)->members;
    }

    QTemporaryDir folder;
    RecordingTopics topics;
    ChatOptions options;
    Chat::Timestamp clock{std::chrono::milliseconds(1'700'000'000'000)};
    std::unique_ptr<SqlStore> store;
    std::unique_ptr<ChatService> chat;

private:
    template <typename Ask>
    Answered wait(Ask ask)
    {
        std::optional<Answered> outcome;
        ask([&](Answered result) {
            topics.events.push_back({RecordingTopics::Event::Kind::Done, {}, {}});
            outcome = std::move(result);
        });
        // An answer of the log may lead to another question, but not to many.
        for (int round = 0; round < 5; ++round)
            settle();
        return outcome ? *outcome : tl::unexpected(Refusal{"no answer", {}});
    }
};

} // namespace Server
