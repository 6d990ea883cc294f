// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdatabase.h"
#include "server/store/postgresservers.h"

#include <QString>
#include <QUuid>

#include <memory>
#include <optional>

namespace Server {

/// Where a shared log is: what libpq needs to connect (PostgreSQL, 34.1.1 "Connection Strings").
/// A password is better left to the file that PGPASSFILE names.
struct PostgresLocation {
    /// Words as `host=a,b port=5432 dbname=madang user=madang target_session_attrs=read-write`.
    QString words;
    /// Tables are made and looked for there; one that is missing is made.
    QString schema = QStringLiteral("madang");
    /// No host has it open, and none can while this one has: for work on the log as a whole.
    bool alone = false;
    /// Tells this host's changes from those of others: of this run of it, for every connection.
    QString host = QUuid::createUuid().toString(QUuid::Id128);
    /// What the connections of one host know of the servers; made of the words where there is none.
    std::shared_ptr<PostgresServers> servers = {};
    /// For who fills a log: one is opened, too, of which that was cut short.
    bool mayBeUnfinished = false;

    /// The words for a sentence, without a password.
    QString shown() const;
};

/// A log in PostgreSQL 13 or later, which several hosts have open.
class PostgresDatabase final : public LogDatabase {
public:
    explicit PostgresDatabase(PostgresLocation location);

    /// Locked when a host has it that wants to be alone, or any has and this one wants to be;
    /// Unfinished when filling it was cut short.
    Result<void> openToWrite() override;
    Result<void> openToRead() override;
    bool isShared() const override { return true; }
    bool isCurrent() const override;
    bool hasOtherServers() const override { return m_location.servers->each().size() > 1; }
    qint64 hostNumber() const override { return m_hostNumber; }
    Result<void> begin() override;
    Result<void> beginSnapshot() override;
    Result<void> commit() override;

private:
    Result<void> open();
    Result<void> connectTo(const QString &words);
    Result<void> prepareSession();
    Result<qint64> timeline();
    Result<void> takePlace();
    Result<void> takeTurn();
    Result<void> makeKnown();
    Result<void> refuseUnfinished();

    PostgresLocation m_location;
    qint64 m_hostNumber = 0;
    qint64 m_timeline = 0; ///< 0: it does not say.
};

} // namespace Server
