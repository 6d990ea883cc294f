// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hostprocess.h"
#include "tests/support/talkingpeer.h"

#include <QByteArrayList>
#include <QDeadlineTimer>

#include <algorithm>
#include <memory>
#include <numeric>
#include <set>
#include <vector>

using Hosts = std::vector<std::unique_ptr<HostProcess>>;

/// Tries until the host can: what failed before may be just back.
inline bool makeRoom(const HostProcess &host, const QByteArray &room)
{
    for (QDeadlineTimer deadline(TalkingPeer::patience); !deadline.hasExpired();) {
        TalkingPeer maker(host);
        if (maker.ask("/app/chat/createroom", "{\"roomId\":\"" + room + "\"}"))
            return true;
    }
    return false;
}

/// People who talk in one room by several hosts, each word until it has its receipt, and others who
/// hear it by each host, from where they were when that failed.
class RoomLoad {
public:
    static constexpr int patience = 120000; ///< ms; for a busy machine.

    /// One who speaks and one who hears for each host; `doors` are the ports that they come by, as
    /// many as hosts.
    RoomLoad(const Hosts &hosts, const QByteArray &room, int messagesEach,
             std::vector<quint16> doors = {})
        : m_hosts(hosts), m_doors(std::move(doors)), m_room(room)
    {
        for (size_t i = 0; i < hosts.size(); ++i) {
            m_speakers.push_back({guest(i), i, {}, 0, 0, {}, {}, {}, {}});
            for (int n = 0; n < messagesEach; ++n)
                thinkOf(i);
            m_hearers.push_back({i, {}, {}});
        }
    }

    /// Whether they go on to think of something more to say, some hundred times in a second, so
    /// that nothing that fails meets people who are done.
    void setEndless(bool isEndless) { m_isEndless = isEndless; }
    /// Whether all was said and has its receipt. To be called again and again.
    bool goOn()
    {
        for (Hearer &one : m_hearers)
            listen(one);
        for (size_t i = 0; i < m_speakers.size(); ++i) {
            Speaker &one = m_speakers[i];
            if (m_isEndless && one.open.size() < atOnce && one.nextThought.hasExpired()) {
                thinkOf(i);
                one.nextThought.setRemainingTime(thinkingTime);
            }
            speak(one);
        }
        return !m_isEndless && std::all_of(m_speakers.begin(), m_speakers.end(),
                                           [](const Speaker &one) { return one.open.empty(); });
    }
    bool goOnTill(size_t receipts)
    {
        return QTest::qWaitFor([&] { return goOn() || receiptCount() >= receipts; }, patience);
    }
    bool goOnToTheEnd()
    {
        return QTest::qWaitFor([&] { return goOn(); }, patience);
    }
    void goOnFor(std::chrono::milliseconds time)
    {
        const QDeadlineTimer deadline(time);
        (void)QTest::qWaitFor([&] { return goOn() || deadline.hasExpired(); }, patience);
    }
    size_t receiptCount() const
    {
        return std::accumulate(
            m_speakers.begin(), m_speakers.end(), size_t(0),
            [](size_t sum, const Speaker &one) { return sum + one.receipted.size(); });
    }
    /// All that they thought of so far.
    size_t thoughtOf() const
    {
        return std::accumulate(m_speakers.begin(), m_speakers.end(), size_t(0),
                               [](size_t sum, const Speaker &one) { return sum + one.thoughts; });
    }
    /// The connection of one who speaks.
    void cut(size_t speaker)
    {
        if (m_speakers[speaker].peer)
            m_speakers[speaker].peer->reset();
    }
    std::set<QByteArray> receipted() const
    {
        std::set<QByteArray> all;
        for (const Speaker &one : m_speakers)
            all.insert(one.receipted.begin(), one.receipted.end());
        return all;
    }

