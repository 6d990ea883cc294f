// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostidentity.h"

#include "server/doors/certificate.h"
#include "server/doors/ownidentity.h"
#include "server/hostusage.h"
#include "server/logging.h"
#include "stomp/net/identityhash.h"
#include "stomp/wire/identitywords.h"

#include <QCryptographicHash>
#include <QProcessEnvironment>
#include <QSslCertificate>
#include <QSslSocket>

namespace Server {
namespace {

constexpr qsizetype shownOfId = 8;

/// Tells nobody anything that the host does not tell everybody.
QByteArray certificateName(const QString &hostId)
{
    QByteArray name;
    for (const QChar c : hostId.left(shownOfId).toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            name += char(c.unicode());
    }
    return "madang-" + name + ".local";
}

/// The folder behind `rest`; the sentence of what else stands there.
tl::expected<QString, QString> dataFolderOf(const QStringList &rest)
{
    const auto host = readHostCommand(rest, QProcessEnvironment::systemEnvironment());
    if (!host)
        return tl::unexpected(host.error());
    return host->config.dataFolder;
}

QStringList linesAbout(const QByteArray &fingerprint)
{
    const QByteArray hash = Stomp::identityHash(fingerprint);
    return {QString::fromLatin1(fingerprint.toHex()),
            Chat::identityWords(hash, Chat::WordList::Korean).join(u' '),
            Chat::identityWords(hash, Chat::WordList::English).join(u' ')};
}

/// `openOwn`: how it comes by an identity of its own, where none is named.
template <typename OpenOwn>
tl::expected<HostTls, HostFailure> tlsOf(const HostConfig &config, const OpenOwn &openOwn)
{
    if (!config.tls && config.plain == HostConfig::Plain::Off) {
        return tl::unexpected(
            HostFailure{HostFailure::Kind::Config,
                        QStringLiteral("Nobody could connect: plain is off, and so is tls.")});
    }
    if (!config.tls)
        return HostTls();
    if (!config.tlsCertificate.isEmpty()) {
        auto named = readCertificate(config.tlsCertificate, config.tlsKey);
        if (!named)
            return tl::unexpected(HostFailure{HostFailure::Kind::Config, named.error()});
        const QByteArray shown = named->localCertificate().digest(QCryptographicHash::Sha256);
        return HostTls{std::move(*named), shown};
    }
    if (!QSslSocket::supportsSsl() && config.plain != HostConfig::Plain::Off) {
        qCWarning(hostLog) << "this computer's Qt cannot speak TLS: nothing is encrypted";
        return HostTls();
    }
    auto own = openOwn();
    if (!own)
        return tl::unexpected(HostFailure{HostFailure::Kind::Data, own.error()});
    return HostTls{std::move(own->tls), own->fingerprint, own->setAside};
}

} // namespace

tl::expected<HostTls, HostFailure> hostTls(const HostConfig &config, const QString &hostId)
{
    return tlsOf(config,
                 [&] { return openOwnIdentity(config.dataFolder, certificateName(hostId)); });
}

tl::expected<HostTls, HostFailure> reloadHostTls(const HostConfig &config)
{
    return tlsOf(config, [&] { return reloadOwnIdentity(config.dataFolder); });
}

bool isIdentityCommand(const QStringList &arguments)
{
    return arguments.value(0) == QStringLiteral("identity");
}

tl::expected<QStringList, QString> runIdentityCommand(const QStringList &arguments)
{
    const QString what = arguments.value(1);
    const bool renews = what == QStringLiteral("renew");
    if (!renews && !what.isEmpty() && !what.startsWith(QStringLiteral("--")))
        return tl::unexpected(commandUsage(arguments.first()).value_or(QString()));
    const auto folder = dataFolderOf(arguments.mid(renews ? 2 : 1));
    if (!folder)
        return tl::unexpected(folder.error());
    const auto identity = renews ? renewOwnIdentity(*folder) : readOwnIdentity(*folder);
    if (!identity)
        return tl::unexpected(identity.error());
    if (identity->chain.isEmpty())
        return tl::unexpected(
            QStringLiteral("There is no identity in %1 yet: a host makes one when it starts.")
                .arg(*folder));
    QStringList lines = linesAbout(fingerprintOf(identity->chain));
    if (renews)
        lines += QStringLiteral("A host that runs shows it from its next reload or start on.");
    return lines;
}

} // namespace Server
