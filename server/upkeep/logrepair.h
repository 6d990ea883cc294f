// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"

#include <QStringList>

#include <vector>

namespace Server {

/// What a repair saved, and what it could not.
struct RepairReport {
    struct Lost {
        QString room;
        qint64 first = 0;
        qint64 last = 0;
    };
    QString kept; ///< The folder with the damaged file.
    qint64 rooms = 0;
    qint64 messages = 0;
    std::vector<Lost> lost;      ///< Messages that are missing between others.
    QStringList roomsMadeAnew;   ///< Of which messages were found, but not what they were.
    qint64 unreadablePages = 0;  ///< Parts of the file that say nothing any more.
    qint64 brokenRows = 0;       ///< Of readable pages.
    qint64 rowsWithoutOwner = 0; ///< Left out: what they belong to is lost.

    bool isComplete() const;
    /// For the operator, a line each.
    QStringList sentences() const;
};

/// Makes a new log of all that can be read of the one in that folder, which no host may have open.
/// The damaged file is kept in a folder beside it. A repair that was cut short is done again from
/// what was kept.
Upkept<RepairReport> repairLog(const QString &folder, const Progress &progress = {});

} // namespace Server
