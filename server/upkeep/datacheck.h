// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"

#include <QStringList>

namespace Server {

/// What is wrong with the data in a folder.
struct CheckReport {
    QStringList problems;     ///< Of the log: a sentence each, the first hundred.
    QStringList fileProblems; ///< Of files; likewise.
    qint64 messages = 0;
    qint64 files = 0; ///< Contents that were looked at.
    bool isSound() const { return problems.isEmpty() && fileProblems.isEmpty(); }
};

/// Reads all of a data folder, a host's that runs or not, and changes nothing.
Upkept<CheckReport> checkData(const QString &folder, const Progress &progress = {});

/// The hashes of the files that a log knows, each once.
Upkept<QList<QByteArray>> hashesIn(LogFile &log);
/// What is wrong with a log's file as such; at most a hundred sentences.
Upkept<QStringList> problemsOf(LogFile &log);

} // namespace Server
