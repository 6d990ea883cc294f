// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/databackup.h"

#include "server/store/schema.h"
#include "server/upkeep/datacheck.h"
#include "server/upkeep/identitycopy.h"
#include "takeout/filecopy.h"
#include "takeout/wholefolder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <filesystem>
#include <system_error>

namespace Server {
namespace {

constexpr int mostTries = 3;
constexpr int formatVersion = 1;
constexpr qint64 largestManifest = 64 * 1024;
const QLatin1String formatKey("madang-backup");

QString manifestIn(const QString &folder)
{
    return folder + QStringLiteral("/backup.json");
}

Upkept<void> takeBlob(const QString &from, const QString &to, const QByteArray &hash)
{
    const QString path = blobPathIn(to, hash);
    if (QFileInfo::exists(path))
        return {};
    if (auto made = Takeout::makeFolder(QFileInfo(path).path()); !made)
        return made;
    return Takeout::linkOrCopy(blobPathIn(from, hash), path);
}

/// All that are there now: what the host deletes meanwhile may be in what is copied next.
Upkept<void> takeAllBlobs(const QString &from, const QString &to)
{
    QDirIterator blobs(blobFolderIn(from), QDir::Files, QDirIterator::Subdirectories);
    while (blobs.hasNext()) {
        blobs.next();
        const auto taken = takeBlob(from, to, blobs.fileName().toLatin1());
        if (!taken &&
            (taken.error().kind == Failure::Kind::Full || QFileInfo::exists(blobs.filePath())))
            return taken;
    }
    return {};
}

Upkept<void> copyLog(const QString &from, const QString &to)
{
    auto log = LogFile::open(from, LogFile::Mode::Read);
    if (!log)
        return tl::unexpected(log.error());
    QFile::remove(to);
    if (auto copied = (*log)->run(QStringLiteral("VACUUM INTO ?"), {to}); !copied)
        return copied;
    QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

Upkept<QList<QByteArray>> hashesOf(const QString &file)
{
    auto log = LogFile::open(file, LogFile::Mode::Read);
    return log ? hashesIn(**log) : tl::unexpected(log.error());
}

void removeOthers(const QString &folder, const QList<QByteArray> &hashes)
{
    const QSet<QByteArray> wanted(hashes.begin(), hashes.end());
    QDirIterator blobs(blobFolderIn(folder), QDir::Files, QDirIterator::Subdirectories);
    while (blobs.hasNext()) {
        blobs.next();
        if (!wanted.contains(blobs.fileName().toLatin1()))
            QFile::remove(blobs.filePath());
    }
}

/// The log and all files that it names; gives the hashes of those that are nowhere.
Upkept<QList<QByteArray>> copyAll(const QString &from, const QString &to)
{
    QList<QByteArray> missing;
    for (int tries = 0; tries < mostTries; ++tries) {
        missing.clear();
        if (auto taken = takeAllBlobs(from, to); !taken)
            return tl::unexpected(taken.error());
        if (auto copied = copyLog(logPathIn(from), logPathIn(to)); !copied)
            return tl::unexpected(copied.error());
        const auto hashes = hashesOf(logPathIn(to));
        if (!hashes)
            return hashes;
        for (const QByteArray &hash : *hashes) {
            if (const auto taken = takeBlob(from, to, hash); !taken) {
                if (taken.error().kind == Failure::Kind::Full)
                    return tl::unexpected(taken.error());
                missing += hash;
            }
        }
        removeOthers(to, *hashes);
        if (missing.isEmpty())
            break;
    }
    return missing;
}

struct Manifest {
    QByteArray logHash;
    int schema = 0;
};

Upkept<Manifest> readManifest(const QString &backup)
{
    QFile file(manifestIn(backup));
    const auto none = Takeout::failure(
        Failure::Kind::Refused, QStringLiteral("%1 is no whole backup of Madang.").arg(backup));
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestManifest)
        return none;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const int format = json.value(formatKey).toInt();
    if (format <= 0)
        return none;
    Manifest manifest{json.value(QLatin1String("log")).toString().toLatin1(),
                      json.value(QLatin1String("schema")).toInt()};
    if (format > formatVersion || manifest.schema > newestSchema())
        return Takeout::failure(Failure::Kind::TooNew,
                                QStringLiteral("A newer version of Madang made %1.").arg(backup));
    return manifest;
}

Upkept<void> moveInto(const QString &folder, const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return {};
    std::error_code error;
    std::filesystem::rename(
        info.filesystemFilePath(),
        QFileInfo(folder + QLatin1Char('/') + info.fileName()).filesystemFilePath(), error);
    if (!error)
        return {};
    return Takeout::failure(Failure::Kind::Failed,
                            QStringLiteral("%1 cannot be moved to %2: %3.")
                                .arg(path, folder, QString::fromStdString(error.message())));
}

/// A copy of the backup within the data folder, where it can be renamed to its places.
Upkept<RestoreReport> stage(const QString &backup, const QString &staged, const Progress &progress)
{
    QDir(staged).removeRecursively();
    for (const QString &folder : {staged, blobFolderIn(staged)}) {
        if (auto made = Takeout::makeFolder(folder); !made)
            return tl::unexpected(made.error());
    }
    const auto manifest = readManifest(backup);
    if (!manifest)
        return tl::unexpected(manifest.error());
    const auto hash = Takeout::copyFile(logPathIn(backup), logPathIn(staged));
    if (!hash)
        return tl::unexpected(hash.error());
    if (*hash != manifest->logHash)
        return Takeout::failure(Failure::Kind::Damaged,
                                QStringLiteral("The log in %1 is damaged.").arg(backup));
    const auto hashes = hashesOf(logPathIn(staged));
    if (!hashes)
        return tl::unexpected(hashes.error());
    for (const QByteArray &one : *hashes) {
        const auto taken = takeBlob(backup, staged, one);
        if (!taken && taken.error().kind == Failure::Kind::Full)
            return tl::unexpected(taken.error());
    }
    const auto checked = checkData(staged, progress);
    if (!checked)
        return tl::unexpected(checked.error());
    // Files that the backup lacks were named when it was made.
    if (!checked->problems.isEmpty())
        return Takeout::failure(Failure::Kind::Damaged, checked->problems.first());
    if (auto taken = copyIdentity(backup, staged); !taken)
        return tl::unexpected(taken.error());
    return RestoreReport{{}, checked->messages, checked->files};
}

} // namespace

Upkept<BackupReport> backUpData(const QString &folder, const QString &to, const Progress &progress)
{
    if (QFileInfo::exists(unfinishedMarkIn(folder)))
        return Takeout::failure(
            Failure::Kind::Refused,
            QStringLiteral("A repair or a restore of %1 was not finished.").arg(folder));
    const QString inside = QFileInfo(folder).canonicalFilePath() + QLatin1Char('/');
    if ((QDir(to).absolutePath() + QLatin1Char('/')).startsWith(inside))
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("%1 is within the data itself.").arg(to));
    BackupReport report;
    report.path = QStringLiteral("%1/madang-%2").arg(QDir(to).absolutePath(), timeForNames());
    auto whole = Takeout::WholeFolder::begin(report.path);
    if (!whole)
        return tl::unexpected(whole.error());
    const QString copy = (*whole)->path();
    const auto missing = copyAll(folder, copy);
    if (!missing)
        return tl::unexpected(missing.error());
    if (auto taken = copyIdentity(folder, copy); !taken)
        return tl::unexpected(taken.error());
    const auto checked = checkData(copy, progress);
    if (!checked)
        return tl::unexpected(checked.error());
    if (!checked->problems.isEmpty())
        return Takeout::failure(
            Failure::Kind::Damaged,
            QStringLiteral("The data is damaged: %1").arg(checked->problems.first()));
    report.warnings = checked->fileProblems;
    report.messages = checked->messages;
    report.files = checked->files - missing->size();
    const auto logHash = Takeout::hashOf(logPathIn(copy));
    if (!logHash)
        return tl::unexpected(logHash.error());
    int schema = 0;
    if (auto log = LogFile::open(logPathIn(copy), LogFile::Mode::Read)) {
        if (const auto version = (*log)->value(QStringLiteral("PRAGMA user_version")))
            schema = version->toInt();
    }
    const QJsonObject manifest{{formatKey, formatVersion},
                               {QStringLiteral("log"), QString::fromLatin1(*logHash)},
                               {QStringLiteral("schema"), schema},
                               {QStringLiteral("messages"), report.messages},
                               {QStringLiteral("files"), report.files},
                               {QStringLiteral("made"), timeForNames()},
                               {QStringLiteral("program"), QStringLiteral(MADANG_VERSION)}};
    auto done = Takeout::writeFile(manifestIn(copy), QJsonDocument(manifest).toJson());
    if (done)
        done = (*whole)->finish();
    if (!done)
        return tl::unexpected(done.error());
    return report;
}

