// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/plan.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

using std::chrono::milliseconds;

namespace {

using Kind = Fault::Kind;

constexpr std::array connectionFaults{
    Kind::Delay,       Kind::Trickle,  Kind::BlackHole, Kind::DeafHost,
    Kind::DeafClient,  Kind::HalfOpen, Kind::Refuse,    Kind::CutToHost,
    Kind::CutToClient, Kind::Reset,    Kind::Ghost,     Kind::Ghost,
};

milliseconds between(QRandomGenerator &random, milliseconds least, milliseconds most)
{
    return milliseconds(random.bounded(int(least.count()), int(most.count()) + 1));
}

} // namespace

QString faultName(Kind kind)
{
    switch (kind) {
    case Kind::Delay:
        return QStringLiteral("delay");
    case Kind::Trickle:
        return QStringLiteral("trickle");
    case Kind::BlackHole:
        return QStringLiteral("black hole");
    case Kind::DeafHost:
        return QStringLiteral("deaf host");
    case Kind::DeafClient:
        return QStringLiteral("deaf client");
    case Kind::HalfOpen:
        return QStringLiteral("half open");
    case Kind::Refuse:
        return QStringLiteral("refused");
    case Kind::CutToHost:
        return QStringLiteral("cut to host");
    case Kind::CutToClient:
        return QStringLiteral("cut to client");
    case Kind::Reset:
        return QStringLiteral("reset");
    case Kind::Ghost:
        return QStringLiteral("ghost");
    case Kind::ClientKilled:
        return QStringLiteral("client killed");
    case Kind::HostKilled:
        return QStringLiteral("host killed");
    case Kind::HostStopped:
        return QStringLiteral("host stopped");
    case Kind::DiskFull:
        return QStringLiteral("disk full");
    }
    return {};
}

QString Fault::text() const
{
    const bool isHosts =
        kind == Kind::HostKilled || kind == Kind::HostStopped || kind == Kind::DiskFull;
    return QStringLiteral("%1 ms: %2%3, for %4 ms")
        .arg(at.count(), 5)
        .arg(faultName(kind), isHosts ? QString() : QStringLiteral(" (c%1)").arg(client + 1))
        .arg(lasts.count());
}

std::vector<Fault> makePlan(quint32 seed, milliseconds duration, int clients, bool fillsDisk)
{
    QRandomGenerator random(seed);
    std::vector<Fault> plan;
    const milliseconds first{150}; // everybody has come by then, mostly
    const auto somewhen = [&] { return between(random, first, duration); };

    // The host does one thing at a time.
    std::vector<Kind> hosts;
    if (random.bounded(4) > 0)
        hosts.push_back(Kind::HostKilled);
    if (random.bounded(2) == 0)
        hosts.push_back(Kind::HostStopped);
    if (fillsDisk && random.bounded(2) == 0)
        hosts.push_back(Kind::DiskFull);
    if (random.bounded(3) == 0)
        hosts.push_back(Kind::HostKilled);
    std::shuffle(hosts.begin(), hosts.end(), random);
    const milliseconds share = (duration - first) / std::max<int>(1, int(hosts.size()));
    for (size_t i = 0; i < hosts.size(); ++i) {
        const milliseconds begin = first + share * int(i);
        const milliseconds at = between(random, begin, begin + share / 2);
        plan.push_back({hosts[i], 0, at, between(random, milliseconds(20), share / 2)});
    }
    // About as much for each second, whatever the run lasts.
    const int seconds = std::max(1, int(duration / std::chrono::seconds(1)));
    for (int i = random.bounded(4, 7) * seconds; i > 0; --i) {
        const Kind kind = connectionFaults[size_t(random.bounded(int(connectionFaults.size())))];
        plan.push_back({kind, random.bounded(clients), somewhen(),
                        between(random, milliseconds(50), milliseconds(900))});
    }
    // A client is down once at a time: each of those killed gets its own part of the run.
    std::vector<int> victims(static_cast<size_t>(clients));
    for (int client = 0; client < clients; ++client)
        victims[size_t(client)] = client;
    std::shuffle(victims.begin(), victims.end(), random);
    for (int i = std::min(clients, random.bounded(1, 4)); i > 0; --i)
        plan.push_back({Kind::ClientKilled, victims[size_t(i - 1)], somewhen(),
                        between(random, milliseconds(10), milliseconds(500))});
    std::stable_sort(plan.begin(), plan.end(),
                     [](const Fault &a, const Fault &b) { return a.at < b.at; });
    return plan;
}