    /// What is wrong: everybody heard all of it once and in one order, and so does a newcomer read
    /// it at each host. Empty: nothing.
    QByteArray fault()
    {
        const std::set<QByteArray> all = receipted();
        const auto haveAll = [&] {
            goOn();
            return std::all_of(m_hearers.begin(), m_hearers.end(), [&](const Hearer &one) {
                return one.all().size() >= qsizetype(all.size());
            });
        };
        (void)QTest::qWaitFor(haveAll, patience);
        const QByteArrayList order = m_hearers[0].all();
        for (const Hearer &one : m_hearers) {
            const QByteArrayList heard = one.all();
            const QByteArray who = "who hears by host " + QByteArray::number(one.host);
            for (const QByteArray &text : all) {
                if (heard.count(text) != 1)
                    return who + " heard " + text + ' ' + QByteArray::number(heard.count(text)) +
                           " times, of " + QByteArray::number(heard.size());
            }
            if (heard.size() != qsizetype(all.size()))
                return who + " heard what has no receipt";
            if (heard != order)
                return who + " heard another order than by host 0";
        }
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            // One whose database is not back yet says so, and whoever came comes again.
            QByteArrayList read;
            for (QDeadlineTimer deadline(patience); read.isEmpty() && !deadline.hasExpired();)
                read = saidIn(*m_hosts[i], order.last(), m_room);
            if (read != order)
                return "a newcomer reads something else at host " + QByteArray::number(i) + ": " +
                       read.join(' ') + " instead of " + order.join(' ');
        }
        return {};
    }

private:
    struct Speaker {
        QByteArray token;
        size_t host;
        std::vector<QByteArray> open; ///< Without a receipt.
        size_t said;                  ///< Of these, by this connection.
        size_t thoughts;
        std::set<QByteArray> receipted;
        std::unique_ptr<TalkingPeer> peer;
        QDeadlineTimer waited;
        QDeadlineTimer nextThought;
    };
    struct Hearer {
        size_t host;
        QByteArrayList before; ///< By earlier connections.
        std::unique_ptr<TalkingPeer> peer;
        QByteArrayList all() const { return before + (peer ? peer->heard() : QByteArrayList()); }
    };
    static constexpr int receiptPatience = 10000; ///< ms, as people's programs have.
    static constexpr int thinkingTime = 8;        ///< ms
    /// A few at a time, so that faults find some of them under way.
    static constexpr size_t atOnce = 5;

    void thinkOf(size_t speaker)
    {
        Speaker &one = m_speakers[speaker];
        one.open.push_back(m_room + '-' + QByteArray::number(speaker) + '-' +
                           QByteArray::number(one.thoughts++));
    }

    static QByteArray guest(size_t number)
    {
        return "guest-token:" +
               QByteArray(32, char('a' + number))
                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
               '\n';
    }
    std::unique_ptr<TalkingPeer> come(size_t host, const QByteArray &headers = {}) const
    {
        return std::make_unique<TalkingPeer>(
            m_doors.empty() ? m_hosts[host]->port() : m_doors[host], headers);
    }
    void speak(Speaker &one)
    {
        if (one.peer && (one.peer->isClosed() || one.waited.hasExpired())) {
            noteReceipts(one);
            one.peer.reset();
            one.host = (one.host + 1) % m_hosts.size(); // as behind a balancer
        }
        if (one.open.empty())
            return;
        if (!one.peer) {
            if (!m_hosts[one.host]->isRunning()) {
                one.host = (one.host + 1) % m_hosts.size();
                return;
            }
            one.peer = come(one.host, one.token);
            one.said = 0;
            one.waited.setRemainingTime(receiptPatience);
        }
        noteReceipts(one);
        while (one.said < one.open.size() && one.said < atOnce)
            one.peer->say(one.open[one.said++], m_room);
    }
    static void noteReceipts(Speaker &one)
    {
        const QByteArray heard = one.peer->stomp();
        const size_t before = one.open.size();
        std::erase_if(one.open, [&](const QByteArray &text) {
            const bool is = heard.contains("RECEIPT\nreceipt-id:r-" + text + '\n');
            if (is)
                one.receipted.insert(text);
            return is;
        });
        one.said -= std::min(one.said, before - one.open.size());
        if (before != one.open.size())
            one.waited.setRemainingTime(receiptPatience);
    }
    void listen(Hearer &one)
    {
        if (one.peer && one.peer->isClosed()) {
            one.before = one.all();
            one.peer.reset();
        }
        if (!one.peer && m_hosts[one.host]->isRunning()) {
            one.peer = come(one.host);
            // Only TALK is said in the room, so the last number is how many were heard.
            one.peer->subscribe("/topic/chat/room/" + m_room,
                                "since:" + QByteArray::number(one.before.size()) + '\n');
        }
    }

    const Hosts &m_hosts;
    const std::vector<quint16> m_doors;
    const QByteArray m_room;
    bool m_isEndless = false;
    std::vector<Speaker> m_speakers;
    std::vector<Hearer> m_hearers;
};
