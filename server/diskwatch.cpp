// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/diskwatch.h"

#include "server/logging.h"

#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace Server {
namespace {

using Level = HostStatus::Disk::Level;

/// A bounded log with less than that of its bound left has little.
constexpr qint64 smallShare = 10;

QString mebibytes(qint64 bytes)
{
    return QStringLiteral("%1 MiB").arg(double(bytes) / (1024 * 1024), 0, 'f', 1);
}

} // namespace

DiskWatch::DiskWatch(Options options, std::function<StoreStatus()> store)
    : m_options(std::move(options)), m_store(std::move(store))
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(m_options.pause);
    look();
}

std::optional<std::pair<qint64, qint64>> DiskWatch::spaceOf(const QString &folder)
{
    std::error_code error;
    const auto space = std::filesystem::space(QFileInfo(folder).filesystemFilePath(), error);
    if (error)
        return std::nullopt;
    return std::pair(qint64(space.available), qint64(space.capacity));
}

HostStatus::Disk DiskWatch::look()
{
    HostStatus::Disk disk;
    const StoreStatus store = m_store();
    const QString log = m_options.folder + QStringLiteral("/log.sqlite");
    disk.logBytes = QFileInfo(log).size() + QFileInfo(log + QStringLiteral("-wal")).size();
    if (const auto space = m_options.space(m_options.folder)) {
        disk.freeBytes = space->first;
        disk.totalBytes = space->second;
        // What a smaller disk can never have is no warning.
        if (disk.freeBytes < std::min(m_options.warningBytes, disk.totalBytes / smallShare))
            disk.level = Level::Low;
    }
    const qint64 left = m_options.storeBytes - QFileInfo(log).size();
    if (m_options.storeBytes > 0 && left < m_options.storeBytes / smallShare)
        disk.level = Level::Low;
    if (store.full)
        disk.level = Level::Full;
    tell(disk);
    return disk;
}

void DiskWatch::tell(const HostStatus::Disk &disk)
{
    if (disk.level == m_told)
        return;
    m_told = disk.level;
    const QString left = disk.freeBytes < 0 ? QStringLiteral("?") : mebibytes(disk.freeBytes);
    QString log = mebibytes(disk.logBytes);
    if (m_options.storeBytes > 0)
        log += QStringLiteral(" of %1 that it may have").arg(mebibytes(m_options.storeBytes));
    switch (disk.level) {
    case Level::Enough:
        qCInfo(hostLog).noquote() << "disk: there is room again," << left << "are free";
        break;
    case Level::Low:
        qCWarning(hostLog).noquote() << "disk: little room," << left << "are free in"
                                     << m_options.folder << "and the log has" << log;
        break;
    case Level::Full:
        qCCritical(hostLog).noquote()
            << "disk: full," << left << "are free in" << m_options.folder << "and the log has"
            << log
            << "- messages are refused, and kept by those who send them, until there is room";
        break;
    }
}

} // namespace Server
