// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/blobfolder.h"
#include "server/files/folderthread.h"
#include "server/files/thumbnailfolder.h"
#include "server/store/filestore.h"

#include <QByteArrayList>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// Why a file was not taken or given.
enum class FileProblem {
    NotThere,
    WrongOffset,
    TooLarge,
    BadType,
    PersonFull,
    AllFull,
    DiskFull,
    InUse,       ///< A message refers to it.
    NoThumbnail, ///< It is no picture, or a small copy of it cannot be made.
    Busy,        ///< Too many small copies are to be made.
    Away,        ///< The folder that hosts share is not there now, or that file of it.
    Failed,      ///< Log or disk; nothing was changed.
};

/// Files that people upload: who may have how much, where the bytes are, and which of them nobody
/// needs any more. The bytes are BlobFolder's, in a thread of its own; what is known of them is in
/// the log. Answers later, in this thread; not any more once it is destroyed.
///
/// A file is complete in the order: bytes on the disk, content in its place, log, answer. Till the
/// log knows it, its bytes stay with the uploads, too: what a crash or a full disk leaves between
/// two of these, find() completes, and the rest is swept by the next clean().
///
/// Where the hosts of a log share the folder, its absence says nothing about the files: they are
/// Away, and the log forgets none of them for it.
class FileService {
public:
    struct Options {
        qint64 fileBytes = 100LL * 1024 * 1024;
        qint64 personBytes = 1024LL * 1024 * 1024;
        qint64 allBytes = 0;                                         ///< 0: what the disk holds.
        int personFiles = 1000;                                      ///< That are in no message.
        QByteArrayList types{"*"};                                   ///< See typeAllowed().
        std::chrono::milliseconds keepTime = std::chrono::hours(24); ///< Of what is in no message.
        std::chrono::milliseconds cleanTime = std::chrono::hours(1); ///< Between two clean().
        std::chrono::milliseconds awayTime = std::chrono::seconds(10); ///< While it is Away.
        BlobFolder::Options disk;
        ThumbnailFolder::Options thumbnails;
        int thumbnailsWaiting = 100; ///< Pictures whose small copies are being made, one by one.
        std::function<Chat::Timestamp()> now = [] {
            return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        };
    };
    template <typename T>
    using Answer = std::function<void(tl::expected<T, FileProblem>)>;
    struct Upload {
        StoredFile file;
        qint64 offset = 0; ///< How much of it is there.
        bool isComplete() const { return !file.hash.isEmpty(); }
    };

    /// Both must outlive it. Cleans up what the last run left.
    FileService(FileStore &store, const QString &folder, Options options);
    ~FileService();
    Q_DISABLE_COPY_MOVE(FileService)

    /// Limits from now on.
    void setOptions(Options options) { m_options = std::move(options); }
    const Options &options() const { return m_options; }

    /// A new upload of that size; complete already when that is 0.
    void create(const Chat::UserId &owner, const QString &name, const QByteArray &type, qint64 size,
                Answer<Upload> answer);
    /// Where it stands. What is all there and not complete becomes so.
    void find(const QString &id, const Chat::UserId &owner, Answer<Upload> answer);
    /// Adds to what is there, not beyond its size, and gives the offset behind it.
    void append(const StoredFile &file, qint64 offset, const QByteArray &bytes,
                Answer<qint64> answer);
    /// Waits until the disk has what was appended; with all of it the file becomes complete.
    void settle(const StoredFile &file, qint64 offset, Answer<Upload> answer);
    void remove(const StoredFile &file, Answer<bool> answer);

    void open(const QString &token, Answer<StoredFile> answer);
    /// A piece of a complete one; at its end fewer bytes.
    void read(const StoredFile &file, qint64 offset, qint64 size, Answer<QByteArray> answer);

    /// A small copy of a complete picture, as JPEG or PNG; made when it is first asked for, in a
    /// thread of its own, once for all who ask meanwhile. Those that are made already are not kept
    /// waiting by the others.
    void thumbnail(const StoredFile &file, Answer<QByteArray> answer);

    /// Forgets what is in no message for long, and deletes what nobody needs.
    void clean();
    /// When this run's first clean() is done.
    bool isClean() const { return m_isClean; }

private:
    void complete(const StoredFile &file, const BlobFolder::Blob &blob, Answer<Upload> answer);
    void findMoved(const StoredFile &file, Answer<Upload> answer);
    void forgetAndSweep(const QDateTime &time);
    void makeThumbnail(const QByteArray &hash, Answer<QByteArray> answer);

    FileStore &m_store;
    Options m_options;
    const bool m_isShared;
    QTimer m_cleaning;
    bool m_isClean = false;
    QString m_folder;
    FolderThread<BlobFolder> m_thread;
    std::map<QByteArray, std::vector<Answer<QByteArray>>> m_thumbnailsAsked; ///< By the hash.
    FolderThread<ThumbnailFolder> m_thumbnails; ///< In a thread of its own: decoding takes long.
    /// Answers of the log find us by this, or no more. The last member.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Server
