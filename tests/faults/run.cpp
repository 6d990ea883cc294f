// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/run.h"

#include "tests/faults/waiting.h"

#include <QDeadlineTimer>
#include <QDir>

#include <algorithm>

using namespace std::chrono_literals;
using Kind = Fault::Kind;

namespace {

constexpr int clientCount = 8;
constexpr qint64 clientsDiskBytes = 128 * 1024 * 1024;
constexpr qint64 hostDiskBytes = 48 * 1024 * 1024;
/// Longer than anything takes on a busy computer: nobody waits for it on a good day.
constexpr std::chrono::seconds patience{120};

} // namespace

Run::Run(const Options &options)
    : m_options(options), m_rooms{QStringLiteral("lobby"), QStringLiteral("점심"),
                                  QStringLiteral("r-2")}
{
    if (options.mayMount)
        m_clientsDisk = std::make_unique<SmallDisk>(m_folder.path(), clientsDiskBytes);
    m_host.dataFolder = m_folder.filePath(QStringLiteral("host"));
    QDir().mkpath(m_host.dataFolder);
    if (options.mayMount)
        m_hostDisk = std::make_unique<SmallDisk>(m_host.dataFolder, hostDiskBytes);
    m_plan = makePlan(options.seed, options.duration, clientCount,
                      m_hostDisk && m_hostDisk->isMounted());
    makeClients();
    QObject::connect(&m_host, &HostProcess::ended, &m_host, [this] {
        // Not by us: a disk without room for a start, say.
        if (m_hostWanted) {
            ++m_counts[QStringLiteral("host starts that failed")];
            QTimer::singleShot(50ms, &m_host, [this] { startHost(); });
        }
    });
}

Run::~Run()
{
    m_hostWanted = false;
    m_clients.clear();
    m_host.kill();
}

void Run::makeClients()
{
    for (int number = 1; number <= clientCount; ++number) {
        ClientProcess::Setup setup;
        setup.name = QStringLiteral("c%1").arg(number);
        setup.folder = m_folder.filePath(setup.name);
        setup.rooms = m_rooms;
        setup.seed = m_options.seed * 1000 + quint32(number) * 100;
        setup.kind = number <= 4 ? QStringLiteral("chat") : QStringLiteral("stomp");
        setup.command = {QStringLiteral(MADANG_FAULTS_CLIENT)};
        if (number > 6 && !m_options.node.isEmpty()) {
            setup.kind = QStringLiteral("stompjs");
            setup.command = {m_options.node, QStringLiteral(MADANG_NODE_TESTS "/faultclient.mjs")};
        }
        m_wires.push_back(std::make_unique<Wire>());
        m_clients.push_back(std::make_unique<ClientProcess>(setup, m_wires.back()->port()));
    }
}

void Run::startHost()
{
    m_hostWanted = true;
    if (!m_host.isRunning())
        m_host.start({QStringLiteral("--heart-beat-seconds"), QStringLiteral("1"),
                      QStringLiteral("--heart-beat-margin"), QStringLiteral("4")});
}

/// Everybody has had a receipt: from here on there is something to break.
bool Run::startAll()
{
    m_host.usePortOutsideEphemeralRange();
    startHost();
    if (!m_host.waitForReady())
        return false;
    for (size_t i = 0; i < m_clients.size(); ++i) {
        m_wires[i]->setHostPort(m_host.port());
        m_clients[i]->start();
    }
    return waitUntil(
        [this] {
            return std::all_of(m_clients.begin(), m_clients.end(),
                               [](const auto &client) { return !client->receipts().isEmpty(); });
        },
        patience);
}

void Run::schedule(const Fault &fault)
{
    ++m_underWay;
    QTimer::singleShot(fault.at, Qt::PreciseTimer, &m_host, [this, fault] {
        begin(fault);
        QTimer::singleShot(fault.lasts, Qt::PreciseTimer, &m_host, [this, fault] {
            end(fault);
            --m_underWay;
        });
    });
}

void Run::begin(const Fault &fault)
{
    ++m_counts[faultName(fault.kind)];
    switch (fault.kind) {
    case Kind::HostKilled:
        m_hostWanted = false;
        return m_host.kill();
    case Kind::HostStopped:
        return m_host.pause();
    case Kind::DiskFull:
        return m_hostDisk->fill();
    case Kind::ClientKilled:
        return m_clients[size_t(fault.client)]->kill();
    default:
        return m_wires[size_t(fault.client)]->begin(fault);
    }
}

void Run::end(const Fault &fault)
{
    switch (fault.kind) {
    case Kind::HostKilled:
        return startHost();
    case Kind::HostStopped:
        return m_host.resume();
    case Kind::DiskFull:
        return m_hostDisk->free();
    case Kind::ClientKilled:
        return m_clients[size_t(fault.client)]->start();
    default:
        return; // the wire's own affair
    }
}

bool Run::heal()
{
    if (!waitUntil([this] { return m_underWay == 0; }, m_options.duration * 2 + patience))
        return false;
    for (const auto &wire : m_wires)
        wire->heal();
    bool ready = !m_host.output().isEmpty();
    const auto connection =
        QObject::connect(&m_host, &HostProcess::ready, &m_host, [&ready] { ready = true; });
    const bool done = waitUntil([&] { return ready && m_host.isRunning(); }, patience);
    QObject::disconnect(connection);
    orderAll("quiet");
    orderAll("retry");
    return done;
}

void Run::orderAll(const QByteArray &order)
{
    for (const auto &client : m_clients)
        client->order(order);
}

