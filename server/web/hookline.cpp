// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/hookline.h"

#include "server/web/hooktarget.h"

#include <QHostInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkInterface>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

std::chrono::seconds wallClock()
{
    return std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch());
}

QByteArray authorityOf(const QUrl &url)
{
    return url.authority(QUrl::FullyEncoded).toLatin1();
}

} // namespace

HookLine::~HookLine()
{
    stopTry();
}

void HookLine::add(const HookPost &post)
{
    m_posts.push_back(post);
    m_bytes += post.json.size();
    // The one that is being tried is dropped last.
    while (m_posts.size() > 1 &&
           (int(m_posts.size()) > m_options.waiting || m_bytes > m_options.waitingBytes)) {
        const auto oldest = m_posts.begin() + (m_busy ? 1 : 0);
        m_bytes -= oldest->json.size();
        m_posts.erase(oldest);
        ++m_counts.dropped;
    }
    if (!m_busy) {
        m_busy = true;
        m_tries = 0;
        m_firstTry = Stomp::Clock::now();
        begin();
    }
    count();
}

void HookLine::begin()
{
    ++m_tries;
    m_answer.clear();
    m_tooLong = false;
    m_timer.disconnect(this);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        stopTry();
        settle(Outcome::Again, QStringLiteral("no answer in time"));
    });
    m_timer.start(m_options.timeout);
    m_lookup = QHostInfo::lookupHost(m_posts.front().url.host(QUrl::FullyEncoded), this,
                                     &HookLine::resolved);
}

void HookLine::resolved(const QHostInfo &info)
{
    if (m_lookup != info.lookupId())
        return;
    m_lookup.reset();
    if (info.error() != QHostInfo::NoError)
        return settle(Outcome::Again, info.errorString());
    const QList<QHostAddress> addresses = info.addresses();
    const QList<QHostAddress> own = QNetworkInterface::allAddresses(); // as they are now
    const auto allowed =
        std::find_if(addresses.begin(), addresses.end(), [&](const QHostAddress &address) {
            return isHookTarget(address, m_options.toLoopback, own);
        });
    if (allowed == addresses.end()) {
        return settle(Outcome::Failed,
                      QStringLiteral("the address is of this computer or its own link; the host's "
                                     "operator can allow that: webhook-loopback"));
    }
    send(*allowed);
}

void HookLine::send(const QHostAddress &address)
{
    const HookPost &post = m_posts.front();
    QUrl url = post.url;
    url.setHost(address.toString());
    QNetworkRequest request(url);
    // To that address and no other; the name is for the server and its certificate.
    request.setRawHeader("Host", authorityOf(post.url));
    request.setPeerVerifyName(post.url.host(QUrl::FullyEncoded));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Madang/" MADANG_VERSION));
    request.setRawHeader("Madang-Delivery", post.id);
    request.setRawHeader("Madang-Attempt", QByteArray::number(m_tries));
    request.setRawHeader("Madang-Signature", hookSignature(post.secret, wallClock(), post.json));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    m_reply = m_network.post(request, post.json);
    m_reply->setReadBufferSize(m_options.answerBytes);
    connect(m_reply, &QNetworkReply::readyRead, this, &HookLine::read);
    connect(m_reply, &QNetworkReply::finished, this, &HookLine::replied);
}

void HookLine::read()
{
    m_answer += m_reply->read(m_options.answerBytes + 1 - m_answer.size());
    if (m_answer.size() > m_options.answerBytes) {
        m_tooLong = true;
        replied(); // enough was heard
    }
}

void HookLine::replied()
{
    if (!m_tooLong)
        m_answer += m_reply->readAll();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = m_reply->error();
    const QString errorText = m_reply->errorString();
    stopTry();
    // Cut off in the middle of an answer it has not said that it took it.
    const bool isWhole = m_tooLong || error == QNetworkReply::NoError || status >= 400;
    if (status == 0 || !isWhole)
        return settle(Outcome::Again, errorText);
    const QString problem = QStringLiteral("HTTP %1").arg(status);
    if (status >= 500 || status == 429)
        return settle(Outcome::Again, problem);
    if (status < 200 || status >= 300)
        return settle(Outcome::Failed, problem);
    if (!m_tooLong && m_answer.size() <= m_options.answerBytes) {
        const QJsonObject object = QJsonDocument::fromJson(m_answer).object();
        const QString text = object[QStringLiteral("text")].toString();
        if (!text.isEmpty())
            Q_EMIT answered(m_posts.front().id, text);
    }
    settle(Outcome::Delivered, {});
}

void HookLine::settle(Outcome outcome, const QString &problem)
{
    m_timer.stop();
    m_timer.disconnect(this);
    m_counts.problem = problem;
    if (outcome == Outcome::Again) {
        const auto wait = std::min<std::chrono::milliseconds>(
            m_options.firstRetry * (1 << std::min(m_tries - 1, 16)), m_options.longestRetry);
        if (Stomp::Clock::now() + wait - m_firstTry <= m_options.giveUpAfter) {
            connect(&m_timer, &QTimer::timeout, this, &HookLine::begin);
            m_timer.start(wait);
            return count();
        }
    }
    ++(outcome == Outcome::Delivered ? m_counts.delivered : m_counts.failed);
    drop();
    m_busy = !m_posts.empty();
    if (m_busy) {
        m_tries = 0;
        m_firstTry = Stomp::Clock::now();
        begin();
    }
    count();
}

void HookLine::drop()
{
    m_bytes -= m_posts.front().json.size();
    m_posts.pop_front();
}

void HookLine::stopTry()
{
    if (m_lookup)
        QHostInfo::abortHostLookup(*std::exchange(m_lookup, std::nullopt));
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void HookLine::count()
{
    m_counts.waiting = int(m_posts.size());
    Q_EMIT counted(m_counts);
}

} // namespace Server
