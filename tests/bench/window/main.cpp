// SPDX-License-Identifier: GPL-3.0-or-later
// bench_window: what the desktop's window costs, beside what it is to keep to. For people to read;
// it fails only where something could not be measured.
//
//   bench_window [--madang FILE] [--only start|memory|long]
//
// Time in which others had the processors is left out; see MeasuredApplication. Each figure comes
// from a process of its own: the program itself for the start, and for the rest this program again
// (`bench_window part …`), which is the desktop put together as app/main.cpp does, joined by
// WebSocket to a madang-host in a third process.
#include "tests/bench/window/coldstart.h"
#include "tests/bench/window/desktop.h"
#include "tests/bench/window/filledfolder.h"
#include "tests/bench/window/parts.h"
#include "tests/support/hostprocess.h"

#include <QCommandLineParser>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <cstdlib>

namespace {

constexpr int starts = 9;
constexpr int firstOpenings = 5;
constexpr int longestPart = 600'000; // ms

/// `part NAME FOLDER ADDRESS [URL]`, in a process of its own.
int measurePart(int argc, char **argv)
{
    const QByteArrayView part(argv[2]);
    MeasuredApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("madang"));
    DesktopOptions options;
    options.profileFolder = QString::fromLocal8Bit(argv[3]);
    options.name = QStringLiteral("재는 사람");
    options.join = QString::fromLocal8Bit(argv[4]);
    Desktop desktop(application, options);
    if (part == "memory")
        measureMemory(desktop);
    else if (part == "join")
        joinLongRoom(desktop);
    else if (part == "first")
        measureFirstOpening(desktop);
    else if (part == "long" && argc > 5)
        measureLongRoom(desktop, MADANG_STOMPLOAD, argv[5]);
    return 0;
}

/// Puts together what the processes tell.
class Measurement {
public:
    explicit Measurement(QString madang) : m_madang(std::move(madang)) { ::getloadavg(&m_load, 1); }

    void start()
    {
        say("starts");
        QProcessEnvironment environment = m_environment;
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        note("start-offscreen", coldStarts(m_madang, environment, starts));
        if (QStandardPaths::findExecutable(QStringLiteral("Xvfb")).isEmpty())
            return;
        QProcess screen;
        screen.start(QStringLiteral("Xvfb"),
                     {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                      QStringLiteral("0"), QStringLiteral("1600x900x24"),
                      QStringLiteral("-nolisten"), QStringLiteral("tcp")});
        QByteArray number;
        while (!number.endsWith('\n') && screen.waitForReadyRead())
            number += screen.readAllStandardOutput();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        environment.insert(QStringLiteral("DISPLAY"),
                           QLatin1Char(':') + QString::fromLatin1(number.trimmed()));
        note("start-xcb", coldStarts(m_madang, environment, starts));
        screen.kill();
        screen.waitForFinished();
    }

    void memory()
    {
        say("ten rooms");
        std::vector<TalkedRoom> rooms;
        for (int number = 0; number < manyRooms; ++number)
            rooms.push_back(
                {Chat::RoomId(QStringLiteral("room-%1").arg(number)), manyRoomsMessages});
        const QTemporaryDir folder;
        HostProcess host;
        if (!fillFolder(host.dataFolder, rooms))
            return fail("the data folder could not be filled");
        if (!host.startAndWait())
            return fail("madang-host did not start");
        part({QStringLiteral("memory"), folder.path(), addressOf(host)});
    }

    void longRoom()
    {
        say("a room of 100,000 messages");
        const QTemporaryDir folder;
        HostProcess host;
        if (!fillFolder(host.dataFolder,
                        {{Chat::RoomId(QString::fromLatin1(::longRoom)), longRoomMessages}}))
            return fail("the data folder could not be filled");
        if (!host.startAndWait({QStringLiteral("--messages-per-second=0")}))
            return fail("madang-host did not start");
        part({QStringLiteral("join"), folder.path(), addressOf(host)});
        Times times;
        for (int round = 0; round < firstOpenings; ++round) {
            if (!part({QStringLiteral("first"), folder.path(), addressOf(host)}))
                return;
            times.push_back(std::chrono::nanoseconds(qint64(m_figures["open-first"] * 1e6)));
        }
        m_figures["open-first"] = quantile(times, 0.5);
        part({QStringLiteral("long"), folder.path(), addressOf(host), host.webSocket().toString()});
    }

    int end()
    {
        std::printf("\n");
        printTable(m_figures);
        std::printf("\n%d processors, load average %.1f at the start; medians of %d starts and %d "
                    "first openings; %.0f lines, %.0f keys at %.1f messages/s\n",
                    QThread::idealThreadCount(), m_load, starts, firstOpenings, m_figures["lines"],
                    m_figures["keys"], m_figures["messages-per-second"]);
        return m_failed ? 1 : 0;
    }

private:
    static QString addressOf(const HostProcess &host)
    {
        return QStringLiteral("127.0.0.1:%1").arg(host.port());
    }
    static void say(const char *what)
    {
        std::printf("measuring: %s\n", what);
        std::fflush(stdout);
    }
    void fail(const char *why)
    {
        std::fprintf(stderr, "bench_window: %s\n", why);
        m_failed = true;
    }
    void note(const char *name, const Times &times)
    {
        if (times.empty())
            return fail("no window came");
        m_figures[name] = quantile(times, 0.5);
    }
    bool part(QStringList arguments)
    {
        arguments.prepend(QStringLiteral("part"));
        QProcess process;
        QProcessEnvironment environment = m_environment;
        if (!environment.contains(QStringLiteral("QT_QPA_PLATFORM")))
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), arguments);
        const bool ended = process.waitForFinished(longestPart);
        Figures figures = figuresIn(process.readAllStandardOutput());
        figures.merge(m_figures); // the newest of a name
        m_figures = std::move(figures);
        if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
            process.kill();
            process.waitForFinished();
            fail("a part did not come to its end");
            return false;
        }
        return true;
    }

    const QString m_madang;
    const QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    Figures m_figures;
    double m_load = 0; ///< What else the computer did.
    bool m_failed = false;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc > 4 && QByteArrayView(argv[1]) == "part")
        return measurePart(argc, argv);
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption madang(QStringLiteral("madang"),
                                    QStringLiteral("The program whose start is measured."),
                                    QStringLiteral("file"), QStringLiteral(MADANG_BINARY));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("One of: start memory long."),
                                  QStringLiteral("part"));
    parser.addOptions({madang, only});
    parser.addHelpOption();
    parser.process(application);
    Measurement measurement(parser.value(madang));
    const auto wanted = [part = parser.value(only)](const char *name) {
        return part.isEmpty() || part == QLatin1String(name);
    };
    if (wanted("start"))
        measurement.start();
    if (wanted("memory"))
        measurement.memory();
    if (wanted("long"))
        measurement.longRoom();
    return measurement.end();
}
