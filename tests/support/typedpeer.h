// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/broker.h"
#include "stomp/net/looplink.h"
#include "tests/support/stomptext.h"

#include <QObject>
#include <QTest>

#include <algorithm>
#include <iterator>
#include <optional>

namespace Server {

/// Frames in the order they came, each in one line.
class Frames : public QByteArrayList {
public:
    using QByteArrayList::QByteArrayList;
    /// Those that hold this.
    Frames filter(const QByteArray &part) const
    {
        Frames found;
        std::copy_if(begin(), end(), std::back_inserter(found),
                     [&](const QByteArray &frame) { return frame.contains(part); });
        return found;
    }
};

/// A client typed in by hand, over a loop link; keeps every frame it gets, each in one line.
class TypedPeer : public QObject {
public:
    /// Connects. `headers`: more lines for CONNECT.
    TypedPeer(Broker &broker, const QByteArray &name, const QByteArray &headers = {},
              const QByteArray &version = "1.2")
    {
        auto [ours, theirs] = Stomp::LoopLink::pair();
        m_link = std::move(ours);
        connect(m_link.get(), &Stomp::Link::received, this, [this](const QByteArray &bytes) {
            frames += StompText::parsed(m_parser, {bytes});
        });
        connect(m_link.get(), &Stomp::Link::closed, this,
                [this](Stomp::CloseCode code, const QString &) { closed = code; });
        broker.addLink(std::move(theirs));
        type("CONNECT\naccept-version:" + version + "\nname:" + name + '\n' + headers + "\n^");
        if (!QTest::qWaitFor([this] { return !frames.isEmpty(); }))
            qFatal("no answer to CONNECT");
        connected = frames.takeFirst();
        for (const Stomp::Version known :
             {Stomp::Version::V10, Stomp::Version::V11, Stomp::Version::V12}) {
            if (Stomp::versionName(known) == QByteArrayView(version))
                m_parser.setVersion(known);
        }
    }

    void type(const QByteArray &text) { m_link->send(Stomp::OutgoingFrame(StompText::wire(text))); }
    /// Types it and waits until all of it is done, or the host has closed; gives what came since
    /// it was asked last.
    Frames talk(const QByteArray &text = {})
    {
        const QByteArray name = "talked-" + QByteArray::number(++m_talks);
        type(text + "BEGIN\ntransaction:" + name + "\n\n^ABORT\ntransaction:" + name +
             "\nreceipt:" + name + "\n\n^");
        const QByteArray answer = "RECEIPT|receipt-id=" + name + '|';
        if (!QTest::qWaitFor([&] { return closed || frames.contains(answer); }))
            qFatal("no answer");
        frames.removeAll(answer);
        return std::exchange(frames, {});
    }
    /// Whether a frame that holds this has come, and was not taken by talk().
    bool sees(const QByteArray &part) const { return count(part) > 0; }
    int count(const QByteArray &part) const { return int(frames.filter(part).size()); }
    void setReading(bool reading) { m_link->setReading(reading); }
    void leave() { m_link->abort(); }

    /// The value of a header in a frame of one line.
    static QByteArray header(const QByteArray &frame, const QByteArray &name)
    {
        const qsizetype begin = frame.indexOf('|' + name + '=');
        if (begin < 0)
            return {};
        const qsizetype value = begin + name.size() + 2;
        return frame.mid(value, frame.indexOf('|', value) - value);
    }

    QByteArray connected; ///< The answer to CONNECT.
    Frames frames;
    std::optional<Stomp::CloseCode> closed;

private:
    std::unique_ptr<Stomp::LoopLink> m_link;
    Stomp::FrameParser m_parser;
    int m_talks = 0;
};

inline QByteArray subscribeText(const QByteArray &id, const QByteArray &destination,
                                const QByteArray &headers = {})
{
    return "SUBSCRIBE\nid:" + id + "\ndestination:" + destination + '\n' + headers + "\n^";
}

inline QByteArray sendText(const QByteArray &destination, const QByteArray &body,
                           const QByteArray &headers = {})
{
    return "SEND\ndestination:" + destination + '\n' + headers + '\n' + body + '^';
}

} // namespace Server