/// Everybody is connected and has a receipt for all they said.
bool Run::drain()
{
    std::vector<QJsonObject> states(m_clients.size());
    const auto isDone = [&states] {
        return std::all_of(states.begin(), states.end(), [](const QJsonObject &state) {
            return state.value(QStringLiteral("connected")).toBool() &&
                   state.value(QStringLiteral("waiting")).toInt() == 0;
        });
    };
    orderAll("report");
    const bool drained = waitUntil(
        [&] {
            for (size_t i = 0; i < m_clients.size(); ++i) {
                if (const auto state = m_clients[i]->takeState()) {
                    states[i] = *state;
                    m_clients[i]->order("report");
                }
            }
            return isDone();
        },
        patience);
    for (size_t i = 0; i < m_clients.size() && !drained; ++i) {
        const bool connected = states[i].value(QStringLiteral("connected")).toBool();
        const int waiting = states[i].value(QStringLiteral("waiting")).toInt();
        if (!connected || waiting > 0)
            m_faults.append(
                QStringLiteral("%1 (%2): %3, %4 messages wait, long after all is well")
                    .arg(m_clients[i]->name(), m_clients[i]->kind(),
                         connected ? QStringLiteral("connected") : QStringLiteral("not connected"))
                    .arg(waiting));
    }
    return drained;
}

QStringList Run::lookAtAll(const Seen &host)
{
    QStringList found;
    const Seen shown = withExcerpts(host);
    orderAll("dump");
    std::vector<std::optional<QJsonObject>> dumps(m_clients.size());
    const auto isDone = [&] {
        bool all = true;
        for (size_t i = 0; i < m_clients.size(); ++i) {
            if (!dumps[i])
                dumps[i] = m_clients[i]->takeDump();
            all = all && dumps[i];
        }
        return all;
    };
    if (!waitUntil(isDone, patience))
        return {QStringLiteral("somebody does not tell what they see")};
    for (size_t i = 0; i < m_clients.size(); ++i) {
        const ClientProcess &client = *m_clients[i];
        const QString who = QStringLiteral("%1 (%2)").arg(client.name(), client.kind());
        const Seen theirs = seenFromJson(dumps[i]->value(QStringLiteral("rooms")).toObject());
        const bool isChat = client.kind() == QStringLiteral("chat");
        if (!dumps[i]->value(QStringLiteral("complete")).toBool())
            found.append(who + QStringLiteral(" does not see all of it"));
        found += isChat ? differences(who, withIdsOf(theirs, client.said()),
                                      QStringLiteral("the host"), withIdsOf(shown, client.said()))
                        : differences(who, theirs, QStringLiteral("the host"), host);
    }
    return found;
}

Seen Run::convergence()
{
    Seen host;
    QStringList found;
    const QDeadlineTimer deadline(patience);
    do {
        host = askHost(m_host.webSocket(), m_rooms);
        found = host.empty() ? QStringList{QStringLiteral("the host does not answer")}
                             : lookAtAll(host);
        if (!found.isEmpty()) {
            bool soon = false;
            QTimer::singleShot(100ms, &m_host, [&soon] { soon = true; });
            waitUntil([&soon] { return soon; });
        }
    } while (!found.isEmpty() && !deadline.hasExpired());
    m_faults += found;
    return host;
}

void Run::stopAndCompare(const Seen &seen)
{
    m_hostWanted = false;
    const int code = m_host.terminate();
    if (code != 0)
        m_faults.append(QStringLiteral("the host ended with %1").arg(code));
    const QString file = m_host.dataFolder + QStringLiteral("/log.sqlite");
    const Seen log = readLog(file, m_faults);
    m_times = readTimes(file);
    m_faults += differences(QStringLiteral("the log"), log, QStringLiteral("the host"), seen);
    std::vector<Sender> senders;
    for (const auto &client : m_clients)
        senders.push_back({client->name(), client->said(), client->receipts(), client->failures()});
    m_faults += faultsOf(log, senders);
    m_seen = log;
}

void Run::count()
{
    for (const auto &[room, messages] : m_seen)
        m_counts[QStringLiteral("stored")] += qint64(messages.size());
    for (const auto &client : m_clients) {
        m_counts[QStringLiteral("messages")] += client->said().size();
        m_counts[QStringLiteral("receipted")] += client->receipts().size();
        m_counts[QStringLiteral("resent")] += client->resends();
        // The host stamps what it stores: an older stamp than the resend is the first one's.
        for (auto again = client->resent().begin(); again != client->resent().end(); ++again) {
            const auto time = m_times.constFind(again.key());
            if (time != m_times.constEnd() && *time < again.value())
                ++m_counts[QStringLiteral("suppressed")];
        }
    }
    for (const auto &wire : m_wires)
        m_counts[QStringLiteral("connections")] += wire->connections();
}

QStringList Run::execute()
{
    if (!startAll()) {
        m_faults.append(QStringLiteral("not everybody got started: ") +
                        QString::fromUtf8(m_host.errors()));
    } else {
        for (const Fault &fault : m_plan)
            schedule(fault);
        if (!heal())
            m_faults.append(QStringLiteral("the faults did not end"));
        else if (drain())
            stopAndCompare(convergence());
        else
            stopAndCompare(askHost(m_host.webSocket(), m_rooms));
    }
    for (const auto &client : m_clients) {
        if (!client->troubles().isEmpty())
            m_faults.append(QStringLiteral("%1 (%2): %3")
                                .arg(client->name(), client->kind(),
                                     QString::fromUtf8(client->troubles().left(2000))));
    }
    count();
    return m_faults;
}
