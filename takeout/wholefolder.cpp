// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/wholefolder.h"

#include "takeout/filecopy.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QUuid>

#include <filesystem>
#include <system_error>

namespace Takeout {
namespace {

constexpr qint64 longLeft = 24 * 60 * 60;
/// Without it a folder is none of ours, whatever its name.
const QLatin1String marker(".madang-unfinished");

void removeLeftovers(const QString &parent)
{
    const auto folders = QDir(parent).entryInfoList({QStringLiteral(".*.unfinished")},
                                                    QDir::Dirs | QDir::Hidden | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders) {
        const QFileInfo mark(folder.filePath() + QLatin1Char('/') + marker);
        if (mark.exists() && mark.lastModified().secsTo(QDateTime::currentDateTimeUtc()) > longLeft)
            QDir(folder.filePath()).removeRecursively();
    }
}

} // namespace

WholeFolder::WholeFolder(QString path, QString unfinished)
    : m_path(std::move(path)), m_unfinished(std::move(unfinished))
{
}

Result<std::unique_ptr<WholeFolder>> WholeFolder::begin(const QString &path)
{
    const QFileInfo info(QDir::cleanPath(QDir(path).absolutePath()));
    if (info.fileName().isEmpty() || info.isSymLink() ||
        (info.exists() && (!info.isDir() || !QDir(info.filePath())
                                                 .isEmpty(QDir::AllEntries | QDir::Hidden |
                                                          QDir::System | QDir::NoDotAndDotDot)))) {
        return failure(Failure::Kind::Refused,
                       QStringLiteral("%1 is there already. Name a new folder.").arg(path));
    }
    const QString parent = info.path();
    if (auto made = makeFolder(parent); !made)
        return tl::unexpected(made.error());
    removeLeftovers(parent);
    const QString unfinished =
        QStringLiteral("%1/.%2.%3.unfinished")
            .arg(parent, info.fileName(), QUuid::createUuid().toString(QUuid::Id128).left(8));
    if (auto made = makeFolder(unfinished); !made)
        return tl::unexpected(made.error());
    std::unique_ptr<WholeFolder> folder(new WholeFolder(info.filePath(), unfinished));
    if (auto marked = writeFile(unfinished + QLatin1Char('/') + marker, {}); !marked)
        return tl::unexpected(marked.error());
    return folder;
}

WholeFolder::~WholeFolder()
{
    if (!m_isFinished)
        QDir(m_unfinished).removeRecursively();
}

Result<void> WholeFolder::finish()
{
    QDirIterator all(m_unfinished, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    while (all.hasNext()) {
        if (auto synced = syncPath(all.next()); !synced)
            return synced;
    }
    QFile::remove(m_unfinished + QLatin1Char('/') + marker);
    if (auto synced = syncPath(m_unfinished); !synced)
        return synced;
    std::error_code error;
    std::filesystem::rename(QFileInfo(m_unfinished).filesystemFilePath(),
                            QFileInfo(m_path).filesystemFilePath(), error);
    if (error) {
        return failure(Failure::Kind::Failed,
                       QStringLiteral("%1 cannot get its name: %2.")
                           .arg(m_path, QString::fromStdString(error.message())));
    }
    m_isFinished = true;
    return syncPath(QFileInfo(m_path).path());
}

} // namespace Takeout
