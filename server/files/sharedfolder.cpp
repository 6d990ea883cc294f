// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/sharedfolder.h"

#include "server/files/filesync.h"
#include "server/files/filetype.h"
#include "server/files/logging.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace Server {
namespace {

constexpr qint64 pieceBytes = 256 * 1024;
constexpr qint64 mostMarkBytes = 200;

const auto asideEnd = QStringLiteral(".old");

QString markIn(const QString &folder)
{
    return folder + QStringLiteral("/log");
}

bool isOld(const QString &path, const QDateTime &time)
{
    const QDateTime changed = QFileInfo(path).lastModified();
    return changed.isValid() &&
           changed.msecsTo(time) > std::chrono::milliseconds(SharedFolder::youth).count();
}

} // namespace

SharedFolder::SharedFolder(QString folder, QString logId)
    : m_folder(std::move(folder)), m_logId(std::move(logId))
{
}

SharedFolder::Owner SharedFolder::ownerOf(const QString &folder, const QString &logId)
{
    QFile mark(markIn(folder));
    if (!mark.open(QIODevice::ReadOnly))
        return Owner::Nobody;
    const QByteArray said = mark.read(mostMarkBytes).trimmed();
    if (said.isEmpty())
        return Owner::Nobody; // whoever began to write it died
    return said == logId.toUtf8() ? Owner::Ours : Owner::Others;
}

bool SharedFolder::take(const QSet<QByteArray> &hashes)
{
    const Owner before = owner();
    if (before == Owner::Ours)
        return true;
    bool isEmpty = true, isKnown = false;
    QDirIterator blobs(m_folder + QStringLiteral("/blobs"), QDir::Files,
                       QDirIterator::Subdirectories);
    while (!isKnown && blobs.hasNext()) {
        blobs.next();
        isEmpty = false;
        isKnown = hashes.contains(blobs.fileName().toLatin1());
    }
    const bool mayBeNew = isEmpty && hashes.isEmpty();
    if (before == Owner::Nobody && (isKnown || mayBeNew) && QFileInfo(m_folder).isDir() &&
        write() && owner() == Owner::Ours) {
        qCInfo(filesLog).noquote() << "files: took the folder" << m_folder;
        m_told = false;
        return true;
    }
    if (!std::exchange(m_told, true)) {
        qCCritical(filesLog).noquote()
            << "files: nothing can be uploaded or downloaded, for the folder" << m_folder
            << (before == Owner::Others ? "belongs to another log"
                : isEmpty && !mayBeNew  ? "has none of the files that the log knows: is it "
                                          "mounted? If it is new, copy them there"
                : !isEmpty              ? "has files, none of which the log knows"
                                        : "cannot be written to");
    }
    return false;
}

/// The first of several hosts that begin at once makes it; all read what it says then.
bool SharedFolder::write() const
{
    QFile mark(markIn(m_folder));
    const bool isNew = mark.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered);
    if (!isNew && (mark.size() > 0 ||
                   !mark.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered)))
        return mark.size() > 0;
    const QByteArray words = m_logId.toUtf8() + '\n';
    return mark.write(words) == words.size() && syncFile(mark) && syncFolder(m_folder);
}

QString SharedFolder::newName() const
{
    return m_folder + QStringLiteral("/uploads/.") +
           QUuid::createUuid().toString(QUuid::WithoutBraces);
}

std::optional<QDateTime> SharedFolder::time() const
{
    if (owner() != Owner::Ours)
        return std::nullopt;
    QFile file(newName());
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return std::nullopt;
    file.close();
    const QDateTime time = QFileInfo(file.fileName()).lastModified();
    file.remove();
    return time.isValid() ? std::optional(time) : std::nullopt;
}

tl::expected<SharedFolder::Copy, BlobError> SharedFolder::copy(const QString &from,
                                                               qint64 size) const
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return tl::unexpected(BlobError::NotThere);
    QFile target(newName());
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        return tl::unexpected(blobErrorOf(target, errno, "cannot make"));
    target.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const auto fail = [&](BlobError error) {
        target.remove();
        return tl::unexpected(error);
    };
    Copy copy{target.fileName(), {}, {}};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 left = size; left > 0;) {
        const QByteArray piece = source.read(std::min(left, pieceBytes));
        if (piece.isEmpty())
            return fail(source.size() < size ? BlobError::WrongOffset
                                             : blobErrorOf(source, EIO, "cannot read"));
        errno = 0;
        if (target.write(piece) != piece.size())
            return fail(blobErrorOf(target, errno ? errno : ENOSPC, "cannot write"));
        if (copy.beginning.size() < typeBytes)
            copy.beginning += piece.left(typeBytes - copy.beginning.size());
        hash.addData(piece);
        left -= piece.size();
    }
    errno = 0;
    if (!syncFile(target))
        return fail(blobErrorOf(target, errno, "cannot sync"));
    copy.hash = hash.result().toHex();
    return copy;
}

bool SharedFolder::removeOld(const QString &path, const QDateTime &time)
{
    if (!isOld(path, time))
        return false;
    // Who touches it from here on is told that it is gone, and puts it there anew.
    const QString aside = path + asideEnd;
    std::error_code error;
    std::filesystem::rename(QFileInfo(path).filesystemFilePath(),
                            QFileInfo(aside).filesystemFilePath(), error);
    if (error)
        return false;
    if (isOld(aside, time))
        return QFile::remove(aside);
    if (!QFile::rename(aside, path)) // it is there anew
        QFile::remove(aside);
    return false;
}

bool SharedFolder::putBack(const QString &path, const QSet<QByteArray> &hashes)
{
    if (!path.endsWith(asideEnd))
        return false;
    const QString before = path.chopped(asideEnd.size());
    return hashes.contains(QFileInfo(before).fileName().toLatin1()) && QFile::rename(path, before);
}

} // namespace Server
