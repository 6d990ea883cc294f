// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/hostinquiry.h"

#include <QCryptographicHash>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

#include <algorithm>

namespace Ui {
namespace {

constexpr const char *lateProperty = "late";
constexpr const char *tooLongProperty = "tooLong";
constexpr const char *distrustedProperty = "distrusted";

/// Whether that is what one that nobody else vouches for brings with it.
bool isOfOwnCertificate(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::HostNameMismatch:
    case QSslError::CertificateNotYetValid:
    case QSslError::CertificateExpired:
        return true;
    default:
        return false;
    }
}

QUrl aboutUrl(const QUrl &host)
{
    const bool secure =
        host.scheme() == QStringLiteral("wss") || host.scheme() == QStringLiteral("https");
    QUrl url;
    url.setScheme(secure ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host.host());
    url.setPort(host.port());
    url.setPath(QStringLiteral("/about"));
    return url;
}

/// Whether somebody is there who does not encrypt. What is asked for is no secret.
bool speaksNoTls(const QNetworkReply &reply)
{
    return reply.url().scheme() == QStringLiteral("https") &&
           !reply.property(distrustedProperty).toBool() &&
           (reply.error() == QNetworkReply::SslHandshakeFailedError ||
            reply.error() == QNetworkReply::RemoteHostClosedError);
}

HostInquiry::Failure failureOf(const QNetworkReply &reply)
{
    using Failure = HostInquiry::Failure;
    if (reply.property(lateProperty).toBool())
        return Failure::Silent;
    if (reply.property(distrustedProperty).toBool())
        return Failure::WrongCertificate;
    if (reply.property(tooLongProperty).toBool() ||
        reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
        return Failure::NotOurs;
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return Failure::Refused;
    case QNetworkReply::HostNotFoundError:
        return Failure::NoSuchName;
    case QNetworkReply::TimeoutError:
        return Failure::Silent;
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return Failure::Unreachable;
    default:
        return Failure::NotOurs; // closed, or spoke something else
    }
}

} // namespace

HostInquiry::HostInquiry(QObject *parent) : QObject(parent)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
    // Neighbours are no business of a proxy's.
    m_network.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
}

HostInquiry::~HostInquiry()
{
    cancelAll();
}

void HostInquiry::ask(const QUrl &host)
{
    if (m_replies.contains(host))
        return;
    send(host, aboutUrl(host));
}

void HostInquiry::send(const QUrl &host, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity"); // what unpacks to gigabytes is short
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    QNetworkReply *reply = m_network.get(request);
    reply->setReadBufferSize(Chat::largestAbout + 1);
    reply->setProperty("host", host);
    m_replies.insert(host, reply);
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { read(reply); });
    connect(reply, &QNetworkReply::sslErrors, this, [reply](const QList<QSslError> &errors) {
        // A host vouches for itself; what it says has to be of who showed the certificate.
        if (std::all_of(errors.begin(), errors.end(), isOfOwnCertificate))
            reply->ignoreSslErrors(errors);
        else
            reply->setProperty(distrustedProperty, true);
    });
    connect(
        reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); },
        Qt::QueuedConnection);
    QTimer::singleShot(m_patience, reply, [reply] {
        if (reply->isFinished())
            return;
        reply->setProperty(lateProperty, true);
        reply->abort();
    });
}

void HostInquiry::cancel(const QUrl &host)
{
    QNetworkReply *reply = m_replies.take(host);
    if (!reply)
        return;
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void HostInquiry::cancelAll()
{
    const QList<QUrl> hosts = m_replies.keys();
    for (const QUrl &host : hosts)
        cancel(host);
}

bool HostInquiry::isAsking(const QUrl &host) const
{
    return m_replies.contains(host);
}

void HostInquiry::read(QNetworkReply *reply)
{
    if (reply->bytesAvailable() <= Chat::largestAbout)
        return;
    reply->setProperty(tooLongProperty, true);
    reply->abort();
}

void HostInquiry::finish(QNetworkReply *reply)
{
    const QUrl host = reply->property("host").toUrl();
    if (m_replies.value(host) != reply)
        return; // cancelled while this was under way
    m_replies.remove(host);
    reply->deleteLater();
    constexpr int ok = 200;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (speaksNoTls(*reply)) {
        QUrl plain = reply->url();
        plain.setScheme(QStringLiteral("http"));
        return send(host, plain);
    }
    if (reply->error() != QNetworkReply::NoError || status != ok) {
        Q_EMIT failed(host, failureOf(*reply), reply->errorString());
        return;
    }
    const auto about = Chat::readAbout(reply->read(Chat::largestAbout + 1));
    const QByteArray shown =
        reply->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256);
    const bool isSecure = reply->url().scheme() == QStringLiteral("https");
    if (!about)
        Q_EMIT failed(host, Failure::NotOurs, {});
    else if (isSecure && about->fingerprint != shown)
        Q_EMIT failed(host, Failure::WrongCertificate, {});
    else
        Q_EMIT answered(host, *about);
}

} // namespace Ui
