// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/durability/killing.h"

#include "stomp/wire/destinations.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace {

constexpr std::chrono::seconds patience{60};
constexpr int pageSize = 200;

} // namespace

bool waitUntil(const std::function<bool()> &condition)
{
    QEventLoop loop;
    QTimer deadline;
    deadline.setSingleShot(true);
    deadline.start(patience);
    while (!condition() && deadline.isActive())
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

Killing::Killing(HostProcess &host, const QString &room, const Load &load, QRandomGenerator &random)
    : m_host(host), m_room(room), m_random(random)
{
    for (int client = 1; client <= load.clients; ++client) {
        const QString name = QStringLiteral("c%1").arg(client);
        QStringList texts;
        for (int i = 0; i < load.messages; ++i) {
            const QString filling(m_random.bounded(1, 1500), QChar(u'마'));
            texts.append(QStringLiteral("%1 %2 %3").arg(name).arg(i).arg(filling));
        }
        m_talkers.push_back(std::make_unique<Talker>(m_host.webSocket(), name, m_room, texts));
    }
}

int Killing::receipts() const
{
    int all = 0;
    for (const auto &talker : m_talkers)
        all += talker->receipts();
    return all;
}

void Killing::killOnce()
{
    // Somewhere in what is left to say, and then somewhere within the next write of the log.
    qsizetype total = 0;
    for (const auto &talker : m_talkers)
        total += talker->texts().size();
    const int left = int(total) - receipts();
    const int moment = receipts() + m_random.bounded(std::max(left * 8 / 10, 1));
    waitUntil([&] { return receipts() >= moment; });
    bool now = false;
    QTimer::singleShot(std::chrono::milliseconds(m_random.bounded(5)), Qt::PreciseTimer, &m_host,
                       [&now] { now = true; });
    waitUntil([&] { return now; });
    m_host.kill();

    // Sometimes it is back before anybody noticed, sometimes everybody has been refused.
    bool back = false;
    QTimer::singleShot(std::chrono::milliseconds(m_random.bounded(300)), &m_host,
                       [this] { m_host.start(); });
    const auto connection =
        QObject::connect(&m_host, &HostProcess::ready, [&back] { back = true; });
    waitUntil([&] { return back; });
    QObject::disconnect(connection);
}

bool Killing::waitForAll()
{
    const auto size = [this] {
        size_t all = 0;
        for (const auto &talker : m_talkers)
            all += size_t(talker->texts().size());
        return all;
    }();
    // A talker that is done still has to hear what the others said.
    return waitUntil([&] {
        return std::all_of(m_talkers.begin(), m_talkers.end(), [&](const auto &talker) {
            return talker->isDone() && talker->heard().size() >= size;
        });
    });
}

std::vector<Said> Killing::said() const
{
    std::vector<Said> all;
    for (const auto &talker : m_talkers)
        all.push_back({talker->name(), talker->texts().first(talker->receipts())});
    return all;
}

QStringList Killing::newcomer(const std::vector<Said> &said)
{
    // A message said after the replay shows that the replay is over, whatever it held.
    RoomPeer peer(m_host.webSocket(), QStringLiteral("newcomer"), m_room);
    peer.listen([] { return Stomp::Headers{{"since", "0"}}; });
    waitUntil([&] { return peer.isConnected(); });
    peer.say(QStringLiteral("here"));
    if (!waitUntil([&] { return !peer.textsOf(peer.name()).isEmpty(); }))
        return {QStringLiteral("newcomer: no answer")};
    m_log = peer.messages();
    m_log.pop_back();
    return faults(QStringLiteral("newcomer"), m_log, said);
}

QStringList Killing::pages(const std::vector<Said> &said)
{
    RoomPeer peer(m_host.webSocket(), QStringLiteral("reader"), m_room);
    std::vector<Chat::RoomMessage> all;
    std::optional<Chat::HistoryPage> page;
    do {
        Stomp::Headers headers{{"limit", QByteArray::number(pageSize)}};
        if (page)
            headers.append("before", QByteArray::number(all.front().sequence.number));
        page.reset();
        const std::unique_ptr<Stomp::StompSubscription> answer(peer.client().subscribe(
            Chat::requestDestination(Chat::Request::Kind::History, Chat::RoomId(m_room)), headers));
        QObject::connect(answer.get(), &Stomp::StompSubscription::received,
                         [&page](const Stomp::ClientEvent::MessageReceived &message) {
                             page = Chat::HistoryPage::fromJson(message.body);
                         });
        if (!waitUntil([&] { return page.has_value(); }) || page->messages.empty())
            return {QStringLiteral("reader: no page")};
        all.insert(all.begin(), page->messages.begin(), page->messages.end());
    } while (page->more);
    all.pop_back(); // the newcomer's
    QStringList found = faults(QStringLiteral("reader"), all, said);
    if (all != m_log)
        found.append(QStringLiteral("reader: the pages are not what the newcomer saw"));
    return found;
}

Killing::Result Killing::run()
{
    Result result;
    result.kills = m_random.bounded(1, 3);
    for (int kill = 0; kill < result.kills; ++kill)
        killOnce();
    if (!waitForAll())
        result.faults.append(QStringLiteral("not everybody was done, or had heard everything"));

    const std::vector<Said> all = said();
    for (const auto &talker : m_talkers) {
        result.messages += talker->receipts();
        result.resent += int(talker->resent().size());
        result.faults += talker->refusals();
    }
    result.faults += newcomer(all);
    result.faults += pages(all);
    for (const auto &talker : m_talkers) {
        std::vector<Chat::RoomMessage> heard = talker->heard();
        while (!heard.empty() && heard.back().sender == QStringLiteral("newcomer"))
            heard.pop_back();
        result.faults += faults(talker->name(), heard, all);
        if (heard != m_log)
            result.faults.append(talker->name() + QStringLiteral(": not what the newcomer saw"));
    }
    QHash<QString, Chat::Timestamp> resent;
    for (const auto &talker : m_talkers)
        resent.insert(talker->resent());
    for (const Chat::RoomMessage &message : m_log) {
        // The host stamps what it stores: an older stamp than the resend is the first one's.
        const auto again = resent.constFind(message.text);
        if (again != resent.constEnd() && message.time < *again)
            ++result.suppressed;
    }
    result.lost = int(result.faults.filter(QStringLiteral("newcomer: "))
                          .filter(QStringLiteral(" is lost"))
                          .size());
    return result;
}
