// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/fileservice.h"

#include "server/files/filetype.h"
#include "server/files/logging.h"
#include "stomp/wire/filename.h"

#include <QRandomGenerator>

#include <array>

namespace Server {
namespace {

/// 192 random bits in base64url, too many to guess.
QString makeSecret()
{
    std::array<quint32, 6> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()),
                           qsizetype(words.size() * sizeof(quint32)));
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

FileProblem problemOf(BlobError error)
{
    switch (error) {
    case BlobError::NotThere:
        return FileProblem::NotThere;
    case BlobError::WrongOffset:
        return FileProblem::WrongOffset;
    case BlobError::Full:
        return FileProblem::DiskFull;
    case BlobError::Away:
        return FileProblem::Away;
    case BlobError::Failed:
        break;
    }
    return FileProblem::Failed;
}

FileProblem problemOf(StoreError error)
{
    switch (error) {
    case StoreError::NoSuchFile:
        return FileProblem::NotThere;
    case StoreError::NotAllowed:
        return FileProblem::InUse;
    case StoreError::Full:
        return FileProblem::DiskFull;
    default:
        return FileProblem::Failed;
    }
}

} // namespace

FileService::FileService(FileStore &store, const QString &folder, Options options)
    : m_store(store), m_options(std::move(options)), m_isShared(!m_options.disk.sharedBy.isEmpty()),
      m_folder(folder), m_thread(folder, m_options.disk), m_thumbnails(folder, m_options.thumbnails)
{
    m_thread.ask([](BlobFolder &blobs) { return blobs.open(); },
                 [](const auto &opened) {
                     if (!opened)
                         qCWarning(filesLog) << "no files can be taken";
                 });
    QObject::connect(&m_cleaning, &QTimer::timeout, &m_cleaning, [this] { clean(); });
    m_cleaning.start(m_options.cleanTime);
    clean();
}

FileService::~FileService()
{
    m_thumbnails.folder().stop();
}

void FileService::create(const Chat::UserId &owner, const QString &name, const QByteArray &type,
                         qint64 size, Answer<Upload> answer)
{
    if (size > m_options.fileBytes)
        return answer(tl::unexpected(FileProblem::TooLarge));
    const QByteArray clean = cleanType(type);
    if (!typeAllowed(clean, m_options.types))
        return answer(tl::unexpected(FileProblem::BadType));
    StoredFile file;
    file.id = makeSecret();
    file.token = makeSecret();
    file.owner = owner;
    file.name = Chat::safeFileName(name);
    file.type = QString::fromLatin1(clean);
    file.size = size;
    file.created = m_options.now();
    const FileQuota quota{m_options.personBytes, m_options.allBytes, m_options.personFiles};
    m_store.add(file, quota,
                [this, alive = std::weak_ptr(m_alive), file,
                 answer = std::move(answer)](const tl::expected<FileAdded, StoreError> &added) {
                    if (alive.expired())
                        return;
                    if (!added)
                        return answer(tl::unexpected(problemOf(added.error())));
                    if (*added != FileAdded::Added) {
                        return answer(tl::unexpected(*added == FileAdded::PersonFull
                                                         ? FileProblem::PersonFull
                                                         : FileProblem::AllFull));
                    }
                    m_thread.ask([id = file.id](BlobFolder &blobs) { return blobs.begin(id); },
                                 [this, file, answer](const BlobFolder::Result<void> &begun) {
                                     if (!begun) {
                                         m_store.remove(file.id, {});
                                         return answer(tl::unexpected(problemOf(begun.error())));
                                     }
                                     if (file.size == 0)
                                         return settle(file, 0, answer);
                                     answer(Upload{file, 0});
                                 });
                });
}

void FileService::find(const QString &id, const Chat::UserId &owner, Answer<Upload> answer)
{
    m_store.find(id, owner,
                 [this, alive = std::weak_ptr(m_alive),
                  answer = std::move(answer)](const tl::expected<StoredFile, StoreError> &found) {
                     if (alive.expired())
                         return;
                     if (!found)
                         return answer(tl::unexpected(problemOf(found.error())));
                     if (!found->hash.isEmpty())
                         return answer(Upload{*found, found->size});
                     m_thread.ask(
                         [id = found->id](BlobFolder &blobs) { return blobs.offset(id); },
                         [this, file = *found, answer](const BlobFolder::Result<qint64> &offset) {
                             if (!offset && offset.error() == BlobError::NotThere)
                                 return findMoved(file, answer);
                             if (!offset)
                                 return answer(tl::unexpected(problemOf(offset.error())));
                             if (*offset == file.size)
                                 return settle(file, *offset, answer);
                             answer(Upload{file, *offset});
                         });
                 });
}

