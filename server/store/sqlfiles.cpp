// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlfiles.h"

#include "server/store/sqlmessagerow.h"

#include <QVariant>

namespace Server {
namespace {

StoredFile storedFile(const QSqlQuery &row)
{
    StoredFile file;
    file.id = row.value(0).toString();
    file.token = row.value(1).toString();
    file.owner = Chat::UserId(row.value(2).toString());
    file.name = row.value(3).toString();
    file.type = row.value(4).toString();
    file.size = row.value(5).toLongLong();
    file.hash = row.value(6).toString().toLatin1();
    file.created = toTime(row.value(7).toLongLong());
    return file;
}

tl::expected<StoredFile, StoreError> oneFile(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const bool isThere = query.next();
    StoredFile file = isThere ? storedFile(query) : StoredFile();
    query.finish();
    if (!isThere)
        return tl::unexpected(StoreError::NoSuchFile);
    return file;
}

} // namespace

SqlFiles::Result<void> SqlFiles::prepare(QSqlDatabase &database)
{
    // %1 stands for the columns that storedFile() reads, %2 for "no message refers to
    // it, and nobody is pictured by it".
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_add, "INSERT INTO files (id, token, owner, name, type, size, created)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?)"},
        {&m_personBytes, "SELECT coalesce(sum(size), 0) FROM files WHERE owner = ?"},
        {&m_personFiles, "SELECT count(*) FROM files WHERE owner = ? AND %2"},
        {&m_allBytes, "SELECT coalesce(sum(size), 0) FROM files"},
        {&m_find, "SELECT %1 FROM files WHERE id = ? AND owner = ?"},
        {&m_findById, "SELECT %1 FROM files WHERE id = ?"},
        {&m_findByToken, "SELECT %1 FROM files WHERE token = ? AND hash IS NOT NULL"},
        {&m_named, "SELECT %1 FROM files WHERE hash IS NOT NULL"
                   " AND ((id = ? AND owner = ?) OR token = ?)"},
        {&m_complete, "UPDATE files SET hash = ?, type = ? WHERE id = ? AND hash IS NULL"},
        {&m_isUsed, "SELECT count(*) FROM message_files JOIN files ON file = files.number"
                    " WHERE id = ?"},
        {&m_remove, "DELETE FROM files WHERE id = ?"},
        {&m_expire, "DELETE FROM files WHERE created < ? AND %2"},
        {&m_all, "SELECT id, hash FROM files"},
        {&m_attach,
         "INSERT INTO message_files (message, place, file)"
         " SELECT CAST(? AS BIGINT), CAST(? AS INTEGER), number FROM files WHERE token = ?"},
        {&m_numbersOf, "SELECT DISTINCT file FROM message_files WHERE message = ?"},
        {&m_detach, "DELETE FROM message_files WHERE message = ?"},
        {&m_forget, "DELETE FROM files WHERE number = ? AND %2"},
    };
    for (const auto &[statement, sql] : all) {
        QString text = QString::fromLatin1(sql);
        text.replace(QStringLiteral("%1"),
                     QStringLiteral("id, token, owner, name, type, size, hash, created"));
        text.replace(QStringLiteral("%2"),
                     QStringLiteral("NOT EXISTS (SELECT 1 FROM message_files"
                                    " WHERE file = files.number) AND NOT EXISTS (SELECT 1 FROM"
                                    " accounts WHERE avatar_file = files.token"
                                    " AND avatar_file <> '')"));
        auto prepared = prepareStatement(database, text);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    return {};
}

SqlFiles::Result<qint64> SqlFiles::sum(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const qint64 number = query.next() ? query.value(0).toLongLong() : 0;
    query.finish();
    return number;
}

SqlFiles::Result<FileAdded> SqlFiles::add(const StoredFile &file, const FileQuota &quota)
{
    const QString owner = file.owner.toString();
    const auto ofPerson = sum(*m_personBytes, {owner});
    const auto unused = ofPerson ? sum(*m_personFiles, {owner}) : ofPerson;
    const auto ofAll = unused ? sum(*m_allBytes, {}) : unused;
    if (!ofAll)
        return tl::unexpected(ofAll.error());
    if (*ofPerson + file.size > quota.personBytes || *unused >= quota.personFiles)
        return FileAdded::PersonFull;
    if (quota.allBytes > 0 && *ofAll + file.size > quota.allBytes)
        return FileAdded::AllFull;
    const auto added =
        changeStatement(*m_add, {file.id, file.token, owner, present(file.name), present(file.type),
                                 file.size, toNumber(file.created)});
    if (!added)
        return tl::unexpected(added.error());
    return FileAdded::Added;
}

SqlFiles::Result<StoredFile> SqlFiles::find(const QString &id, const Chat::UserId &owner)
{
    return oneFile(*m_find, {id, owner.toString()});
}

SqlFiles::Result<StoredFile> SqlFiles::findByToken(const QString &token)
{
    return oneFile(*m_findByToken, {token});
}

SqlFiles::Result<StoredFile> SqlFiles::complete(const QString &id, const QByteArray &hash,
                                                const QString &type)
{
    const auto changed =
        changeStatement(*m_complete, {QString::fromLatin1(hash), present(type), id});
    if (!changed)
        return tl::unexpected(changed.error());
    return oneFile(*m_findById, {id});
}

SqlFiles::Result<bool> SqlFiles::remove(const QString &id)
{
    const auto uses = sum(*m_isUsed, {id});
    if (!uses)
        return tl::unexpected(uses.error());
    if (*uses > 0)
        return tl::unexpected(StoreError::NotAllowed);
    return changeStatement(*m_remove, {id}).map([](int rows) { return rows > 0; });
}

SqlFiles::Result<FilesLeft> SqlFiles::expire(Chat::Timestamp before)
{
    const auto expired = changeStatement(*m_expire, {toNumber(before)});
    if (!expired)
        return tl::unexpected(expired.error());
    if (auto done = runStatement(*m_all, {}); !done)
        return tl::unexpected(done.error());
    FilesLeft left;
    left.expired = *expired;
    while (m_all->next()) {
        if (m_all->value(1).isNull())
            left.uploads.insert(m_all->value(0).toString());
        else
            left.hashes.insert(m_all->value(1).toString().toLatin1());
    }
    m_all->finish();
    return left;
}

SqlFiles::Result<std::vector<Chat::FileInfo>>
SqlFiles::resolve(const std::vector<Chat::FileInfo> &named, const Chat::UserId &sender)
{
    std::vector<Chat::FileInfo> files;
    for (const Chat::FileInfo &one : named) {
        const auto file = oneFile(*m_named, {one.id, sender.toString(), one.id});
        if (!file)
            return tl::unexpected(file.error());
        files.push_back({file->id, file->token, file->name, file->type, file->size});
    }
    return files;
}

SqlFiles::Result<void> SqlFiles::attach(qint64 message, const std::vector<Chat::FileInfo> &files)
{
    int place = 0;
    for (const Chat::FileInfo &file : files) {
        if (auto done = changeStatement(*m_attach, {message, place++, file.token}); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

SqlFiles::Result<void> SqlFiles::detach(qint64 message)
{
    if (auto done = runStatement(*m_numbersOf, {message}); !done)
        return tl::unexpected(done.error());
    std::vector<qint64> numbers;
    while (m_numbersOf->next())
        numbers.push_back(m_numbersOf->value(0).toLongLong());
    m_numbersOf->finish();
    if (auto done = changeStatement(*m_detach, {message}); !done)
        return tl::unexpected(done.error());
    for (const qint64 number : numbers) {
        if (auto done = changeStatement(*m_forget, {number}); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace Server
