// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitefilestore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteFileStore::add(const StoredFile &file, const FileQuota &quota, Answer<FileAdded> answer)
{
    m_store.write<FileAdded>([file, quota](SqliteLog &log) { return log.files().add(file, quota); },
                             std::move(answer));
}

void SqliteFileStore::find(const QString &id, const Chat::UserId &owner, Answer<StoredFile> answer)
{
    m_store.read<StoredFile>([id, owner](SqliteLog &log) { return log.files().find(id, owner); },
                             std::move(answer));
}

void SqliteFileStore::findByToken(const QString &token, Answer<StoredFile> answer)
{
    m_store.read<StoredFile>([token](SqliteLog &log) { return log.files().findByToken(token); },
                             std::move(answer));
}

void SqliteFileStore::complete(const QString &id, const QByteArray &hash, const QString &type,
                               Answer<StoredFile> answer)
{
    m_store.write<StoredFile>(
        [id, hash, type](SqliteLog &log) { return log.files().complete(id, hash, type); },
        std::move(answer));
}

void SqliteFileStore::remove(const QString &id, Answer<bool> answer)
{
    m_store.remove<bool>([id](SqliteLog &log) { return log.files().remove(id); },
                         std::move(answer));
}

void SqliteFileStore::expire(Chat::Timestamp before, Answer<FilesLeft> answer)
{
    m_store.write<FilesLeft>([before](SqliteLog &log) { return log.files().expire(before); },
                             std::move(answer));
}

} // namespace Server