/// Of an upload whose bytes are not with the uploads. Whoever moved them asked the log to complete
/// it before we came to know.
void FileService::findMoved(const StoredFile &file, Answer<Upload> answer)
{
    m_store.find(file.id, file.owner,
                 [this, alive = std::weak_ptr(m_alive),
                  answer = std::move(answer)](const tl::expected<StoredFile, StoreError> &found) {
                     if (alive.expired())
                         return;
                     if (!found)
                         return answer(tl::unexpected(problemOf(found.error())));
                     if (!found->hash.isEmpty())
                         return answer(Upload{*found, found->size});
                     // A crash took its bytes: it has to begin anew. Of a folder that others have,
                     // too, that is less sure: there it expires as any that is in no message.
                     if (!m_isShared)
                         m_store.remove(found->id, {});
                     answer(tl::unexpected(FileProblem::NotThere));
                 });
}

void FileService::append(const StoredFile &file, qint64 offset, const QByteArray &bytes,
                         Answer<qint64> answer)
{
    if (offset < 0 || bytes.size() > file.size - offset)
        return answer(tl::unexpected(FileProblem::TooLarge));
    m_thread.ask(
        [id = file.id, offset, bytes](BlobFolder &blobs) {
            return blobs.append(id, offset, bytes);
        },
        [this, file, answer = std::move(answer)](const BlobFolder::Result<qint64> &behind) {
            if (behind)
                return answer(*behind);
            if (behind.error() != BlobError::NotThere)
                return answer(tl::unexpected(problemOf(behind.error())));
            findMoved(file, [answer](const tl::expected<Upload, FileProblem> &moved) {
                answer(tl::unexpected(moved ? FileProblem::WrongOffset : moved.error()));
            });
        });
}

void FileService::settle(const StoredFile &file, qint64 offset, Answer<Upload> answer)
{
    if (offset < file.size) {
        m_thread.ask(
            [id = file.id](BlobFolder &blobs) { return blobs.sync(id); },
            [file, offset, answer = std::move(answer)](const BlobFolder::Result<void> &synced) {
                if (!synced)
                    return answer(tl::unexpected(problemOf(synced.error())));
                answer(Upload{file, offset});
            });
        return;
    }
    m_thread.ask(
        [file](BlobFolder &blobs) { return blobs.finish(file.id, file.size); },
        [this, file, answer = std::move(answer)](const BlobFolder::Result<BlobFolder::Blob> &blob) {
            if (!blob && blob.error() == BlobError::NotThere)
                return findMoved(file, answer);
            if (!blob)
                return answer(tl::unexpected(problemOf(blob.error())));
            complete(file, *blob, answer);
        });
}

void FileService::complete(const StoredFile &file, const BlobFolder::Blob &blob,
                           Answer<Upload> answer)
{
    const QByteArray type = typeOf(blob.beginning, file.type.toLatin1());
    if (!typeAllowed(type, m_options.types)) {
        m_store.remove(file.id, {});
        m_thread.post([id = file.id, hash = blob.hash](BlobFolder &blobs) {
            blobs.release(hash);
            blobs.discard(id);
        });
        return answer(tl::unexpected(FileProblem::BadType));
    }
    m_store.complete(
        file.id, blob.hash, QString::fromLatin1(type),
        [this, alive = std::weak_ptr(m_alive), id = file.id, hash = blob.hash,
         answer = std::move(answer)](const tl::expected<StoredFile, StoreError> &done) {
            if (alive.expired())
                return;
            m_thread.ask(
                [done, id, hash](BlobFolder &blobs) -> BlobFolder::Result<void> {
                    if (done && done->hash == hash)
                        return blobs.settle(id, done->size, hash);
                    blobs.release(hash);
                    if (done || done.error() == StoreError::NoSuchFile)
                        blobs.discard(id);
                    return {};
                },
                [done, answer](const BlobFolder::Result<void> &settled) {
                    if (!done)
                        return answer(tl::unexpected(problemOf(done.error())));
                    if (!settled)
                        return answer(tl::unexpected(problemOf(settled.error())));
                    answer(Upload{*done, done->size});
                });
        });
}

void FileService::remove(const StoredFile &file, Answer<bool> answer)
{
    m_store.remove(file.id,
                   [this, alive = std::weak_ptr(m_alive), file,
                    answer = std::move(answer)](const tl::expected<bool, StoreError> &did) {
                       if (alive.expired())
                           return;
                       if (!did)
                           return answer(tl::unexpected(problemOf(did.error())));
                       m_thread.post([id = file.id](BlobFolder &blobs) { blobs.discard(id); });
                       answer(*did);
                   });
}

