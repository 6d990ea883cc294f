// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/certificate.h"

#include "server/doors/logging.h"

#include <QDateTime>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace Server {
namespace {

constexpr qint64 largestFile = 256 * 1024;

tl::expected<QByteArray, QString> readPem(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(
            QStringLiteral("%1 cannot be read: %2.").arg(fileName, file.errorString()));
    }
    if (file.size() > largestFile)
        return tl::unexpected(QStringLiteral("%1 is too large to be a PEM file.").arg(fileName));
    return file.readAll();
}

QSslKey readKey(const QByteArray &pem)
{
    QSslKey key(pem, QSsl::Rsa);
    return key.isNull() ? QSslKey(pem, QSsl::Ec) : key;
}

/// Whether they are two halves of one pair. Qt has no word for it, but a private key's DER holds
/// its public half: an RSA key the modulus and the exponent, one behind the other as the end of
/// the certificate's key has them, a key on a curve the point.
bool belongTogether(const QSslKey &publicKey, const QSslKey &privateKey)
{
    constexpr int bitsPerByte = 8;
    if (publicKey.algorithm() != privateKey.algorithm() ||
        publicKey.length() != privateKey.length())
        return false;
    const int parts = publicKey.algorithm() == QSsl::Ec ? 2 : 1; // a point has two coordinates
    const qsizetype size = parts * publicKey.length() / bitsPerByte;
    return privateKey.toDer().contains(publicKey.toDer().last(size));
}

} // namespace

tl::expected<QSslConfiguration, QString> readCertificate(const QString &certificateFile,
                                                         const QString &keyFile)
{
    if (!QSslSocket::supportsSsl())
        return tl::unexpected(QStringLiteral("This computer's Qt cannot speak TLS."));
    const auto chainPem = readPem(certificateFile);
    if (!chainPem)
        return tl::unexpected(chainPem.error());
    const auto keyPem = readPem(keyFile);
    if (!keyPem)
        return tl::unexpected(keyPem.error());

    const QList<QSslCertificate> chain = QSslCertificate::fromData(*chainPem, QSsl::Pem);
    if (chain.isEmpty() || chain.first().isNull())
        return tl::unexpected(
            QStringLiteral("%1 holds no certificate in PEM.").arg(certificateFile));
    const QSslKey key = readKey(*keyPem);
    if (key.isNull()) {
        return tl::unexpected(
            QStringLiteral("%1 holds no private key that can be used: it must be in PEM, RSA or "
                           "on an elliptic curve, without a passphrase.")
                .arg(keyFile));
    }
    if (key.algorithm() == QSsl::Ec && QSslSocket::activeBackend() == QStringLiteral("schannel")) {
        return tl::unexpected(
            QStringLiteral("The key in %1 is on an elliptic curve, and TLS takes only RSA keys on "
                           "this system.")
                .arg(keyFile));
    }
    if (!belongTogether(chain.first().publicKey(), key)) {
        return tl::unexpected(
            QStringLiteral("The key in %1 does not belong to the first certificate in %2.")
                .arg(keyFile, certificateFile));
    }
    if (chain.first().expiryDate() < QDateTime::currentDateTimeUtc())
        qCWarning(doorsLog) << "the certificate in" << certificateFile << "has expired";

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients need no certificate
    configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    return configuration;
}

} // namespace Server
