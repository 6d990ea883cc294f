// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/blobfolder.h"

#include "server/files/filesync.h"
#include "server/files/filetype.h"
#include "server/files/logging.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace Server {
namespace {

constexpr qsizetype mostHashing = 1000; ///< Uploads whose hash goes along; others are read again.
constexpr qint64 hashPiece = 256 * 1024;

const QFile::Permissions ownersOnly = QFile::ReadOwner | QFile::WriteOwner;

bool makePrivateFolder(const QString &path)
{
    return QDir().mkpath(path) && QFile::setPermissions(path, ownersOnly | QFile::ExeOwner);
}

/// One content with two names; where the file system knows no such thing, with the new one.
bool addName(const QString &file, const QString &name)
{
    std::error_code error;
    std::filesystem::create_hard_link(QFileInfo(file).filesystemFilePath(),
                                      QFileInfo(name).filesystemFilePath(), error);
    return !error || QFile::rename(file, name);
}

} // namespace

BlobFolder::BlobFolder(QString folder, Options options)
    : m_folder(std::move(folder)), m_options(std::move(options))
{
    if (!m_options.sharedBy.isEmpty())
        m_shared.emplace(m_folder, m_options.sharedBy);
}

bool BlobFolder::isOurs() const
{
    return !m_shared || m_shared->owner() == SharedFolder::Owner::Ours;
}

BlobError BlobFolder::whyMissing() const
{
    return isOurs() ? BlobError::NotThere : BlobError::Away;
}

QString BlobFolder::uploadPath(const QString &id) const
{
    return m_folder + QStringLiteral("/uploads/") + id;
}

QString BlobFolder::blobPath(const QByteArray &hash) const
{
    return m_folder + QStringLiteral("/blobs/") + QString::fromLatin1(hash.left(2)) +
           QLatin1Char('/') + QString::fromLatin1(hash);
}

BlobFolder::Result<void> BlobFolder::open()
{
    if (!isOurs())
        return {};
    for (const QString &part : {QString(), QStringLiteral("/uploads"), QStringLiteral("/blobs")}) {
        const bool isOperators = m_shared && part.isEmpty(); // who made it for several
        if (!isOperators && !makePrivateFolder(m_folder + part)) {
            qCWarning(filesLog) << "cannot make the folder" << m_folder + part;
            return tl::unexpected(BlobError::Failed);
        }
    }
    return {};
}

bool BlobFolder::hasRoomFor(qint64 bytes) const
{
    std::error_code error;
    const auto disk = std::filesystem::space(QFileInfo(m_folder).filesystemFilePath(), error);
    return error || qint64(disk.available) - bytes >= m_options.reserveBytes;
}

BlobFolder::Result<void> BlobFolder::begin(const QString &id)
{
    if (!isOurs())
        return tl::unexpected(BlobError::Away);
    if (!hasRoomFor(0))
        return tl::unexpected(BlobError::Full);
    QFile file(uploadPath(id));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        return tl::unexpected(blobErrorOf(file, errno, "cannot make"));
    file.setPermissions(ownersOnly);
    return {};
}

BlobFolder::Result<qint64> BlobFolder::offset(const QString &id) const
{
    QFile file(uploadPath(id));
    // A network's file system tells the size that others left to who opens it.
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return tl::unexpected(file.exists() ? BlobError::Failed : whyMissing());
    return file.size();
}

