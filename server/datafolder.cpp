// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/datafolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>

#include <algorithm>
#include <array>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace Server {
namespace {

constexpr std::array<QByteArrayView, 9> networkFileSystems{
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "afs", "9p"};

/// Folders of the programs that copy files to other computers behind SQLite's back.
const std::array<QString, 6> cloudFolders{
    QStringLiteral("Dropbox"),      QStringLiteral("OneDrive"),  QStringLiteral("Google Drive"),
    QStringLiteral("iCloud Drive"), QStringLiteral("Nextcloud"), QStringLiteral("MYBOX")};

/// What the drive of a folder is called when it is another computer's; empty: it is of this one.
QString networkDriveOf(const QString &folder)
{
#ifdef Q_OS_WIN
    // A drive of another computer shows the file system that it has there.
    const QString root = QStorageInfo(folder).rootPath();
    if (root.startsWith(QLatin1String("//")) ||
        GetDriveTypeW(QDir::toNativeSeparators(root).toStdWString().c_str()) == DRIVE_REMOTE)
        return root;
#endif
    const QByteArray type = QStorageInfo(folder).fileSystemType();
    const bool isRemote = std::any_of(networkFileSystems.begin(), networkFileSystems.end(),
                                      [&type](QByteArrayView network) { return type == network; });
    return isRemote ? QString::fromLatin1(type) : QString();
}

/// Whether a folder of that name is one that `cloud` copies elsewhere.
bool isCopiedBy(const QString &cloud, const QString &name)
{
    // "OneDrive - Company" beside one's own "OneDrive".
    return name == cloud || name.startsWith(cloud + QStringLiteral(" - "));
}

} // namespace

std::optional<QString> prepareDataFolder(const QString &folder)
{
    const QFileInfo before(folder);
    if (before.exists() && !before.isDir())
        return QStringLiteral("%1 is not a folder.").arg(folder);
    if (!before.exists()) {
        if (!QDir().mkpath(folder))
            return QStringLiteral("The folder %1 cannot be made.").arg(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QFileInfo info(folder);
    if (!info.isWritable())
        return QStringLiteral("The folder %1 cannot be written to.").arg(folder);
    if (const QString drive = networkDriveOf(folder); !drive.isEmpty()) {
        return QStringLiteral("The folder %1 is on a network drive (%2), where the log would not "
                              "be safe. Choose one on this computer's own disk.")
            .arg(folder, drive);
    }
    const QStringList parts = info.canonicalFilePath().split(QLatin1Char('/'));
    for (const QString &cloud : cloudFolders) {
        if (std::any_of(parts.begin(), parts.end(),
                        [&cloud](const QString &part) { return isCopiedBy(cloud, part); })) {
            return QStringLiteral("The folder %1 is copied elsewhere by %2 while it is written to, "
                                  "which damages the log. Choose another one.")
                .arg(folder, cloud);
        }
    }
    return std::nullopt;
}

QString defaultDataFolder()
{
    // systemd may name several folders; the first is ours.
    const QString state = qEnvironmentVariable("STATE_DIRECTORY").section(QLatin1Char(':'), 0, 0);
    if (!state.isEmpty())
        return state;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/madang-host");
}

} // namespace Server
