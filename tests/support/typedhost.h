// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A host whose every answer the test types in; for one test program each.

#include "stomp/net/looplink.h"
#include "stomp/net/stompclient.h"
#include "tests/support/stomptext.h"

#include <QByteArrayList>
#include <QObject>

#include <memory>

/// Never connects and never says so.
class MuteLink final : public Stomp::Link {
public:
    bool isOpen() const override { return false; }
    void send(const Stomp::OutgoingFrame &) override {}
    void close(Stomp::CloseCode, const QString &) override {}
    void abort() override {}
    void setReading(bool) override {}
    qint64 bytesQueued() const override { return 0; }
    QString peerName() const override { return QStringLiteral("mute"); }
};

/// The other end of whatever link the client asked for last.
class TypedHost : public QObject {
public:
    enum class Mood { Accepts, Breaks, NeverOpens };
    Mood mood = Mood::Accepts;
    /// What answers CONNECT; empty: nothing does.
    QByteArray greeting = "CONNECTED\nversion:1.2\nheart-beat:0,0\n\n^";
    int tries = 0;
    QByteArrayList frames; ///< Of the last connection, each in one line; a lone EOL is left out.
    int beats = 0;         ///< Lone EOLs of the last connection.
    std::unique_ptr<Stomp::LoopLink> link;

    Stomp::StompClient::LinkMaker maker()
    {
        return [this]() -> std::unique_ptr<Stomp::Link> {
            ++tries;
            frames.clear();
            beats = 0;
            if (mood == Mood::NeverOpens)
                return std::make_unique<MuteLink>();
            auto [client, host] = Stomp::LoopLink::pair();
            link = std::move(host);
            if (mood == Mood::Breaks)
                link->abort();
            connect(link.get(), &Stomp::Link::received, this, &TypedHost::read);
            return std::move(client);
        };
    }
    void type(const QByteArray &text) { link->send(Stomp::OutgoingFrame(StompText::wire(text))); }
    /// The only frame of that command; empty where there is none or are several.
    QByteArray only(const QByteArray &command) const
    {
        QByteArray found;
        for (const QByteArray &frame : frames) {
            if (!frame.startsWith(command + '|'))
                continue;
            if (!found.isEmpty())
                return {};
            found = frame;
        }
        return found;
    }

private:
    void read(const QByteArray &bytes)
    {
        if (bytes == "\n")
            ++beats;
        const QByteArrayList more = StompText::frames(bytes, Stomp::Version::V12);
        frames += more;
        if (!more.isEmpty() && more.first().startsWith("CONNECT|") && !greeting.isEmpty())
            type(greeting);
    }
};

inline QByteArray message(const Stomp::StompSubscription *subscription, const QByteArray &body)
{
    return "MESSAGE\ndestination:/topic/a\nmessage-id:1\nsubscription:" + subscription->id() +
           "\n\n" + body + '^';
}