Upkept<RestoreReport> restoreData(const QString &backup, const QString &folder,
                                  const Progress &progress)
{
    if (auto manifest = readManifest(backup); !manifest)
        return tl::unexpected(manifest.error());
    const auto lock = lockFolder(folder);
    if (!lock)
        return tl::unexpected(lock.error());
    const QString staged = folder + QStringLiteral("/restored");
    auto report = stage(backup, staged, progress);
    if (!report) {
        QDir(staged).removeRecursively();
        return report;
    }
    const QString log = logPathIn(folder);
    const QString files = folder + QStringLiteral("/files");
    const QString kept = QStringLiteral("before-%1").arg(timeForNames());
    const QString keptPath = folder + QLatin1Char('/') + kept;
    const bool wasThere = QFileInfo::exists(log) || QFileInfo::exists(files);
    const bool bringsIdentity =
        QFileInfo::exists(identityFolderIn(staged)) && !isLaterIdentity(folder, staged);
    auto done = Takeout::writeFile(unfinishedMarkIn(folder), kept.toUtf8());
    if (done)
        done = Takeout::syncPath(folder);
    if (done && wasThere) {
        done = Takeout::makeFolder(keptPath);
        for (const QString &path :
             {log, log + QStringLiteral("-wal"), log + QStringLiteral("-shm"), files}) {
            if (done)
                done = moveInto(keptPath, path);
        }
    }
    if (done && bringsIdentity && QFileInfo::exists(identityFolderIn(folder))) {
        done = Takeout::makeFolder(keptPath);
        if (done)
            done = moveInto(keptPath, identityFolderIn(folder));
    }
    for (const QString &path : {logPathIn(staged), staged + QStringLiteral("/files"),
                                bringsIdentity ? identityFolderIn(staged) : QString()}) {
        if (done && !path.isEmpty())
            done = moveInto(folder, path);
    }
    if (done)
        done = Takeout::syncPath(folder);
    if (!done)
        return tl::unexpected(done.error());
    QDir(staged).removeRecursively();
    QFile::remove(unfinishedMarkIn(folder));
    if (auto synced = Takeout::syncPath(folder); !synced)
        return tl::unexpected(synced.error());
    if (wasThere)
        report->kept = keptPath;
    return report;
}

} // namespace Server
