// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/filestore.h"
#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// Which files there are, in the log's SQLite file; part of SqlLog, under its rules.
class SqlFiles {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    Result<void> prepare(QSqlDatabase &database);

    Result<FileAdded> add(const StoredFile &file, const FileQuota &quota);
    Result<StoredFile> find(const QString &id, const Chat::UserId &owner);
    Result<StoredFile> findByToken(const QString &token);
    Result<StoredFile> complete(const QString &id, const QByteArray &hash, const QString &type);
    Result<bool> remove(const QString &id);
    Result<FilesLeft> expire(Chat::Timestamp before);

    // For messages.
    /// What a message names, by ids of its sender's or by tokens of anybody's; NoSuchFile when one
    /// of them is none, or not complete.
    Result<std::vector<Chat::FileInfo>> resolve(const std::vector<Chat::FileInfo> &named,
                                                const Chat::UserId &sender);
    /// Lets the message refer to what was resolved.
    Result<void> attach(qint64 message, const std::vector<Chat::FileInfo> &files);
    /// The message refers to nothing any more. Files that were in no other are forgotten.
    Result<void> detach(qint64 message);

private:
    Result<qint64> sum(QSqlQuery &query, const QVariantList &values);

    SqlStatement m_add, m_personBytes, m_personFiles, m_allBytes;
    SqlStatement m_find, m_findById, m_findByToken, m_named;
    SqlStatement m_complete, m_isUsed, m_remove, m_expire, m_all;
    SqlStatement m_attach, m_numbersOf, m_detach, m_forget;
};

} // namespace Server
