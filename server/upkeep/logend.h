// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"
#include "server/upkeep/migrationplace.h"

#include <memory>

namespace Server {

/// A log that is migrated from, or to: open, and no host has it meanwhile.
class LogEnd {
public:
    /// Older data is upgraded first. Refused where there is none, and while a host has it.
    static Upkept<std::unique_ptr<LogEnd>> openSource(const MigrationPlace &place);
    /// Makes it, marked as unfinished, so that no host opens it until finish(). Refused where
    /// something is in it already but for what an earlier migration left.
    static Upkept<std::unique_ptr<LogEnd>> openTarget(const MigrationPlace &place);
    Q_DISABLE_COPY_MOVE(LogEnd)

    QSqlDatabase &connection() { return m_database->connection(); }
    bool isShared() const { return m_database->isShared(); }
    QString name() const { return m_place.name(); }

    /// All that is read or written from here on is of one transaction.
    Upkept<void> begin(bool writes);
    /// Commits, and hosts may have it.
    Upkept<void> finish();

private:
    explicit LogEnd(MigrationPlace place) : m_place(std::move(place)) {}
    Upkept<void> open(std::unique_ptr<LogDatabase> database);
    Upkept<void> makeFolderLog();
    Upkept<void> makeSharedLog();
    Upkept<void> indexForSearches();
    Failure failureOf(StoreError error) const;
    QString mark() const { return unfinishedMarkIn(m_place.folder); }

    MigrationPlace m_place;
    std::unique_ptr<FolderLock> m_lock;
    std::unique_ptr<LogDatabase> m_database;
};

} // namespace Server
