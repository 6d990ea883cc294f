// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/signalling.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace Server {
namespace {

const QString typeKey = QStringLiteral("type");
const QString senderKey = QStringLiteral("sender");
const QString receiverKey = QStringLiteral("receiver");
const QString everybody = QStringLiteral("all");

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QString Signalling::join(Deliver deliver)
{
    if (m_peers.size() >= mostPeers)
        return {};
    const QString peer = QUuid::createUuid().toString(QUuid::WithoutBraces);
    tellOthers(
        peer,
        compact({{typeKey, QStringLiteral("new")}, {senderKey, peer}, {receiverKey, everybody}}));
    m_peers.insert(peer, std::move(deliver));
    return peer;
}

std::optional<int> Signalling::say(const QString &peer, const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    QJsonObject message = document.object();
    message[senderKey] = peer;
    const QString receiver = message.value(receiverKey).toString();
    if (receiver.isEmpty() || receiver == everybody)
        return tellOthers(peer, compact(message));
    const auto known = m_peers.constFind(receiver);
    if (known == m_peers.cend())
        return 0;
    (*known)(compact(message));
    return 1;
}

void Signalling::leave(const QString &peer)
{
    if (m_peers.remove(peer) > 0)
        tellOthers(peer, compact({{typeKey, QStringLiteral("close")}, {senderKey, peer}}));
}

int Signalling::tellOthers(const QString &peer, const QByteArray &json)
{
    int told = 0;
    const QHash<QString, Deliver> peers = m_peers; // one of them may leave by being told
    for (auto it = peers.cbegin(); it != peers.cend(); ++it) {
        if (it.key() != peer && m_peers.contains(it.key())) {
            it.value()(json);
            ++told;
        }
    }
    return told;
}

} // namespace Server
