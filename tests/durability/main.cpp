// SPDX-License-Identifier: GPL-3.0-or-later
// Kills a host under load again and again, and looks whether anything that it had receipted is
// lost, doubled or out of order.

#include "tests/durability/killing.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Kills madang-host under load and checks that no receipted message is lost, "
                       "doubled or out of order."));
    parser.addHelpOption();
    const QCommandLineOption runsOption(QStringLiteral("runs"), QStringLiteral("How often."),
                                        QStringLiteral("N"), QStringLiteral("20"));
    const QCommandLineOption seedOption(QStringLiteral("seed"),
                                        QStringLiteral("Of the moments; by default a new one."),
                                        QStringLiteral("N"));
    const QCommandLineOption messagesOption(QStringLiteral("messages"),
                                            QStringLiteral("Of each client in each run."),
                                            QStringLiteral("N"), QStringLiteral("200"));
    parser.addOptions({runsOption, seedOption, messagesOption});
    parser.process(application);

    const quint32 seed = parser.isSet(seedOption) ? parser.value(seedOption).toUInt()
                                                  : QRandomGenerator::global()->generate();
    const int runs = parser.value(runsOption).toInt();
    Killing::Load load;
    load.messages = parser.value(messagesOption).toInt();
    std::printf("seed %u, %d runs, %d clients, %d messages each\n", seed, runs, load.clients,
                load.messages);
    std::fflush(stdout);
    if (runs < 1 || load.messages < 1)
        return 2;

    // One log for all runs: it grows, and each start has more to read.
    HostProcess host;
    host.usePortOutsideEphemeralRange();
    if (!host.startAndWait())
        return 1;
    QRandomGenerator random(seed);
    Killing::Result all;
    for (int run = 1; run <= runs; ++run) {
        Killing killing(host, QStringLiteral("run-%1").arg(run), load, random);
        const Killing::Result result = killing.run();
        all.kills += result.kills;
        all.messages += result.messages;
        all.resent += result.resent;
        all.suppressed += result.suppressed;
        all.lost += result.lost;
        all.faults += result.faults;
        for (const QString &fault : result.faults.mid(0, 20))
            std::printf("run %d: %s\n", run, qPrintable(fault));
        std::fflush(stdout);
    }
    QStringList atTheEnd;
    const int code = host.terminate();
    if (code != 0)
        atTheEnd.append(QStringLiteral("the host ended with %1").arg(code));
    atTheEnd +=
        faultsOfLog(host.dataFolder + QStringLiteral("/log.sqlite"), QStringLiteral("run-"));
    for (const QString &fault : atTheEnd)
        std::printf("%s\n", qPrintable(fault));
    all.faults += atTheEnd;
    std::printf("%d runs, %d kills, %d messages receipted, %d resent, %d duplicates suppressed, "
                "%d lost, %d faults\n",
                runs, all.kills, all.messages, all.resent, all.suppressed, all.lost,
                int(all.faults.size()));
    return all.faults.isEmpty() ? 0 : 1;
}
