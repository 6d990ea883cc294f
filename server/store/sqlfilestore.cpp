// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlfilestore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlFileStore::add(const StoredFile &file, const FileQuota &quota, Answer<FileAdded> answer)
{
    m_store.write<FileAdded>([file, quota](SqlLog &log) { return log.files().add(file, quota); },
                             std::move(answer));
}

void SqlFileStore::find(const QString &id, const Chat::UserId &owner, Answer<StoredFile> answer)
{
    m_store.read<StoredFile>([id, owner](SqlLog &log) { return log.files().find(id, owner); },
                             std::move(answer));
}

void SqlFileStore::findByToken(const QString &token, Answer<StoredFile> answer)
{
    m_store.read<StoredFile>([token](SqlLog &log) { return log.files().findByToken(token); },
                             std::move(answer));
}

void SqlFileStore::complete(const QString &id, const QByteArray &hash, const QString &type,
                            Answer<StoredFile> answer)
{
    m_store.write<StoredFile>(
        [id, hash, type](SqlLog &log) { return log.files().complete(id, hash, type); },
        std::move(answer));
}

void SqlFileStore::remove(const QString &id, Answer<bool> answer)
{
    m_store.remove<bool>([id](SqlLog &log) { return log.files().remove(id); }, std::move(answer));
}

void SqlFileStore::expire(Chat::Timestamp before, Answer<FilesLeft> answer)
{
    m_store.write<FilesLeft>([before](SqlLog &log) { return log.files().expire(before); },
                             std::move(answer));
}

} // namespace Server
