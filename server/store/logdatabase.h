// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "server/store/waitwatch.h"

#include <QSqlDatabase>
#include <QString>

#include <functional>
#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// The database that a log is in: how to get there, and what those of its kind need.
///
/// To be opened, used and destroyed in one thread.
class LogDatabase {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;
    /// Each thread makes one of its own.
    using Make = std::function<std::unique_ptr<LogDatabase>()>;

    /// Of a driver of Qt's.
    explicit LogDatabase(const QString &driver);
    virtual ~LogDatabase();
    Q_DISABLE_COPY_MOVE(LogDatabase)

    /// Connects, to write; older data is upgraded.
    virtual Result<void> openToWrite() = 0;
    /// Connects, only to read. The log is open already.
    virtual Result<void> openToRead() = 0;
    /// Whether other hosts write into it, too.
    virtual bool isShared() const = 0;
    /// By which the log knows what this host wrote from what others did; 0: there are no others.
    virtual qint64 hostNumber() const { return 0; }
    /// Whether no other server is known to have gone on where that of this connection failed.
    virtual bool isCurrent() const { return true; }
    /// Whether another server may have gone on in the place of this one.
    virtual bool hasOtherServers() const { return false; }

    QSqlDatabase &connection() { return m_connection; }
    const QSqlDatabase &connection() const { return m_connection; }

    virtual Result<void> begin() = 0;
    /// Reads until the next rollback() are of one moment.
    virtual Result<void> beginSnapshot() = 0;
    virtual Result<void> commit();
    /// Of a transaction that the database gave up by itself this fails, which is fine.
    void rollback();
    /// Whether a commit waits until the disk has it, as far as the database waits at all.
    virtual void setHurried(bool hurried);
    /// Gives the disk back what is taken beyond need. Outside a transaction.
    virtual void shrinkJournal();

protected:
    /// Of an error the operator is told.
    Result<void> run(const QString &statement,
                     std::chrono::seconds limit = WaitWatch::statementLimit);

private:
    QString m_name;
    QSqlDatabase m_connection;
};

/// What an error of a database means for the log.
StoreError storeErrorOf(const QSqlError &error);

} // namespace Server
