// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/statusjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Server {
namespace {

QJsonValue number(auto value)
{
    return QJsonValue(qint64(value));
}

QJsonObject countersJson(const HostStatus &status)
{
    const BrokerCounters &broker = status.broker.counters;
    const HostStatus::Doors &doors = status.doors;
    return {
        {QStringLiteral("refusals"), number(broker.refusals)},
        {QStringLiteral("errors"), number(broker.errors)},
        {QStringLiteral("messagesReceived"), number(broker.messagesReceived)},
        {QStringLiteral("deliveries"), number(broker.deliveries)},
        {QStringLiteral("bytesDelivered"), number(broker.bytesDelivered)},
        {QStringLiteral("dropped"), number(broker.dropped)},
        {QStringLiteral("expired"), number(broker.expired)},
        {QStringLiteral("denied"), number(broker.denied)},
        {QStringLiteral("slowConsumers"), number(broker.slowConsumers)},
        {QStringLiteral("silentPeers"), number(broker.silentPeers)},
        {QStringLiteral("heldBack"), number(broker.heldBack)},
        {QStringLiteral("deadLetters"), number(status.broker.queueCounters.deadLettered)},
        {QStringLiteral("redelivered"), number(status.broker.queueCounters.redelivered)},
        {QStringLiteral("doorRefusals"),
         number(doors.refusedTotal + doors.refusedPerAddress + doors.refusedHandshakes)},
        {QStringLiteral("storeFailures"), number(status.store.failures)},
        {QStringLiteral("storeDamages"), number(status.store.damages)},
        {QStringLiteral("appends"), number(status.store.appends)},
    };
}

QByteArray diskName(HostStatus::Disk::Level level)
{
    switch (level) {
    case HostStatus::Disk::Level::Enough:
        break;
    case HostStatus::Disk::Level::Low:
        return QByteArrayLiteral("low");
    case HostStatus::Disk::Level::Full:
        return QByteArrayLiteral("full");
    }
    return QByteArrayLiteral("enough");
}

QJsonObject nowJson(const HostStatus &status)
{
    const BrokerStatus &broker = status.broker;
    QJsonObject now{
        {QStringLiteral("uptime"), number(status.uptime.count())},
        {QStringLiteral("connections"), broker.connections},
        {QStringLiteral("sessions"), broker.sessions},
        {QStringLiteral("subscriptions"), broker.subscriptions},
        {QStringLiteral("topics"), broker.topicCount},
        {QStringLiteral("queues"), broker.queueCount},
        {QStringLiteral("retained"), broker.retained},
        {QStringLiteral("unreadBytes"), number(broker.queuedBytes)},
        {QStringLiteral("storeWaiting"), status.store.waiting},
    };
    now.insert(QStringLiteral("disk"), QString::fromLatin1(diskName(status.disk.level)));
    now.insert(QStringLiteral("logBytes"), number(status.disk.logBytes));
    if (status.disk.freeBytes >= 0) {
        now.insert(QStringLiteral("diskFreeBytes"), number(status.disk.freeBytes));
        now.insert(QStringLiteral("diskTotalBytes"), number(status.disk.totalBytes));
    }
    if (status.cluster) {
        now.insert(QStringLiteral("redisConnected"), status.cluster->connected);
        now.insert(QStringLiteral("otherHosts"), status.cluster->hosts);
    }
    if (status.relay) {
        now.insert(QStringLiteral("relayConnected"), status.relay->connected);
        now.insert(QStringLiteral("relayConnections"), status.relay->connections);
    }
    if (status.process) {
        now.insert(QStringLiteral("residentBytes"), number(status.process->residentBytes));
        now.insert(QStringLiteral("openDescriptors"), number(status.process->openDescriptors));
        now.insert(QStringLiteral("mostDescriptors"), number(status.process->mostDescriptors));
    }
    return now;
}

QJsonArray sessionsJson(const BrokerStatus &broker)
{
    QJsonArray list;
    for (const SessionStatus &session : broker.sessionList) {
        list.append(QJsonObject{
            {QStringLiteral("session"), number(session.session)},
            {QStringLiteral("name"), session.name},
            {QStringLiteral("user"), session.user},
            {QStringLiteral("peer"), session.peer},
            {QStringLiteral("transport"), session.transport},
            {QStringLiteral("version"), QString::fromLatin1(session.version)},
            {QStringLiteral("subscriptions"), session.subscriptions},
            {QStringLiteral("unreadBytes"), number(session.queuedBytes)},
            {QStringLiteral("unacknowledged"), session.unacknowledged},
            {QStringLiteral("age"), number(session.age.count())},
        });
    }
    return list;
}

QJsonArray destinationsJson(const BrokerStatus &broker)
{
    QJsonArray list;
    for (const TopicStatus &topic : broker.topics) {
        list.append(QJsonObject{
            {QStringLiteral("destination"), QString::fromUtf8(topic.destination)},
            {QStringLiteral("subscriptions"), topic.subscriptions},
        });
    }
    return list;
}

QJsonArray queuesJson(const BrokerStatus &broker)
{
    QJsonArray list;
    for (const Queues::Status &queue : broker.queues) {
        list.append(QJsonObject{
            {QStringLiteral("name"), QString::fromUtf8(queue.name)},
            {QStringLiteral("waiting"), queue.waiting},
            {QStringLiteral("unacknowledged"), queue.handedOut},
            {QStringLiteral("consumers"), queue.consumers},
            {QStringLiteral("bytes"), number(queue.bytes)},
        });
    }
    return list;
}

} // namespace

QByteArray healthName(HostStatus::Health health)
{
    switch (health) {
    case HostStatus::Health::Ok:
        break;
    case HostStatus::Health::Stopping:
        return QByteArrayLiteral("stopping");
    case HostStatus::Health::StoreFailing:
        return QByteArrayLiteral("store-failing");
    case HostStatus::Health::StoreDamaged:
        return QByteArrayLiteral("store-damaged");
    }
    return QByteArrayLiteral("ok");
}

QByteArray statusJson(const HostStatus &status)
{
    const QJsonObject json{
        {QStringLiteral("host"), status.name},
        {QStringLiteral("version"), QStringLiteral(MADANG_VERSION)},
        {QStringLiteral("health"), QString::fromLatin1(healthName(status.health))},
        {QStringLiteral("now"), nowJson(status)},
        {QStringLiteral("counters"), countersJson(status)},
        {QStringLiteral("sessions"), sessionsJson(status.broker)},
        {QStringLiteral("destinations"), destinationsJson(status.broker)},
        {QStringLiteral("queues"), queuesJson(status.broker)},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace Server
