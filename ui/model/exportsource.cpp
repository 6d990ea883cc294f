// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/exportsource.h"

#include "stomp/wire/address.h"
#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostfiles.h"
#include "ui/model/hostway.h"
#include "ui/model/pinnednetwork.h"

#include <QFile>
#include <QNetworkReply>

#include <algorithm>
#include <chrono>

namespace Ui {
namespace {

using namespace std::chrono_literals;
using State = Stomp::StompClient::State;
constexpr auto exportPatience = 2min;
constexpr qsizetype longestOriginId = 128;
constexpr int downloadPatience = 30'000; ///< Without a byte.

} // namespace

HostExportSource::HostExportSource(Stomp::StompClient &client, QUrl http, QObject *parent)
    : ExportSource(parent), m_client(&client), m_http(std::move(http)),
      m_refusals(client.subscribe(Chat::errorsQueue()))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(exportPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] { give(std::nullopt); });
    connect(&client, &Stomp::StompClient::stateChanged, this, [this] {
        if (isOver())
            give(std::nullopt);
    });
    connect(m_refusals, &Stomp::StompSubscription::received, this,
            [this](const Stomp::ClientEvent::MessageReceived &message) {
                const auto refused = Chat::RefusedEvent::fromJson(message.body);
                if (refused && refused->receipt.toUtf8() == m_receipt)
                    give(std::nullopt);
            });
}

std::unique_ptr<HostExportSource> HostExportSource::of(ChatClient &client, const QString &address)
{
    const HostWay *way = HostWay::of(client);
    const QUrl http = HostFiles::addressOf(way ? way->url() : Chat::programUrl(address));
    auto source = std::make_unique<HostExportSource>(client.connection(), http);
    keepToPin(source->m_network, [pin = way ? way->pin() : QByteArray()] { return pin; });
    return source;
}

HostExportSource::~HostExportSource()
{
    delete m_page;
    delete m_refusals;
}

/// Nobody wants a connection any more, or will get one.
bool HostExportSource::isOver() const
{
    return !m_client || m_client->state() == State::Disconnected ||
           m_client->state() == State::Closing;
}

void HostExportSource::give(std::optional<Chat::HistoryPage> page)
{
    if (!m_answer)
        return;
    m_patience.stop();
    m_receipt.clear();
    if (m_page)
        m_page->deleteLater(); // it may be what tells us this
    m_page.clear();
    std::exchange(m_answer, nullptr)(std::move(page));
}

void HostExportSource::page(const Chat::RoomId &room, Chat::Sequence before, int limit,
                            PageAnswer answer)
{
    if (m_answer || isOver()) {
        QMetaObject::invokeMethod(
            this, [answer] { answer(std::nullopt); }, Qt::QueuedConnection);
        return;
    }
    m_answer = std::move(answer);
    m_receipt = QByteArrayLiteral("export-") + QByteArray::number(++m_asked);
    m_patience.start();
    m_page = m_client->subscribe(
        Chat::requestDestination(Chat::Request::Kind::History, room),
        Stomp::Headers{{QByteArrayLiteral("limit"), QByteArray::number(limit)},
                       {QByteArrayLiteral("before"), QByteArray::number(before.number)},
                       {QByteArrayLiteral("receipt"), m_receipt}});
    connect(m_page, &Stomp::StompSubscription::received, this,
            [this, room, asked = m_asked](const Stomp::ClientEvent::MessageReceived &message) {
                if (asked != m_asked)
                    return;
                auto page = Chat::HistoryPage::fromJson(message.body);
                if (page && page->room != room)
                    page.reset();
                give(std::move(page));
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
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool isWhole = reply->error() == QNetworkReply::NoError && status == 200 &&
                             target->flush() && target->pos() == size;
        target->close();
        if (!isWhole)
            target->remove();
        answer(isWhole);
    });
}

QString hostIdOf(ChatClient &client)
{
    const QByteArray id = client.connection().connectedHeaders().value("host-id", {});
    return id.size() <= longestOriginId ? QString::fromUtf8(id) : QString();
}

std::vector<Chat::RoomInfo> roomsToExport(ChatClient &client, const Chat::RoomId &room)
{
    std::vector<Chat::RoomInfo> found;
    const RoomListModel &rooms = *client.rooms();
    for (int row = 0; row < rooms.rowCount(); ++row) {
        Chat::RoomInfo info = rooms.room(rooms.roomAt(rooms.index(row)));
        if (room.isEmpty() ? !rooms.isJoined(info.id) : info.id != room)
            continue;
        // The list tells how it was when it came; what was said since stands in the timeline.
        info.last = std::max(info.last, client.timeline(info.id)->newest());
        found.push_back(std::move(info));
    }
    return found;
}

} // namespace Ui
