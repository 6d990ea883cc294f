// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/identitycopy.h"

#include "takeout/filecopy.h"

#include <QFile>
#include <QFileInfo>

namespace Server {
namespace {

constexpr qint64 largestPart = 256 * 1024;
constexpr int mostReads = 3;
const QString keyName = QStringLiteral("/host.key");
const QString chainName = QStringLiteral("/host.crt");
const QByteArray certificateEnd = QByteArrayLiteral("-----END CERTIFICATE-----");

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(largestPart) : QByteArray();
}

} // namespace

QString identityFolderIn(const QString &folder)
{
    return folder + QStringLiteral("/identity");
}

Upkept<void> copyIdentity(const QString &from, const QString &to)
{
    const QString source = identityFolderIn(from);
    if (!QFileInfo::exists(source))
        return {};
    for (int tries = 0; tries < mostReads; ++tries) {
        const QByteArray chain = read(source + chainName);
        const QByteArray key = read(source + keyName);
        if (chain.isEmpty() || key.isEmpty() || read(source + chainName) != chain)
            continue;
        const QString target = identityFolderIn(to);
        if (auto made = Takeout::makeFolder(target); !made)
            return made;
        if (auto written = Takeout::writeFile(target + keyName, key); !written)
            return written;
        return Takeout::writeFile(target + chainName, chain);
    }
    return Takeout::failure(
        Failure::Kind::Failed,
        QStringLiteral("The host's identity in %1 cannot be read.").arg(source));
}

bool isLaterIdentity(const QString &folder, const QString &backup)
{
    const QByteArray saved = read(identityFolderIn(backup) + chainName);
    const qsizetype end = saved.indexOf(certificateEnd);
    return end > 0 && read(identityFolderIn(folder) + chainName).contains(saved.first(end));
}

} // namespace Server