BlobFolder::Result<qint64> BlobFolder::append(const QString &id, qint64 offset,
                                              const QByteArray &bytes)
{
    QFile file(uploadPath(id));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        return tl::unexpected(file.exists() ? blobErrorOf(file, errno, "cannot open")
                                            : whyMissing());
    if (file.size() != offset)
        return tl::unexpected(BlobError::WrongOffset);
    if (!hasRoomFor(bytes.size()))
        return tl::unexpected(BlobError::Full);
    errno = 0;
    if (!file.seek(offset) || file.write(bytes) != bytes.size()) {
        const int number = errno;
        file.resize(offset); // half a piece is no piece
        return tl::unexpected(blobErrorOf(file, number ? number : ENOSPC, "cannot write"));
    }
    if (m_shared) { // other hosts may write to it, and some disks tell of errors late
        errno = 0;
        if (!syncFile(file))
            return tl::unexpected(blobErrorOf(file, errno, "cannot sync"));
        return offset + bytes.size();
    }
    auto hashing = m_hashing.value(id);
    if (!hashing && offset == 0 && m_hashing.size() < mostHashing)
        hashing = *m_hashing.insert(id, std::make_shared<Hashing>());
    if (hashing && hashing->size == offset) {
        hashing->hash.addData(bytes);
        hashing->size += bytes.size();
    }
    return offset + bytes.size();
}

BlobFolder::Result<void> BlobFolder::sync(const QString &id)
{
    QFile file(uploadPath(id));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        return tl::unexpected(whyMissing());
    if (!syncFile(file))
        return tl::unexpected(blobErrorOf(file, errno, "cannot sync"));
    return {};
}

/// Of all of it. What came before a restart, or was too much to go along, is read again.
BlobFolder::Result<QByteArray> BlobFolder::hashOf(const QString &id, qint64 size)
{
    const auto hashing = m_hashing.take(id);
    if (hashing && hashing->size == size)
        return hashing->hash.result().toHex();
    QFile file(uploadPath(id));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return tl::unexpected(BlobError::NotThere);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 left = size; left > 0;) {
        const QByteArray piece = file.read(std::min(left, hashPiece));
        if (piece.isEmpty())
            return tl::unexpected(blobErrorOf(file, EIO, "cannot read"));
        hash.addData(piece);
        left -= piece.size();
    }
    return hash.result().toHex();
}

/// Hashes what it copies: whatever a stranger has other hosts write to the upload meanwhile, no
/// name gets what is not its own. What is there already is touched, as a sign to sweeps elsewhere.
BlobFolder::Result<BlobFolder::Blob> BlobFolder::finishShared(const QString &id, qint64 size)
{
    if (!isOurs())
        return tl::unexpected(BlobError::Away);
    if (!hasRoomFor(size))
        return tl::unexpected(BlobError::Full);
    auto copy = m_shared->copy(uploadPath(id), size);
    if (!copy)
        return tl::unexpected(copy.error());
    const QString path = blobPath(copy->hash);
    const QString folder = path.left(path.lastIndexOf(QLatin1Char('/')));
    std::error_code error;
    bool isThere = touchFile(path); // and if a sweep takes it after all, settle() finds out
    if (isThere) {
        QFile::remove(copy->path);
    } else if (makePrivateFolder(folder)) {
        std::filesystem::rename(QFileInfo(copy->path).filesystemFilePath(),
                                QFileInfo(path).filesystemFilePath(), error);
        isThere = !error;
    }
    if (!isThere || !syncFolder(folder) || !syncFolder(m_folder + QStringLiteral("/blobs"))) {
        qCWarning(filesLog) << "cannot keep" << path << ":" << error.message().c_str();
        QFile::remove(copy->path);
        return tl::unexpected(isOurs() ? BlobError::Failed : BlobError::Away);
    }
    ++m_claimed[copy->hash];
    return Blob{copy->hash, copy->beginning};
}

