// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QByteArrayList>
#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTest>

/// A STOMP client that says short words in a room and hears what is said there.
struct TalkingPeer : RawPeer {
    static constexpr int patience = 60000; ///< ms; for a busy machine.

    /// `headers` of CONNECT: whole lines.
    explicit TalkingPeer(const HostProcess &host, const QByteArray &headers = {})
        : TalkingPeer(host.port(), headers)
    {
    }
    explicit TalkingPeer(quint16 port, const QByteArray &headers = {}) : RawPeer(port)
    {
        upgrade();
        sendText("CONNECT\naccept-version:1.2\nhost:x\n" + headers + "\n^");
    }

    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return stomp().contains(text) || isClosed(); }, patience) &&
               stomp().contains(text);
    }
    /// With a client id of its own, so that it may be said again.
    void say(const QByteArray &text, const QByteArray &room = "lobby")
    {
        sendText("SEND\ndestination:/app/chat/message\nreceipt:r-" + text +
                 "\n\n{\"type\":\"TALK\",\"roomId\":\"" + room + "\",\"id\":\"c-" + text +
                 "\",\"message\":\"<" + text + ">\"}^");
    }
    bool isTaken(const QByteArray &text) { return waitFor("RECEIPT\nreceipt-id:r-" + text + "\n"); }
    /// A request that is to be done; whether it is.
    bool ask(const QByteArray &destination, const QByteArray &json)
    {
        const QByteArray receipt = "a" + QByteArray::number(++m_requests);
        sendText("SEND\ndestination:" + destination + "\nreceipt:" + receipt + "\n\n" + json + '^');
        return waitFor("RECEIPT\nreceipt-id:" + receipt + '\n');
    }
    /// `headers`: whole lines.
    void subscribe(const QByteArray &destination, const QByteArray &headers = {})
    {
        sendText("SUBSCRIBE\nid:s" + QByteArray::number(++m_subscriptions) +
                 "\ndestination:" + destination + "\n" + headers + "\n^");
    }
    /// Asks for it again and again until the answer has that text; whether it does.
    bool hears(const QByteArray &text, const QByteArray &destination)
    {
        for (QDeadlineTimer deadline(patience); !deadline.hasExpired() && !isClosed();) {
            const qsizetype before = stomp().size();
            subscribe(destination);
            const QByteArray answered = "subscription:s" + QByteArray::number(m_subscriptions);
            if (waitFor(answered) && stomp().mid(before).contains(text))
                return true;
        }
        return false;
    }
    void listen(const QByteArray &room = "lobby") { subscribe("/topic/chat/room/" + room); }
    /// What was said, in the order in which it was heard.
    QByteArrayList heard() const
    {
        static const QRegularExpression words(QStringLiteral("<([^<>]*)>"));
        QByteArrayList found;
        auto matches = words.globalMatch(QString::fromUtf8(stomp()));
        while (matches.hasNext())
            found += matches.next().captured(1).toUtf8();
        return found;
    }

private:
    int m_subscriptions = 0;
    int m_requests = 0;
};

/// What was said in a room, oldest first, as somebody reads it who comes now; the last of it is
/// awaited.
inline QByteArrayList saidIn(const HostProcess &host, const QByteArray &last,
                             const QByteArray &room = "lobby")
{
    TalkingPeer reader(host);
    reader.subscribe("/topic/chat/room/" + room, "since:0\n");
    reader.waitFor('<' + last + '>');
    return reader.heard();
}
