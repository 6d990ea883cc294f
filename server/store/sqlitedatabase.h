// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/folderlock.h"
#include "server/store/logdatabase.h"

#include <optional>

namespace Server {

/// A log in the SQLite file `log.sqlite` of a host's own folder.
class SqliteDatabase final : public LogDatabase {
public:
    struct Options {
        bool synchronous = true;        ///< Whether a commit waits until the disk has it.
        std::optional<qint64> maxBytes; ///< Quota of the file, without the write-ahead log.
        bool locks = true;              ///< False: who opens it has the folder already.
    };

    SqliteDatabase(QString folder, const Options &options);
    ~SqliteDatabase() override;

    /// Keeps other hosts out of the folder unless who opens it does. Locked when one has it;
    /// Unfinished when a repair of it was cut short.
    Result<void> openToWrite() override;
    Result<void> openToRead() override;
    bool isShared() const override { return false; }
    Result<void> begin() override;
    Result<void> beginSnapshot() override;
    void setHurried(bool hurried) override;
    void shrinkJournal() override;

private:
    Result<void> open(const QString &options);
    Result<void> configure();

    QString m_folder;
    Options m_options;
    std::unique_ptr<FolderLock> m_lock;
};

} // namespace Server
