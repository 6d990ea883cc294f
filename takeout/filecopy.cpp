// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/filecopy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <filesystem>
#include <system_error>

#if defined(Q_OS_UNIX)
#include <fcntl.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <windows.h>
#endif

namespace Takeout {
namespace {

#ifndef EDQUOT // where there are no quotas of that kind
constexpr int EDQUOT = ENOSPC;
#endif

constexpr qint64 pieceBytes = 256 * 1024;
const QFile::Permissions ownersOnly = QFile::ReadOwner | QFile::WriteOwner;

tl::unexpected<Failure> failed(const QFileDevice &file, const char *what)
{
    return tl::unexpected(failureOf(file, QString::fromLatin1(what)));
}

} // namespace

Failure failureOf(const QFileDevice &file, const QString &what)
{
    const int number = errno;
    if (number == ENOSPC || number == EDQUOT || number == EFBIG ||
        file.error() == QFileDevice::ResourceError) {
        return {Failure::Kind::Full,
                QStringLiteral("The disk is full: %1 could not be written.").arg(file.fileName())};
    }
    return {Failure::Kind::Failed,
            QStringLiteral("Cannot %1 %2: %3.").arg(what, file.fileName(), file.errorString())};
}

Result<void> syncPath(const QString &path)
{
#if defined(Q_OS_UNIX)
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!done)
        return failure(Failure::Kind::Failed,
                       QStringLiteral("The disk did not take %1.").arg(path));
#elif defined(Q_OS_WIN)
    if (QFileInfo(path).isDir())
        return {}; // NTFS keeps a journal of names
    const std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    const HANDLE file = CreateFileW(name.c_str(), GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    const bool done = file != INVALID_HANDLE_VALUE && FlushFileBuffers(file);
    if (file != INVALID_HANDLE_VALUE)
        CloseHandle(file);
    if (!done)
        return failure(Failure::Kind::Failed,
                       QStringLiteral("The disk did not take %1.").arg(path));
#else
    Q_UNUSED(path)
#endif
    return {};
}

Result<QByteArray> hashOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failed(file, "read");
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (;;) {
        const QByteArray piece = file.read(pieceBytes);
        if (piece.isEmpty())
            break;
        hash.addData(piece);
    }
    if (file.error() != QFileDevice::NoError)
        return failed(file, "read");
    return hash.result().toHex();
}

Result<QByteArray> copyFile(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failed(source, "read");
    QFile target(to);
    errno = 0;
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        return failed(target, "make");
    target.setPermissions(ownersOnly);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (;;) {
        const QByteArray piece = source.read(pieceBytes);
        if (piece.isEmpty())
            break;
        hash.addData(piece);
        errno = 0;
        if (target.write(piece) != piece.size())
            return failed(target, "write");
    }
    if (source.error() != QFileDevice::NoError)
        return failed(source, "read");
    target.close();
    return hash.result().toHex();
}

Result<void> linkOrCopy(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::create_hard_link(QFileInfo(from).filesystemFilePath(),
                                      QFileInfo(to).filesystemFilePath(), error);
    if (!error)
        return {};
    return copyFile(from, to).map([](const QByteArray &) {});
}

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return failed(file, "make");
    file.setPermissions(ownersOnly);
    errno = 0;
    if (file.write(content) != content.size())
        return failed(file, "write");
    file.close();
    return syncPath(path);
}

Result<void> makeFolder(const QString &path)
{
    errno = 0;
    if (QDir(path).exists())
        return {};
    if (!QDir().mkpath(path)) {
        const auto kind = errno == ENOSPC ? Failure::Kind::Full : Failure::Kind::Failed;
        return failure(kind, QStringLiteral("The folder %1 cannot be made.").arg(path));
    }
    QFile::setPermissions(path, ownersOnly | QFile::ExeOwner);
    return {};
}

} // namespace Takeout
