// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/ownidentity.h"

#include "server/doors/certificate.h"
#include "server/doors/logging.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSslCertificate>

namespace Server {
namespace {

constexpr qint64 largestIdentityFile = 256 * 1024;
const QFile::Permissions forOwner = QFile::ReadOwner | QFile::WriteOwner;

struct Places {
    explicit Places(const QString &data)
        : folder(data + QStringLiteral("/identity")), fresh(data + QStringLiteral("/identity-new")),
          before(data + QStringLiteral("/identity-before"))
    {
    }
    QString folder;
    QString fresh;  ///< Being written; whole as soon as `folder` is not there.
    QString before; ///< Till the fresh one has its name.
};

QString keyIn(const QString &folder)
{
    return folder + QStringLiteral("/host.key");
}

QString chainIn(const QString &folder)
{
    return folder + QStringLiteral("/host.crt");
}

/// Ends what was cut short: a fresh identity has its name, or there never was one.
void settle(const Places &places)
{
    QDir disk;
    if (!QFileInfo::exists(places.folder)) {
        // The old one is moved away only behind a fresh one that is whole.
        if (QFileInfo::exists(places.before))
            disk.rename(QFileInfo::exists(places.fresh) ? places.fresh : places.before,
                        places.folder);
    }
    if (QFileInfo::exists(places.folder)) {
        QDir(places.fresh).removeRecursively();
        QDir(places.before).removeRecursively();
    }
}

bool write(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(forOwner) &&
           file.write(content) == content.size() && file.commit();
}

tl::expected<void, QString> keep(const Places &places, const Stomp::CertifiedKey &certified)
{
    QDir disk;
    QDir(places.fresh).removeRecursively();
    const bool written = disk.mkpath(places.fresh) &&
                         QFile::setPermissions(places.fresh, forOwner | QFile::ExeOwner) &&
                         write(keyIn(places.fresh), certified.key) &&
                         write(chainIn(places.fresh), certified.chain);
    const bool isFree =
        written && (!QFileInfo::exists(places.folder) || disk.rename(places.folder, places.before));
    if (!isFree || !disk.rename(places.fresh, places.folder)) {
        settle(places);
        return tl::unexpected(
            QStringLiteral("The host's identity cannot be written to %1.").arg(places.folder));
    }
    settle(places);
    return {};
}

tl::expected<QByteArray, QString> content(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
#ifdef Q_OS_UNIX // elsewhere Qt shows what is everybody's, and the folder's own list decides
    if ((file.permissions() & (QFile::ReadGroup | QFile::ReadOther)) != 0) {
        qCWarning(doorsLog).noquote() << path << "was for others to read; it is not any more";
        file.setPermissions(forOwner);
    }
#endif
    return file.read(largestIdentityFile);
}

/// Empty parts for a file that is not there.
tl::expected<Stomp::CertifiedKey, QString> readFiles(const Places &places)
{
    const auto key = content(keyIn(places.folder));
    if (!key)
        return tl::unexpected(key.error());
    const auto chain = content(chainIn(places.folder));
    if (!chain)
        return tl::unexpected(chain.error());
    return Stomp::CertifiedKey{*key, *chain};
}

bool isDamaged(const Places &places, const Stomp::CertifiedKey &read)
{
    return QFileInfo::exists(places.folder) && !Stomp::isWhole(read);
}

QString damaged(const Places &places)
{
    return QStringLiteral("The host's identity in %1 is damaged.").arg(places.folder);
}

/// What lies there whole.
tl::expected<OwnIdentity, QString> opened(const Places &places)
{
    auto tls = readCertificate(chainIn(places.folder), keyIn(places.folder));
    if (!tls)
        return tl::unexpected(tls.error());
    OwnIdentity identity;
    identity.tls = std::move(*tls);
    identity.fingerprint = identity.tls.localCertificate().digest(QCryptographicHash::Sha256);
    return identity;
}

} // namespace

QByteArray fingerprintOf(const QByteArray &chain)
{
    const QList<QSslCertificate> all = QSslCertificate::fromData(chain, QSsl::Pem);
    return all.isEmpty() || all.first().isNull() ? QByteArray()
                                                 : all.first().digest(QCryptographicHash::Sha256);
}

tl::expected<Stomp::CertifiedKey, QString> readOwnIdentity(const QString &folder)
{
    const Places places(folder);
    settle(places);
    auto read = readFiles(places);
    if (read && isDamaged(places, *read))
        return tl::unexpected(damaged(places));
    return read;
}

tl::expected<OwnIdentity, QString> openOwnIdentity(const QString &folder, const QByteArray &name)
{
    const Places places(folder);
    settle(places);
    const auto read = readFiles(places);
    if (!read)
        return tl::unexpected(read.error());
    QString setAside;
    if (isDamaged(places, *read)) {
        setAside = places.folder + QStringLiteral("-damaged-") +
                   QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
        if (!QDir().rename(places.folder, setAside))
            return tl::unexpected(damaged(places) + QStringLiteral(" It cannot be moved away."));
        qCWarning(doorsLog).noquote()
            << damaged(places) << "It is kept as" << setAside
            << "and another was made: clients that knew the host are told that it is another. Put "
               "the identity of a backup in its place to be known again.";
    }
    if (!QFileInfo::exists(places.folder)) {
        const auto made = Stomp::makeCertifiedKey(name);
        if (!made)
            return tl::unexpected(QStringLiteral("No key could be made for the host."));
        if (const auto kept = keep(places, *made); !kept)
            return tl::unexpected(kept.error());
    }
    // One that came from another system: clients that knew it follow to the next.
    const auto now = readFiles(places);
    if (now && Stomp::usualKeyKind() == Stomp::KeyKind::Rsa &&
        Stomp::keyKindOf(*now) == Stomp::KeyKind::P256) {
        if (const auto renewed = renewOwnIdentity(folder); !renewed)
            return tl::unexpected(renewed.error());
    }
    auto identity = opened(places);
    if (identity)
        identity->setAside = setAside;
    return identity;
}

tl::expected<OwnIdentity, QString> reloadOwnIdentity(const QString &folder)
{
    const Places places(folder);
    settle(places);
    const auto read = readFiles(places);
    if (!read)
        return tl::unexpected(read.error());
    const bool isThere = QFileInfo::exists(places.folder);
    if (isThere && Stomp::isWhole(*read))
        return opened(places);
    return tl::unexpected(
        (isThere
             ? damaged(places)
             : QStringLiteral("The host's identity is not in %1 any more.").arg(places.folder)) +
        QStringLiteral(" The host shows the one it has. Put the identity of a backup there before "
                       "it starts anew: else it makes another one then, and clients that knew it "
                       "are told that it is another."));
}

tl::expected<Stomp::CertifiedKey, QString> renewOwnIdentity(const QString &folder)
{
    const auto read = readOwnIdentity(folder);
    if (!read)
        return tl::unexpected(read.error());
    if (read->key.isEmpty())
        return tl::unexpected(
            QStringLiteral("There is no identity in %1 yet: a host makes one when "
                           "it starts.")
                .arg(folder));
    const auto renewed = Stomp::renewCertifiedKey(*read);
    if (!renewed)
        return tl::unexpected(QStringLiteral("No key could be made for the host."));
    if (const auto kept = keep(Places(folder), *renewed); !kept)
        return tl::unexpected(kept.error());
    return *renewed;
}

} // namespace Server
