// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostlog.h"

#include "server/files/sharedfolder.h"
#include "server/store/postgresdatabase.h"

namespace Server {

namespace {

SqlStore::Opened openIn(const QString &folder, const HostConfig &config)
{
    SqlStore::Options options;
    options.synchronous =
        config.fullSync ? SqlStore::Synchronous::Full : SqlStore::Synchronous::Normal;
    if (config.storeBytes > 0)
        options.maxBytes = config.storeBytes;
    return SqlStore::create(folder, options);
}

} // namespace

SqlStore::Opened openLog(const HostConfig &config)
{
    return isLogShared(config) ? SqlStore::createShared({config.database})
                               : openIn(config.dataFolder, config);
}

SqlStore::Opened openOwnQueues(const HostConfig &config)
{
    return openIn(config.dataFolder + QStringLiteral("/queues"), config);
}

bool isLogShared(const HostConfig &config)
{
    return !config.database.isEmpty();
}

QString filesFolder(const HostConfig &config)
{
    return config.filesFolder.isEmpty() ? config.dataFolder + QStringLiteral("/files")
                                        : config.filesFolder;
}

std::optional<HostFailure> filesFailure(const HostConfig &config, const QString &logId)
{
    if (config.filesFolder.isEmpty() ||
        SharedFolder::ownerOf(config.filesFolder, logId) != SharedFolder::Owner::Others)
        return std::nullopt;
    return HostFailure{HostFailure::Kind::Data,
                       QStringLiteral("The files in %1 belong to hosts with another log. Choose "
                                      "another folder with --files.")
                           .arg(config.filesFolder)};
}

QString logPlace(const HostConfig &config)
{
    if (config.database.isEmpty())
        return config.dataFolder;
    return QStringLiteral("the database ") + PostgresLocation{config.database}.shown();
}

HostFailure logFailure(StoreError error, const HostConfig &config)
{
    const QString folder = logPlace(config);
    switch (error) {
    case StoreError::TooNew:
        return {
            HostFailure::Kind::DataTooNew,
            QStringLiteral("The data in %1 was written by a newer version of Madang. Install that "
                           "version, or choose another folder with --data.")
                .arg(folder)};
    case StoreError::Full:
        return {
            HostFailure::Kind::DiskFull,
            QStringLiteral("The disk of %1 is full. Make room and start again; nothing that was "
                           "stored is lost.")
                .arg(folder)};
    case StoreError::Locked:
        return {HostFailure::Kind::Data,
                QStringLiteral("Another host is using the data in %1. Stop it, or choose another "
                               "folder with --data.")
                    .arg(folder)};
    case StoreError::Corrupt:
        return {
            HostFailure::Kind::Data,
            QStringLiteral("The log in %1 is damaged and was left as it is. Save what can be read "
                           "with madang-host repair --data %1, or restore a backup.")
                .arg(folder)};
    case StoreError::Unfinished:
        return {HostFailure::Kind::Data,
                QStringLiteral("A repair or a restore of %1, or a migration to it, was cut short. "
                               "Do it again.")
                    .arg(folder)};
    case StoreError::Conflict: // others have it in use; that passes
    case StoreError::Unreachable:
        return {HostFailure::Kind::Unreachable,
                QStringLiteral("There is no answer from %1. See above what it said; start again "
                               "when it is there.")
                    .arg(folder)};
    case StoreError::Unwritable:
    case StoreError::NoSuchRoom:
    case StoreError::NoSuchMessage:
    case StoreError::NoSuchFile:
    case StoreError::NotAllowed:
    case StoreError::TooMany:
    case StoreError::Failed:
        break;
    }
    return {HostFailure::Kind::Data,
            QStringLiteral("The log in %1 cannot be opened for writing.").arg(folder)};
}

} // namespace Server