void FileService::open(const QString &token, Answer<StoredFile> answer)
{
    m_store.findByToken(token, [this, alive = std::weak_ptr(m_alive), answer = std::move(answer)](
                                   const tl::expected<StoredFile, StoreError> &found) {
        if (alive.expired())
            return;
        if (!found || !m_isShared)
            return answer(found.map_error([](StoreError error) { return problemOf(error); }));
        m_thread.ask([hash = found->hash](BlobFolder &blobs) { return blobs.has(hash); },
                     [file = *found, answer](const BlobFolder::Result<void> &has) {
                         if (!has)
                             return answer(tl::unexpected(problemOf(has.error())));
                         answer(file);
                     });
    });
}

void FileService::read(const StoredFile &file, qint64 offset, qint64 size,
                       Answer<QByteArray> answer)
{
    m_thread.ask([hash = file.hash, offset,
                  size](BlobFolder &blobs) { return blobs.read(hash, offset, size); },
                 [answer = std::move(answer)](const BlobFolder::Result<QByteArray> &piece) {
                     answer(piece.map_error([](BlobError error) { return problemOf(error); }));
                 });
}

void FileService::thumbnail(const StoredFile &file, Answer<QByteArray> answer)
{
    if (!isPictureType(file.type.toLatin1()))
        return answer(tl::unexpected(FileProblem::NoThumbnail));
    using Kept = std::optional<tl::expected<QByteArray, ThumbnailFolder::Problem>>;
    m_thread.ask([folder = m_folder,
                  hash = file.hash](BlobFolder &) { return ThumbnailFolder::kept(folder, hash); },
                 [this, hash = file.hash, answer = std::move(answer)](const Kept &kept) {
                     if (!kept)
                         return makeThumbnail(hash, answer);
                     answer(kept->map_error([](auto) { return FileProblem::NoThumbnail; }));
                 });
}

void FileService::makeThumbnail(const QByteArray &hash, Answer<QByteArray> answer)
{
    if (const auto asked = m_thumbnailsAsked.find(hash); asked != m_thumbnailsAsked.end()) {
        asked->second.push_back(std::move(answer));
        return;
    }
    if (int(m_thumbnailsAsked.size()) >= m_options.thumbnailsWaiting)
        return answer(tl::unexpected(FileProblem::Busy));
    m_thumbnailsAsked[hash].push_back(std::move(answer));
    m_thumbnails.ask([hash](ThumbnailFolder &folder) { return folder.find(hash); },
                     [this, hash](const tl::expected<QByteArray, ThumbnailFolder::Problem> &made) {
                         const auto asked = m_thumbnailsAsked.extract(hash);
                         for (const Answer<QByteArray> &one : asked.mapped())
                             one(made.map_error([](auto) { return FileProblem::NoThumbnail; }));
                     });
}

void FileService::clean()
{
    if (!m_isShared)
        return forgetAndSweep({});
    // What others put there from here on is young, however long the log takes to answer.
    m_thread.ask([](BlobFolder &blobs) { return blobs.time(); },
                 [this](const BlobFolder::Result<QDateTime> &time) {
                     forgetAndSweep(time.value_or(QDateTime()));
                 });
}

void FileService::forgetAndSweep(const QDateTime &time)
{
    m_store.expire(
        m_options.now() - m_options.keepTime, [this, alive = std::weak_ptr(m_alive), time](
                                                  const tl::expected<FilesLeft, StoreError> &left) {
            if (alive.expired())
                return;
            if (!left) {
                if (m_isShared)
                    m_cleaning.start(m_options.awayTime);
                return;
            }
            // Asked for at once: what completes from here on comes behind it.
            m_thread.ask(
                [left = *left, time](BlobFolder &blobs) {
                    return blobs.sweep(left.hashes, left.uploads, time);
                },
                [this, left = *left](const BlobFolder::Result<int> &deleted) {
                    m_isClean = true;
                    m_cleaning.start(deleted ? m_options.cleanTime : m_options.awayTime);
                    if (!deleted)
                        return;
                    m_thumbnails.post(
                        [hashes = left.hashes](ThumbnailFolder &folder) { folder.sweep(hashes); });
                    if (left.expired > 0 || *deleted > 0)
                        qCInfo(filesLog) << "expired:" << left.expired << "deleted:" << *deleted;
                });
        });
}

} // namespace Server
