// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/batch.h"

#include "tests/faults/waiting.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <signal.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace {

constexpr std::chrono::minutes longestRun{10};

} // namespace

Batch::Batch(quint32 firstSeed, int runs, int jobs, QString seconds)
    : m_next(firstSeed), m_end(firstSeed + quint32(runs)), m_jobs(std::max(1, jobs)),
      m_seconds(std::move(seconds))
{
}

QByteArray Batch::line(quint32 seed, const Counts &counts, int faults)
{
    QByteArray text =
        "seed " + QByteArray::number(seed) + ": " + QByteArray::number(faults) + " faults";
    for (const auto &[name, number] : counts)
        text += ", " + QByteArray::number(number) + ' ' + name.toUtf8();
    return text;
}

int Batch::execute()
{
    m_clock.start();
    while (m_running < m_jobs && m_next < m_end)
        startNext();
    const int runs = int(m_end - m_next) + m_running;
    if (!waitUntil([this] { return m_running == 0; }, longestRun * runs)) {
        std::puts("a run does not end");
        return 1;
    }
    std::printf("%d seeds in %lld s\n", m_done, static_cast<long long>(m_clock.elapsed() / 1000));
    for (const auto &[name, number] : m_sums)
        std::printf("%10lld %s\n", static_cast<long long>(number), qPrintable(name));
    std::printf("%d seeds with faults%s%s\n", int(m_bad.size()), m_bad.isEmpty() ? "" : ": ",
                qPrintable(m_bad.join(QLatin1Char(' '))));
    return m_bad.isEmpty() ? 0 : 1;
}

void Batch::startNext()
{
    const quint32 seed = m_next++;
    m_processes.push_back(std::make_unique<QProcess>());
    QProcess *process = m_processes.back().get();
    process->setProcessChannelMode(QProcess::MergedChannels);
#ifdef Q_OS_LINUX
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    QObject::connect(process, &QProcess::finished, process,
                     [this, process, seed](int code) { ended(process, seed, code); });
    QObject::connect(process, &QProcess::errorOccurred, process,
                     [this, process, seed](QProcess::ProcessError error) {
                         if (error != QProcess::FailedToStart)
                             return;
                         std::printf("seed %u: %s\n", seed, qPrintable(process->errorString()));
                         ended(process, seed, 1);
                     });
    ++m_running;
    // By its link: in a mount namespace below a chroot the path that it tells leads nowhere.
    process->start(
        QStringLiteral("/proc/self/exe"),
        {QStringLiteral("--seed"), QString::number(seed), QStringLiteral("--seconds"), m_seconds});
}

void Batch::ended(QProcess *process, quint32 seed, int code)
{
    const QByteArray output = process->readAll();
    ++m_done;
    if (code == 0 && process->exitStatus() == QProcess::NormalExit) {
        take(output.trimmed().split('\n').last());
    } else {
        m_bad.append(QString::number(seed));
        std::printf("%s\n", output.constData());
    }
    if (m_done % 50 == 0)
        std::printf("%d seeds, %d with faults\n", m_done, int(m_bad.size()));
    std::fflush(stdout);
    --m_running;
    if (m_next < m_end)
        startNext();
}

void Batch::take(const QByteArray &line)
{
    const QByteArrayList parts = line.mid(line.indexOf(',') + 1).split(',');
    for (const QByteArray &part : parts) {
        const QByteArray count = part.trimmed();
        const qsizetype blank = count.indexOf(' ');
        m_sums[QString::fromUtf8(count.mid(blank + 1))] += count.first(blank).toLongLong();
    }
}
