// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A broker with the chat and its log behind it, and people who type frames by hand.

#include "server/chat/chatservice.h"
#include "server/store/sqlstore.h"
#include "tests/support/notingapplication.h"
#include "tests/support/typedpeer.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace Server {

class ChatHost {
public:
    ChatHost()
    {
        options.now = [this] { return clock; };
    }
    ~ChatHost() { stop(); }

    void start()
    {
        stop();
        auto opened = SqlStore::create(folder.path(), {SqlStore::Synchronous::Normal, {}});
        QVERIFY(opened);
        store = std::move(*opened);
        Broker::Options brokerOptions;
        brokerOptions.session.server = "madang/test";
        broker = std::make_unique<Broker>(brokerOptions, m_door);
        options.sessions = broker.get();
        chat = std::make_unique<ChatService>(*broker, *store, store->contents(), options);
        broker->setApplication(chat.get());
        m_door.bans = &chat->bans();
    }
    void stop()
    {
        m_door.bans = nullptr;
        broker.reset();
        chat.reset();
        store.reset();
    }

    QTemporaryDir folder;
    ChatOptions options;
    Chat::Timestamp clock{std::chrono::milliseconds(1'700'000'000'000)};
    std::unique_ptr<SqlStore> store;
    std::unique_ptr<Broker> broker;
    std::unique_ptr<ChatService> chat;

private:
    OpenDoor m_door;
};

/// Somebody who hears of refusals and keeps the session.
class ChatPeer : public TypedPeer {
public:
    /// `headers`: more lines for CONNECT.
    ChatPeer(ChatHost &host, const QByteArray &name, const QByteArray &headers = {})
        : TypedPeer(*host.broker, name, headers), user("g-" + name)
    {
        if (connected.startsWith("CONNECTED"))
            talk(subscribeText("errors", "/user/queue/errors"));
    }

    /// Why the host refused it; empty when it did it.
    QByteArray ask(const QByteArray &frame)
    {
        const QByteArray name = "asked-" + QByteArray::number(++m_asked);
        QByteArray typed = frame;
        typed.insert(typed.indexOf('\n') + 1, "receipt:" + name + '\n');
        type(typed);
        QByteArray answer;
        const auto isAnswered = [&] {
            for (const QByteArray &got : frames) {
                if (got == "RECEIPT|receipt-id=" + name + '|' ||
                    got.contains("\"receipt\":\"" + name + '"'))
                    answer = got;
            }
            return !answer.isEmpty() || closed;
        };
        if (!QTest::qWaitFor(isAnswered, 20000))
            return "no answer";
        frames.removeAll(answer);
        const QByteArray key = "\"message\":\"";
        const qsizetype begin = answer.indexOf(key);
        lastRefusal = answer;
        return begin < 0 ? QByteArray()
                         : answer.mid(begin + key.size(),
                                      answer.indexOf('"', begin + key.size()) - begin - key.size());
    }
    QByteArray send(const QByteArray &destination, const QByteArray &body)
    {
        return ask(sendText(destination, body));
    }
    QByteArray subscribe(const QByteArray &id, const QByteArray &destination,
                         const QByteArray &headers = {})
    {
        return ask(subscribeText(id, destination, headers));
    }
    QByteArray say(const QByteArray &room, const QByteArray &text, const QByteArray &more = {})
    {
        return send("/app/chat/message",
                    "{\"roomId\":\"" + room + "\",\"message\":\"" + text + '"' + more + '}');
    }
    QByteArray enter(const QByteArray &room, const QByteArray &more = {})
    {
        return send("/app/chat/message",
                    "{\"type\":\"ENTER\",\"stays\":true,\"roomId\":\"" + room + '"' + more + '}');
    }
    QByteArray leaveRoom(const QByteArray &room)
    {
        return send("/app/chat/message", "{\"type\":\"LEAVE\",\"roomId\":\"" + room + "\"}");
    }
    /// The reply to a SUBSCRIBE that gets one, its head left out; or why it was refused.
    QByteArray reply(const QByteArray &destination, const QByteArray &headers = {})
    {
        const QByteArray id = "reply-" + QByteArray::number(++m_asked);
        const QByteArray refused = subscribe(id, destination, headers);
        if (!refused.isEmpty())
            return refused;
        const QByteArray mark = "|subscription=" + id + '|';
        if (!QTest::qWaitFor([&] { return sees(mark); }))
            return "no reply";
        const QByteArray frame = frames.filter(mark).value(0);
        frames.removeAll(frame);
        return frame.mid(frame.indexOf('#') + 1);
    }
    /// Everything that is on its way has come: what others said before, too.
    Frames all() { return talk(); }

    const QByteArray user; ///< Their id.
    QByteArray lastRefusal;

private:
    int m_asked = 0;
};

} // namespace Server
