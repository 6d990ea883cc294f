// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/run.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QProcess>
#include <QStringList>

#include <memory>
#include <vector>

/// Many runs, each a process of its own, some at once; and what they counted together.
class Batch {
public:
    Batch(quint32 firstSeed, int runs, int jobs, QString seconds);

    /// 0 when nothing was wrong in any.
    int execute();

    /// The last line of a run: "seed 7: 0 faults, 431 messages, …".
    static QByteArray line(quint32 seed, const Counts &counts, int faults);

private:
    void startNext();
    void ended(QProcess *process, quint32 seed, int code);
    void take(const QByteArray &output);

    quint32 m_next;
    const quint32 m_end;
    const int m_jobs;
    const QString m_seconds;
    std::vector<std::unique_ptr<QProcess>> m_processes;
    QElapsedTimer m_clock;
    int m_running = 0;
    int m_done = 0;
    QStringList m_bad; ///< Seeds with faults.
    Counts m_sums;
};
