// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/pinnednetwork.h"

#include <QCryptographicHash>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <utility>

namespace Ui {
namespace {

QByteArray shownIn(const QNetworkReply &reply)
{
    const QSslCertificate shown = reply.sslConfiguration().peerCertificate();
    return shown.isNull() ? QByteArray() : shown.digest(QCryptographicHash::Sha256);
}

} // namespace

void keepToPin(QNetworkAccessManager &network, std::function<QByteArray()> pin)
{
    QObject::connect(&network, &QNetworkAccessManager::sslErrors, &network,
                     [pin](QNetworkReply *reply, const QList<QSslError> &errors) {
                         const QByteArray wanted = pin();
                         if (!wanted.isEmpty() && shownIn(*reply) == wanted)
                             reply->ignoreSslErrors(errors);
                     });
    // One that this computer trusts may be another's, too.
    QObject::connect(&network, &QNetworkAccessManager::encrypted, &network,
                     [pin = std::move(pin)](QNetworkReply *reply) {
                         const QByteArray wanted = pin();
                         if (!wanted.isEmpty() && shownIn(*reply) != wanted)
                             reply->abort();
                     });
}

} // namespace Ui
