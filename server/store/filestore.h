// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QByteArray>
#include <QSet>
#include <QString>

namespace Server {

/// A file that somebody uploads or has uploaded. Its bytes are not in the log.
struct StoredFile {
    QString id;    ///< By which its owner uploads it, and a message refers to it.
    QString token; ///< Opens it to everybody who knows it.
    Chat::UserId owner;
    QString name;
    QString type;
    qint64 size = 0; ///< Of all of it.
    QByteArray hash; ///< Of all of it; empty while some of it is missing.
    Chat::Timestamp created;
};

struct FileQuota {
    qint64 personBytes = 0; ///< Of one owner, what is still missing included.
    qint64 allBytes = 0;    ///< Of all together; 0: no bound.
    int personFiles = 0;    ///< Of one owner, that no message refers to.
};

enum class FileAdded { Added, PersonFull, AllFull };

/// What there must be of files.
struct FilesLeft {
    QSet<QByteArray> hashes;
    QSet<QString> uploads; ///< Ids of those of which some is missing.
    int expired = 0;       ///< Files that were forgotten now.
};

/// The part of the log that knows which files there are and which messages refer to them. A file
/// that no message refers to any more is forgotten with the last one. Answers as Store's do.
class FileStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~FileStore() = default;

    virtual void add(const StoredFile &file, const FileQuota &quota, Answer<FileAdded> answer) = 0;
    /// NoSuchFile: there is none, or it is somebody else's.
    virtual void find(const QString &id, const Chat::UserId &owner, Answer<StoredFile> answer) = 0;
    /// NoSuchFile: none that is complete.
    virtual void findByToken(const QString &token, Answer<StoredFile> answer) = 0;
    /// All of it has come, and this is what it is.
    virtual void complete(const QString &id, const QByteArray &hash, const QString &type,
                          Answer<StoredFile> answer) = 0;
    /// NotAllowed: a message refers to it.
    virtual void remove(const QString &id, Answer<bool> answer) = 0;
    /// Forgets what is older than that and in no message, and tells what is left.
    virtual void expire(Chat::Timestamp before, Answer<FilesLeft> answer) = 0;
};

} // namespace Server