BlobFolder::Result<BlobFolder::Blob> BlobFolder::finish(const QString &id, qint64 size)
{
    const auto there = offset(id);
    if (!there)
        return tl::unexpected(there.error());
    if (*there != size)
        return tl::unexpected(BlobError::WrongOffset);
    if (m_shared)
        return finishShared(id, size);
    if (auto synced = sync(id); !synced)
        return tl::unexpected(synced.error());
    const auto hash = hashOf(id, size);
    if (!hash)
        return tl::unexpected(hash.error());
    QFile upload(uploadPath(id));
    if (!upload.open(QIODevice::ReadOnly))
        return tl::unexpected(blobErrorOf(upload, EIO, "cannot read"));
    Blob blob{*hash, upload.read(typeBytes)};
    upload.close();
    const QString path = blobPath(blob.hash);
    const QString folder = path.left(path.lastIndexOf(QLatin1Char('/')));
    if (!QFile::exists(path) && (!makePrivateFolder(folder) || !addName(uploadPath(id), path)))
        return tl::unexpected(blobErrorOf(upload, errno, "cannot keep"));
    if (!syncFolder(folder) || !syncFolder(m_folder + QStringLiteral("/blobs"))) {
        qCWarning(filesLog) << "cannot sync" << folder;
        return tl::unexpected(BlobError::Failed);
    }
    ++m_claimed[blob.hash];
    return blob;
}

void BlobFolder::release(const QByteArray &hash)
{
    if (--m_claimed[hash] <= 0)
        m_claimed.remove(hash);
}

void BlobFolder::discard(const QString &id)
{
    m_hashing.remove(id);
    QFile::remove(uploadPath(id));
}

BlobFolder::Result<void> BlobFolder::settle(const QString &id, qint64 size, const QByteArray &hash)
{
    release(hash);
    if (m_shared && !has(hash)) {
        const auto again = finishShared(id, size);
        if (!again)
            return tl::unexpected(again.error());
        release(again->hash);
        if (again->hash != hash) {
            qCWarning(filesLog) << "was swept, and is another one now:" << hash;
            return tl::unexpected(BlobError::Failed);
        }
    }
    discard(id);
    return {};
}

BlobFolder::Result<void> BlobFolder::has(const QByteArray &hash) const
{
    QFile file(blobPath(hash));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return tl::unexpected(m_shared ? BlobError::Away : BlobError::NotThere);
    return {};
}

BlobFolder::Result<QByteArray> BlobFolder::read(const QByteArray &hash, qint64 offset,
                                                qint64 size) const
{
    QFile file(blobPath(hash));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return tl::unexpected(m_shared ? BlobError::Away : BlobError::NotThere);
    if (!file.seek(offset))
        return tl::unexpected(BlobError::Failed);
    return file.read(size);
}

BlobFolder::Result<QDateTime> BlobFolder::time() const
{
    if (!m_shared)
        return QDateTime();
    const auto time = m_shared->time();
    if (!time)
        return tl::unexpected(BlobError::Away);
    return *time;
}

bool BlobFolder::remove(const QString &path, const QDateTime &time) const
{
    return m_shared ? SharedFolder::removeOld(path, time) : QFile::remove(path);
}

BlobFolder::Result<int> BlobFolder::sweep(const QSet<QByteArray> &hashes,
                                          const QSet<QString> &uploads, const QDateTime &time)
{
    if (m_shared) {
        if (!m_shared->take(hashes))
            return tl::unexpected(BlobError::Away);
        if (auto opened = open(); !opened)
            return tl::unexpected(opened.error());
    }
    int deleted = 0;
    QDirIterator blobs(m_folder + QStringLiteral("/blobs"), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    while (blobs.hasNext()) {
        blobs.next();
        const QByteArray hash = blobs.fileName().toLatin1();
        if (m_shared && SharedFolder::putBack(blobs.filePath(), hashes))
            continue;
        if (!hashes.contains(hash) && !m_claimed.contains(hash))
            deleted += remove(blobs.filePath(), time);
    }
    QDirIterator parts(m_folder + QStringLiteral("/uploads"), QDir::Files | QDir::Hidden);
    while (parts.hasNext()) {
        parts.next();
        if (!uploads.contains(parts.fileName())) {
            m_hashing.remove(parts.fileName());
            deleted += remove(parts.filePath(), time);
        }
    }
    return deleted;
}

} // namespace Server
