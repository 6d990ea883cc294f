// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/exportsource.h"

#include "stomp/wire/destinations.h"
#include "ui/model/logging.h"

#include <QFile>
#include <QNetworkReply>

namespace Ui {
namespace {

constexpr int downloadPatience = 30'000; ///< Without a byte.

} // namespace

HostExportSource::HostExportSource(Stomp::StompClient &client, QUrl http, QObject *parent)
    : ExportSource(parent), m_client(client), m_http(std::move(http))
{
    connect(&m_client, &Stomp::StompClient::stateChanged, this, [this] {
        if (m_answer && m_client.state() != Stomp::StompClient::State::Connected) {
            delete m_page;
            std::exchange(m_answer, nullptr)(std::nullopt);
        }
    });
}

void HostExportSource::page(const Chat::RoomId &room, Chat::Sequence before, int limit,
                            PageAnswer answer)
{
    if (m_answer || m_client.state() != Stomp::StompClient::State::Connected) {
        QMetaObject::invokeMethod(
            this, [answer] { answer(std::nullopt); }, Qt::QueuedConnection);
        return;
    }
    m_answer = std::move(answer);
    m_page = m_client.subscribe(
        Chat::requestDestination(Chat::Request::Kind::History, room),
        Stomp::Headers{{QByteArrayLiteral("limit"), QByteArray::number(limit)},
                       {QByteArrayLiteral("before"), QByteArray::number(before.number)}});
    connect(m_page, &Stomp::StompSubscription::received, this,
            [this, room](const Stomp::ClientEvent::MessageReceived &message) {
                if (!m_page || !m_answer)
                    return;
                m_page->deleteLater();
                m_page.clear();
                auto page = Chat::HistoryPage::fromJson(message.body);
                if (page && page->room != room)
                    page.reset();
                std::exchange(m_answer, nullptr)(std::move(page));
            });
}

void HostExportSource::file(const Chat::FileInfo &file, const QString &path, FileAnswer answer)
{
    auto target = std::make_shared<QFile>(path);
    if (m_http.isEmpty() || !target->open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        QMetaObject::invokeMethod(
            this, [answer] { answer(false); }, Qt::QueuedConnection);
        return;
    }
    QUrl url = m_http;
    url.setPath(QStringLiteral("/files/%1/%2").arg(file.token, file.name));
    QNetworkRequest request(url);
    request.setTransferTimeout(downloadPatience);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply *reply = m_network.get(request);
    const auto take = [reply, target, size = file.size] {
        const QByteArray piece = reply->readAll();
        // It is as large as its message says, or not it.
        if (target->pos() + piece.size() > size || target->write(piece) != piece.size())
            reply->abort();
    };
    connect(reply, &QNetworkReply::readyRead, this, take);
    connect(reply, &QNetworkReply::finished, this, [reply, target, answer, size = file.size] {
        reply->deleteLater();
        const bool isWhole =
            reply->error() == QNetworkReply::NoError && target->flush() && target->pos() == size;
        target->close();
        if (!isWhole)
            target->remove();
        answer(isWhole);
    });
}

} // namespace Ui
