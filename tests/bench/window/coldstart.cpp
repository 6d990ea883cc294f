// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/coldstart.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>
#include <optional>

#include <time.h>

namespace {

constexpr std::chrono::seconds longestStart{30};

std::optional<std::chrono::nanoseconds> processorTime(qint64 process)
{
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(pid_t(process), &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return std::nullopt;
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::optional<std::chrono::nanoseconds> coldStart(const QString &program,
                                                  QProcessEnvironment environment)
{
    const QTemporaryDir home;
    environment.insert(QStringLiteral("HOME"), home.path());
    for (const char *folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.remove(QLatin1String(folder));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                       QStringLiteral("qt.widgets.painting.info=true"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setReadChannel(QProcess::StandardError);
    process.start(program, {QStringLiteral("--profile"), home.filePath(QStringLiteral("profile"))});
    const QDeadlineTimer deadline(longestStart);
    QByteArray said;
    while (!said.contains("Flushing") && process.waitForReadyRead(int(deadline.remainingTime())))
        said += process.readAllStandardError();
    const auto time = processorTime(process.processId());
    process.kill();
    process.waitForFinished();
    return said.contains("Flushing") ? time : std::nullopt;
}

} // namespace

Times coldStarts(const QString &program, const QProcessEnvironment &environment, int rounds)
{
    Times times;
    for (int round = 0; round < rounds; ++round) {
        if (const auto time = coldStart(program, environment))
            times.push_back(*time);
    }
    return times;
}
