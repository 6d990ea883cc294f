// SPDX-License-Identifier: GPL-3.0-or-later
// Breaks everything there is between eight clients and a host, and the host and the clients too, by
// a plan that a seed makes; then lets it all heal, and looks whether what was said is there.

#include "tests/faults/batch.h"
#include "tests/faults/run.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <cstdio>

namespace {

QString findNode()
{
    const bool hasPackages = QFileInfo::exists(QStringLiteral(MADANG_NODE_TESTS "/node_modules"));
    return hasPackages ? QStandardPaths::findExecutable(QStringLiteral("node")) : QString();
}

/// Half of it may be left out, and says so; but not where all tests are to run. Who has the right
/// to mount is wronged where it fails; whom the system lets not cannot do it.
bool runsAll(const Run::Options &options)
{
    const bool wanted = qEnvironmentVariableIntValue("MADANG_RUN_ALL_TESTS") != 0;
    bool runs = true;
    const auto leaveOut = [&](const char *what, bool isPossible) {
        const bool isWrong = wanted && isPossible;
        std::printf("%s: %s\n", isWrong ? "must run" : "not run", what);
        runs = runs && !isWrong;
    };
    if (!options.mayMount)
        leaveOut("the full disk, for this system lets nobody mount", SmallDisk::isOurRight());
    if (options.node.isEmpty())
        leaveOut("stompjs, for node or the node packages of the tests are missing", true);
    std::fflush(stdout);
    return runs;
}

int runOne(const Run::Options &options)
{
    Run run(options);
    const QStringList faults = run.execute();
    for (const QString &fault : faults.mid(0, 30))
        std::printf("seed %u: %s\n", options.seed, qPrintable(fault));
    if (!faults.isEmpty()) {
        std::printf("seed %u, the plan:\n", options.seed);
        for (const Fault &fault : run.plan())
            std::printf("    %s\n", qPrintable(fault.text()));
        std::printf("the end of what the host said:\n%s\n",
                    run.hostErrors().right(3000).constData());
    }
    std::printf("%s\n", Batch::line(options.seed, run.counts(), int(faults.size())).constData());
    return faults.isEmpty() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const bool mayMount = SmallDisk::prepare();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Breaks connections, clients, host and disk, and checks that nothing said is lost, doubled "
        "or out of order."));
    parser.addHelpOption();
    const QCommandLineOption seedOption(QStringLiteral("seed"), QStringLiteral("The first one."),
                                        QStringLiteral("N"), QStringLiteral("1"));
    const QCommandLineOption runsOption(QStringLiteral("runs"),
                                        QStringLiteral("So many seeds from there on."),
                                        QStringLiteral("N"), QStringLiteral("1"));
    const QCommandLineOption jobsOption(QStringLiteral("jobs"), QStringLiteral("So many at once."),
                                        QStringLiteral("N"), QStringLiteral("1"));
    const QCommandLineOption secondsOption(QStringLiteral("seconds"),
                                           QStringLiteral("How long things go wrong."),
                                           QStringLiteral("S"), QStringLiteral("2.5"));
    const QCommandLineOption planOption(QStringLiteral("plan"),
                                        QStringLiteral("Only tells what would go wrong."));
    parser.addOptions({seedOption, runsOption, jobsOption, secondsOption, planOption});
    parser.process(application);

    Run::Options options;
    options.seed = parser.value(seedOption).toUInt();
    options.duration =
        std::chrono::milliseconds(qint64(parser.value(secondsOption).toDouble() * 1000));
    options.mayMount = mayMount;
    options.node = findNode();
    const int runs = parser.value(runsOption).toInt();
    if (runs < 1 || options.duration < std::chrono::milliseconds(500)) {
        std::fputs("--runs from 1, --seconds from 0.5\n", stderr);
        return 2;
    }
    if (parser.isSet(planOption)) {
        for (const Fault &fault : makePlan(options.seed, options.duration, 8, mayMount))
            std::printf("%s\n", qPrintable(fault.text()));
        return 0;
    }
    if (!runsAll(options))
        return 1;
    if (runs == 1)
        return runOne(options);
    Batch batch(options.seed, runs, parser.value(jobsOption).toInt(), parser.value(secondsOption));
    return batch.execute();
}
