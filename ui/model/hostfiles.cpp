// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/hostfiles.h"

#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostway.h"
#include "ui/model/pinnednetwork.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <utility>

namespace Ui {
namespace {

constexpr qint64 largestProblem = 16 * 1024;
constexpr std::chrono::seconds longestRetryAfter = std::chrono::hours(1);
constexpr int stallTime = 60'000; ///< ms without a byte, then the connection counts as cut.

QByteArray makeGuestToken()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

HostFiles::HostFiles(QObject *parent) : QObject(parent), m_guestToken(makeGuestToken())
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(stallTime);
    m_network.setAutoDeleteReplies(false);
    keepToPin(m_network, [this] { return m_pin; });
}

QUrl HostFiles::addressOf(const QUrl &webSocket)
{
    QUrl address;
    address.setScheme(webSocket.scheme() == QStringLiteral("wss") ? QStringLiteral("https")
                                                                  : QStringLiteral("http"));
    address.setHost(webSocket.host());
    address.setPort(webSocket.port());
    return webSocket.host().isEmpty() ? QUrl() : address;
}

void HostFiles::follow(ChatClient &client)
{
    m_knowsSelf = false;
    const auto isOnline = [&client] {
        return client.status().phase == ConnectionStatus::Phase::Online;
    };
    // A member has another token for HTTP, which comes a little later.
    const auto isNamed = [account = client.account()] {
        return account->standing() != Account::Standing::Member || !account->info().name.isEmpty();
    };
    auto take = [this, &client, isOnline, isNamed, wasOnline = false]() mutable {
        if (!isOnline()) {
            m_knowsSelf = m_knowsSelf || wasOnline; // no more than this is known for now
            return;
        }
        wasOnline = true;
        setGuestToken(client.connection().connectedHeaders().value("guest-token", {}));
        m_knowsSelf = m_knowsSelf || isNamed();
        wake();
    };
    take();
    connect(&client, &ChatClient::statusChanged, this, take);
    const auto know = [this, isOnline, isNamed, account = client.account()] {
        const bool isMember = account->standing() == Account::Standing::Member;
        const QByteArray token = isMember ? account->info().token.toLatin1() : QByteArray();
        const bool isNew = std::exchange(m_accountToken, token) != token;
        const bool nowKnows = m_knowsSelf || (isOnline() && isNamed());
        if (std::exchange(m_knowsSelf, nowKnows) != nowKnows || isNew)
            wake();
    };
    connect(client.account(), &Account::changed, this, know);
    know();
    if (const HostWay *way = HostWay::of(client)) {
        const auto go = [this, way] {
            m_pin = way->pin();
            m_address = addressOf(way->url());
            wake();
        };
        go();
        connect(way, &HostWay::changed, this, go);
    }
}

bool HostFiles::isForNow(int status) const
{
    constexpr int unauthorized = 401;
    return isPassing(status) || (status == unauthorized && !m_accountToken.isEmpty());
}

void HostFiles::setAddress(const QUrl &address)
{
    const QString password = address.password();
    m_authorization =
        password.isEmpty() ? QByteArray() : "Basic " + (u':' + password).toUtf8().toBase64();
    m_address = address.adjusted(QUrl::RemoveUserInfo);
    wake();
}

void HostFiles::setGuestToken(const QByteArray &token)
{
    if (!token.isEmpty())
        m_guestToken = token;
}

QNetworkRequest HostFiles::request(const QByteArray &path) const
{
    QUrl url = m_address;
    const qsizetype query = path.indexOf('?');
    url.setPath(QString::fromLatin1(path.first(query < 0 ? path.size() : query)), QUrl::StrictMode);
    if (query >= 0)
        url.setQuery(QString::fromLatin1(path.sliced(query + 1)));
    QNetworkRequest request(url);
    request.setRawHeader("Guest-Token", m_guestToken);
    request.setRawHeader("Accept-Encoding", "identity");
    if (!m_accountToken.isEmpty()) // which lets in without the host's password
        request.setRawHeader("Authorization", "Bearer " + m_accountToken);
    else if (!m_authorization.isEmpty())
        request.setRawHeader("Authorization", m_authorization);
    // Whoever joins two hosts at one address, one after the other, is to be nobody's memory.
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    return request;
}

QNetworkRequest HostFiles::request(const Chat::FileInfo &file, bool thumbnail) const
{
    return request("/files/" + file.token.toLatin1() + '/' + QUrl::toPercentEncoding(file.name) +
                   (thumbnail ? "?thumbnail" : ""));
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QString problemOf(QNetworkReply &reply)
{
    const QJsonObject problem = QJsonDocument::fromJson(reply.read(largestProblem)).object();
    return problem.value(QStringLiteral("error")).toString().left(200);
}

std::optional<std::chrono::seconds> retryAfterOf(const QNetworkReply &reply)
{
    bool isNumber = false;
    const qlonglong seconds = reply.rawHeader("Retry-After").toLongLong(&isNumber);
    if (!isNumber || seconds <= 0)
        return std::nullopt;
    return std::min(std::chrono::seconds(seconds), longestRetryAfter);
}

bool isPassing(int status)
{
    constexpr std::array passing = {0, 408, 409, 423, 425, 429, 502, 503, 504};
    return std::find(passing.begin(), passing.end(), status) != passing.end();
}

} // namespace Ui
