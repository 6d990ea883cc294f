// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/thumbnailfolder.h"

#include "server/files/filetype.h"
#include "server/files/logging.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSaveFile>

namespace Server {
namespace {

/// Of 640 pixels a side; a small copy that has more is none.
constexpr qsizetype mostThumbnailBytes = 1024 * 1024;
constexpr int lookTime = 50; ///< ms, between two looks whether somebody wants us to stop.

QString pathOf(const QString &folder, const char *kind, const QByteArray &hash)
{
    return folder + QLatin1Char('/') + QLatin1String(kind) + QLatin1Char('/') +
           QString::fromLatin1(hash.left(2)) + QLatin1Char('/') + QString::fromLatin1(hash);
}

/// What a program needs to be found, loaded and looked at. Ours may have secrets in it.
QProcessEnvironment bareEnvironment()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment bare;
    for (const char *name :
         {"PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "QT_PLUGIN_PATH", "SystemRoot", "TMPDIR",
          "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
        const QString key = QString::fromLatin1(name);
        if (ours.contains(key))
            bare.insert(key, ours.value(key));
    }
    return bare;
}

} // namespace

ThumbnailFolder::ThumbnailFolder(QString folder, Options options)
    : m_folder(std::move(folder)), m_options(std::move(options))
{
}

std::optional<tl::expected<QByteArray, ThumbnailFolder::Problem>>
ThumbnailFolder::kept(const QString &folder, const QByteArray &hash)
{
    QFile file(pathOf(folder, "thumbnails", hash));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QByteArray bytes = file.read(mostThumbnailBytes);
    if (bytes.isEmpty())
        return tl::unexpected(Problem::NotMade);
    return bytes;
}

tl::expected<QByteArray, ThumbnailFolder::Problem> ThumbnailFolder::find(const QByteArray &hash)
{
    if (const auto found = kept(m_folder, hash))
        return *found;
    const auto made = make(pathOf(m_folder, "blobs", hash));
    if (!made)
        return tl::unexpected(Problem::Failed);
    if (!keep(pathOf(m_folder, "thumbnails", hash), *made))
        qCWarning(filesLog) << "cannot keep the thumbnail of" << hash;
    if (made->isEmpty())
        return tl::unexpected(Problem::NotMade);
    return *made;
}

std::optional<QByteArray> ThumbnailFolder::make(const QString &picture) const
{
    if (m_stopped || m_options.program.isEmpty())
        return std::nullopt;
    QProcess program;
    program.setStandardInputFile(picture);
    program.setStandardErrorFile(QProcess::nullDevice());
    program.setWorkingDirectory(QDir::rootPath());
    program.setProcessEnvironment(bareEnvironment());
    program.start(m_options.program, {});
    if (!program.waitForStarted()) {
        qCWarning(filesLog) << "cannot start" << m_options.program << ":" << program.errorString();
        return std::nullopt;
    }
    const auto end = std::chrono::steady_clock::now() + m_options.mostTime;
    const auto isTooMuch = [&] { return program.bytesAvailable() > mostThumbnailBytes; };
    while (!program.waitForFinished(lookTime) && program.state() != QProcess::NotRunning) {
        if (m_stopped || isTooMuch() || std::chrono::steady_clock::now() >= end) {
            program.kill();
            program.waitForFinished();
            break;
        }
    }
    if (m_stopped)
        return std::nullopt;
    const bool isDone = program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0;
    QByteArray bytes = isDone && !isTooMuch() ? program.readAllStandardOutput() : QByteArray();
    // Whatever became of that program: browsers get a picture from us, or nothing.
    return imageType(bytes).isEmpty() ? QByteArray() : bytes;
}

bool ThumbnailFolder::keep(const QString &path, const QByteArray &bytes) const
{
    const auto ownersOnly = QFile::ReadOwner | QFile::WriteOwner;
    const QString shard = path.left(path.lastIndexOf(QLatin1Char('/')));
    for (const QString &folder : {m_folder + QStringLiteral("/thumbnails"), shard}) {
        if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownersOnly | QFile::ExeOwner))
            return false;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(ownersOnly);
    return file.write(bytes) == bytes.size() && file.commit();
}

int ThumbnailFolder::sweep(const QSet<QByteArray> &hashes)
{
    int deleted = 0;
    QDirIterator files(m_folder + QStringLiteral("/thumbnails"), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        if (!hashes.contains(files.fileName().toLatin1()))
            deleted += QFile::remove(files.filePath());
    }
    return deleted;
}

} // namespace Server
