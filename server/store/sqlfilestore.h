// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/filestore.h"

namespace Server {

class SqlStore;

/// Which files there are, in the same file and the same thread as the log.
class SqlFileStore final : public FileStore {
public:
    /// The store must outlive it.
    explicit SqlFileStore(SqlStore &store) : m_store(store) {}

    void add(const StoredFile &file, const FileQuota &quota, Answer<FileAdded> answer) override;
    void find(const QString &id, const Chat::UserId &owner, Answer<StoredFile> answer) override;
    void findByToken(const QString &token, Answer<StoredFile> answer) override;
    void complete(const QString &id, const QByteArray &hash, const QString &type,
                  Answer<StoredFile> answer) override;
    void remove(const QString &id, Answer<bool> answer) override;
    void expire(Chat::Timestamp before, Answer<FilesLeft> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
